import type { OpenedCase } from '@qyzmet/casework'
import type { Text } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { nextRequestSerial } from '../cases/case-list.queries.ts'
import type { Sha256 } from '../documents/blobs.ts'
import type { Documents, Rendered } from '../documents/documents.ts'
import type { IssuedDocument, PreparedDocument } from '../documents/documents.queries.ts'
import { RESULT_KINDS } from '../documents/kinds.ts'
import { documentLocale, type Signatory } from '../documents/sheet.ts'
import { requestNumber } from '../jobs/request-number.ts'
import { foundIncomplete, needed, PaperNotReadyError, type ProviderWords } from './case-facts.ts'
import { createInspectionActs, type InspectionActs } from './inspection-acts.ts'
import {
  applicationModel,
  minutesModel,
  nonacceptanceModel,
  noticeModel,
  type Place,
  receiptModel,
  refusalModel,
} from './models.ts'
import { statementModel } from './statement-model.ts'

export interface CasePapersDependencies {
  readonly sql: Sql
  readonly documents: Documents
  readonly providerOf: (providerId: string) => Promise<ProviderWords>
  /** Members today of the commission that is `actor`. */
  readonly membersOf: (providerId: string, actor: string) => Promise<number>
  /** Place the entry would have, or has, in its list now. */
  readonly placeOf: (entry: {
    readonly providerId: string
    readonly list: string
    readonly completeAt: Temporal.Instant
    readonly number: string
  }) => Promise<Place>
  readonly now: () => Temporal.Instant
}

/** The papers of a case: which are due, their exact bytes, and when they are in force. */
export interface CasePapers {
  /** A look at the result as drafted, with no force. */
  readonly draft: (loaded: LoadedCase, signatory: Signatory) => Promise<Rendered>
  /** The exact bytes of the result to sign; made once for each draft and each person who may sign it. */
  readonly prepareResult: (loaded: LoadedCase, signatory: Signatory, accountId: string) => Promise<PreparedDocument>
  /** The exact bytes of the minutes to sign; made once for each conclusion. */
  readonly prepareMinutes: (loaded: LoadedCase) => Promise<PreparedDocument>
  readonly inspections: InspectionActs
  /** Hash of what this person has to have signed. */
  readonly resultSha256: (caseId: string, state: OpenedCase, accountId: string) => Promise<Sha256 | undefined>
  readonly minutesSha256: (caseId: string, state: OpenedCase) => Promise<Sha256 | undefined>
  /** Puts the signed result, and the minutes and the act of inspection behind it, in force; doing it again changes nothing. */
  readonly issueSigned: (loaded: LoadedCase, caseId: string) => Promise<IssuedDocument>
  /** The receipt for the request, made and put in force when first asked for. */
  readonly receipt: (loaded: LoadedCase, place: Text) => Promise<IssuedDocument>
  /** The receipt for documents that were not accepted, with a number of its own; made and put in force when first asked for. */
  readonly refusalReceipt: (loaded: LoadedCase, place: Text) => Promise<IssuedDocument>
  readonly application: (
    loaded: LoadedCase,
    copyFor: 'applicant' | 'staff',
    /** Absent for one that was taken in on paper. */
    signature?: Parameters<typeof applicationModel>[0]['signature'],
  ) => Promise<Rendered>
  readonly issuedOf: (caseId: string) => Promise<readonly IssuedDocument[]>
}

