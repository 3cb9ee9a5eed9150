import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { test } from 'node:test'
import { checkRegulations } from './check-regulations.ts'
import type { FindingCode } from './codes.ts'
import type { Finding } from './finding.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]),
)
const { regulations } = checkRegulations(files, files.keys())

/** What is found of one code in a regulation (its latest edition), in one channel or in all. */
function found(id: string, code: FindingCode, channel?: string): readonly Finding[] {
  const checked = regulations.findLast(({ regulation }) => regulation?.id === id)
  return (checked?.findings ?? []).filter(
    (finding) => finding.code === code && (channel === undefined || finding.channel === channel),
  )
}

/** The only finding of a code; it must be accepted, with a reason in the file. */
function only(id: string, code: FindingCode, channel?: string): Finding {
  const all = found(id, code, channel)
  const [finding] = all
  assert.ok(finding !== undefined && all.length === 1, `${id} ${code}: ${all.length}`)
  assert.ok(finding.accepted !== undefined, `${id} ${code} has no decision`)
  assert.ok(finding.accepted.reason.kk !== '')
  return finding
}

function lastMoves({ example }: Finding, count: number): readonly string[] {
  return (example?.moves ?? []).slice(-count).map(({ step, outcome }) => `${step}: ${outcome}`)
}

function daysOf({ example }: Finding): readonly (string | undefined)[] {
  const days = example?.days
  return [
    days?.startedOn.toString(),
    days?.startedAt?.toString({ smallestUnit: 'minute' }),
    days?.endsOn.toString(),
    days?.lastDay.toString(),
  ]
}

test('zhambyl-queue: the head signs without a limit, beside 27 of 30 days', () => {
  const finding = only('zhambyl-queue', 'limit-unstated')
  assert.deepEqual([finding.step, finding.items], ['sign-result', ['5(6)', '8(6)']])
  assert.match(finding.message.en, /take 27 calendar days of the total \(30 calendar days\)/)
  assert.deepEqual(lastMoves(finding, 1), ['draft-result: refusal'])
})

test('zhambyl-queue: seven actions and six results', () => {
  assert.match(only('zhambyl-queue', 'result-missing').message.en, /7 actions and 6 results/)
})

test('zhambyl-queue: 27 days pass the total of 30 over the New Year, and the day before it in March', () => {
  const portal = only('zhambyl-queue', 'late-in-calendar', 'portal')
  assert.deepEqual(daysOf(portal), ['2014-12-31', undefined, '2015-02-03', '2015-01-30'])
  assert.deepEqual(
    portal.example?.days?.steps.flatMap(({ moved }) => moved?.because.en ?? []),
    ['New Year', 'Orthodox Christmas', 'weekend'],
  )
  const centre = only('zhambyl-queue', 'late-for-centre', 'centre')
  assert.deepEqual(daysOf(centre), ['2015-02-23', undefined, '2015-03-27', '2015-03-20'])
})

test('almaty-privatisation: 30 days and 20 minutes against 30, and no day for the corporation', () => {
  const sum = only('almaty-privatisation', 'sum-over-total', 'centre')
  assert.match(sum.message.en, /30 calendar days 20 minutes, and the total of the standard is 30 calendar days/)
  assert.equal(sum.example?.days?.lateStarts, sum.example?.days?.starts)
  const noDay = only('almaty-privatisation', 'no-day-for-centre', 'centre')
  assert.match(noDay.message.ru, /подпункт 5\) пункта 2 статьи 5/)
  assert.deepEqual(daysOf(noDay).slice(0, 1), ['2018-02-23'])
})

test('aktobe-foster: 30 days and 30 minutes against 30, once the half hour runs past closing time', () => {
  const finding = only('aktobe-foster', 'sum-over-total', 'portal')
  assert.match(finding.message.en, /30 calendar days 30 minutes/)
  assert.deepEqual(daysOf(finding), ['2016-03-15', '18:01', '2016-04-15', '2016-04-14'])
})

test('aktobe-adoption: 15 days and 30 minutes against 15', () => {
  const finding = only('aktobe-adoption', 'sum-over-total', 'portal')
  assert.match(finding.message.en, /15 calendar days 30 minutes/)
  assert.deepEqual(daysOf(finding), ['2016-03-15', '18:01', '2016-03-31', '2016-03-30'])
})

test('almaty-certificate: the executor signs in 8(3) what is only prepared in 5(3)', () => {
  const finding = found('almaty-certificate', 'retold-differently').find(({ step }) => step === 'draft-result')
  assert.deepEqual(finding?.items, ['5(3)', '8(3)'])
  assert.match(finding?.message.en ?? '', /The executor signs the refusal/)
  assert.equal(finding?.accepted?.id, 'executor-does-not-sign')
})

test('Aktobe: a request is never registered at the gateway workstation', () => {
  for (const id of ['aktobe-foster', 'aktobe-adoption']) {
    const finding = only(id, 'request-not-numbered', 'portal')
    assert.deepEqual([finding.step, finding.items[0]], ['send-request', '8(8)'])
    assert.ok(lastMoves(finding, 3).includes('send-request: accepted'))
  }
})

test('Aktobe: the refusal of 8(10) comes before the performance by item 5 that 8(11) tells', () => {
  for (const id of ['aktobe-foster', 'aktobe-adoption']) {
    const finding = only(id, 'refusal-before-performance', 'portal')
    assert.deepEqual(finding.items, ['8(10)', '5(1)'])
    assert.deepEqual(lastMoves(finding, 1), ['deliver-refusal: delivered'])
    assert.ok(finding.example?.moves.some(({ outcome }) => outcome === 'violated'))
  }
})

test('wko-certificate: seven actions and five results', () => {
  const missing = found('wko-certificate', 'result-missing')
  assert.deepEqual(
    missing.map(({ items }) => items),
    [['7(1)'], ['7(6)']],
  )
  for (const { message, accepted } of missing) {
    assert.match(message.en, /7 actions and 5 results/)
    assert.equal(accepted?.id, 'seven-actions-five-results')
  }
})

test('wko-certificate: the employee of the corporation acts and is on no list', () => {
  assert.deepEqual(only('wko-certificate', 'actor-not-listed').items, ['7(1)'])
})

test('four acts take papers in over a counter and have no refusal of an incomplete package', () => {
  for (const [id, channel] of [
    ['wko-certificate', 'centre'],
    ['zhambyl-queue', 'centre'],
    ['aktobe-foster', 'office'],
    ['aktobe-adoption', 'office'],
    ['almaty-region-queue', 'centre'],
  ] as const) {
    assert.ok((only(id, 'incomplete-package-missing', channel).example?.moves.length ?? 0) > 0, id)
  }
  // Almaty has the branch at the corporation.
  for (const id of ['almaty-queue', 'almaty-certificate', 'almaty-privatisation']) {
    assert.deepEqual(found(id, 'incomplete-package-missing', 'centre'), [], id)
  }
})

test('nothing is found in the eight that their files do not answer', () => {
  const open = regulations.flatMap(({ file, findings, diagnostics }) => [
    ...diagnostics.map(({ code }) => `${file} ${code}`),
    ...findings.filter(({ accepted }) => accepted === undefined).map(({ code, line }) => `${file}:${line} ${code}`),
  ])
  assert.deepEqual(open, [])
  assert.ok(new Set(regulations.map(({ regulation }) => regulation?.id)).size >= 8)
})
