// Cases for tests of the store: every command that a rehearsed case consists of, ready to be given to the service.
import { fileURLToPath } from 'node:url'
import { type CaseCommand, type Party, type Walk, walk } from '@qyzmet/casework'
import type { Sql } from '../../database/connect.ts'
import { calendarsOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { createEditions, type Edition, type Editions } from '../../regulations/editions.ts'
import { publishEditions } from '../../regulations/publish.ts'
import type { CaseId } from '../case-id.ts'
import { type CaseService, type CaseServiceOptions, createCaseService } from '../case-service.ts'
import type { CaseSurroundings } from '../surroundings.ts'

export const REGULATIONS = fileURLToPath(new URL('../../../../../regulations/', import.meta.url))

/** A day of work on which no case is late. */
export const MORNING = Temporal.Instant.from('2016-06-06T04:00:00Z')

export interface Submit {
  readonly command: CaseCommand
  readonly party: Party
  readonly at: Temporal.Instant
}

export interface WalkedCase {
  readonly edition: Edition
  readonly channel: string
  readonly submits: readonly [Submit, ...Submit[]]
  readonly walk: Walk
}

/** What the invented people of a walk stand in. */
export const WALK_SURROUNDINGS: CaseSurroundings = {
  commissionMembers: async () =>
    ['walk:member-1', 'walk:member-2', 'walk:member-3'].map((id) => ({ accountId: id, name: id })),
  holdersOf: async () => [{ accountId: 'walk:executor', name: 'walk:executor' }],
  minutesSha256: async () => '0'.repeat(64),
  draftSha256: async () => '0'.repeat(64),
  reportSha256: async () => '0'.repeat(64),
}

/** Publishes the regulations of the repository in a test's database. */
export async function publishedEditions(sql: Sql): Promise<Editions> {
  const files = await readRegulationFiles(REGULATIONS)
  await publishEditions(sql, files, { at: MORNING, by: 'test' })
  return createEditions(sql, calendarsOf(files))
}

/** The commands of one case of the housing queue, in its first channel, from its opening to its end. */
export async function walkedCase(
  editions: Editions,
  options: {
    readonly startedAt?: Temporal.Instant
    readonly choices?: Readonly<Record<string, readonly string[]>>
  } = {},
): Promise<WalkedCase> {
  const startedAt = options.startedAt ?? MORNING
  const day = startedAt.toZonedDateTimeISO('Asia/Almaty').toPlainDate()
  const edition = await editions.current('zhambyl-queue', day, { training: true })
  const [channel] = edition?.regulation.channels.keys() ?? []
  if (!edition || channel === undefined) throw new TypeError('no regulation is published')
  const { regulation, clock, sha256 } = edition
  const walked = walk({
    regulation,
    channel,
    clock,
    startedAt,
    ...(options.choices ? { choices: options.choices } : {}),
  })
  const [first, ...rest] = walked.taken.map(({ command, party, at }) => ({
    command: command.type === 'open' ? { ...command, editionSha256: sha256 } : command,
    party,
    at,
  }))
  if (!first) throw new TypeError('a walk without a command')
  return { edition, channel, submits: [first, ...rest], walk: walked }
}

/** A service whose clock stands where the test puts it. */
export function testService(
  sql: Sql,
  editions: Editions,
  options: Partial<CaseServiceOptions> = {},
): { readonly service: CaseService; readonly at: (instant: Temporal.Instant) => void } {
  let now = MORNING
  const service = createCaseService({
    sql,
    editions,
    surroundings: WALK_SURROUNDINGS,
    now: () => now,
    ...options,
  })
  return { service, at: (instant) => (now = instant) }
}

/** A step that the service has acknowledged. */
export interface Acknowledged {
  readonly version: number
  /** Chain hash of its last event. */
  readonly hash: string
}

/**
 * Takes a case from wherever it is to its end, beside others who may be doing the same.
 *
 * The walk's clock does not run, so whoever does a step writes the same events.
 */
export async function finishCase(
  service: CaseService,
  { submits, walk }: WalkedCase,
  caseId: CaseId,
  onAcknowledged: (step: Acknowledged) => void,
): Promise<void> {
  const versions = versionsOf(walk)
  for (;;) {
    const loaded = await service.load(caseId)
    if (loaded?.state.status === 'closed') return
    const done = loaded ? versions.indexOf(loaded.version) : -1
    const submit = submits[done + 1]
    if (!submit || (loaded && done < 0)) {
      throw new TypeError(`case ${caseId} stands at version ${loaded?.version}, between two steps`)
    }
    // A register may answer more than once, so only the key keeps two who record the same answer from recording it twice.
    const idempotencyKey = `step ${done + 1}`
    const execution = await service.execute(caseId, submit.command, submit.party, { idempotencyKey })
    if (!execution.accepted || execution.repeated) continue
    const last = (await service.history(caseId)).find(({ version }) => version === execution.version)
    onAcknowledged({ version: execution.version, hash: last?.hash ?? 'lost' })
  }
}

/** Versions at which a walked case may stand: after each of its commands. */
export function versionsOf({ taken, events }: Walk): readonly number[] {
  // Commands of a walk have moments of their own, which their events carry.
  const counts = Map.groupBy(events, (event) => event.at.epochMilliseconds)
  let version = 0
  return taken.map(({ at }) => (version += counts.get(at.epochMilliseconds)?.length ?? 0))
}
