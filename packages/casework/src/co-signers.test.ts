import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CoSigner, Standard } from '@qyzmet/regulation'
import { coSignersOf, type SignableRequest } from './co-signers.ts'
import type { CoSignature } from './commands.ts'
import type { CaseContext } from './contract.ts'
import { decide } from './decide.ts'
import { decodeEvent, encodeEvent, eventBytes } from './event-codec.ts'
import { fold, initialState } from './evolve.ts'
import {
  APPLICANT,
  ASKER,
  codeOf,
  complete,
  contextOf,
  eventsOf,
  opened,
  openCommand,
  signatureOver,
  staff,
} from './testing/story.ts'

const SPOUSE = '900514497061'
/** Of full age since the first of January 2019. */
const GROWN_UP = '010101500013'
const title = { kk: 'x', ru: 'x', en: 'x' }
const options = ['yes', 'no', 'child', 'wife'].map((value) => ({ value, label: title }))
const column = (id: string, widget: 'text' | 'iin' | 'select') => ({
  id,
  widget,
  label: title,
  required: true,
  ...(widget === 'select' ? { options } : {}),
})
const entry = (id: string, field: string): CoSigner => ({
  id,
  title,
  field,
  ofFullAge: false,
  channels: ['portal'],
  within: { amount: 10, unit: 'calendar-day' },
  source: { act: 'Test', item: '1', mark: 'verified' },
})
const spouse: CoSigner = { ...entry('spouse', 'spouse-iin'), orDocument: 'consent' }
const family: CoSigner = { ...entry('family', 'members'), where: { field: 'kin', is: 'child' }, ofFullAge: true }
const base = contextOf()
const standard: Standard = {
  ...base.regulation.standard,
  form: {
    title,
    pages: [
      { id: 'first', title, fields: [column('married', 'select')] },
      {
        id: 'second',
        title,
        when: { field: 'married', is: 'yes' },
        fields: [
          column('spouse-iin', 'iin'),
          { ...column('members', 'text'), widget: 'people', fields: [column('iin', 'iin'), column('kin', 'select')] },
        ],
      },
    ],
  },
  coSigners: [{ ...spouse, when: { field: 'married', is: 'yes' } }, family],
}
const context: CaseContext = { ...base, regulation: { ...base.regulation, standard } }
const married = { married: 'yes', 'spouse-iin': SPOUSE }
const request: SignableRequest = { channel: 'portal', applicant: APPLICANT, answers: married, attachments: [] }
const DAY = Temporal.PlainDate.from('2019-01-01')
const asked = (changes: Partial<SignableRequest>, on = DAY) =>
  coSignersOf({ ...request, ...changes }, standard, on).asked.map(({ coSigner, iin }) => [coSigner.id, iin])

test('the person named by the form has to sign, where the entry holds', () => {
  assert.deepEqual(asked({}), [['spouse', SPOUSE]])
  assert.deepEqual(asked({ channel: 'counter' }), [])
  assert.deepEqual(asked({ answers: { married: 'no', 'spouse-iin': SPOUSE } }), [])
})

test('a document in place of the signature asks nobody', () => {
  assert.deepEqual(asked({ attachments: [{ documentId: 'consent' }] }), [])
  assert.deepEqual(asked({ attachments: [{ documentId: 'other' }] }), [['spouse', SPOUSE]])
})

test('of people, those of full age on the day sign once each, and the applicant is not asked again', () => {
  const members = [
    { iin: GROWN_UP, kin: 'child' },
    { iin: APPLICANT.iin, kin: 'child' },
    { iin: SPOUSE, kin: 'child' },
    { iin: '850101300016', kin: 'parent' },
  ]
  const answers = { ...married, members }
  assert.deepEqual(asked({ answers }), [
    ['spouse', SPOUSE],
    ['family', GROWN_UP],
  ])
  assert.deepEqual(asked({ answers }, DAY.subtract({ days: 1 })), [['spouse', SPOUSE]])
})

