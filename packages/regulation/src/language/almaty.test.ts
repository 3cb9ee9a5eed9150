import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { requiredDocuments, visiblePages } from '../answers/visible.ts'
import { termOf } from '../model.ts'
import type { ProcessGraph, Regulation, Step } from '../model.ts'
import { checkRegulations } from '../checks/check-regulations.ts'
import { compileRegulation } from './compile.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
)

function compiled(id: string): Regulation {
  const { regulation, diagnostics } = compileRegulation(files, `kz/almaty-2015-2-404/${id}.yaml`)
  return regulation ?? assert.fail(JSON.stringify(diagnostics))
}

const queue = compiled('almaty-queue')
const certificate = compiled('almaty-certificate')
const privatisation = compiled('almaty-privatisation')
const all = [queue, certificate, privatisation]

function graphOf(regulation: Regulation, channel: string): ProcessGraph {
  return regulation.channels.get(channel)?.graph ?? assert.fail(channel)
}

function limitOf({ limit }: Step): string {
  return limit === 'unstated' ? limit : `${limit.amount} ${limit.unit}`
}

/** The act's own actions of a channel: those of its procedure that nobody added and that have a limit of their own. */
function actionsOf(regulation: Regulation, channel: string): readonly (readonly (string | undefined)[])[] {
  return [...graphOf(regulation, channel).steps.values()]
    .filter((step) => step.kind === 'procedure' && step.addedBy === undefined && step.term === undefined)
    .map((step) => [step.item, step.actor, limitOf(step), step.result?.item])
}

function labelsOf(regulation: Regulation, channel: string): readonly string[] {
  const steps = [...graphOf(regulation, channel).steps.values()]
  return steps.flatMap(({ label }) => label ?? []).toSorted(byNumber)
}

function byNumber(one: string, other: string): number {
  return one.charCodeAt(0) - other.charCodeAt(0) || Number(one.slice(1)) - Number(other.slice(1))
}

function labels(processes: number, conditions: number): readonly string[] {
  const numbers = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
  return [...numbers('C', conditions), ...numbers('P', processes)]
}

test('nothing is open: each finding about the act is accepted with a reason', () => {
  const paths = all.map(({ id }) => `kz/almaty-2015-2-404/${id}.yaml`)
  const { regulations, diagnostics } = checkRegulations(files, paths)
  assert.deepEqual(diagnostics, [])
  const open = regulations.flatMap(({ findings }) => findings.filter(({ accepted }) => accepted === undefined))
  assert.deepEqual(
    open.map(({ code }) => code),
    [],
  )
})

test('the three regulations are of one act, registered, amended and repealed', () => {
  for (const { act, edition } of all) {
    assert.equal(act.cite, 'Almaty 2015 No 2/404')
    assert.deepEqual([act.number, act.adoptedOn.toString()], ['2/404', '2015-06-29'])
    assert.deepEqual([act.registration?.number, act.registration?.on?.toString()], ['1181', '2015-07-13'])
    assert.deepEqual(
      act.amendments.map(({ number, adoptedOn }) => `${number} ${adoptedOn.toString()}`),
      ['1/47 2018-02-08'],
    )
    assert.deepEqual([act.repeal?.number, act.repeal?.on.toString()], ['4/634', '2020-12-30'])
    assert.deepEqual([edition.period.from.toString(), edition.period.until?.toString()], ['2018-02-19', '2021-01-10'])
  }
})

test('each has its standard of the order of 2015', () => {
  for (const { standard } of all) {
    assert.equal(standard.act.cite, 'Order 2015 No 319')
    assert.equal(standard.act.registration?.number, '11015')
    assert.deepEqual(standard.act.repeal?.number, '441')
  }
  assert.deepEqual(
    all.map(({ standard }) => [standard.totalLimit.amount, standard.totalLimit.unit]),
    [
      [30, 'calendar-day'],
      [6, 'working-day'],
      [30, 'calendar-day'],
    ],
  )
})

test('the five actions of the queue have the actors, limits and results of items 5 and 6, in both channels', () => {
  for (const channel of ['portal', 'centre']) {
    assert.deepEqual(actionsOf(queue, channel), [
      ['5(1)', 'clerk', '20 minute', '6(1)'],
      ['5(2)', 'head', '1 hour', '6(2)'],
      ['5(3)', 'executor', '27 calendar-day', '6(3)'],
      ['5(4)', 'head', '1 hour', '6(4)'],
      ['5(5)', 'clerk', '1 calendar-day', '6(5)'],
    ])
  }
})

