import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand, TermMark } from './commands.ts'
import { decide } from './decide.ts'
import { dueOf } from './terms.ts'
import { after, caseAt, codeOf, complete, contextOf, staff, SYSTEM } from './testing/story.ts'

const base = contextOf()

function mark(term: string, name: TermMark): CaseCommand {
  return { type: 'mark-term', term, mark: name }
}

test('a term is marked from the moment it has run out, not before', () => {
  const state = caseAt('enter')
  const due = dueOf(state.ledger, 'enter', base.clock)?.at
  assert.ok(due !== undefined)
  const early = { ...base, now: due.subtract({ nanoseconds: 1 }) }
  assert.equal(codeOf(decide(state, mark('enter', 'overdue'), SYSTEM, early)), 'term-not-due')
  const context = { ...base, now: due }
  const marked = after(state, [[mark('enter', 'overdue'), SYSTEM]], context)
  assert.deepEqual(marked.ledger.at(-1), { type: 'marked', term: 'enter', at: due, mark: 'overdue', item: '5(1)' })
})

test('the total term is marked beside the term of the step', () => {
  const late = { ...base, now: Temporal.Instant.from('2026-06-01T05:00:00Z') }
  const marked = after(caseAt('enter'), [[mark('total', 'overdue'), SYSTEM]], late)
  assert.equal(codeOf(decide(marked, mark('enter', 'overdue'), SYSTEM, late)), 'accepted')
})

test('a step that opens again is marked anew', () => {
  const late = { ...base, now: Temporal.Instant.from('2026-06-01T05:00:00Z') }
  const marked = after(caseAt('draft'), [[mark('draft', 'overdue'), SYSTEM]], late)
  const again = after(
    marked,
    [
      [complete('draft', 'notice'), staff('scribe')],
      [complete('sign', 'returned', { reason: 'No' }), staff('warden')],
    ],
    late,
  )
  assert.equal(codeOf(decide(again, mark('draft', 'overdue'), SYSTEM, late)), 'term-not-due')
  const later = { ...base, now: Temporal.Instant.from('2026-08-03T05:00:00Z') }
  assert.equal(codeOf(decide(again, mark('draft', 'overdue'), SYSTEM, later)), 'accepted')
})

test('a step without a stated limit is never overdue by itself', () => {
  const late = { ...base, now: Temporal.Instant.from('2026-06-01T05:00:00Z') }
  assert.equal(codeOf(decide(caseAt('sign'), mark('sign', 'overdue'), SYSTEM, late)), 'term-not-due')
})

test('people do not mark terms', () => {
  assert.equal(codeOf(decide(caseAt('enter'), mark('enter', 'half'), staff('warden'), base)), 'not-your-step')
})
