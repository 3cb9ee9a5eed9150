import { setTimeout as sleep } from 'node:timers/promises'
import {
  type AllowedAction,
  allowedActions,
  type CaseCommand,
  type CaseContext,
  type CaseEvent,
  decide,
  type Decision,
  decodeEvent,
  eventText,
  fold,
  initialState,
  type OpenedCase,
  type PutQuestion,
  type Party,
  questionsToEnter,
  type Rejection,
} from '@qyzmet/casework'
import type { ProcessGraph } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import {
  AppendOutcomeUnknownError,
  type AppenderOptions,
  createAppender,
  type Entry,
  isConnectionFailure,
  type NewEvent,
} from '../event-log/append.ts'
import { hashAfter, hashBefore } from '../event-log/chain.ts'
import { readStream, type StoredEvent } from '../event-log/read.ts'
import type { Edition, Editions } from '../regulations/editions.ts'
import type { CaseId } from './case-id.ts'
import { jobsAfter } from './case-jobs.ts'
import { createCaseMemory, type KnownCase } from './case-memory.ts'
import { type CaseProjection, projectCase, projectOpening } from './case-projection.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { type CaseSurroundings, surround } from './surroundings.ts'

/** What came of a command. */
export type Execution =
  | {
      readonly accepted: true
      readonly state: OpenedCase
      readonly version: number
      /** True when the command had been accepted before under the same key, and nothing was written now. */
      readonly repeated: boolean
    }
  | { readonly accepted: false; readonly rejection: Rejection }

/** A case with what it is read by. */
export interface LoadedCase {
  readonly caseId: CaseId
  readonly state: OpenedCase
  readonly version: number
  readonly edition: Edition
  readonly graph: ProcessGraph
}

export interface ExecuteOptions {
  /** The same key for the same submit: a second one gets the answer of the first. Unique within the case. */
  readonly idempotencyKey?: string
}

/** An event as history shows it. */
export interface HistoricEvent {
  readonly version: number
  readonly event: CaseEvent
  /** Chain hash, hexadecimal. */
  readonly hash: string
}

export interface CaseService {
  /**
   * Decides on a command and stores what follows; when it returns `accepted`, the step is on disk.
   *
   * @throws {CaseContendedError} when others kept changing the case meanwhile
   * @throws {StoreUnavailableError} when the database could not be reached; the step may or may not be stored
   */
  readonly execute: (caseId: CaseId, command: CaseCommand, party: Party, options?: ExecuteOptions) => Promise<Execution>
  /** The case as it is now; undefined when there is none. */
  readonly load: (caseId: CaseId) => Promise<LoadedCase | undefined>
  /** All events of a case in order; empty when there is none. */
  readonly history: (caseId: CaseId) => Promise<readonly HistoricEvent[]>
  /** What the party may do with the case now. */
  readonly allowedActions: (loaded: LoadedCase, party: Party) => Promise<readonly AllowedAction[]>
  /** Questions to silent registers whose answers the party may enter by hand now. */
  readonly questionsToEnter: (loaded: LoadedCase, party: Party) => Promise<readonly PutQuestion[]>
}

export interface CaseServiceOptions {
  readonly sql: Sql
  readonly editions: Editions
  readonly surroundings: CaseSurroundings
  readonly now: () => Temporal.Instant
  /** Cases kept in memory; default 5000. */
  readonly memorySize?: number
  readonly appender?: AppenderOptions
  /** Called when a step has put work into the outbox. */
  readonly onWork?: () => void
  /** How long a command waits for a database that went away; default 15 000. */
  readonly reconnectMs?: number
}

/** A case changed under every attempt to decide on it. */
export class CaseContendedError extends Error {
  override readonly name = 'CaseContendedError'
}

