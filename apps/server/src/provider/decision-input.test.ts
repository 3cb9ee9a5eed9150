import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AllowedAction } from '@qyzmet/casework'
import type { Input, Step } from '@qyzmet/regulation'
import { type Posted, readCompletion } from './decision-input.ts'
import { providerMessages } from './messages/provider.ts'

const words = { kk: 'қадам', ru: 'шаг', en: 'step' }
const step: Step = {
  id: 'look',
  kind: 'procedure',
  item: '5(3)',
  repeatedIn: [],
  actor: 'executor',
  action: 'inspect',
  title: words,
  limit: 'unstated',
  consults: [],
  outcomes: [],
}

function read(inputs: readonly Input[], posted: Posted) {
  const action: AllowedAction = {
    step,
    kind: 'complete',
    outcomes: [{ id: 'done', title: words, inputs }],
    grounds: [],
  }
  return readCompletion(action, { outcome: 'done', ...posted }, [], providerMessages.kk.case)
}

test('what was found at a home is asked for, and kept as it was written', () => {
  assert.deepEqual(read(['report'], { report: ' Екі бөлме ' }), {
    ok: true,
    command: { type: 'complete', step: 'look', outcome: 'done', input: { report: 'Екі бөлме' } },
  })
  const missing = read(['report'], { report: ' ' })
  assert.deepEqual(missing, {
    ok: false,
    errors: [{ field: 'report', message: providerMessages.kk.case.reportMissing }],
  })
})

test('a sum is whole tenge, however its digits are grouped', () => {
  const sum = (text: string) => {
    const decision = read(['sum'], { sum: text })
    return decision.ok && decision.command.type === 'complete' ? decision.command.input.sum : undefined
  }
  assert.equal(sum('1 250 000'), '1250000')
  assert.equal(sum('1\u00a0250\u00a0000'), '1250000')
  for (const wrong of ['', 'көп', '-5', '0', '12,5', '1e6']) assert.equal(sum(wrong), undefined, wrong)
})
