import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { walk } from '@qyzmet/casework'
import { importAct, type Limit } from '@qyzmet/regulation'
import { check } from './check.ts'
import { calendarOf, findRegulation } from './regulation-files.ts'

const FOLDER = join(import.meta.dirname, '../../../docs/examples/regulations/ozenkol-2016-58')
const found = findRegulation(join(FOLDER, 'archive-certificate.yaml'))
const { regulation } = found
const clock = {
  timeZone: regulation.timeZone,
  hours: regulation.provider.hours,
  calendar: calendarOf(found),
}
const startedAt = Temporal.Instant.from('2016-09-05T05:00:00Z')

test('the example of the how-to has no finding that nobody answered', () => {
  const { output, exitCode } = check([FOLDER])
  assert.equal(exitCode, 0, output)
  assert.match(output, /0 errors, 0 warnings/)
})

test('it has every step, actor and limit that the importer reads from its act', () => {
  const [facts] = importAct(readFileSync(join(FOLDER, 'act.txt'), 'utf8')).regulations
  const graph = regulation.channels.get('portal')?.graph
  assert.ok(facts !== undefined && graph !== undefined)
  const steps = [...graph.steps.values()]
  for (const { item, actor, limit, action, again } of facts.procedure) {
    const step = steps.find((one) => one.item === item && one.action === action?.value)
    assert.ok(step !== undefined, item)
    assert.equal(step.actor, actor?.value.id)
    assert.deepEqual(amountOf(step.limit), amountOf(limit?.value.limit))
    assert.deepEqual(step.repeatedIn, [again?.item])
  }
  const labels = facts.channels.flatMap((one) =>
    one.steps.flatMap(({ label, item }) => (label === undefined ? [] : [`${label} ${item}`])),
  )
  assert.deepEqual(
    steps.flatMap(({ label, item }) => (label === undefined ? [] : [`${label} ${item}`])).toSorted(),
    labels.toSorted(),
  )
})

test('a case walks from the portal to the certificate, and to the refusal', () => {
  const end = (choices: Readonly<Record<string, readonly string[]>>): string => {
    const { events } = walk({ regulation, channel: 'portal', clock, startedAt, choices })
    return events.map(({ type }) => type).join(' ')
  }
  assert.match(end({}), /ServiceGranted .*ResultDelivered/)
  assert.match(end({ 'search-holdings': ['violated'] }), /ServiceRefused .*ResultDelivered/)
  const early = walk({ regulation, channel: 'portal', clock, startedAt, choices: { 'check-identity': ['refuted'] } })
  assert.equal(early.endedEarly, 'stopped')
})

function amountOf(limit: Limit | 'unstated' | undefined): unknown {
  return limit === undefined || limit === 'unstated' ? limit : { amount: limit.amount, unit: limit.unit }
}