const REQUEST = openCommand().requestSha256
const signed = (iin: string, sha256 = REQUEST): CoSignature => ({
  coSigner: 'spouse',
  iin,
  signature: signatureOver(sha256),
})
const open = (answers: Record<string, string>, coSignatures?: readonly CoSignature[]) =>
  decide(
    initialState,
    openCommand({ answers, ...(coSignatures === undefined ? {} : { coSignatures }) }),
    ASKER,
    context,
  )

test('no case opens without the signature, with that of somebody else, or with one over other bytes', () => {
  assert.equal(codeOf(open(married)), 'co-signature-missing')
  assert.equal(codeOf(open(married, [signed(GROWN_UP)])), 'co-signature-missing')
  assert.equal(codeOf(open(married, [signed(SPOUSE, 'c'.repeat(64))])), 'co-signature-missing')
  assert.equal(codeOf(open({ married: 'no' })), 'accepted')
})

test('whoever names nobody else cannot sign for both', () => {
  const own = { married: 'yes', 'spouse-iin': APPLICANT.iin }
  assert.equal(codeOf(open(own, [signed(APPLICANT.iin)])), 'co-signature-missing')
  assert.equal(codeOf(open({ married: 'yes' })), 'co-signature-missing')
})

test('the case keeps the signatures, and events without any keep their bytes', () => {
  const events = eventsOf(open(married, [signed(SPOUSE)]))
  assert.deepEqual(opened(fold(events)).coSignatures, [signed(SPOUSE)])
  const [first] = events
  assert.ok(first)
  assert.deepEqual(decodeEvent(encodeEvent(first)), first)
  const [alone] = eventsOf(open({ married: 'no' }))
  assert.ok(alone)
  assert.doesNotMatch(Buffer.from(eventBytes(alone)).toString(), /coSignatures/)
})

/** The counter of the small regulation, with its first step the check of the package. */
function atTheCounter(): CaseContext {
  const { graph, regulation } = contextOf('counter')
  const first = graph.steps.get(graph.start)
  assert.ok(first)
  const outcomes = [
    { id: 'complete', title, edges: first.outcomes[0]?.edges ?? [] },
    { id: 'incomplete', title, edges: [{ to: 'stopped', anyOf: [] }] },
  ]
  const steps = new Map(graph.steps).set(first.id, { ...first, action: 'check-package', outcomes })
  const everywhere = standard.coSigners?.map((coSigner) => ({ ...coSigner, channels: ['counter'] })) ?? []
  return contextOf('counter', {
    regulation: { ...regulation, standard: { ...standard, coSigners: everywhere } },
    graph: { ...graph, steps },
  })
}

test('papers without answers, or what others agree to, come as far as the check and are found incomplete there', () => {
  const counter = atTheCounter()
  const teller = staff('teller', 'teller', [{ actor: 'teller' }], 'centre-7')
  const filledIn = { ...married, members: [{ iin: SPOUSE, kin: 'wife' }] }
  const open = (documentIds: readonly string[], changes: Partial<Parameters<typeof openCommand>[0]> = {}) => {
    const attachments = documentIds.map((documentId) => ({
      documentId,
      sha256: REQUEST,
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      size: 1,
    }))
    const command = openCommand({ channel: 'counter', passed: [], answers: filledIn, attachments, ...changes })
    return opened(fold(eventsOf(decide(initialState, command, teller, counter))))
  }
  const { start } = counter.graph
  const taken = complete(start, 'complete')
  assert.equal(codeOf(decide(open([]), taken, teller, counter)), 'co-signature-missing')
  assert.equal(codeOf(decide(open(['consent']), taken, teller, counter)), 'accepted')
  assert.equal(codeOf(decide(open(['consent'], { answers: married }), taken, teller, counter)), 'missing-input')
  assert.equal(codeOf(decide(open(['consent'], { category: '' }), taken, teller, counter)), 'unknown-category')
  const refused = { ...complete(start, 'incomplete'), input: { reason: 'no consent' } }
  assert.equal(codeOf(decide(open([]), refused, teller, counter)), 'accepted')
  assert.equal(codeOf(decide(open([], { answers: {}, category: '' }), refused, teller, counter)), 'accepted')
})
