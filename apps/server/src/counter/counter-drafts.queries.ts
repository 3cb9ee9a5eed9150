import type { Answers, Locale } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { DraftId } from '../portal/drafts/draft.ts'
import { draftColumns, draftOf, type DraftRow, insertDraft, type NewDraft } from '../portal/drafts/drafts.queries.ts'
import type { CounterApplicant, CounterDraft } from './counter-draft.ts'

interface CounterRow extends DraftRow {
  readonly office_id: string
  readonly provider_id: string
  readonly channel: string
  readonly iin: string
  readonly surname: string
  readonly given_name: string
  readonly patronymic: string
}

export interface NewCounterDraft extends Omit<CounterDraft, 'draft'> {
  readonly draft: NewDraft
}

export async function insertCounterDraft(sql: Sql, counter: NewCounterDraft): Promise<void> {
  const { draft, officeId, providerId, channel, applicant } = counter
  await sql.begin(async (transaction) => {
    await insertDraft(transaction, draft)
    await transaction`
      insert into counter_draft (
        draft_id, office_id, provider_id, channel, iin, surname, given_name, patronymic
      ) values (
        ${draft.id}, ${officeId}, ${providerId}, ${channel}, ${applicant.iin}, ${applicant.surname},
        ${applicant.givenName}, ${applicant.patronymic}
      )`
  })
}

/** The draft, if the office takes these papers in and it has not expired; another office's is not found. */
export async function findCounterDraft(
  sql: Sql,
  id: DraftId,
  officeId: string,
  now: Temporal.Instant,
): Promise<CounterDraft | undefined> {
  const row = await maybeOne(sql<CounterRow[]>`
    select ${draftColumns(sql)}, ${counterColumns(sql)}
    from application_draft draft join counter_draft on counter_draft.draft_id = draft.id
    where draft.id = ${id} and office_id = ${officeId}
      and (submitted_at is not null or expires_at > ${now.toString()})`)
  return row && counterDraftOf(row)
}

/** Drafts of the office that can still be gone on with, last changed first. */
export async function listCounterDrafts(
  sql: Sql,
  officeId: string,
  now: Temporal.Instant,
): Promise<readonly CounterDraft[]> {
  const rows = await many(sql<CounterRow[]>`
    select ${draftColumns(sql)}, ${counterColumns(sql)}
    from application_draft draft join counter_draft on counter_draft.draft_id = draft.id
    where office_id = ${officeId} and submitted_at is null and expires_at > ${now.toString()}
    order by updated_at desc limit 100`)
  return rows.map(counterDraftOf)
}

export interface SavedForm {
  readonly applicant: CounterApplicant
  readonly answers: Answers
  readonly pagesDone: readonly string[]
  /** In which the applicant is served. */
  readonly locale: Locale
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** Saves the whole form in place of what was there; false when the papers were taken in meanwhile. */
export async function saveCounterForm(sql: Sql, id: DraftId, saved: SavedForm): Promise<boolean> {
  const { applicant } = saved
  const rows = await many(sql<{ draft_id: string }[]>`
    with draft as (
      update application_draft set
        answers = ${sql.json(saved.answers)}, pages_done = ${[...saved.pagesDone]}, locale = ${saved.locale},
        updated_at = ${saved.at.toString()}, expires_at = ${saved.expiresAt.toString()}
      where id = ${id} and submitted_at is null
      returning id
    )
    update counter_draft set
      iin = ${applicant.iin}, surname = ${applicant.surname}, given_name = ${applicant.givenName},
      patronymic = ${applicant.patronymic}
    from draft where draft_id = draft.id
    returning draft_id`)
  return rows.length === 1
}

function counterColumns(sql: Sql): ReturnType<Sql> {
  return sql`office_id, provider_id, channel, iin, surname, given_name, patronymic`
}

function counterDraftOf(row: CounterRow): CounterDraft {
  return {
    draft: draftOf(row),
    officeId: row.office_id,
    providerId: row.provider_id,
    channel: row.channel,
    applicant: {
      iin: row.iin,
      surname: row.surname,
      givenName: row.given_name,
      patronymic: row.patronymic,
    },
  }
}
