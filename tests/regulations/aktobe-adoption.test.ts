import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applicantView, dueOf, fold } from '@qyzmet/casework'
import { requiredDocuments, termOf } from '@qyzmet/regulation'
import { holdsOnEveryBranch } from './every-branch.ts'
import {
  caseOf,
  clockOf,
  copiedRows,
  graphOf,
  itemsOf,
  labelsOf,
  limitOf,
  readRegulation,
  rehearsalOf,
  sourceOf,
} from './reading.ts'

const REGULATION = readRegulation('kz/aktobe-2015-249/aktobe-adoption.yaml')
const CLOCK = clockOf(REGULATION)
const rehearse = rehearsalOf(REGULATION, '2016-06-06T05:00:00Z')

const office = graphOf(REGULATION, 'office')
const portal = graphOf(REGULATION, 'portal')

test('the five actions of item 5 have the actors and limits of the act', () => {
  const told = [...office.steps.values()].filter(({ item, addedBy }) => item.startsWith('5(') && addedBy === undefined)
  assert.deepEqual(
    told
      .toSorted((a, b) => a.item.localeCompare(b.item))
      .map((step) => [step.item, step.actor, step.action, limitOf(step)]),
    [
      ['5(1)', 'clerk', 'register', '30 minute'],
      ['5(2)', 'head', 'assign', '1 calendar-day'],
      ['5(3)', 'executor', 'inspect', '12 calendar-day'],
      ['5(3)', 'executor', 'check-documents', '12 calendar-day'],
      ['5(3)', 'executor', 'draft-result', '12 calendar-day'],
      ['5(4)', 'head', 'sign-result', '1 calendar-day'],
      ['5(5)', 'clerk', 'hand-over', '1 calendar-day'],
    ],
  )
  assert.ok(told.every(({ repeatedIn }) => repeatedIn.includes('7')))
})

test('whatever the executor does in 5(3) spends one term of 12 days', () => {
  const ofExecutor = [...office.steps.values()].filter(({ item }) => item === '5(3)')
  assert.equal(ofExecutor.length, 5)
  assert.deepEqual(new Set(ofExecutor.map(termOf)), new Set(['inspect']))
})

test('the portal has the seven processes and three conditions of item 8 in its order', () => {
  assert.deepEqual(labelsOf(portal), [
    'P1 8(2)',
    'C1 8(3)',
    'P2 8(4)',
    'P3 8(5)',
    'C2 8(6)',
    'P4 8(7)',
    'P5 8(8)',
    'C3 8(9)',
    'P6 8(10)',
    'P7 8(12)',
  ])
})

test('a step that the act lacks names the finding that added it', () => {
  const added = (graph: typeof office) =>
    [...graph.steps.values()]
      .flatMap(({ id, addedBy }) => (addedBy === undefined ? [] : [`${id}: ${addedBy}`]))
      .toSorted()
  const both = [
    'check-papers: conclusion-or-refusal',
    'draft-refusal: conclusion-or-refusal',
    'enter-in-list: list-of-adopters',
  ]
  assert.deepEqual(
    added(office),
    [...both, 'check-package: incomplete-package', 'refuse-acceptance: incomplete-package'].toSorted(),
  )
  assert.deepEqual(
    added(portal),
    [
      ...both,
      'number-request: registration-at-the-gateway',
      'draft-refusal-on-documents: refusal-on-documents-is-signed',
      'sign-refusal-on-documents: refusal-on-documents-is-signed',
    ].toSorted(),
  )
})

test('a positive conclusion enters the applicant in the list', () => {
  const walked = rehearse('office')
  assert.deepEqual(itemsOf(walked), ['5(1)', '5(2)', '5(3)', '5(3)', '5(3)', '5(3)', '5(4)', '5(5)', '1'])
  const { closed, listed, decision } = caseOf(walked)
  assert.deepEqual([closed?.end, decision?.result], ['granted', 'possible'])
  assert.ok(listed)
})

test('a bar of the law gives a negative conclusion, and nobody is listed', () => {
  for (const channel of ['office', 'portal']) {
    const { closed, decision, listed } = caseOf(rehearse(channel, { examine: ['violated'] }))
    assert.deepEqual([closed?.end, decision?.result, listed], ['refused', 'impossible', undefined], channel)
  }
})

