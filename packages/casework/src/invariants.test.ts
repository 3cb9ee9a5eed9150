import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { allowedActions } from './allowed-actions.ts'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext } from './contract.ts'
import { decide } from './decide.ts'
import { decodeEvent, encodeEvent } from './event-codec.ts'
import type { CaseEvent } from './events.ts'
import { fold, initialState } from './evolve.ts'
import { questionsToEnter } from './register-answer.ts'
import type { OpenedCase } from './state.ts'
import { anyCommands, commandOf, CROWD, offers } from './testing/crowd.ts'
import { brokenInvariants } from './testing/invariants.ts'
import { ASKER, contextOf, eventsOf, NOW, opened, openCommand, staff } from './testing/story.ts'

type Move =
  | { readonly kind: 'guided'; readonly who: number; readonly pick: number }
  | { readonly kind: 'wild'; readonly who: number; readonly pick: number }
  | { readonly kind: 'answer'; readonly pick: number }

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('guided'), who: fc.nat(), pick: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wild'), who: fc.nat(), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer'), pick: fc.nat() }) },
)
const moves = fc.array(move, { maxLength: 60, size: 'max' })
const channel = fc.constantFrom('portal', 'counter')

function begin(channelId: string): readonly CaseEvent[] {
  const context = contextOf(channelId)
  if (channelId === 'portal') return eventsOf(decide(initialState, openCommand(), ASKER, context))
  const passed = [
    { step: 'log-in', outcome: 'entered', at: NOW },
    { step: 'take-down', outcome: 'composed', at: NOW },
  ]
  return eventsOf(decide(initialState, openCommand({ channel: channelId, passed }), staff('teller'), context))
}

/** The command and party a move stands for; undefined when nobody may do anything. */
function attemptOf(state: OpenedCase, move: Move, context: CaseContext): readonly [CaseCommand, Party] | undefined {
  switch (move.kind) {
    case 'guided': {
      const open = CROWD.flatMap((party) =>
        allowedActions(state, party, context).map((action) => [action, party] as const),
      )
      const chosen = open[move.who % open.length]
      return chosen === undefined ? undefined : [commandOf(chosen[0], move.pick, state), chosen[1]]
    }
    case 'wild': {
      const commands = anyCommands(context)
      const command = commands[move.pick % commands.length]
      const party = CROWD[move.who % CROWD.length]
      return command === undefined || party === undefined ? undefined : [command, party]
    }
    case 'answer': {
      const step = state.current?.step ?? ''
      const outcome = move.pick % 3 === 0 ? 'no-answer' : 'found'
      const system: Party = { kind: 'system', name: 'portal' }
      return [{ type: 'record-register-answer', step, register: 'people', outcome, receiptId: 'r' }, system]
    }
  }
}

test('no commands of anybody break a case, and rights and decisions never differ', () => {
  let closed = 0
  fc.assert(
    fc.property(channel, moves, (channelId, list) => {
      const base = contextOf(channelId)
      const events = [...begin(channelId)]
      let state = fold(events)
      for (const [index, move] of list.entries()) {
        const context = { ...base, now: NOW.add({ minutes: index }) }
        const before = opened(state)
        const attempt = attemptOf(before, move, context)
        if (attempt === undefined) continue
        const [command, party] = attempt
        const decision = decide(before, command, party, context)
        if (move.kind === 'guided') assert.ok(decision.accepted, JSON.stringify(decision))
        if (!decision.accepted) {
          if (before.status === 'closed') assert.equal(decision.rejection.code, 'case-closed')
          continue
        }
        assert.equal(before.status, 'open', 'a closed case accepts nothing')
        if (command.type === 'enter-register-answer') {
          const open = questionsToEnter(before, party, context)
          assert.ok(
            open.some(({ step }) => step.id === command.step),
            'entered by hand by somebody who was not asked to',
          )
        } else if (command.type !== 'record-register-answer' && command.type !== 'mark-term') {
          const listed = allowedActions(before, party, context).some((action) => offers(action, command))
          assert.ok(listed, `accepted but not allowed: ${JSON.stringify(command)}`)
        }
        events.push(...decision.events)
        state = fold(decision.events, state)
        assert.deepEqual(brokenInvariants(opened(state), events, context.regulation, context.graph), [])
      }
      assert.deepEqual(fold(events), state)
      assert.deepEqual(
        events.map((event) => decodeEvent(structuredClone(encodeEvent(event)))),
        events,
      )
      if (opened(state).status === 'closed') closed += 1
    }),
    { numRuns: 300, seed: 20260310 },
  )
  assert.ok(closed > 10, `only ${closed} walks came to an end`)
})
