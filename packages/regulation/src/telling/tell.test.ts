import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { citeItem } from '../citation.ts'
import { compileRegulation } from '../language/compile.ts'
import { isRegulationText } from '../language/main-file.ts'
import type { Step } from '../model.ts'
import { type Locale, LOCALES } from '../text.ts'
import { formatLimit } from '../time/format.ts'
import { stepsInOrder } from './order.ts'
import { TOLD_KINDS, tell } from './tell.ts'
import { quoted, tellerOf } from './teller.ts'
import type { ToldBlock, ToldDocument, ToldFact } from './told.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
)
/** Every regulation of the repository: what is told must hold for all of them. */
const regulations = [...files].flatMap(([path, text]) => {
  const { regulation } = isRegulationText(text) ? compileRegulation(files, path) : {}
  return regulation === undefined ? [] : [{ path, regulation }]
})

/** Everything that is told, a string a line. */
function linesOf({ title, lead, sections }: ToldDocument): readonly string[] {
  return [title, ...lead, ...sections.flatMap((section) => [section.title, ...section.blocks.flatMap(linesOfBlock)])]
}

function linesOfBlock(block: ToldBlock): readonly string[] {
  const facts = (all: readonly ToldFact[]): readonly string[] => all.flatMap(({ label, lines }) => [label, ...lines])
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.entries.flatMap(({ text, notes }) => [text, ...notes])
    case 'items':
      return block.items.flatMap(({ place, head, sentences, details }) => [
        place,
        head,
        ...sentences,
        ...facts(details),
      ])
    case 'facts':
      return facts(block.facts)
    case 'table':
      return [
        block.table.caption,
        ...block.table.columns,
        ...block.table.rows.flatMap(({ heading, cells }) => [heading, ...cells.flat()]),
      ]
    case 'drawing':
      return [block.drawing.caption]
  }
}

/** What is told where, without the words: the same in every language. */
function skeletonOf(block: ToldBlock): unknown {
  switch (block.kind) {
    case 'paragraph':
      return 'paragraph'
    case 'list':
      return block.entries.map(({ notes }) => notes.length)
    case 'items':
      return block.items.map(({ sentences, details }) => [
        sentences.length,
        details.map(({ lines, more }) => [lines.length, more]),
      ])
    case 'facts':
      return block.facts.map(({ lines }) => lines.length)
    case 'table':
      return [block.table.id, block.table.rows.map(({ cells }) => cells.map(({ length }) => length))]
    case 'drawing':
      return [block.drawing.channel, block.drawing.shows]
  }
}

const inWords = ({ limit }: Step, locale: Locale): string => (limit === 'unstated' ? '' : formatLimit(limit, locale))

for (const { path, regulation } of regulations) {
  describe(path, () => {
    test('every step of every channel is in the text, with its actor, its item, its limit and its choices', () => {
      for (const locale of LOCALES) {
        const teller = tellerOf(regulation, locale)
        const text = linesOf(tell('text', regulation, locale)).join('\n')
        for (const { graph } of regulation.channels.values()) {
          for (const step of graph.steps.values()) {
            const items = [step.item, ...step.repeatedIn].map((item) => citeItem(item, locale))
            const outcomes = step.outcomes.length > 1 ? step.outcomes.map(({ title }) => quoted(title, teller)) : []
            const actor = regulation.actors.get(step.actor)?.title[locale].slice(1) ?? ''
            for (const words of [quoted(step.title, teller), ...items, ...outcomes, inWords(step, locale), actor])
              assert.ok(text.includes(words), `${locale} ${graph.channel} ${step.id}: ${words}`)
          }
          for (const end of graph.ends.values()) assert.ok(text.includes(quoted(end.title, teller)), end.id)
        }
      }
    })

    test('every step of a channel is in its tables, with its outcomes', () => {
      for (const locale of LOCALES) {
        for (const channel of regulation.channels.values()) {
          for (const kind of ['tables', 'handbook'] as const) {
            const lines = linesOf(tell(kind, regulation, locale, { channel: channel.id })).join('\n')
            for (const step of channel.graph.steps.values()) {
              const titles = [step.title, ...step.outcomes.map(({ title }) => title)].map((title) => title[locale])
              for (const words of titles) assert.ok(lines.includes(words), `${locale} ${kind} ${step.id}: ${words}`)
            }
          }
        }
      }
    })

    test('an action leads to actions of its own table, to a named step or to the end', () => {
      for (const channel of regulation.channels.values()) {
        const { sections } = tell('tables', regulation, 'en', { channel: channel.id })
        const tables = sections
          .flatMap(({ blocks }) => blocks)
          .flatMap((block) => (block.kind === 'table' ? [block.table] : []))
        const numbers = tables.flatMap(({ columns }) => columns.slice(1))
        assert.deepEqual(
          numbers,
          numbers.map((_, index) => String(index + 1)),
        )
        const next = tables.flatMap(({ rows }) => rows.at(-1)?.cells.flat() ?? [])
        for (const line of next) {
          const [, number] = /^(\d+) – /.exec(line) ?? []
          if (number === undefined) assert.match(line, /^(?:end, “|condition \d+|“).*(?: – |:$)/)
          else assert.ok(numbers.includes(number), line)
        }
      }
    })

    test('what was decided about defects of the act is told with its reason, and steps lead to it by number', () => {
      for (const locale of LOCALES) {
        const text = linesOf(tell('text', regulation, locale)).join('\n')
        for (const { finding, reason } of regulation.accepted)
          for (const words of [finding, reason]) assert.ok(text.includes(words[locale]), words[locale])
      }
    })

    for (const kind of TOLD_KINDS) {
      test(`${kind} tells the same in each language`, () => {
        const [kazakh, ...others] = LOCALES.map((locale) =>
          tell(kind, regulation, locale).sections.map(({ id, blocks }) => [id, blocks.map(skeletonOf)]),
        )
        for (const other of others) assert.deepEqual(other, kazakh)
      })

      test(`${kind} has no empty line, no broken quote and no name out of the code`, () => {
        for (const locale of LOCALES) {
          for (const line of linesOf(tell(kind, regulation, locale))) {
            if (line !== '') assert.match(line, /^\S(?:.*\S)?$/u)
            assert.doesNotMatch(line, /undefined|\[object|NaN| {2}/)
            for (const [open, close] of [
              ['«', '»'],
              ['“', '”'],
            ]) {
              const count = (mark = ''): number => line.split(mark).length
              if (locale === 'en' || open === '«') assert.equal(count(open), count(close), line)
            }
          }
        }
      })

      test(`${kind} has ids that are unique`, () => {
        const { sections } = tell(kind, regulation, 'kk')
        const tables = sections.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === 'table' ? [block.table.id] : [])),
        )
        for (const ids of [sections.map(({ id }) => id), tables]) assert.equal(new Set(ids).size, ids.length)
      })
    }
  })
}

test('in Zhambyl a refusal stands beside its check, and the provider acts between the portal’s fifth process and its sixth', () => {
  const portal = regulations.find(({ path }) => path.endsWith('zhambyl-queue.yaml'))?.regulation.channels.get('portal')
  assert.ok(portal)
  const order = stepsInOrder(portal.graph).map(({ label, item }) => label ?? item)
  assert.equal(order.join(' '), 'P1 C1 P2 P3 C2 P4 P5 5(1) 5(2) C3 5(3) 5(4) 5(5) 5(6) 5(7) P6 P7')
})