/** The database did not come back in time. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}

const MAX_TRIES = 10
const RECONNECT_PAUSE_MS = 100
const NONE: ReadonlySet<string> = new Set()

interface Submit {
  readonly caseId: CaseId
  readonly command: CaseCommand
  readonly party: Party
  readonly key: string | undefined
}

export function createCaseService(options: CaseServiceOptions): CaseService {
  const { sql, editions, surroundings, now, onWork, reconnectMs = 15_000 } = options
  const memory = createCaseMemory(options.memorySize ?? 5000)
  const append = createAppender(sql, options.appender)
  const inTurn = createOneAtATime<CaseId>()

  /** Reads what happened since the case was last seen; `isOurs` when an event among it is one of `written`. */
  const look = async (
    caseId: CaseId,
    written: ReadonlySet<string> = NONE,
  ): Promise<{ readonly known: KnownCase | undefined; readonly isOurs: boolean }> => {
    const before = memory.get(caseId)
    const events = await readStream(sql, caseId, before?.state.version ?? 0)
    if (events.length === 0) return { known: before, isOurs: false }
    const known = await recall(before, events)
    memory.put(caseId, known)
    return { known, isOurs: events.some((event) => written.has(event.hash)) }
  }

  const recall = async (before: KnownCase | undefined, events: readonly StoredEvent[]): Promise<KnownCase> => {
    const state = fold(
      events.map(({ data }) => decodeEvent(JSON.parse(data))),
      before?.state ?? initialState,
    )
    if (state.status === 'none') throw new TypeError('a stream of events without a case')
    const edition = await editions.get(state.editionSha256)
    const hash = events.at(-1)?.hash ?? before?.hash ?? ''
    const keys = events.flatMap((event) => event.commandKey ?? [])
    const commandKeys = new Set([...(before?.commandKeys ?? []), ...keys])
    return { state, hash, projection: projectCase(state, edition, graphOf(edition, state.channel)), commandKeys }
  }

  const contextOf = async (
    caseId: CaseId,
    state: OpenedCase | typeof initialState,
    command: CaseCommand,
    party: Party,
  ): Promise<{ readonly edition: Edition; readonly context: CaseContext } | undefined> => {
    const ran = state.status === 'none' ? undefined : state
    const opens = command.type === 'open' ? command : undefined
    const sha256 = ran?.editionSha256 ?? opens?.editionSha256
    const channel = ran?.channel ?? opens?.channel
    if (sha256 === undefined || channel === undefined) return undefined
    const edition = await editions.get(sha256)
    const graph = edition.regulation.channels.get(channel)?.graph
    if (graph === undefined) return undefined
    const surrounded = await surround(surroundings, caseId, state, command, party, edition, graph)
    const { regulation, clock } = edition
    return { edition, context: { regulation, graph, clock, now: millisecond(now()), ...surrounded } }
  }

  /**
   * One try: decide on the case as remembered, and write.
   *
   * @param written hashes of the last events of earlier tries whose answer was lost; this try adds its own
   * @returns undefined when the case has moved on and the command must be decided anew
   */
  const attempt = async (
    { caseId, command, party, key }: Submit,
    written: Set<string>,
  ): Promise<Execution | undefined> => {
    const remembered = memory.get(caseId)
    const { known, isOurs } = remembered ? { known: remembered, isOurs: false } : await look(caseId, written)
    if (known && isOurs) return accepted(known, false)
    if (known && key !== undefined && known.commandKeys.has(key)) return accepted(known, true)
    const found = await contextOf(caseId, known?.state ?? initialState, command, party)
    const decision: Decision = found
      ? decide(known?.state ?? initialState, command, party, found.context)
      : { accepted: false, rejection: rejectionWithoutContext(command) }
    if (!found || !decision.accepted) {
      // What was remembered may be old, and a rejection must not be.
      const now = remembered ? await look(caseId, written) : { known, isOurs }
      if (now.known && now.isOurs) return accepted(now.known, false)
      return now.known === known && !decision.accepted ? decision : undefined
    }
    const { entry, next } = entryOf(caseId, known, decision.events, found.edition, found.context.graph, key)
    const answer = await append(entry).catch((error: unknown) => {
      if (error instanceof AppendOutcomeUnknownError) written.add(next.hash)
      throw error
    })
    if (answer === 'appended') {
      memory.put(caseId, next)
      if (entry.jobs.length > 0) onWork?.()
      return accepted(next, false)
    }
    const moved = await look(caseId, written)
    return moved.known && moved.isOurs ? accepted(moved.known, false) : undefined
  }

  const execute: CaseService['execute'] = (caseId, command, party, { idempotencyKey: key } = {}) =>
    inTurn(caseId, async () => {
      const written = new Set<string>()
      const deadline = performance.now() + reconnectMs
      for (let tries = 0; tries < MAX_TRIES;) {
        try {
          const execution = await attempt({ caseId, command, party, key }, written)
          if (execution) return execution
          tries += 1
        } catch (error) {
          if (!(error instanceof AppendOutcomeUnknownError) && !isConnectionFailure(error)) throw error
          if (performance.now() > deadline) throw new StoreUnavailableError('no database', { cause: error })
          await sleep(RECONNECT_PAUSE_MS)
        }
      }
      throw new CaseContendedError(`case ${caseId} kept changing`)
    })

  const load: CaseService['load'] = async (caseId) => {
    const { known } = await look(caseId)
    if (known === undefined) return undefined
    const { state } = known
    const edition = await editions.get(state.editionSha256)
    return { caseId, state, version: state.version, edition, graph: graphOf(edition, state.channel) }
  }

  const contextNow = async ({ state, edition, graph }: LoadedCase): Promise<CaseContext> => {
    const step = graph.steps.get(state.current?.step ?? '')
    const isSession = step && edition.regulation.actors.get(step.actor)?.kind === 'commission'
    const commissionMembers = isSession ? await surroundings.commissionMembers(state.providerId, step.actor) : []
    const { regulation, clock } = edition
    return { regulation, graph, clock, commissionMembers, now: millisecond(now()) }
  }

  return {
    execute,
    load,
    history: async (caseId) =>
      (await readStream(sql, caseId)).map(({ version, data, hash }) => ({
        version,
        hash,
        event: decodeEvent(JSON.parse(data)),
      })),
    allowedActions: async (loaded, party) => allowedActions(loaded.state, party, await contextNow(loaded)),
    questionsToEnter: async (loaded, party) => questionsToEnter(loaded.state, party, await contextNow(loaded)),
  }
}

