import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { checkFiles } from './check-files.ts'
import { CODES } from './codes.ts'
import { compileRegulation } from './compile.ts'
import type { Compiled } from './compile.ts'
import { SCHEMAS } from './shape.ts'
import { changed, underCaret } from '../testing/conformance-case.ts'
import type { Change } from '../testing/conformance-case.ts'

const folder = join(import.meta.dirname, '../../conformance')
const base = new Map(
  ['act.yaml', 'standard.yaml', 'regulation.yaml'].map((name) => [
    name,
    readFileSync(join(folder, 'base', name), 'utf8'),
  ]),
)

/** One file of `conformance/`: the base files, changed, and what the language makes of them. */
interface Case {
  readonly says: string
  readonly path?: string
  readonly door?: 'checkFiles'
  readonly change: readonly Change[]
  /** Places of the compiled regulation and their values; null where there is nothing. */
  readonly model?: Readonly<Record<string, unknown>>
  readonly diagnostics?: readonly { code: string; file: string; line: number; under: string; message: string }[]
}

/** Maps as records and dates as texts, so that a model can be compared with JSON. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]))
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.PlainTime) return value.toString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

/** The value at `a.b.0.c`; null when there is none. Keys may hold dots, so the longest key wins. */
function at(value: unknown, path: string): unknown {
  if (path === '') return value
  if (typeof value !== 'object' || value === null) return null
  const key = Object.keys(value)
    .filter((candidate) => path === candidate || path.startsWith(`${candidate}.`))
    .toSorted((a, b) => b.length - a.length)[0]
  return key === undefined ? null : at(Reflect.get(value, key), path.slice(key.length + 1))
}

const folders = readdirSync(folder).filter((name) => name !== 'base')

describe('conformance', () => {
  for (const name of folders) {
    for (const file of readdirSync(join(folder, name))) {
      const written = JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as Case
      // Cases of checks have their own test beside the checks.
      if (written.diagnostics === undefined) continue
      test(`${name}: ${written.says}`, () => {
        const files = changed(base, written.change)
        const path = written.path ?? 'regulation.yaml'
        const { regulation, diagnostics }: Compiled =
          written.door === 'checkFiles' ? { diagnostics: checkFiles(files, [path]) } : compileRegulation(files, path)
        assert.deepEqual(
          diagnostics.map((fault) => ({
            code: fault.code,
            file: fault.file,
            line: fault.line,
            under: underCaret(fault),
            message: fault.message,
          })),
          written.diagnostics,
        )
        if (written.model === undefined) {
          assert.ok(
            diagnostics.some(({ code }) => code === name),
            `a case in ${name} shows that code`,
          )
          return
        }
        const model = plain(regulation)
        for (const [place, value] of Object.entries(written.model)) assert.deepEqual(at(model, place), value, place)
      })
    }
  }

  test('the base itself has no fault', () => {
    assert.deepEqual(compileRegulation(base, 'regulation.yaml').diagnostics, [])
  })

  test('every diagnostic code has a case', () => {
    assert.deepEqual(
      Object.keys(CODES).filter((code) => !folders.includes(code)),
      [],
    )
  })

  test('every property of the language has a case that shows its meaning', () => {
    const missing = propertiesOf(SCHEMAS).filter((property) => {
      const owner = SHOWN_IN[property] ?? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      return !folders.includes(owner)
    })
    assert.deepEqual(missing, [])
  })
})

/** Properties shown in the folder of another one. */
const SHOWN_IN: Readonly<Record<string, string>> = {
  // of every file
  language: 'not-one-of',
  id: 'title',
  shortTitle: 'title',
  // texts
  kk: 'title',
  ru: 'title',
  en: 'title',
  // acts, sources, dates
  cite: 'act',
  number: 'act',
  adoptedOn: 'act',
  authority: 'act',
  on: 'act',
  daysAfterPublication: 'entry',
  publishedOn: 'entry',
  item: 'appeal',
  mark: 'marks',
  source: 'appeal',
  from: 'edition',
  until: 'edition',
  // body
  service: 'forms',
  kinds: 'forms',
  shows: 'annexes',
  channel: 'annexes',
  request: 'numbering',
  serialDigits: 'numbering',
  address: 'provider',
  hours: 'provider',
  lunchFrom: 'provider',
  lunchTo: 'provider',
  quorumPercent: 'commission',
  // steps and channels
  kind: 'actors',
  actor: 'procedure',
  action: 'procedure',
  after: 'time-out',
  outcome: 'time-out',
  to: 'outcomes',
  start: 'channels',
  of: 'certificate',
  role: 'certificate',
  startsAfter: 'total-term',
  endsWith: 'total-term',
  exits: 'exit',
  closes: 'ends',
  result: 'result-of-step',
  // findings
  items: 'accepted',
  code: 'accepted',
  finding: 'accepted',
  reason: 'accepted',
  // law
  registers: 'law',
  gives: 'law',
  fieldNames: 'law',
  register: 'law',
  incompletePackage: 'law',
  dayBefore: 'law',
  // beside the steps
  term: 'glossary',
  meaning: 'glossary',
  questions: 'survey',
  question: 'survey',
  answers: 'survey',
  percent: 'service-levels',
  // scenarios
  regulation: 'scenarios',
  given: 'scenarios',
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the file, never a promise
  then: 'scenarios',
  category: 'scenarios',
  locale: 'scenarios',
  step: 'scenarios',
  by: 'scenarios',
  ground: 'scenarios',
  votes: 'scenarios',
  end: 'scenarios',
  due: 'scenarios',
  late: 'scenarios',
  told: 'scenarios',
  // standard
  columns: 'journals',
  unit: 'parameters',
  value: 'parameters',
  report: 'reports',
  note: 'retold',
  maxWaiting: 'total-limit',
  maxServing: 'total-limit',
  fullAge: 'co-signers',
  within: 'co-signers',
  orDocument: 'co-signers',
  fromRegister: 'documents',
  checkedIn: 'documents',
  required: 'documents',
  document: 'results',
  entersQueue: 'results',
  remedy: 'grounds',
  text: 'appeal',
  // form
  pages: 'form',
  hint: 'fields',
  widget: 'fields',
  label: 'fields',
  prefill: 'fields',
  optionsFrom: 'options',
  min: 'fields',
  max: 'fields',
  latest: 'fields',
  // conditions
  field: 'conditions',
  is: 'conditions',
  in: 'conditions',
  all: 'conditions',
  any: 'conditions',
  not: 'conditions',
}

/** Names of all properties that the schemas allow. */
function propertiesOf(schema: unknown): readonly string[] {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const [key, item] of Object.entries(value)) {
      if (key === 'properties') for (const property of Object.keys(item as object)) found.add(property)
      if (key !== 'examples') walk(item)
    }
  }
  walk(schema)
  return [...found].toSorted()
}
