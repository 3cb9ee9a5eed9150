// Entries for tests of the log: what is in them means nothing, only how they are kept.
import type { CaseId } from '../../cases/case-id.ts'
import type { Sql } from '../../database/connect.ts'
import type { Entry, NewEvent } from '../append.ts'
import { hashAfter, hashBefore } from '../chain.ts'

export const AT = '2026-11-22T10:00:00Z'

/** The edition that the rows refer to. */
export async function insertEdition(sql: Sql): Promise<void> {
  await sql`
    insert into regulation_edition
      (sha256, regulation, edition, from_on, main_file, files, published_at, published_by)
    values (${'a'.repeat(64)}, 'r', 'e', '2014-01-01', 'r.yaml', '{}', ${AT}, 'test')`
}

/** A chain of events of one case, one text each. */
export function eventsOf(
  caseId: CaseId,
  texts: readonly [string, ...string[]],
  before: { readonly version: number; readonly hash: string } = { version: 0, hash: hashBefore(caseId) },
): readonly [NewEvent, ...NewEvent[]] {
  let { hash } = before
  const event = (text: string, index: number): NewEvent => {
    const data = JSON.stringify({ at: AT, text, type: 'Said' })
    hash = hashAfter(hash, data)
    return { version: before.version + index + 1, type: 'Said', data, hash, at: AT }
  }
  const [first, ...rest] = texts
  return [event(first, 0), ...rest.map((text, index) => event(text, index + 1))]
}

/** The first entry of a case, or a later one. */
export function entryOf(caseId: CaseId, expected: number, events: Entry['events'], more: Partial<Entry> = {}): Entry {
  return {
    caseId,
    expected,
    events,
    head: {
      number: null,
      step: 'check',
      actor: 'clerk',
      assignee_id: '',
      closes: null,
      accepted_at: null,
      closed_at: null,
    },
    jobs: [],
    ...(expected === 0
      ? {
          opening: {
            provider_id: 'office',
            regulation: 'r',
            edition_number: 1,
            channel: 'portal',
            category: 'general',
            training: true,
            applicant_account_id: 'account',
            applicant_iin: '000000000000',
            applicant_name: 'Аян',
            opened_at: AT,
          },
        }
      : {}),
    ...more,
  }
}

export const TASK = {
  office_id: 'office',
  task_actor: 'clerk',
  task_assignee_id: '',
  step_since: AT,
  due_at: AT,
  due_on: '2026-11-22',
  acted_by: [],
  next_at: AT,
} as const