test('the five actions of the certificate take working days', () => {
  assert.deepEqual(actionsOf(certificate, 'centre'), [
    ['5(1)', 'clerk', '20 minute', '6(1)'],
    ['5(2)', 'head', '1 hour', '6(2)'],
    ['5(3)', 'executor', '3 working-day', '6(3)'],
    ['5(4)', 'head', '1 hour', '6(4)'],
    ['5(5)', 'clerk', '1 working-day', '6(5)'],
  ])
})

test('the five actions of privatisation take whole days, and their results have no number of their own', () => {
  for (const channel of ['office', 'centre']) {
    assert.deepEqual(actionsOf(privatisation, channel), [
      ['5(1)', 'clerk', '20 minute', '5'],
      ['5(2)', 'head', '1 calendar-day', '5'],
      ['5(3)', 'executor', '27 calendar-day', '5'],
      ['5(4)', 'head', '1 calendar-day', '5'],
      ['5(5)', 'clerk', '1 calendar-day', '5'],
    ])
  }
})

test('the participants are those of the list, and the commission of privatisation stands outside it', () => {
  const listed = (regulation: Regulation) =>
    [...regulation.actors.values()].flatMap(({ id, item }) => (item === undefined ? [] : [`${item} ${id}`]))
  assert.deepEqual(listed(queue), ['7(1) clerk', '7(2) head', '7(3) executor'])
  assert.deepEqual(listed(certificate), ['7(1) clerk', '7(2) head', '7(3) executor'])
  assert.deepEqual(listed(privatisation), ['6(1) clerk', '6(2) head', '6(3) executor'])
  assert.equal(privatisation.commission?.actor, 'housing-commission')
  assert.ok(privatisation.accepted.some(({ id }) => id === 'commission-is-not-listed'))
})

test('the numbered processes and conditions are all there', () => {
  assert.deepEqual(labelsOf(queue, 'centre'), labels(10, 3))
  assert.deepEqual(labelsOf(queue, 'portal'), labels(8, 3))
  assert.deepEqual(labelsOf(certificate, 'centre'), labels(10, 3))
  assert.deepEqual(labelsOf(privatisation, 'centre'), [])
})

test('the centre of privatisation has each of the fourteen sub-items of item 9', () => {
  const steps = [...graphOf(privatisation, 'centre').steps.values()]
  const items = new Set(
    steps.flatMap(({ item, repeatedIn, retold }) => [
      item,
      ...repeatedIn,
      ...(retold ?? []).map((telling) => telling.item),
    ]),
  )
  for (let number = 1; number <= 14; number += 1) {
    assert.ok(items.has(`9(${number})`), `9(${number})`)
  }
})

test('what sections 2 and 3 tell differently is kept', () => {
  const retold = (regulation: Regulation, channel: string) =>
    [...graphOf(regulation, channel).steps.values()].flatMap((step) =>
      (step.retold ?? []).map(({ item, action }) => [step.item, item, action]),
    )
  assert.deepEqual(retold(queue, 'portal'), [['5(1)', '8(1)', undefined]])
  assert.deepEqual(retold(certificate, 'centre'), [
    ['5(1)', '8(1)', undefined],
    ['5(3)', '8(3)', 'sign-result'],
  ])
  assert.deepEqual(retold(privatisation, 'office'), [['5(1)', '7(1)', undefined]])
})

test('the check of the documents spends the days of the executor', () => {
  for (const regulation of all) {
    for (const { graph } of regulation.channels.values()) {
      const check = graph.steps.get('check-documents') ?? assert.fail()
      assert.equal(termOf(check), 'draft-result')
    }
  }
})

test('what the act does not tell is added under a finding of its own', () => {
  const added = (regulation: Regulation, channel: string) =>
    [...graphOf(regulation, channel).steps.values()].flatMap(({ id, addedBy }) => (addedBy === undefined ? [] : [id]))
  const storage = ['return-unclaimed', 'keep-result', 'recall-result', 'send-again']
  assert.deepEqual(added(queue, 'portal'), [])
  assert.deepEqual(added(queue, 'centre'), storage)
  assert.deepEqual(added(certificate, 'centre'), storage)
  assert.deepEqual(added(privatisation, 'centre').slice(0, 3), [
    'establish-ownership',
    'prepare-session',
    'decide-in-session',
  ])
  for (const regulation of all) {
    const findings = new Set(regulation.accepted.map(({ id }) => id))
    for (const { graph } of regulation.channels.values()) {
      for (const { addedBy, id } of graph.steps.values()) assert.ok(addedBy === undefined || findings.has(addedBy), id)
    }
  }
})

