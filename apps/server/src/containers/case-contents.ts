import type { CaseContents, KeptAnswer, KeptSignature } from '@qyzmet/evidence'
import { type CaseEvent, decodeEvent, fold } from '@qyzmet/casework'
import { parseCaseId } from '../cases/case-id.ts'
import type { Sql } from '../database/connect.ts'
import { type BlobStore, parseSha256 } from '../documents/blobs.ts'
import { readStream } from '../event-log/read.ts'
import { findAnswer } from '../registers/answers.queries.ts'
import { withoutSecrets } from '../registers/shown-message.ts'
import type { Editions } from '../regulations/editions.ts'
import type { Vault } from '../vault/vault.ts'
import { findEditionTexts, papersOfCase, signatureIdsOfCase } from './contents.queries.ts'
import { CaseIncompleteError, keptSignature } from './kept-signature.ts'
import { instantOf } from '../database/instants.ts'

export interface CaseContentsDependencies {
  readonly sql: Sql
  readonly vault: Vault
  readonly blobs: BlobStore
  readonly editions: Pick<Editions, 'get'>
  /** Text of a calendar file by its path. */
  readonly calendarText: (path: string) => string | undefined
  /** The trusted authorities as PEM. */
  readonly anchors: string
  readonly now: () => Temporal.Instant
}

/**
 * Gathers everything that tells what happened in a case and proves it.
 *
 * @returns undefined when there is no such case
 * @throws {CaseIncompleteError} when something the case speaks of is not kept
 */
export async function caseContents(deps: CaseContentsDependencies, id: string): Promise<CaseContents | undefined> {
  const { sql, blobs, now } = deps
  const caseId = parseCaseId(id)
  const stored = caseId ? await readStream(sql, caseId) : []
  const events = stored.map(({ data }) => decodeEvent(JSON.parse(data)))
  const state = fold(events)
  if (!caseId || state.status === 'none') return undefined
  const bytesOf = async (sha256: string): Promise<Uint8Array> => {
    const known = parseSha256(sha256)
    const blob = known && (await blobs.get(known))
    if (!blob) throw new CaseIncompleteError(`Nothing is kept under ${sha256}.`)
    return blob.bytes
  }
  const edition = await findEditionTexts(sql, state.editionSha256)
  if (!edition) throw new CaseIncompleteError(`There is no edition ${state.editionSha256}.`)
  const calendar = `calendars/${(await deps.editions.get(state.editionSha256)).regulation.calendar}.yaml`
  const signatures: KeptSignature[] = []
  for (const signatureId of await signatureIdsOfCase(sql, caseId))
    signatures.push(await keptSignature(sql, signatureId))
  const signedOf = (sha256: string): readonly string[] =>
    signatures.filter(({ documentSha256 }) => documentSha256 === sha256).map((signature) => signature.id)
  const papers = (await papersOfCase(sql, caseId)).filter(
    ({ pdf_sha256, is_issued }) => is_issued || signedOf(pdf_sha256).length > 0,
  )
  return {
    caseId,
    training: state.training,
    exportedAt: now(),
    request: await bytesOf(state.requestSha256),
    attachments: await Promise.all(
      state.attachments.map(async ({ documentId, sha256 }) => ({ documentId, bytes: await bytesOf(sha256) })),
    ),
    papers: await Promise.all(
      papers.map(async ({ kind, number, locale, pdf_sha256 }) => ({
        kind,
        number,
        locale,
        signatureIds: signedOf(pdf_sha256),
        bytes: await bytesOf(pdf_sha256),
      })),
    ),
    answers: await answersOf(deps, events, bytesOf),
    events: stored.map(({ version, data, hash }) => ({ version, data, hash })),
    regulation: { mainFile: edition.mainFile, files: new Map(Object.entries(edition.files)) },
    calendar: { path: calendar, text: deps.calendarText(calendar) ?? '' },
    signatures,
    anchors: deps.anchors,
  }
}

/** Every answer that the events speak of, earlier ones included, and the papers from which any was entered by hand. */
async function answersOf(
  { sql, vault }: Pick<CaseContentsDependencies, 'sql' | 'vault'>,
  events: readonly CaseEvent[],
  bytesOf: (sha256: string) => Promise<Uint8Array>,
): Promise<readonly KeptAnswer[]> {
  const receipts = events.flatMap((event) => (event.type === 'RegisterAnswered' ? [event.receiptId] : []))
  const kept: KeptAnswer[] = []
  for (const receiptId of new Set(receipts)) {
    const row = await findAnswer(sql, vault, receiptId)
    if (!row) throw new CaseIncompleteError(`The answer ${receiptId} is not kept.`)
    kept.push({
      receiptId,
      register: row.register,
      outcome: row.outcome,
      ...(row.transport === null ? {} : { transport: row.transport }),
      askedAt: instantOf(row.asked_at),
      answeredAt: instantOf(row.answered_at),
      ...(row.request_bytes === null ? {} : { request: withoutSecrets(row.request_bytes) }),
      ...(row.answer_bytes === null ? {} : { answer: row.answer_bytes }),
      ...(row.scan_sha256 === null ? {} : { scan: await bytesOf(row.scan_sha256.toString('hex')) }),
    })
  }
  return kept
}
