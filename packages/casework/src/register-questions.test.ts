import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentRequirement, Standard } from '@qyzmet/regulation'
import { questionsOf } from './register-questions.ts'
import { contextOf } from './testing/story.ts'

const { standard } = contextOf().regulation
const step = { consults: ['persons', 'notary'] }
const asker = { applicant: { accountId: 'a', iin: '000000000000', name: 'A' }, answers: {} }

const POWER: DocumentRequirement = {
  id: 'power',
  title: { kk: 'Сенімхат', ru: 'Доверенность', en: 'Power of attorney' },
  source: { act: 'Test', item: '9', mark: 'verified' },
  from: 'applicant',
  checkedIn: 'notary',
  channels: ['counter'],
  required: false,
}

/** The standard with a power of attorney that the notary system checks. */
function withPower(): Pick<Standard, 'form' | 'subjects' | 'documents'> {
  return { ...standard, documents: [POWER] }
}

function asked(attachments: readonly { readonly documentId: string }[], of = withPower()): readonly string[] {
  return questionsOf({ ...asker, attachments }, step, of).map(({ register }) => register)
}

test('a register that checks a paper is asked only when the paper was brought', () => {
  assert.deepEqual(asked([]), ['persons'])
  assert.deepEqual(asked([{ documentId: 'identity' }]), ['persons'])
  assert.deepEqual(asked([{ documentId: 'power' }]), ['persons', 'notary'])
})

test('a register that checks no paper is asked always', () => {
  assert.deepEqual(asked([], { ...withPower(), documents: [] }), ['persons', 'notary'])
})
