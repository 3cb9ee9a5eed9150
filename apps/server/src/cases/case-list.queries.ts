import type { Sql } from '../database/connect.ts'
import { likeText } from '../database/like.ts'
import { many, one } from '../database/query.ts'
import type { CaseId } from './case-id.ts'

/** A case as lists show it. */
export interface CaseLine {
  readonly caseId: CaseId
  readonly providerId: string
  readonly regulation: string
  readonly editionSha256: string
  readonly channel: string
  readonly category: string
  readonly training: boolean
  readonly number: string | undefined
  readonly applicantName: string
  /** The open step; undefined when the case is closed. */
  readonly step: string | undefined
  readonly actor: string | undefined
  readonly closes: 'granted' | 'refused' | 'stopped' | undefined
  readonly openedAt: Temporal.Instant
  readonly closedAt: Temporal.Instant | undefined
}

/** Where the next page of a list of cases begins: after this case. */
export interface CaseKey {
  readonly openedAt: string
  readonly caseId: string
}

export interface CasePage {
  readonly cases: readonly CaseLine[]
  readonly next?: CaseKey
}

interface Paging {
  readonly after?: CaseKey
  /** Default 50. */
  readonly limit?: number
}

const FIRST: CaseKey = { openedAt: 'infinity', caseId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Cases of one applicant, latest first. */
export async function casesOfApplicant(sql: Sql, accountId: string, paging: Paging = {}): Promise<CasePage> {
  const { after = FIRST, limit = 50 } = paging
  const rows = await many(sql<LineRow[]>`
    select ${columns(sql)} from case_head head join regulation_edition edition on edition.number = head.edition_number
    where applicant_account_id = ${accountId}
      and (opened_at, case_id) < (${after.openedAt}::text::timestamptz, ${after.caseId}::uuid)
    order by head.opened_at desc, case_id desc limit ${limit + 1}`)
  return pageOf(rows, limit)
}

/**
 * Cases of a provider whose number begins with the text; white space around and within it is passed over.
 *
 * @returns at most 50, by number
 */
export async function findCasesByNumber(sql: Sql, providerId: string, text: string): Promise<readonly CaseLine[]> {
  const prefix = text.replaceAll(/\s/g, '')
  if (prefix === '') return []
  const pattern = `${likeText(prefix)}%`
  const rows = await many(sql<LineRow[]>`
    select ${columns(sql)} from case_head head join regulation_edition edition on edition.number = head.edition_number
    where head.number like ${pattern} and provider_id = ${providerId} order by head.number limit 50`)
  return rows.map(lineOf)
}

/** Cases of a provider in which the person with the IIN is the applicant, latest first, at most 50. */
export async function findCasesByIin(sql: Sql, providerId: string, iin: string): Promise<readonly CaseLine[]> {
  const rows = await many(sql<LineRow[]>`
    select ${columns(sql)} from case_head head join regulation_edition edition on edition.number = head.edition_number
    where applicant_iin = ${iin} and provider_id = ${providerId} order by head.opened_at desc limit 50`)
  return rows.map(lineOf)
}

/** The next serial for a request's number: later requests get higher ones; a serial may be left out. */
export async function nextRequestSerial(sql: Sql): Promise<number> {
  const { serial } = await one(sql<{ serial: string }[]>`select nextval('request_number')::text as serial`)
  return Number(serial)
}

interface LineRow {
  readonly case_id: CaseId
  readonly provider_id: string
  readonly regulation: string
  readonly edition_sha256: string
  readonly channel: string
  readonly category: string
  readonly training: boolean
  readonly number: string | null
  readonly applicant_name: string
  readonly step: string | null
  readonly actor: string | null
  readonly closes: 'granted' | 'refused' | 'stopped' | null
  readonly opened_at: string
  readonly closed_at: string | null
}

function columns(sql: Sql) {
  return sql`
    case_id, provider_id, head.regulation, edition.sha256 as edition_sha256, channel, category, training, head.number,
    applicant_name, step, actor, closes, opened_at::text, closed_at::text`
}

function pageOf(rows: readonly LineRow[], limit: number): CasePage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    cases: shown.map(lineOf),
    ...(rows.length > limit && last ? { next: { openedAt: last.opened_at, caseId: last.case_id } } : {}),
  }
}

function lineOf(row: LineRow): CaseLine {
  return {
    caseId: row.case_id,
    providerId: row.provider_id,
    regulation: row.regulation,
    editionSha256: row.edition_sha256,
    channel: row.channel,
    category: row.category,
    training: row.training,
    number: row.number ?? undefined,
    applicantName: row.applicant_name,
    step: row.step ?? undefined,
    actor: row.actor ?? undefined,
    closes: row.closes ?? undefined,
    openedAt: Temporal.Instant.from(row.opened_at),
    closedAt: row.closed_at === null ? undefined : Temporal.Instant.from(row.closed_at),
  }
}
