import { randomUUIDv7 } from 'node:crypto'
import type { EsedoDocument, RegisterText } from '@qyzmet/gateway'
import type { Sql, TransactionSql } from '../../database/connect.ts'
import { instantOf } from '../../database/instants.ts'
import { many, maybeOne, one } from '../../database/query.ts'

/** How far a letter has come here. */
export const LETTER_STATES = ['arrived', 'registered', 'executing', 'finished', 'refused'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/** How the sender knows a letter, and where it hears of it. */
export interface LetterExchange {
  /** Chain of the gateway. */
  readonly correlationId: string
  readonly activityId: string
  readonly href: string
}

/** A letter as it came. */
export interface ArrivedLetter extends LetterExchange {
  /** Id of the message that brought it. */
  readonly id: string
  readonly providerId: string
  readonly senderSystem: string
  /** SHA-256 of all it says but exchange and moment of sending. */
  readonly contentSha256: Uint8Array
  readonly kind: EsedoDocument['kind']
  readonly sender: string
  readonly number: string
  readonly datedOn: Temporal.PlainDate
  readonly documentKind?: string
  readonly language: EsedoDocument['language']
  readonly description: string
  readonly author: RegisterText
  readonly signer: RegisterText
  readonly contact?: string
  readonly phone?: string
  readonly dueOn?: Temporal.PlainDate
  readonly sheets?: number
  readonly appendices?: number
  readonly cms?: Uint8Array
  readonly receivedAt: Temporal.Instant
}

/** Chain of the outbox in which the sender of a letter is told of it. */
export const chainOfLetter = (id: string): string => `letter ${id}`

/** A letter as it stands. */
export interface Letter extends Omit<ArrivedLetter, 'senderSystem' | 'contentSha256' | 'cms'> {
  readonly state: LetterState
  readonly registered?: { readonly number: string; readonly on: Temporal.PlainDate }
  readonly caseId?: string
  readonly executorId?: string
}

/**
 * Keeps a letter once: one that says the same as another of the provider that was not refused is that one, and so is
 * one that comes again in the exchange in which it was refused.
 */
export async function insertLetter(
  sql: TransactionSql,
  letter: ArrivedLetter,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const refused = await maybeOne(sql<{ id: string }[]>`
    select id from letter
    where provider_id = ${letter.providerId} and content_sha256 = ${Buffer.from(letter.contentSha256)}
      and activity_id = ${letter.activityId} and state = 'refused'
    order by id desc limit 1`)
  if (refused) return { id: refused.id, isNew: false }
  const added = await maybeOne(sql<{ id: string }[]>`
    insert into letter (
      id, provider_id, correlation_id, activity_id, sender_system, href, content_sha256, kind, sender, number, dated_on,
      document_kind, language, description, author, signer, contact, phone, due_on, sheets, appendices, cms, received_at
    ) values (
      ${letter.id}, ${letter.providerId}, ${letter.correlationId}, ${letter.activityId}, ${letter.senderSystem},
      ${letter.href}, ${Buffer.from(letter.contentSha256)}, ${letter.kind}, ${letter.sender}, ${letter.number},
      ${letter.datedOn.toString()}, ${letter.documentKind ?? null}, ${letter.language}, ${letter.description},
      ${sql.json({ ...letter.author })}, ${sql.json({ ...letter.signer })}, ${letter.contact ?? null},
      ${letter.phone ?? null}, ${letter.dueOn?.toString() ?? null}, ${letter.sheets ?? null},
      ${letter.appendices ?? null}, ${letter.cms ? Buffer.from(letter.cms) : null}, ${letter.receivedAt.toString()}
    )
    on conflict do nothing
    returning id`)
  if (added) return { id: added.id, isNew: true }
  const known = await one(sql<{ id: string }[]>`
    select id from letter
    where id = ${letter.id} or provider_id = ${letter.providerId}
      and content_sha256 = ${Buffer.from(letter.contentSha256)} and state <> 'refused'
    order by id <> ${letter.id} limit 1`)
  return { id: known.id, isNew: false }
}

/** The sender has sent the letter once more: from now on it is told in this exchange. */
export async function recordExchange(sql: TransactionSql, id: string, exchange: LetterExchange): Promise<void> {
  await sql`
    update letter set correlation_id = ${exchange.correlationId}, activity_id = ${exchange.activityId}
    where id = ${id}`
}

export async function findLetter(sql: Sql | TransactionSql, id: string): Promise<Letter | undefined> {
  return letterOf(await maybeOne(sql<LetterRow[]>`select ${columns(sql)} from letter where id = ${id}`))
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockLetter(sql: TransactionSql, id: string): Promise<Letter | undefined> {
  return letterOf(await maybeOne(sql<LetterRow[]>`select ${columns(sql)} from letter where id = ${id} for update`))
}

/** The letter that a sender names, locked; of several, the latest. */
export async function lockLetterOfExchange(
  sql: TransactionSql,
  { activityId, href }: Pick<LetterExchange, 'activityId' | 'href'>,
): Promise<Letter | undefined> {
  return letterOf(
    await maybeOne(sql<LetterRow[]>`
      select ${columns(sql)} from letter where href = ${href} and activity_id = ${activityId}
      order by id desc limit 1 for update`),
  )
}

/** The letters about a case, in the order in which they came. */
export async function lettersOfCase(sql: Sql, caseId: string): Promise<readonly Letter[]> {
  const rows = await many(sql<LetterRow[]>`
    select ${columns(sql)} from letter where case_id = ${caseId} order by received_at, id`)
  return rows.flatMap((row) => letterOf(row) ?? [])
}

/** What was decided of a letter; what is left out stays as it is. */
export async function recordLetter(
  sql: TransactionSql,
  id: string,
  change: Partial<Pick<Letter, 'state' | 'registered' | 'caseId' | 'executorId' | 'dueOn'>>,
): Promise<void> {
  const { registered } = change
  await sql`
    update letter set state = coalesce(${change.state ?? null}, state),
      registered_number = coalesce(${registered?.number ?? null}, registered_number),
      registered_on = coalesce(${registered?.on.toString() ?? null}::date, registered_on),
      case_id = coalesce(${change.caseId ?? null}::uuid, case_id),
      executor_id = coalesce(${change.executorId ?? null}::uuid, executor_id),
      due_on = coalesce(${change.dueOn?.toString() ?? null}::date, due_on)
    where id = ${id}`
}

/** Done here, by a person. */
export type OwnStep = 'registered' | 'refused' | 'executing' | 'finished'
/** Said of the letter by its sender later: another last day, under control, no longer so, a state of ours not taken. */
export type SendersWord = 'prolonged' | 'controlled' | 'released' | 'wrong'

/** One line of the history of a letter. */
export interface LetterStep {
  readonly step: OwnStep | SendersWord
  /** Who did it; absent for what the sender said. */
  readonly by?: { readonly accountId: string; readonly name: string }
  readonly on?: Temporal.PlainDate
  /** Reason, executor or result as written; of the sender, its own words. */
  readonly words?: string
  readonly at: Temporal.Instant
}

/** @param id of the message in which the sender said it: the same one says it once */
export async function insertLetterStep(
  sql: TransactionSql,
  letterId: string,
  step: LetterStep,
  id: string = randomUUIDv7(),
): Promise<void> {
  await sql`
    insert into letter_step (id, letter_id, step, account_id, name, said_on, words, happened_at)
    values (
      ${id}, ${letterId}, ${step.step}, ${step.by?.accountId ?? null}, ${step.by?.name ?? null},
      ${step.on?.toString() ?? null}, ${step.words ?? null}, ${step.at.toString()}
    )
    on conflict (id) do nothing`
}

/** What happened to a letter, the latest first. */
export async function stepsOfLetter(sql: Sql, letterId: string): Promise<readonly LetterStep[]> {
  const rows = await many(sql<
    {
      step: LetterStep['step']
      account_id: string | null
      name: string | null
      said_on: string | null
      words: string | null
      happened_at: Date
    }[]
  >`
    select step, account_id, name, said_on::text, words, happened_at from letter_step
    where letter_id = ${letterId} order by happened_at desc, id desc`)
  return rows.map((row) => ({
    step: row.step,
    ...(row.account_id === null || row.name === null ? {} : { by: { accountId: row.account_id, name: row.name } }),
    ...(row.said_on === null ? {} : { on: Temporal.PlainDate.from(row.said_on) }),
    ...(row.words === null ? {} : { words: row.words }),
    at: instantOf(row.happened_at),
  }))
}

/** What was done with a letter once, such as its registration; undefined when it was not. */
export async function findLetterStep(sql: Sql, letterId: string, step: OwnStep): Promise<LetterStep | undefined> {
  return (await stepsOfLetter(sql, letterId)).find((one) => one.step === step)
}

/** Id of the case of a provider that has this number. */
export async function findCaseOfNumber(
  sql: TransactionSql,
  of: { readonly providerId: string; readonly number: string },
): Promise<string | undefined> {
  const [row] = await many(sql<{ case_id: string }[]>`
    select case_id from case_head where number = ${of.number} and provider_id = ${of.providerId}
    order by opened_at desc limit 1`)
  return row?.case_id
}

export async function findNumberOfCase(sql: Sql, caseId: string): Promise<string | undefined> {
  const row = await maybeOne(sql<{ number: string | null }[]>`select number from case_head where case_id = ${caseId}`)
  return row?.number ?? undefined
}

/** Everybody who acts in a post of the provider at the moment, but those who only look after the installation. */
export async function peopleOfProvider(
  sql: Sql,
  providerId: string,
  now: Temporal.Instant,
): Promise<readonly { readonly accountId: string; readonly name: string }[]> {
  const rows = await many(sql<{ id: string; name: string | null }[]>`
    select distinct account.id, account.name
    from post_hand(${now.toString()}::timestamptz) hand join account on account.id = hand.hand_id
    where hand.provider_id = ${providerId} and hand.actor <> 'administrator' and account.blocked_at is null
    order by account.name, account.id`)
  return rows.map(({ id, name }) => ({ accountId: id, name: name ?? '' }))
}

interface LetterRow {
  readonly id: string
  readonly provider_id: string
  readonly correlation_id: string
  readonly activity_id: string
  readonly href: string
  readonly kind: EsedoDocument['kind']
  readonly sender: string
  readonly number: string
  readonly dated_on: string
  readonly document_kind: string | null
  readonly language: EsedoDocument['language']
  readonly description: string
  readonly author: RegisterText
  readonly signer: RegisterText
  readonly contact: string | null
  readonly phone: string | null
  readonly due_on: string | null
  readonly sheets: number | null
  readonly appendices: number | null
  readonly received_at: Date
  readonly state: LetterState
  readonly registered_number: string | null
  readonly registered_on: string | null
  readonly case_id: string | null
  readonly executor_id: string | null
}

function columns(sql: Sql | TransactionSql) {
  return sql`
    id, provider_id, correlation_id, activity_id, href, kind, sender, number, dated_on::text,
    document_kind, language, description, author, signer, contact, phone, due_on::text, sheets, appendices, received_at, state, registered_number, registered_on::text, case_id, executor_id`
}

function letterOf(row: LetterRow | undefined): Letter | undefined {
  if (!row) return undefined
  return {
    id: row.id,
    providerId: row.provider_id,
    correlationId: row.correlation_id,
    activityId: row.activity_id,
    href: row.href,
    kind: row.kind,
    sender: row.sender,
    number: row.number,
    datedOn: Temporal.PlainDate.from(row.dated_on),
    ...(row.document_kind === null ? {} : { documentKind: row.document_kind }),
    language: row.language,
    description: row.description,
    author: row.author,
    signer: row.signer,
    ...(row.contact === null ? {} : { contact: row.contact }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.due_on === null ? {} : { dueOn: Temporal.PlainDate.from(row.due_on) }),
    ...(row.sheets === null ? {} : { sheets: row.sheets }),
    ...(row.appendices === null ? {} : { appendices: row.appendices }),
    receivedAt: instantOf(row.received_at),
    state: row.state,
    ...(row.registered_number === null || row.registered_on === null
      ? {}
      : { registered: { number: row.registered_number, on: Temporal.PlainDate.from(row.registered_on) } }),
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    ...(row.executor_id === null ? {} : { executorId: row.executor_id }),
  }
}
