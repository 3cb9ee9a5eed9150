import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { visiblePages, requiredDocuments } from '../answers/visible.ts'
import { explore } from '../graph/explore.ts'
import { timedWays } from '../checks/worst-case.ts'
import { termOf } from '../model.ts'
import type { ProcessGraph, Regulation, Step } from '../model.ts'
import { compileRegulation } from './compile.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
)
const compiled = compileRegulation(files, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')

function regulation(): Regulation {
  assert.ok(compiled.regulation)
  return compiled.regulation
}

function graphOf(channel: string): ProcessGraph {
  const found = regulation().channels.get(channel)
  assert.ok(found)
  return found.graph
}

function limitOf({ limit }: Step): string {
  return limit === 'unstated' ? limit : `${limit.amount} ${limit.unit}`
}

/** Steps in the order in which they are first reached. */
function inOrder(graph: ProcessGraph): readonly Step[] {
  const found = new Map<string, Step>()
  const walk = (id: string): void => {
    const step = graph.steps.get(id)
    if (step === undefined || found.has(id)) return
    found.set(id, step)
    for (const edge of step.outcomes.flatMap(({ edges }) => edges)) walk(edge.to)
  }
  walk(graph.start)
  return [...found.values()]
}

test('the regulation and its standard have no fault and no warning left open', () => {
  assert.deepEqual(compiled.diagnostics, [])
})

test('the seven actions have the actors and limits of items 5 and 8', () => {
  const table = [...graphOf('portal').steps.values()]
    .filter(({ kind }) => kind === 'procedure')
    .map((step) => [step.item, step.repeatedIn.join(), step.actor, step.action, limitOf(step), step.result?.item])
  assert.deepEqual(table, [
    ['5(1)', '8(1)', 'clerk', 'register', '1 calendar-day', '6(1)'],
    ['5(2)', '8(2)', 'head', 'assign', '2 calendar-day', '6(2)'],
    ['5(3)', '8(3)', 'executor', 'prepare-session', '7 calendar-day', '6(3)'],
    ['5(4)', '8(4)', 'housing-commission', 'decide-in-session', '9 calendar-day', '6(4)'],
    ['5(5)', '8(5)', 'executor', 'draft-result', '7 calendar-day', '6(5)'],
    ['5(6)', '8(6)', 'head', 'sign-result', 'unstated', undefined],
    ['5(7)', '8(7)', 'clerk', 'dispatch-result', '1 calendar-day', '6(6)'],
  ])
})

test('the limits add up to 27 days inside a total of 30, in both channels', () => {
  for (const channel of ['portal', 'centre'])
    assert.equal(timedWays(graphOf(channel))[0]?.sum.calendarDays, 27, channel)
  assert.deepEqual(regulation().standard.totalLimit, { amount: 30, unit: 'calendar-day' })
})

test('the portal has the processes and conditions of item 11, in its order', () => {
  const labelled = inOrder(graphOf('portal')).flatMap(({ label, item }) =>
    label === undefined ? [] : [`${label} ${item}`],
  )
  assert.deepEqual(labelled.toSorted(), [
    'C1 11(3)',
    'C2 11(6)',
    'C3 11(9)',
    'P1 11(2)',
    'P2 11(4)',
    'P3 11(5)',
    'P4 11(7)',
    'P5 11(8)',
    'P6 11(10)',
    'P7 11(11)',
  ])
})

test('the centre has every sub-item of item 9, and item 10 to its last sentence', () => {
  const steps = inOrder(graphOf('centre'))
  const items = new Set(steps.map(({ item }) => item))
  for (let number = 1; number <= 8; number += 1) assert.ok(items.has(`9(${number})`), `9(${number})`)
  assert.deepEqual(
    steps.filter(({ item }) => item === '10').map((step) => [step.action, limitOf(step)]),
    [
      ['return-unclaimed', 'unstated'],
      ['keep-result', 'unstated'],
      ['recall-result', '1 working-day'],
      ['send-again', '1 working-day'],
    ],
  )
  assert.deepEqual(graphOf('centre').steps.get('hand-over')?.timeOut, {
    amount: 1,
    unit: 'month',
    outcome: 'unclaimed',
  })
})

test('the check of the documents spends the seven days of the preparation', () => {
  for (const channel of ['portal', 'centre']) {
    const check = graphOf(channel).steps.get('check-documents')
    assert.ok(check)
    assert.equal(termOf(check), 'prepare-session')
    assert.equal(limitOf(check), '7 calendar-day')
    assert.deepEqual(check.consults, ['persons'])
  }
})

test('what happens at each branch of the portal', () => {
  const { steps, ends } = graphOf('portal')
  const next = (step: string, outcome: string): readonly string[] =>
    steps
      .get(step)
      ?.outcomes.find(({ id }) => id === outcome)
      ?.edges.map(({ to, anyOf }) => [to, ...anyOf.map((guard) => `${guard.step}: ${guard.outcome}`)].join(' if ')) ??
    []
  assert.deepEqual(next('check-identity', 'refuted'), ['report-sign-in-refusal'])
  assert.deepEqual(next('check-signature', 'refuted'), ['report-signature-refusal'])
  assert.deepEqual(next('check-documents', 'violated'), ['draft-result'])
  assert.deepEqual(next('check-documents', 'compliant'), ['prepare-session'])
  assert.deepEqual(next('decide-in-session', 'negative'), ['draft-result'])
  assert.deepEqual(next('draft-result', 'notice'), ['sign-result if decide-in-session: positive'])
  assert.deepEqual(next('sign-result', 'returned'), ['draft-result'])
  assert.deepEqual(next('dispatch-result', 'dispatched'), [
    'deliver-refusal if check-documents: violated',
    'deliver-result',
  ])
  assert.deepEqual(
    [...ends.values()].map(({ closes }) => closes),
    ['stopped', 'stopped', 'granted', 'refused'],
  )
  assert.deepEqual(
    explore(graphOf('portal'), () => undefined),
    [],
  )
})

test('every ground knows where it is established', () => {
  for (const { id, establishedAt, remedy } of regulation().standard.grounds) {
    assert.ok(establishedAt.length > 0, id)
    assert.ok(remedy !== undefined, id)
  }
  const worsened = regulation().standard.grounds.filter(({ id }) => id.startsWith('worsened'))
  assert.equal(worsened.length, 5)
})

test('documents follow the category and the answers', () => {
  const brought = (answers: Record<string, string | string[]>): readonly string[] =>
    requiredDocuments(regulation().standard, 'portal', answers).flatMap(({ id, from }) =>
      from === 'applicant' ? [id] : [],
    )
  assert.deepEqual(brought({ category: 'orphans' }), [])
  assert.deepEqual(brought({ category: 'public-workers' }), ['workplace'])
  assert.deepEqual(brought({ category: 'emergency' }), ['emergency-conclusion'])
  assert.deepEqual(brought({ category: 'vulnerable', 'vulnerable-group': 'pensioners' }), ['income'])
  assert.deepEqual(brought({ category: 'vulnerable', 'vulnerable-group': 'disabled-children' }), [])
  assert.deepEqual(brought({ category: 'vulnerable', 'vulnerable-group': 'returnees' }), ['group-proof', 'income'])
  assert.deepEqual(brought({ category: 'orphans', 'old-acts': ['birth', 'death'], need: 'illness' }), [
    'old-births',
    'old-death',
    'condition-certificate',
  ])
})

test('nobody is led through more than seven pages', () => {
  for (const { id } of regulation().standard.categories) {
    const pages = visiblePages(regulation().standard.form, { category: id, 'vulnerable-group': 'pensioners' })
    assert.ok(pages.length >= 5 && pages.length <= 7, id)
  }
})

test('facts that were not read in the act wait for an administrator', () => {
  assert.deepEqual(
    regulation().unconfirmed.map(({ where }) => where),
    ['edition', 'provider.hours', 'commission'],
  )
})

const act = join(import.meta.dirname, '../../../../../shared/sources/002_888bfb30f15b69ba.txt')
const noAct = existsSync(act) ? false : 'the text of the act is not beside the repository'

test('no nine words in a row are those of the act, official titles aside', { skip: noAct }, () => {
  const words = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []
  const rows = (text: string): readonly string[] => {
    const all = words(text)
    return all.slice(8).map((_, index) => all.slice(index, index + 9).join(' '))
  }
  const ofAct = new Set(rows(readFileSync(act, 'utf8')))
  const { title, standard } = regulation()
  const titles = new Set([title, ...standard.results.map((result) => result.title)].flatMap(({ ru }) => rows(ru)))
  const copied: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') copied.push(...rows(value).filter((row) => ofAct.has(row) && !titles.has(row)))
    else if (value instanceof Map) for (const item of value.values()) walk(item)
    else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) walk(item)
  }
  walk(regulation())
  assert.deepEqual(copied, [])
})
