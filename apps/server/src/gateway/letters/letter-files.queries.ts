import type { Sql, TransactionSql } from '../../database/connect.ts'
import { instantOf } from '../../database/instants.ts'
import { many, maybeOne } from '../../database/query.ts'
import type { Judged } from '../../signatures/signatures.ts'
import { type RecordedVerdict, type SignerFacts, verdictValues } from '../../signatures/signatures.queries.ts'

/** `gone`: the storage does not have it; `unfit`: of no kind or size that is kept. */
export type LetterFileState = 'waiting' | 'kept' | 'gone' | 'unfit'

/** A file of a letter as the staff see it. */
export interface LetterFile {
  /** From 1, as the sender put them; the first is the one that was signed. */
  readonly place: number
  readonly state: LetterFileState
  readonly kept?: { readonly sha256: string; readonly mediaType: string; readonly size: number }
  /** Code of why it is not here. */
  readonly failure?: string
}

/** A file for which there is something to do. */
export interface DueFile extends LetterFile {
  readonly letterId: string
  readonly fileId: string
  readonly attempts: number
  readonly misses: number
}

export async function insertLetterFiles(
  sql: TransactionSql,
  letterId: string,
  fileIds: readonly string[],
  at: Temporal.Instant,
): Promise<void> {
  for (const [index, fileId] of fileIds.entries()) {
    await sql`
      insert into letter_file (letter_id, place, file_id, next_at)
      values (${letterId}, ${index + 1}, ${fileId}, ${at.toString()})`
  }
}

export async function filesOfLetter(sql: Sql, letterId: string): Promise<readonly LetterFile[]> {
  const rows = await many(sql<FileRow[]>`
    select ${columns(sql)} from letter_file where letter_id = ${letterId} order by place`)
  return rows.map(fileOf)
}

/** Takes files out for which something is to be done; others leave them alone meanwhile. */
export async function claimLetterFiles(
  sql: Sql,
  { at, until, limit }: { readonly at: Temporal.Instant; readonly until: Temporal.Instant; readonly limit: number },
): Promise<readonly DueFile[]> {
  const rows = await many(sql<(FileRow & DueRow)[]>`
    update letter_file set leased_until = ${until.toString()}
    where (letter_id, place) in (
      select letter_id, place from letter_file
      where next_at <= ${at.toString()} and leased_until <= ${at.toString()}
      order by next_at limit ${limit} for update skip locked)
    returning ${columns(sql)}, letter_id, file_id, attempts, misses`)
  return rows.map((row) => ({
    ...fileOf(row),
    letterId: row.letter_id,
    fileId: row.file_id,
    attempts: row.attempts,
    misses: row.misses,
  }))
}

/** How work on a file ended. @param nextAt when there is more to do */
export async function recordLetterFile(
  sql: Sql,
  { letterId, place }: Pick<DueFile, 'letterId' | 'place'>,
  ended: {
    readonly state: LetterFileState
    readonly kept?: LetterFile['kept']
    readonly failure?: string
    readonly missed?: boolean
    readonly nextAt: Temporal.Instant | undefined
  },
): Promise<void> {
  const { state, kept, failure, missed = false, nextAt } = ended
  await sql`
    update letter_file set state = ${state}, sha256 = decode(${kept?.sha256 ?? null}, 'hex'),
      media_type = ${kept?.mediaType ?? null}, size = ${kept?.size ?? null}, failure = ${failure ?? null},
      attempts = attempts + 1, misses = misses + ${missed ? 1 : 0}, next_at = ${nextAt?.toString() ?? null},
      leased_until = '-infinity'
    where letter_id = ${letterId} and place = ${place}`
}

/** A signature that came with a letter, and what is known of it. */
export interface LetterSignature {
  readonly cms: Uint8Array
  readonly receivedAt: Temporal.Instant
  readonly verdict?: LetterVerdict
  readonly timeStamp?: Uint8Array
}

export interface LetterVerdict extends Pick<RecordedVerdict, 'verdict' | 'reason' | 'training' | 'judgedAt'> {
  /** Who signed, as the certificate says. */
  readonly signer?: SignerFacts
}

/** @returns undefined when the letter bears no signature */
export async function findLetterSignature(sql: Sql, letterId: string): Promise<LetterSignature | undefined> {
  const row = await maybeOne(sql<(Partial<VerdictRow> & { cms: Buffer; received_at: Date })[]>`
    select cms, received_at, verdict, reason, letter_verdict.signer, training, judged_at, time_stamp
    from letter left join letter_verdict on letter_id = letter.id
    where letter.id = ${letterId} and cms is not null`)
  if (!row) return undefined
  const { cms, received_at: receivedAt, verdict, reason, signer, training, judged_at: judgedAt } = row
  const isJudged = verdict && judgedAt
  return {
    cms,
    receivedAt: instantOf(receivedAt),
    ...(row.time_stamp ? { timeStamp: row.time_stamp } : {}),
    ...(isJudged
      ? {
          verdict: {
            verdict,
            ...(reason ? { reason } : {}),
            ...(signer ? { signer } : {}),
            training: training === true,
            judgedAt: instantOf(judgedAt),
          },
        }
      : {}),
  }
}

/** Keeps what a signature is worth; a final verdict stays. */
export async function recordLetterVerdict(sql: Sql, letterId: string, { verdict, evidence }: Judged): Promise<void> {
  await sql`
    insert into letter_verdict (
      letter_id, verdict, reason, signer, evidence, ocsp_answer, time_stamp, certificates, training, judged_at
    )
    values (${letterId}, ${verdictValues(sql, verdict, evidence)})
    on conflict (letter_id) do update set verdict = excluded.verdict, reason = excluded.reason,
      signer = excluded.signer, evidence = excluded.evidence, ocsp_answer = excluded.ocsp_answer,
      time_stamp = excluded.time_stamp, certificates = excluded.certificates, training = excluded.training,
      judged_at = excluded.judged_at
    where letter_verdict.verdict = 'INDETERMINATE'`
}

interface FileRow {
  readonly place: number
  readonly state: LetterFileState
  readonly sha256: string | null
  readonly media_type: string | null
  readonly size: number | null
  readonly failure: string | null
}

interface DueRow {
  readonly letter_id: string
  readonly file_id: string
  readonly attempts: number
  readonly misses: number
}

interface VerdictRow {
  readonly verdict: LetterVerdict['verdict'] | null
  readonly reason: string | null
  readonly signer: SignerFacts | null
  readonly training: boolean | null
  readonly judged_at: Date | null
  readonly time_stamp: Buffer | null
}

function columns(sql: Sql) {
  return sql`place, state, encode(sha256, 'hex') as sha256, media_type, size, failure`
}

function fileOf({ place, state, sha256, media_type: mediaType, size, failure }: FileRow): LetterFile {
  return {
    place,
    state,
    ...(sha256 === null || mediaType === null || size === null ? {} : { kept: { sha256, mediaType, size } }),
    ...(failure === null ? {} : { failure }),
  }
}