export function createCasePapers(dependencies: CasePapersDependencies): CasePapers {
  const { sql, documents, providerOf, membersOf, placeOf, now } = dependencies

  const paperOf = async (loaded: LoadedCase) => ({
    loaded,
    provider: await providerOf(loaded.state.providerId),
    now: now(),
  })

  const inspections = createInspectionActs({ sql, documents, paperOf, now })

  /** The document that carries the drafted result, with its model. */
  const resultOf = async (loaded: LoadedCase, signatory: Signatory) => {
    const { state, edition } = loaded
    const result = state.draft && edition.regulation.standard.results.find(({ id }) => id === state.draft?.result)
    if (!result) throw new PaperNotReadyError('No result is drafted.')
    const paper = { ...(await paperOf(loaded)), signatory }
    if (result.document === 'refusal') return { kind: 'refusal' as const, model: refusalModel(paper) }
    if (!result.entersQueue) return { kind: 'statement' as const, model: statementModel({ ...paper, result }) }
    if (state.acceptedAt === undefined || state.number === undefined) {
      throw new PaperNotReadyError('The request has no number yet.')
    }
    const place = await placeOf({
      providerId: state.providerId,
      list: state.category,
      completeAt: state.acceptedAt,
      number: state.number,
    })
    return { kind: 'notice' as const, model: noticeModel({ ...paper, place }) }
  }

  /** The result as this person had it before them; undefined when they never had. */
  const findResult = async (caseId: string, state: OpenedCase, accountId: string) => {
    const basis = resultBasis(state, accountId)
    if (basis === undefined) return undefined
    const found = await Promise.all(RESULT_KINDS.map((kind) => documents.findPrepared(caseId, kind, basis)))
    return found.find((document) => document !== undefined)
  }

  const findMinutes = async (caseId: string, state: OpenedCase): Promise<PreparedDocument | undefined> => {
    const basis = minutesBasis(state)
    return basis === undefined ? undefined : documents.findPrepared(caseId, 'minutes', basis)
  }

  const issueOnce = async (document: PreparedDocument, signatureIds: readonly string[]): Promise<IssuedDocument> => {
    const find = async () => (await documents.ofCase(document.caseId)).find(({ id }) => id === document.id)
    const before = await find()
    if (before) return before
    await documents.issue(sql, { documentId: document.id, signatureIds, at: now() }).catch(async (error: unknown) => {
      if (!(await find())) throw error
    })
    const issued = await find()
    if (!issued) throw new PaperNotReadyError(`Document ${document.id} was not issued.`)
    return issued
  }

  return {
    async draft(loaded, signatory) {
      const { kind, model } = await resultOf(loaded, signatory)
      const locale = documentLocale(loaded.state.locale)
      switch (kind) {
        case 'notice':
          return documents.render(kind, model, locale)
        case 'refusal':
          return documents.render(kind, model, locale)
        case 'statement':
          return documents.render(kind, model, locale)
      }
    },

    async prepareResult(loaded, signatory, accountId) {
      const { caseId, state } = loaded
      const basis = resultBasis(state, accountId)
      if (basis === undefined) throw new PaperNotReadyError('No result is drafted.')
      const { kind, model } = await resultOf(loaded, signatory)
      const request = { caseId, basis, locale: documentLocale(state.locale), at: now() }
      switch (kind) {
        case 'notice':
          return documents.prepare({ ...request, kind, model })
        case 'refusal':
          return documents.prepare({ ...request, kind, model })
        case 'statement':
          return documents.prepare({ ...request, kind, model })
      }
    },

    async prepareMinutes(loaded) {
      const { caseId, state, edition, graph } = loaded
      const basis = minutesBasis(state)
      const actor = graph.steps.get(state.conclusion?.step ?? '')?.actor
      if (actor === undefined || basis === undefined) throw new PaperNotReadyError('The commission has not concluded.')
      const model = minutesModel({
        ...(await paperOf(loaded)),
        members: await membersOf(state.providerId, actor),
        quorumPercent: edition.regulation.commission?.quorumPercent ?? 100,
      })
      return documents.prepare({ caseId, kind: 'minutes', basis, model, locale: 'kk', at: now() })
    },

    inspections,
    resultSha256: async (caseId, state, accountId) => (await findResult(caseId, state, accountId))?.pdfSha256,
    minutesSha256: async (caseId, state) => (await findMinutes(caseId, state))?.pdfSha256,

    async issueSigned(loaded, caseId) {
      const { state } = loaded
      const signed = state.signed
      const result = signed?.by.kind === 'staff' ? await findResult(caseId, state, signed.by.accountId) : undefined
      if (!signed || result?.pdfSha256 !== signed.signature.documentSha256) {
        throw new PaperNotReadyError('The signed document is not the prepared one.')
      }
      const minutes = await findMinutes(caseId, state)
      if (minutes) {
        await issueOnce(
          minutes,
          state.minutesSignatures.map((line) => line.signature.signatureId),
        )
      }
      const act = await inspections.signed(loaded)
      if (act && state.inspection?.signature) await issueOnce(act, [state.inspection.signature.signatureId])
      return issueOnce(result, [signed.signature.signatureId])
    },

    async receipt(loaded, place) {
      const { caseId, state } = loaded
      const model = receiptModel({ ...(await paperOf(loaded)), place })
      const document = await documents.prepare({
        caseId,
        kind: 'receipt',
        basis: 'acceptance',
        model,
        locale: documentLocale(state.locale),
        at: now(),
      })
      return issueOnce(document, [])
    },

    async refusalReceipt(loaded, place) {
      const { caseId, state, edition } = loaded
      const { at } = needed(foundIncomplete(loaded), 'package found incomplete')
      const basis = `refusal ${at.toString()}`
      const number = async (): Promise<string> =>
        `${requestNumber(edition.regulation, await nextRequestSerial(sql), at)}${REFUSAL_MARK}`
      const document =
        (await documents.findPrepared(caseId, 'nonacceptance', basis)) ??
        (await documents.prepare({
          caseId,
          kind: 'nonacceptance',
          basis,
          model: nonacceptanceModel({ ...(await paperOf(loaded)), number: await number(), place }),
          locale: documentLocale(state.locale),
          at: now(),
        }))
      return issueOnce(document, [])
    },

    async application(loaded, copyFor, signature) {
      const model = applicationModel({ ...(await paperOf(loaded)), copyFor, signature })
      return documents.render('application', model, documentLocale(loaded.state.locale))
    },

    issuedOf: (caseId) => documents.ofCase(caseId),
  }
}

/** Tells the number of a receipt of refusal from that of a request: they are counted together. */
const REFUSAL_MARK = '/Q'

/** A result is made for one draft and one signatory: the paper names who signs it. */
function resultBasis({ draft }: OpenedCase, accountId: string): string | undefined {
  return draft && `draft ${draft.at.toString()} ${accountId}`
}

function minutesBasis({ conclusion }: OpenedCase): string | undefined {
  return conclusion && `conclusion ${conclusion.at.toString()}`
}