/** The graph of a channel in which a case already runs. */
export function graphOf(edition: Edition, channel: string): ProcessGraph {
  const graph = edition.regulation.channels.get(channel)?.graph
  if (graph === undefined) throw new TypeError(`no channel ${channel} in edition ${edition.sha256}`)
  return graph
}

function accepted({ state }: KnownCase, repeated: boolean): Execution {
  return { accepted: true, state, version: state.version, repeated }
}

function rejectionWithoutContext(command: CaseCommand): Rejection {
  return command.type === 'open'
    ? { code: 'unknown-channel', parameters: { channel: command.channel } }
    : { code: 'not-open', parameters: {} }
}

/** Everything that is stored for the events of one command, and the case after them. */
function entryOf(
  caseId: CaseId,
  known: KnownCase | undefined,
  events: readonly [CaseEvent, ...CaseEvent[]],
  edition: Edition,
  graph: ProcessGraph,
  commandKey: string | undefined,
): { readonly entry: Entry; readonly next: KnownCase } {
  const expected = known?.state.version ?? 0
  const state = fold(events, known?.state)
  if (state.status === 'none') throw new TypeError('events that open no case')
  const [first, ...rest] = events
  const firstAt = first.at.toString()
  let hash = known?.hash ?? hashBefore(caseId)
  const chained = (event: CaseEvent, index: number): NewEvent => {
    const data = eventText(event)
    hash = hashAfter(hash, data)
    const at = event.at === first.at ? firstAt : event.at.toString()
    return { version: expected + 1 + index, type: event.type, data, hash, at }
  }
  const stored: Entry['events'] = [chained(first, 0), ...rest.map((event, index) => chained(event, index + 1))]
  const projection = projectCase(state, edition, graph)
  const { head, task } = projection
  const entry: Entry = {
    caseId,
    expected,
    events: stored,
    head,
    ...(known ? {} : { opening: projectOpening(state, edition) }),
    ...(commandKey === undefined ? {} : { commandKey }),
    ...(task && !isSameTask(projection, known?.projection) ? { task } : {}),
    jobs: jobsAfter(state, events, edition, graph),
  }
  const keys = known?.commandKeys ?? NONE
  const commandKeys = commandKey === undefined ? keys : new Set([...keys, commandKey])
  return { entry, next: { state, hash, projection, commandKeys } }
}

function isSameTask(a: CaseProjection, b: CaseProjection | undefined): boolean {
  if (!a.task || !b?.task) return a.task === b?.task
  return (
    a.head.step === b.head.step &&
    a.task.task_actor === b.task.task_actor &&
    a.task.task_assignee_id === b.task.task_assignee_id &&
    a.task.step_since === b.task.step_since &&
    a.task.due_at === b.task.due_at &&
    a.task.next_at === b.task.next_at &&
    a.task.acted_by.join() === b.task.acted_by.join()
  )
}

/** Moments are kept as PostgreSQL and people can tell them apart. */
function millisecond(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
}
