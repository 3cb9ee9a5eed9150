// Cases for tests of the store: every command that a rehearsed case consists of, ready to be given to the service.
import { fileURLToPath } from 'node:url'
import { type CaseCommand, type Party, type Walk, walk } from '@qyzmet/casework'
import type { Sql } from '../../database/connect.ts'
import { calendarsOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { createEditions, type Edition, type Editions } from '../../regulations/editions.ts'
import { publishEditions } from '../../regulations/publish.ts'
import { type CaseService, type CaseServiceOptions, createCaseService } from '../case-service.ts'
import type { CaseSurroundings } from '../surroundings.ts'

const REGULATIONS = fileURLToPath(new URL('../../../../../regulations/', import.meta.url))

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
}

/** Publishes the regulations of the repository in a test's database. */
export async function publishedEditions(sql: Sql): Promise<Editions> {
  const files = await readRegulationFiles(REGULATIONS)
  await publishEditions(sql, files, { at: MORNING, by: 'test' })
  return createEditions(sql, calendarsOf(files))
}

/** The commands of one case of the first channel that a portal may have, from its opening to its end. */
export async function walkedCase(
  editions: Editions,
  options: {
    readonly startedAt?: Temporal.Instant
    readonly choices?: Readonly<Record<string, readonly string[]>>
  } = {},
): Promise<WalkedCase> {
  const [edition] = await editions.allCurrent(Temporal.PlainDate.from('2016-06-06'), { training: true })
  const [channel] = edition?.regulation.channels.keys() ?? []
  if (!edition || channel === undefined) throw new TypeError('no regulation is published')
  const { regulation, clock, sha256 } = edition
  const startedAt = options.startedAt ?? MORNING
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
