/**
 * Damaged objects for the readers of certificates, CMS, revocation lists, OCSP answers, time stamps and signed XML.
 *
 *   node bench/fuzz-readers.ts --minutes 10 --seed 1 [--keep folder]
 *
 * A fault is an error of another kind than the readers' own, a sealed message opened with another content, an input
 * that takes longer than 250 ms, or memory that grows from one round to the next. With `--keep` every input that led to a fault is written there.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parseArgs } from 'node:util'
import { fuzzReaders, makeSeeds } from '../apps/simulator/src/authority/testing/reader-fuzz.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
})
/** Inputs between two looks at the memory. */
const ROUND = 5000
/** Growth of the heap over the whole run that is no longer noise. */
const GROWTH_LIMIT_MB = 24
setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

const until = performance.now() + Number(values.minutes) * 60_000
const seeds = { rsa: await makeSeeds('rsa'), gost: await makeSeeds('gost-512') }
const outcomes = new Map<string, number>()
let [runs, faults, slowestMs, number] = [0, 0, 0, Number(values.seed)]
let firstMb: number | undefined
let lastMb = 0
while (performance.now() < until) {
  for (const set of [seeds.rsa, seeds.gost]) {
    const report = fuzzReaders(set, number, (done) => done < ROUND && performance.now() < until)
    runs += report.runs
    faults += report.faults.length
    slowestMs = Math.max(slowestMs, report.slowestMs)
    for (const [outcome, times] of report.outcomes) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times)
    for (const { what, kind, seed, run, octets, detail } of report.faults) {
      console.log(`${what}: ${kind} from ${seed}, number ${number}, run ${run}: ${detail}`)
      if (values.keep === undefined) continue
      await mkdir(values.keep, { recursive: true })
      await writeFile(join(values.keep, `${what}-${kind}-${number}-${run}.der`), octets)
    }
  }
  number += 1
  lastMb = heapMb()
  // Caches are full after the first rounds.
  if (number === Number(values.seed) + 3) firstMb = lastMb
}
const growthMb = lastMb - (firstMb ?? lastMb)
for (const [outcome, times] of [...outcomes].toSorted(([left], [right]) => left.localeCompare(right)))
  console.log(`${outcome}: ${times}`)
console.log(
  `${runs} inputs, seeds ${values.seed} to ${number - 1}, ${faults} faults, slowest ${slowestMs.toFixed(1)} ms of the processor, ` +
    `memory ${lastMb.toFixed(1)} MB, ${growthMb.toFixed(1)} MB more than after the third round`,
)
if (faults > 0 || growthMb > GROWTH_LIMIT_MB) process.exitCode = 1

function heapMb(): number {
  if (typeof collectGarbage === 'function') Reflect.apply(collectGarbage, undefined, [])
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
