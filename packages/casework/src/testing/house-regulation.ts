import type { Regulation } from '@qyzmet/regulation'
import { channelOf, SMALL, text } from './small-regulation.ts'
import type { StepSketch } from './small-regulation.ts'

const one = (step: string, outcome: string, to: string) => ({ anyOf: [{ step, outcome }], to })

/** Over the counter: the house is looked at, decided on, valued, and sold by a contract of two parties. */
const HOUSE: Readonly<Record<string, StepSketch>> = {
  bring: { actor: 'asker', action: 'hand-in', item: '9(1)', outcomes: { 'handed-in': 'enter' } },
  enter: { actor: 'clerk', action: 'register', item: '5(1)', outcomes: { registered: 'look' } },
  look: { actor: 'scribe', action: 'inspect', item: '5(2)', outcomes: { inspected: 'whose' } },
  whose: {
    actor: 'scribe',
    action: 'establish-ownership',
    item: '5(3)',
    outcomes: { communal: 'work', 'state-body': 'transfer' },
  },
  transfer: { actor: 'scribe', action: 'transfer-dwelling', item: '5(4)', outcomes: { transferred: 'work' } },
  work: {
    actor: 'scribe',
    action: 'perform-service',
    item: '5(5)',
    outcomes: { notice: { to: 'sign', drafts: 'place' }, refusal: { to: 'sign', drafts: 'no-place' } },
  },
  sign: {
    actor: 'warden',
    action: 'sign-result',
    item: '5(6)',
    outcomes: { signed: [one('work', 'refusal', 'tell'), { anyOf: [], to: 'give' }], returned: 'work' },
  },
  tell: { actor: 'clerk', action: 'hand-over', item: '5(7)', outcomes: { 'handed-over': 'refused' } },
  give: { actor: 'clerk', action: 'hand-over', item: '5(7)', outcomes: { 'handed-over': 'price' } },
  price: { actor: 'scribe', action: 'value-dwelling', item: '5(8)', outcomes: { valued: 'write' } },
  write: {
    actor: 'scribe',
    action: 'draft-result',
    item: '5(9)',
    outcomes: { notice: { to: 'seal', drafts: 'contract' } },
  },
  seal: { actor: 'warden', action: 'sign-result', item: '5(10)', outcomes: { signed: 'agree' } },
  agree: {
    actor: 'asker',
    action: 'conclude-contract',
    item: '5(11)',
    outcomes: { concluded: 'list', declined: 'stopped' },
  },
  list: { actor: 'clerk', action: 'enter-in-list', item: '5(12)', outcomes: { entered: 'granted' } },
}

/** Through a teller: papers are scanned, printed and carried, and a system of the office numbers the request. */
const CARRIED: Readonly<Record<string, StepSketch>> = {
  'take-down': { actor: 'teller', action: 'compose-request', item: '8(1)', outcomes: { composed: 'scan' } },
  scan: { actor: 'teller', action: 'scan-documents', item: '8(2)', outcomes: { scanned: 'seal-request' } },
  'seal-request': { actor: 'teller', action: 'sign-and-send-request', item: '8(3)', outcomes: { accepted: 'number' } },
  number: { actor: 'portal', action: 'number-request', item: '8(4)', outcomes: { numbered: 'print' } },
  print: { actor: 'teller', action: 'print-answers', item: '8(5)', outcomes: { printed: 'carry' } },
  carry: { actor: 'teller', action: 'carry-papers', item: '8(6)', outcomes: { carried: 'ask' } },
  ask: { actor: 'portal', action: 'ask-register', item: '8(7)', consults: ['people'], outcomes: { asked: 'known' } },
  known: {
    actor: 'portal',
    action: 'check-answer',
    item: '8(8)',
    consults: ['people'],
    timeOut: { amount: 90, unit: 'second', outcome: 'unanswered' },
    outcomes: { found: 'work', 'not-found': 'sorry', unanswered: 'sorry' },
  },
  sorry: { actor: 'portal', action: 'report-refusal', item: '8(9)', outcomes: { reported: 'stopped' } },
  work: {
    actor: 'scribe',
    action: 'perform-service',
    item: '8(10)',
    outcomes: { notice: { to: 'sign', drafts: 'place' }, refusal: { to: 'sign', drafts: 'no-place' } },
  },
  sign: { actor: 'warden', action: 'sign-result', item: '8(11)', outcomes: { signed: 'announce' } },
  announce: { actor: 'portal', action: 'announce-result', item: '8(11)', outcomes: { announced: 'hand' } },
  hand: {
    actor: 'portal',
    action: 'deliver-result',
    item: '8(12)',
    outcomes: { delivered: [one('work', 'notice', 'granted'), { anyOf: [], to: 'refused' }] },
  },
}

/** A second small regulation, with the actions that the first one does not have, and several results in one case. */
export const HOUSES: Regulation = {
  ...SMALL,
  id: 'houses',
  standard: {
    ...SMALL.standard,
    grounds: SMALL.standard.grounds.map((ground) => ({ ...ground, establishedAt: ['work'] })),
    results: [
      ...SMALL.standard.results,
      { id: 'contract', closes: 'granted', title: text('contract'), document: 'contract', entersQueue: false },
    ],
  },
  channels: new Map([
    ['house', channelOf('house', 'bring', 'enter', HOUSE)],
    ['carried', channelOf('carried', 'take-down', 'number', CARRIED)],
  ]),
}
