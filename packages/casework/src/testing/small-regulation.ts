import type {
  Actor,
  ActionName,
  Channel,
  Edge,
  Limit,
  ProcessGraph,
  Regulation,
  RefusalGround,
  ResultKind,
  Source,
  Step,
  TermClock,
  Text,
} from '@qyzmet/regulation'

export const CLOCK: TermClock = {
  timeZone: 'Asia/Almaty',
  hours: {
    from: Temporal.PlainTime.from('09:00'),
    to: Temporal.PlainTime.from('18:00'),
    source: source('1'),
  },
  calendar: {
    id: 'small',
    week: 5,
    years: new Set([2025, 2026, 2027]),
    provisionalYears: new Set(),
    days: new Map(),
    reasons: new Map(),
    acts: new Map(),
    clockChanges: new Map(),
  },
}

export function text(words: string): Text {
  return { kk: words, ru: words, en: words }
}

function source(item: string): Source {
  return { act: 'Small 2025 No 1', item, mark: 'verified' }
}

type OutcomeSketch = string | readonly Edge[] | { readonly to: string | readonly Edge[]; readonly drafts: string }

export interface StepSketch {
  readonly actor: string
  readonly action: ActionName
  readonly item: string
  readonly limit?: Limit
  readonly consults?: readonly string[]
  readonly timeOut?: Step['timeOut']
  readonly term?: string
  readonly outcomes: Readonly<Record<string, OutcomeSketch>>
}

function stepOf(id: string, sketch: StepSketch): Step {
  const outcomes = Object.entries(sketch.outcomes).map(([outcome, leads]) => {
    const to = typeof leads === 'object' && 'to' in leads ? leads.to : leads
    const edges = typeof to === 'string' ? [{ anyOf: [], to }] : to
    const drafts = typeof leads === 'object' && 'drafts' in leads ? { drafts: leads.drafts } : {}
    return { id: outcome, title: text(`${id}: ${outcome}`), edges, ...drafts }
  })
  return {
    id,
    kind: 'procedure',
    item: sketch.item,
    repeatedIn: [],
    actor: sketch.actor,
    action: sketch.action,
    title: text(id),
    limit: sketch.limit ?? 'unstated',
    consults: sketch.consults ?? [],
    outcomes,
    ...(sketch.timeOut === undefined ? {} : { timeOut: sketch.timeOut }),
    ...(sketch.term === undefined ? {} : { term: sketch.term }),
  }
}

const days = (amount: number): Limit => ({ amount, unit: 'calendar-day' })

/** The provider's own procedure, the same in every channel but for its last steps. */
const PROCEDURE: Readonly<Record<string, StepSketch>> = {
  enter: { actor: 'clerk', action: 'register', item: '5(1)', limit: days(1), outcomes: { registered: 'name' } },
  name: { actor: 'warden', action: 'assign', item: '5(2)', limit: days(2), outcomes: { assigned: 'examine' } },
  examine: {
    actor: 'scribe',
    action: 'check-documents',
    item: '5(3)',
    limit: days(7),
    consults: ['people'],
    outcomes: { compliant: 'prepare', violated: 'draft' },
  },
  prepare: {
    actor: 'scribe',
    action: 'prepare-session',
    item: '5(3)',
    limit: days(7),
    term: 'examine',
    outcomes: { prepared: 'vote' },
  },
  vote: {
    actor: 'council',
    action: 'decide-in-session',
    item: '5(4)',
    limit: days(9),
    outcomes: { positive: 'draft', negative: 'draft' },
  },
  draft: {
    actor: 'scribe',
    action: 'draft-result',
    item: '5(5)',
    limit: days(7),
    outcomes: {
      notice: { to: [{ anyOf: [{ step: 'vote', outcome: 'positive' }], to: 'sign' }], drafts: 'place' },
      refusal: {
        to: [
          {
            anyOf: [
              { step: 'vote', outcome: 'negative' },
              { step: 'examine', outcome: 'violated' },
            ],
            to: 'sign',
          },
        ],
        drafts: 'no-place',
      },
    },
  },
  sign: { actor: 'warden', action: 'sign-result', item: '5(6)', outcomes: { signed: 'send', returned: 'draft' } },
}

const ends = (granted: string): readonly Edge[] => [
  { anyOf: [{ step: 'draft', outcome: 'notice' }], to: granted },
  { anyOf: [], to: 'refused' },
]

const PORTAL: Readonly<Record<string, StepSketch>> = {
  'sign-in': { actor: 'asker', action: 'authenticate', item: '9(1)', outcomes: { entered: 'recognise' } },
  recognise: {
    actor: 'portal',
    action: 'check-identity',
    item: '9(2)',
    outcomes: { confirmed: 'write', refuted: 'turn-away' },
  },
  'turn-away': { actor: 'portal', action: 'report-refusal', item: '9(3)', outcomes: { reported: 'stopped' } },
  write: { actor: 'asker', action: 'compose-request', item: '9(4)', outcomes: { composed: 'verify' } },
  verify: {
    actor: 'portal',
    action: 'check-signature',
    item: '9(5)',
    outcomes: { confirmed: 'number', refuted: 'explain' },
  },
  explain: { actor: 'portal', action: 'report-refusal', item: '9(6)', outcomes: { reported: 'stopped' } },
  number: { actor: 'portal', action: 'send-request', item: '9(7)', outcomes: { accepted: 'enter' } },
  ...PROCEDURE,
  send: { actor: 'clerk', action: 'dispatch-result', item: '5(7)', limit: days(1), outcomes: { dispatched: 'hand' } },
  hand: { actor: 'portal', action: 'deliver-result', item: '9(8)', outcomes: { delivered: ends('granted') } },
}