test('privatisation gives a decision, a value certificate and a contract, or a refusal', () => {
  assert.deepEqual(
    privatisation.standard.results.map(({ id, closes }) => [id, closes]),
    [
      ['decision', 'granted'],
      ['value-certificate', 'granted'],
      ['contract', 'granted'],
      ['refusal', 'refused'],
    ],
  )
  const { steps } = graphOf(privatisation, 'office')
  const drafts = [...steps.values()].flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.drafts ?? []))
  assert.deepEqual(drafts, ['decision', 'refusal', 'value-certificate', 'contract'])
})

test('the six grounds of the law on services hold for all three, and each ground is established somewhere', () => {
  for (const { id, standard } of all) {
    const general = standard.grounds.filter(({ source }) => source.act === 'Law on Public Services')
    assert.deepEqual(
      general.map(({ source }) => `${source.item} ${source.mark}`),
      Array.from({ length: 6 }, () => 'art. 19-1 verified'),
    )
    for (const ground of standard.grounds) {
      assert.ok(ground.establishedAt.length > 0, `${id} ${ground.id}`)
      assert.ok(ground.remedy !== undefined, `${id} ${ground.id}`)
    }
  }
  const bars = privatisation.standard.grounds.filter(({ source }) => source.item === 'art. 13')
  assert.equal(bars.length, 17)
})

test('who brings what in Almaty depends on the category and on what registers know', () => {
  const brought = (regulation: Regulation, channel: string, answers: Record<string, string>) =>
    requiredDocuments(regulation.standard, channel, answers).flatMap(({ id, from, required }) =>
      from === 'applicant' && required ? [id] : [],
    )
  assert.deepEqual(brought(queue, 'portal', { category: 'orphans' }), [])
  assert.deepEqual(brought(queue, 'portal', { category: 'public-workers' }), ['workplace'])
  assert.deepEqual(brought(certificate, 'centre', {}), ['application', 'identity-original'])
  const base = { 'kind-of-dwelling': 'ordinary', 'free-ground': 'none', 'lives-with-family': 'no' }
  const papers = ['application', 'identity-original', 'tenancy', 'technical-passport']
  assert.deepEqual(brought(privatisation, 'office', base), papers)
  assert.deepEqual(
    brought(privatisation, 'centre', {
      'kind-of-dwelling': 'equated-to-service',
      'free-ground': 'disabled',
      'lives-with-family': 'yes',
      minors: 'yes',
    }),
    [...papers, 'service-record', 'free-right', 'consent-of-guardians'],
  )
})

test('whoever pays is asked how, and whoever gets the dwelling free is not', () => {
  const pages = (answers: Record<string, string>) =>
    visiblePages(privatisation.standard.form, answers).map(({ page }) => page.id)
  assert.ok(pages({ 'free-ground': 'none' }).includes('payment'))
  assert.ok(!pages({ 'free-ground': 'veterans' }).includes('payment'))
})

test('facts that were not read wait for an administrator', () => {
  const waiting = (regulation: Regulation) => new Set(regulation.unconfirmed.map(({ where }) => where))
  for (const regulation of all) {
    for (const where of ['edition', 'provider.hours'])
      assert.ok(waiting(regulation).has(where), `${regulation.id} ${where}`)
  }
  assert.ok(waiting(queue).has('standard.documents.workplace'))
  assert.ok(waiting(certificate).has('standard.documents.identity-original'))
  assert.ok(waiting(privatisation).has('commission'))
})

const source = join(import.meta.dirname, '../../../../../shared/sources/001_5fe4180245946021.txt')
const noSource = existsSync(source) ? false : 'the text of the act is not beside the repository'

test('no nine words in a row are those of the act, official titles aside', { skip: noSource }, () => {
  const words = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []
  const rows = (text: string): readonly string[] => {
    const every = words(text)
    return every.slice(8).map((_, index) => every.slice(index, index + 9).join(' '))
  }
  const ofAct = new Set(rows(readFileSync(source, 'utf8')))
  for (const regulation of all) {
    const { act, provider, standard, title } = regulation
    const official = [
      act.title,
      standard.act.title,
      provider.title,
      title,
      standard.title,
      ...regulation.actTitles.values(),
    ]
    const titles = new Set(
      [...official, ...standard.results.map((result) => result.title)].flatMap(({ kk }) => rows(kk)),
    )
    const copied: string[] = []
    const walk = (value: unknown): void => {
      if (typeof value === 'string') copied.push(...rows(value).filter((row) => ofAct.has(row) && !titles.has(row)))
      else if (value instanceof Map) for (const item of value.values()) walk(item)
      else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) walk(item)
    }
    walk(regulation)
    assert.deepEqual(copied, [], regulation.id)
  }
})
