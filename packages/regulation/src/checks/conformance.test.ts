import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { changed, underCaret } from '../testing/conformance-case.ts'
import type { Change } from '../testing/conformance-case.ts'
import { checkRegulations } from './check-regulations.ts'
import { FINDINGS } from './codes.ts'
import type { Finding } from './finding.ts'

const folder = join(import.meta.dirname, '../../conformance')
const calendar = join(import.meta.dirname, '../../../../regulations/calendars/kz.yaml')
const base = new Map([
  ...['act.yaml', 'standard.yaml', 'regulation.yaml', 'law.yaml'].map((name): [string, string] => [
    `xx/${name}`,
    readFileSync(join(folder, 'base', name), 'utf8'),
  ]),
  ['calendars/kz.yaml', readFileSync(calendar, 'utf8')],
])

/** One file of `conformance/<code>/`: the base files, changed, and every finding of that code. */
interface Case {
  readonly says: string
  readonly change: readonly Change[]
  /** Absent in cases of the language alone. */
  readonly findings?: readonly ReturnType<typeof plain>[]
}

/** A finding as a case writes it: what a person reads, and the counter-example. */
function plain(finding: Finding) {
  const { line, items, channel, step, example, accepted } = finding
  return {
    line,
    under: underCaret(finding),
    message: finding.message.en,
    items,
    ...(channel === undefined ? {} : { channel }),
    ...(step === undefined ? {} : { step }),
    ...(example === undefined ? {} : { case: example.moves.map((move) => `${move.step}: ${move.outcome}`) }),
    ...(example?.beside === undefined
      ? {}
      : { beside: example.beside.moves.map((move) => `${move.step}: ${move.outcome}`) }),
    ...(example?.days === undefined
      ? {}
      : {
          begins: [example.days.startedOn, example.days.startedAt ?? ''].join(' ').trim(),
          ends: example.days.endsOn.toString(),
          lastDay: example.days.lastDay.toString(),
        }),
    ...(accepted === undefined ? {} : { accepted: accepted.id }),
  }
}

describe('conformance of checks', () => {
  for (const code of Object.keys(FINDINGS)) {
    const here = join(folder, code)
    const names = existsSync(here) ? readdirSync(here) : []
    const cases = names.map((name) => JSON.parse(readFileSync(join(here, name), 'utf8')) as Case)

    test(`${code}: some case shows it`, () => {
      assert.ok(cases.some(({ findings = [] }) => findings.length > 0))
    })
    for (const { says, change, findings } of cases) {
      if (findings === undefined) continue
      test(`${code}: ${says}`, () => {
        const files = changed(
          base,
          change.map((each) => ({
            ...each,
            file: `xx/${each.file}`,
            ...(each.copyOf === undefined ? {} : { copyOf: `xx/${each.copyOf}` }),
          })),
        )
        const [checked] = checkRegulations(files, ['xx/regulation.yaml']).regulations
        assert.deepEqual(checked?.diagnostics, [])
        assert.deepEqual(
          checked?.findings.filter((finding) => finding.code === code).map((finding) => plain(finding)),
          findings,
        )
      })
    }
  }
})
