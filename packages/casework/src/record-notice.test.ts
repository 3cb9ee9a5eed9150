import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand } from './commands.ts'
import { decide } from './decide.ts'
import { after, caseAt, codeOf, contextOf, staff, SYSTEM } from './testing/story.ts'

const context = contextOf()

function told(of: number): CaseCommand {
  const textSha256 = 'a'.repeat(64)
  return {
    type: 'record-notice',
    notice: { to: 'x', channel: 'email', code: 'accepted', of, status: 'sent', textSha256, messageId: '<1@test>' },
  }
}

test('word given to a person is put down, also when the case is over, and changes nothing else', () => {
  for (const step of ['enter', 'nowhere']) {
    const before = caseAt(step)
    const { version, ...rest } = after(before, [[told(1), SYSTEM]])
    assert.deepEqual({ version, ...rest }, { ...before, version: before.version + 1 })
  }
})

test('nobody but the system puts it down, and of nothing that has not happened', () => {
  const state = caseAt('enter')
  assert.equal(codeOf(decide(state, told(1), staff('clerk'), context)), 'not-your-step')
  assert.equal(codeOf(decide(state, told(state.version + 1), SYSTEM, context)), 'not-your-step')
})