const COUNTER: Readonly<Record<string, StepSketch>> = {
  'log-in': { actor: 'teller', action: 'authenticate', item: '8(1)', outcomes: { entered: 'take-down' } },
  'take-down': { actor: 'teller', action: 'compose-request', item: '8(2)', outcomes: { composed: 'ask' } },
  ask: {
    actor: 'portal',
    action: 'ask-register',
    item: '8(3)',
    consults: ['people'],
    outcomes: { asked: 'known' },
  },
  known: {
    actor: 'portal',
    action: 'check-answer',
    item: '8(4)',
    outcomes: { found: 'seal', 'not-found': 'turn-back' },
  },
  'turn-back': { actor: 'portal', action: 'report-refusal', item: '8(5)', outcomes: { reported: 'stopped' } },
  seal: { actor: 'teller', action: 'sign-and-send-request', item: '8(6)', outcomes: { accepted: 'enter' } },
  ...PROCEDURE,
  send: { actor: 'clerk', action: 'dispatch-result', item: '5(7)', limit: days(1), outcomes: { dispatched: 'give' } },
  give: {
    actor: 'teller',
    action: 'hand-over',
    item: '8(7)',
    timeOut: { amount: 1, unit: 'month', outcome: 'unclaimed' },
    outcomes: { 'handed-over': ends('granted'), unclaimed: 'put-back' },
  },
  'put-back': { actor: 'teller', action: 'return-unclaimed', item: '8(8)', outcomes: { returned: 'keep' } },
  keep: { actor: 'clerk', action: 'keep-result', item: '8(9)', outcomes: { 'asked-for': 'send-anew' } },
  'send-anew': { actor: 'clerk', action: 'send-again', item: '8(10)', outcomes: { sent: 'give' } },
}

export function channelOf(
  channel: string,
  start: string,
  after: string,
  sketches: Readonly<Record<string, StepSketch>>,
): Channel {
  const graph: ProcessGraph = {
    regulation: 'small',
    channel,
    start,
    totalTermStartsAfter: after,
    totalTermEndsWith: ['send'],
    steps: new Map(Object.entries(sketches).map(([id, sketch]) => [id, stepOf(id, sketch)])),
    ends: new Map(
      (['granted', 'refused', 'stopped'] as const).map((id) => [id, { id, closes: id, title: text(id) }] as const),
    ),
  }
  return { id: channel, title: text(channel), item: '3', graph }
}

function smallRegulation(): Regulation {
  const act = {
    cite: 'Small 2025 No 1',
    title: text('Small'),
    authority: text('Council'),
    number: '1',
    adoptedOn: Temporal.PlainDate.from('2025-01-15'),
    amendments: [],
  }
  const actors: readonly Actor[] = [
    { id: 'asker', kind: 'applicant', title: text('asker') },
    { id: 'portal', kind: 'system', title: text('portal') },
    { id: 'teller', kind: 'operator', title: text('teller') },
    { id: 'clerk', kind: 'staff', title: text('clerk'), item: '7(1)' },
    { id: 'warden', kind: 'staff', title: text('warden'), item: '7(2)' },
    { id: 'scribe', kind: 'staff', title: text('scribe'), item: '7(3)' },
    { id: 'council', kind: 'commission', title: text('council'), item: '7(4)' },
  ]
  const grounds: readonly RefusalGround[] = [
    { id: 'no-need', title: text('no need'), source: source('10(1)'), establishedAt: ['vote', 'examine'] },
    { id: 'own-fault', title: text('own fault'), source: source('10(2)'), establishedAt: ['vote'] },
    { id: 'bad-papers', title: text('bad papers'), source: source('10(3)'), establishedAt: ['examine'] },
  ]
  const results: readonly ResultKind[] = [
    { id: 'place', closes: 'granted', title: text('place'), document: 'notice', entersQueue: true },
    { id: 'no-place', closes: 'refused', title: text('no place'), document: 'refusal', entersQueue: false },
  ]
  return {
    id: 'small',
    title: text('Small'),
    shortTitle: text('Small'),
    act,
    edition: {
      id: 'small-2025',
      period: { from: Temporal.PlainDate.from('2025-02-01'), until: Temporal.PlainDate.from('2027-01-01') },
      source: source('0'),
    },
    annexes: [],
    timeZone: 'Asia/Almaty',
    calendar: 'small',
    provider: { title: text('Office'), address: text('Street 1'), hours: CLOCK.hours },
    standard: {
      id: 'small-standard',
      act,
      title: text('Standard'),
      whoMayApply: [],
      fee: text('free'),
      totalLimit: days(30),
      categories: [{ id: 'few', title: text('few'), source: source('2') }],
      registers: [{ id: 'people', title: text('people'), question: 'person' }],
      documents: [],
      grounds,
      results,
      form: { title: text('form'), pages: [] },
      appeal: { text: text('appeal'), source: source('12') },
    },
    commission: { actor: 'council', quorumPercent: 60, source: source('6') },
    numbering: { request: '{year}-{serial}', serialDigits: 4 },
    actors: new Map(actors.map((actor) => [actor.id, actor])),
    channels: new Map([
      ['portal', channelOf('portal', 'sign-in', 'number', PORTAL)],
      ['counter', channelOf('counter', 'log-in', 'seal', COUNTER)],
    ]),
    actTitles: new Map([[act.cite, act.title]]),
    accepted: [],
    unconfirmed: [],
  }
}

/**
 * A regulation small enough to be read at a glance, in a country of its own:
 * an applicant asks, a clerk registers, a warden names a scribe, a council
 * votes, and the warden signs. It has every branch that cases have.
 */
export const SMALL = smallRegulation()
