import {
  checkAnswers,
  type DocumentRequirement,
  type Locale,
  requiredDocuments,
  visiblePages,
  type VisiblePage,
} from '@qyzmet/regulation'
import type { Edition } from '../../regulations/editions.ts'
import type { Draft, DraftAttachment } from '../drafts/draft.ts'
import { PORTAL_CHANNEL } from '../services/service-view.ts'

export type PartStatus = 'not-started' | 'in-progress' | 'done' | 'blocked'

export interface FormPart {
  readonly kind: 'page'
  readonly visible: VisiblePage
  readonly status: PartStatus
}

/** A document the applicant brings, with the files given for it. */
export interface DocumentPart {
  readonly requirement: DocumentRequirement
  readonly files: readonly DraftAttachment[]
}

/** How far a draft is, computed from its answers and files alone. */
export interface Parts {
  readonly pages: readonly FormPart[]
  readonly documents: readonly DocumentPart[]
  /** Documents that registers give instead of the applicant. */
  readonly fromRegisters: readonly DocumentRequirement[]
  readonly documentsStatus: PartStatus
  /** True when it may be checked and signed. */
  readonly isComplete: boolean
}

/**
 * The parts of an application. A page is done when it was sent without a fault and still has none: an
 * answer on another page may have brought a question to it.
 */
export function partsOf(
  draft: Draft,
  { regulation }: Pick<Edition, 'regulation'>,
  now: Temporal.Instant,
  channel: string = PORTAL_CHANNEL,
): Parts {
  const { standard } = regulation
  const today = now.toZonedDateTimeISO(regulation.timeZone).toPlainDate()
  const faulty = new Set(checkAnswers(standard.form, draft.answers, { today }).errors.map(({ fieldId }) => fieldId))
  const pages = visiblePages(standard.form, draft.answers).map((visible): FormPart => {
    const wasSent = draft.pagesDone.includes(visible.page.id)
    const hasFault = visible.fields.some(({ id }) => faulty.has(id))
    const hasAnswer = visible.fields.some(({ id }) => draft.answers[id] !== undefined)
    const status = wasSent && !hasFault ? 'done' : wasSent || hasAnswer ? 'in-progress' : 'not-started'
    return { kind: 'page', visible, status }
  })
  const needed = requiredDocuments(standard, channel, draft.answers)
  const documents = needed
    .filter(({ from }) => from === 'applicant')
    .map((requirement) => ({
      requirement,
      files: draft.attachments.filter(({ documentId }) => documentId === requirement.id),
    }))
  return partsWith(
    pages,
    documents,
    needed.filter(({ from }) => from !== 'applicant'),
  )
}

/** The same parts with further documents to bring. */
export function withDocuments({ pages, documents, fromRegisters }: Parts, more: readonly DocumentPart[]): Parts {
  const others = documents.filter(({ requirement }) => !more.some((part) => part.requirement.id === requirement.id))
  return partsWith(pages, [...others, ...more], fromRegisters)
}

function partsWith(pages: Parts['pages'], documents: Parts['documents'], fromRegisters: Parts['fromRegisters']): Parts {
  const pagesDone = pages.every(({ status }) => status === 'done')
  const documentsStatus = pagesDone ? statusOfDocuments(documents) : 'blocked'
  return { pages, documents, fromRegisters, documentsStatus, isComplete: pagesDone && documentsStatus === 'done' }
}

function statusOfDocuments(documents: readonly DocumentPart[]): PartStatus {
  if (missingDocuments(documents).length === 0) return 'done'
  return documents.some(({ files }) => files.length > 0) ? 'in-progress' : 'not-started'
}

export function missingDocuments(documents: readonly DocumentPart[]): readonly DocumentRequirement[] {
  return documents
    .filter(({ requirement, files }) => requirement.required && files.length === 0)
    .map(({ requirement }) => requirement)
}

/** The files that go with the application: those of documents that it does not need any more stay behind. */
export function filesToSend(parts: Parts): readonly DraftAttachment[] {
  return parts.documents.flatMap(({ files }) => files)
}

/**
 * Where the applicant goes on after a page: the next page that is not done, then the documents, then the check.
 *
 * @param after the page just done; pages before it that are not done come last
 */
export function nextPath(draft: Draft, parts: Parts, after?: string): string {
  const base = `/applications/${draft.id}`
  const index = parts.pages.findIndex(({ visible }) => visible.page.id === after)
  const inOrder = [...parts.pages.slice(index + 1), ...parts.pages.slice(0, index + 1)]
  const open = inOrder.find(({ status }) => status !== 'done')
  if (open !== undefined) return `${base}/pages/${open.visible.page.id}`
  return parts.documentsStatus === 'done' ? `${base}/check` : `${base}/documents`
}

/** Title of the application in the language of the page. */
export function applicationTitle({ regulation }: Edition, locale: Locale): string {
  return regulation.standard.form.title[locale]
}
