import { decodeEvent, fold, type OpenedCase } from '@qyzmet/casework'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many } from '../database/query.ts'
import { type ChainFault, findChainFault } from '../event-log/chain.ts'
import { readStream, type StoredEvent } from '../event-log/read.ts'
import type { Editions } from '../regulations/editions.ts'
import type { CaseId } from './case-id.ts'
import { graphOf } from './case-service.ts'
import { projectCase, projectOpening } from './case-projection.ts'
import { liveRowsOf, type ProjectedRows, type Row, rowsOf, writeRows } from './projection-rows.ts'

/** A row that is not what the events say. */
export interface Difference {
  readonly table: 'case_head' | 'inbox' | 'inbox_count'
  /** Id of the case, or the key of a counter. */
  readonly key: string
  /** What the events say; undefined when there should be no row. */
  readonly expected: Row | undefined
  /** What the table says; undefined when the row is missing. */
  readonly found: Row | undefined
}

export interface RebuildReport {
  readonly cases: number
  readonly events: number
  /** Streams whose hash chain does not hold. */
  readonly chainFaults: readonly ChainFault[]
  /** Rows that differ, the first thousand. */
  readonly differences: readonly Difference[]
  readonly differencesInAll: number
}

const PAGE = 5000
const REPORTED = 1000

/**
 * Builds every projection anew from the events and compares it with the tables, and checks every hash chain. Reads one
 * snapshot, so cases may go on meanwhile; writes nothing.
 */
export async function compareProjections(sql: Sql, editions: Editions): Promise<RebuildReport> {
  return sql.begin('isolation level repeatable read read only', async (transaction) => {
    const differences: Difference[] = []
    let differencesInAll = 0
    const differ = (difference: Difference): void => {
      differencesInAll += 1
      if (differences.length < REPORTED) differences.push(difference)
    }
    const chainFaults: ChainFault[] = []
    const counts = new Map<string, number>()
    let cases = 0
    let events = 0
    for await (const streams of streamsOf(transaction)) {
      const live = await liveRowsOf(transaction, [...streams.keys()])
      for (const [caseId, stream] of streams) {
        cases += 1
        events += stream.length
        const fault = findChainFault(stream)
        if (fault) chainFaults.push(fault)
        const rows = await rebuiltRows(stream, editions)
        if (rows?.inbox) counts.set(counterOf(rows.inbox), (counts.get(counterOf(rows.inbox)) ?? 0) + 1)
        for (const table of ['case_head', 'inbox'] as const) {
          const expected = rows?.[table]
          const found = live.get(caseId)?.[table]
          if (!isSameRow(expected, found)) differ({ table, key: caseId, expected, found })
        }
      }
    }
    for (const { case_id } of await headsWithoutEvents(transaction)) {
      differ({ table: 'case_head', key: case_id, expected: undefined, found: { case_id } })
    }
    for (const difference of await counterDifferences(transaction, counts)) differ(difference)
    return { cases, events, chainFaults, differences, differencesInAll }
  })
}

/**
 * Writes the rows of the given cases anew from their events, and the counters from the inbox.
 * Safe beside running cases: each case is held while it is written.
 */
export async function repairProjections(sql: Sql, editions: Editions, caseIds: readonly CaseId[]): Promise<void> {
  for (const caseId of caseIds) {
    await sql.begin(async (transaction) => {
      await transaction`select from case_head where case_id = ${caseId} for update`
      const rows = await rebuiltRows(await readStream(transaction, caseId), editions)
      if (rows) await writeRows(transaction, caseId, rows)
    })
  }
  await sql.begin(async (transaction) => {
    await transaction`lock table inbox, inbox_count in share row exclusive mode`
    await transaction`delete from inbox_count`
    await transaction`
      insert into inbox_count (office_id, assignee_id, actor, due_on, slot, open)
      select office_id, assignee_id, actor, due_on, 0, count(*) from inbox group by 1, 2, 3, 4`
  })
}

async function rebuiltRows(stream: readonly StoredEvent[], editions: Editions): Promise<ProjectedRows | undefined> {
  const state = stateOf(stream)
  if (!state) return undefined
  const edition = await editions.get(state.editionSha256)
  const projection = projectCase(state, edition, graphOf(edition, state.channel))
  return rowsOf({ version: state.version, hash: stream.at(-1)?.hash ?? '' }, projectOpening(state, edition), projection)
}

/** A stream whose events cannot be read has no rows; its chain fault is reported beside. */
function stateOf(stream: readonly StoredEvent[]): OpenedCase | undefined {
  try {
    const state = fold(stream.map(({ data }) => decodeEvent(JSON.parse(data))))
    return state.status === 'none' ? undefined : state
  } catch {
    return undefined
  }
}

/** All streams, whole, some at a time. */
async function* streamsOf(sql: TransactionSql): AsyncGenerator<ReadonlyMap<CaseId, readonly StoredEvent[]>> {
  let after = { streamId: '00000000-0000-0000-0000-000000000000', version: 0 }
  let unfinished: StoredEvent[] = []
  for (;;) {
    const page = await many(sql<StoredEvent[]>`
      select stream_id as "streamId", version, type, data::text as data, encode(hash, 'hex') as hash,
        command_key as "commandKey"
      from event where (stream_id, version) > (${after.streamId}::uuid, ${after.version})
      order by stream_id, version limit ${PAGE}`)
    const last = page.at(-1)
    const all = [...unfinished, ...page]
    const isEnd = page.length < PAGE || last === undefined
    const streams = Map.groupBy(all, (event) => event.streamId)
    if (isEnd) {
      yield streams
      return
    }
    // The last stream of a page may go on in the next one.
    unfinished = streams.get(last.streamId) ?? []
    streams.delete(last.streamId)
    yield streams
    after = last
  }
}

function headsWithoutEvents(sql: TransactionSql): Promise<readonly { readonly case_id: string }[]> {
  return many(sql<{ case_id: string }[]>`
    select case_id from case_head
    where not exists (select from event where stream_id = case_head.case_id) limit ${REPORTED}`)
}

function counterOf(row: Row): string {
  return JSON.stringify([row['office_id'], row['assignee_id'], row['actor'], row['due_on']])
}

async function counterDifferences(
  sql: TransactionSql,
  expected: ReadonlyMap<string, number>,
): Promise<readonly Difference[]> {
  const rows = await many(sql<(Row & { open: number })[]>`
    select office_id, assignee_id, actor, due_on::text as due_on, sum(open)::int as open
    from inbox_count group by 1, 2, 3, 4 having sum(open) <> 0`)
  const found = new Map(rows.map((row) => [counterOf(row), row.open]))
  const keys = new Set([...expected.keys(), ...found.keys()])
  return [...keys].flatMap((key) => {
    const [is, should] = [found.get(key), expected.get(key)]
    if (is === should) return []
    const row = (open: number | undefined) => (open === undefined ? undefined : { open })
    return [{ table: 'inbox_count' as const, key, expected: row(should), found: row(is) }]
  })
}

function isSameRow(a: Row | undefined, b: Row | undefined): boolean {
  if (!a || !b) return a === b
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => String(a[key]) === String(b[key]))
}
