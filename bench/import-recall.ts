// Measures how much of real acts the importer reads: precision and recall of facts against a table written by hand.
//
//   node bench/import-recall.ts <folder of texts> [<expected facts>]
//
// The texts are no part of the project; `import-facts.json` beside this file has the facts of five of them, found by the
// beginning of a file's name. A fact counts when its item, its actor and its limit are all as expected.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importAct, type ImportedAct } from '@qyzmet/regulation'

interface Expected {
  readonly act: readonly string[]
  readonly regulations: readonly Readonly<Record<string, readonly string[]>>[]
}

const [folder, facts = join(import.meta.dirname, 'import-facts.json')] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name a folder with texts of acts.')
const expected = JSON.parse(readFileSync(facts, 'utf8')) as Readonly<Record<string, Expected>>

let [right, wanted, given] = [0, 0, 0]
for (const [prefix, act] of Object.entries(expected)) {
  const file = readdirSync(folder).find((name) => name.startsWith(prefix))
  if (file === undefined) throw new Error(`No text begins with ${prefix} in ${folder}.`)
  const started = performance.now()
  const imported = importAct(readFileSync(join(folder, file), 'utf8'))
  const tookMs = performance.now() - started
  const [should, is] = [flat(act), flat(found(imported))]
  const missing = withoutOnes(should, is)
  const invented = withoutOnes(is, should)
  right += should.length - missing.length
  wanted += should.length
  given += is.length
  console.log(
    `${file}: ${should.length - missing.length} of ${should.length} facts, ${invented.length} too many, ${tookMs.toFixed(0)} ms`,
  )
  for (const one of missing) console.log(`  missing   ${one}`)
  for (const one of invented) console.log(`  too many  ${one}`)
}
console.log(`recall ${((100 * right) / wanted).toFixed(1)} %, precision ${((100 * right) / given).toFixed(1)} %`)
if (right < wanted || right < given) process.exitCode = 1

/** What was read, in the form of the table. */
function found({ act, regulations }: ImportedAct): Expected {
  const numbered = (name: string, read: typeof act.adopted): string[] =>
    read === undefined ? [] : [`${name} ${read.value.on} № ${read.value.number}`]
  const line = (...parts: readonly (string | number | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(' ')
  return {
    act: [
      ...numbered('adopted', act.adopted),
      ...numbered('registration', act.registration),
      ...numbered('repeal', act.repeal),
      ...act.amendments.flatMap((one) => numbered('amended', one)),
      ...numbered('changes', act.changes),
    ],
    regulations: regulations.map((one) => ({
      steps: one.procedure.map((step) =>
        line(step.item, step.actor?.value.id ?? '-', step.limit?.value.written ?? '-'),
      ),
      again: one.procedure.flatMap(({ again }) => (again === undefined ? [] : [again.item])),
      units: one.units.map(({ actor }) => actor.id),
      timed: one.channels.flatMap(({ timed }) =>
        timed.map(({ item, about, limit }) => line(item, about, limit.value.written)),
      ),
      ...Object.fromEntries(
        one.channels.map(({ channel, steps }) => [
          channel,
          steps.map(({ label, item, limit }) => line(label ?? '-', item, limit?.value.written)),
        ]),
      ),
      ...Object.fromEntries(
        one.tables.map(({ number, actions }) => [
          `table ${number}`,
          actions.map((action) =>
            line(action.number, action.actor?.value.id ?? '-', action.limit?.value.written, action.next.join(',')),
          ),
        ]),
      ),
    })),
  }
}

function flat({ act, regulations }: Expected): readonly string[] {
  return [
    ...act,
    ...regulations.flatMap((lists, index) =>
      Object.entries(lists).flatMap(([name, lines]) => lines.map((one) => `regulation ${index + 1} ${name}: ${one}`)),
    ),
  ]
}

/** What the first has and the second has not, equal ones counted. */
function withoutOnes(one: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other]
  return one.filter((fact) => {
    const at = rest.indexOf(fact)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}