test('bad papers give a refusal without inspection or conclusion', () => {
  for (const channel of ['office', 'portal']) {
    const { closed, decision, inspection } = caseOf(rehearse(channel, { 'check-papers': ['violated'] }))
    assert.deepEqual([closed?.end, decision?.result, inspection], ['refused', 'refusal', undefined], channel)
  }
})

test('C3: a fault in the documents is refused by 8(10) before the service is performed', () => {
  const walked = rehearse('portal', { 'check-documents': ['violated'] })
  assert.deepEqual(itemsOf(walked), ['8(6)', '8(8)', '8(8)', '8(9)', '8(10)', '8(10)', '8(10)'])
  assert.equal(caseOf(walked).decision?.result, 'refusal')
})

test('on the portal the notice tells that the conclusion is ready, and the paper is given at the office', () => {
  const walked = rehearse('portal')
  assert.deepEqual(itemsOf(walked), [
    '8(6)',
    '8(8)',
    '8(8)',
    '8(9)',
    '5(1)',
    '5(2)',
    '5(3)',
    '5(3)',
    '5(3)',
    '5(3)',
    '5(4)',
    '5(5)',
    '8(12)',
    '3',
    '1',
  ])
  assert.ok(caseOf(walked).announced)
})

test('until the paper is handed over, the notice does not tell which conclusion was reached', () => {
  const seen = [rehearse('portal'), rehearse('portal', { examine: ['violated'] })].map(({ events }) => {
    const announced = events.findIndex(({ type }) => type === 'ResultAnnounced')
    assert.ok(announced > 0)
    return applicantView(caseOf({ state: fold(events.slice(0, announced + 1)) }), REGULATION, portal)
  })
  assert.deepEqual(seen[0], seen[1])
})

for (const graph of [office, portal]) {
  test(`whatever is chosen at each step of "${graph.channel}", the case ends as it was decided`, () => {
    holdsOnEveryBranch(REGULATION, graph, rehearse)
  })
}

test('15 days from 6 June 2016 end on 21 June', () => {
  for (const channel of ['office', 'portal']) {
    const due = dueOf(caseOf(rehearse(channel)).ledger, 'total', CLOCK)
    assert.equal(due?.on?.toString(), '2016-06-21', channel)
  }
})

test('documents that a register gives are not asked from the applicant', () => {
  const brought = (answers: Readonly<Record<string, string>>): readonly string[] =>
    requiredDocuments(REGULATION.standard, 'portal', answers).flatMap(({ id, from }) =>
      from === 'applicant' ? [id] : [],
    )
  assert.deepEqual(brought({ 'marital-status': 'single', 'lives-with-relatives': 'no', 'dwelling-right': 'owned' }), [
    'health',
    'dispensaries',
    'income',
    'recommendations',
  ])
  assert.deepEqual(
    brought({
      'marital-status': 'married',
      'marriage-date': 'since-2008',
      'lives-with-relatives': 'yes',
      'dwelling-right': 'rented',
    }),
    [
      'spouse-consent-on-paper',
      'relatives-consent',
      'health',
      'relatives-health',
      'dispensaries',
      'income',
      'recommendations',
      'dwelling-use',
    ],
  )
})

test('the bars of articles 91 and 96 are grounds, each with a remedy and a step that establishes it', () => {
  const { grounds } = REGULATION.standard
  const counted = (item: string) => grounds.filter(({ source }) => source.item === item).length
  assert.deepEqual([counted('art. 91'), counted('art. 96')], [14, 1])
  for (const { id, establishedAt, remedy } of grounds) assert.ok(establishedAt.length > 0 && remedy, id)
})

test('both conclusions are one document with the fields that it must show', () => {
  const of = (id: string) => REGULATION.standard.results.find((result) => result.id === id) ?? assert.fail(id)
  assert.deepEqual([of('possible').document, of('impossible').document], ['adopter-conclusion', 'adopter-conclusion'])
  assert.deepEqual([of('possible').closes, of('impossible').closes], ['granted', 'refused'])
  assert.ok(of('impossible').fields?.some(({ id }) => id === 'refusal-grounds'))
})

const act = sourceOf('003_542f423657b8ec3a.txt')
test('no nine words in a row are those of the act, official titles aside', { skip: act.skip }, () => {
  assert.deepEqual(copiedRows(REGULATION, act.path), [])
})
