import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { PaperInput } from '../documents/PaperInput.tsx'
import { readPostedFiles, turnsAwayUnread } from '../documents/posted-file.ts'
import type { DocumentPart } from '../portal/application/application-parts.ts'
import { FileItem } from '../portal/application/documents-page.tsx'
import type { DraftAttachment } from '../portal/drafts/draft.ts'
import { sortAttachments } from '../portal/drafts/drafts.queries.ts'
import { keepFile } from '../portal/drafts/take-file.ts'
import { applicationMessages } from '../portal/messages/application.ts'
import { postedOf } from '../provider/posted-texts.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Choices.tsx'
import type { PageError } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { documentNamed } from './document-named.ts'
import { counterMessages } from './messages/counter.ts'
import type { CounterWork } from './visit.tsx'

/** Id of the box that takes several files. */
export const AT_ONCE = 'files'
/** What a file is kept for until somebody says which document it is. */
const UNSORTED = ''
/** Files of one form at the most. */
const MOST_AT_ONCE = 30
/** Texts in the form at the most. */
const FIELDS = 4

/**
 * Takes in several scans. Which document each is, its name may tell; of the others the page asks. A file that cannot be
 * taken keeps none of the others out.
 *
 * @returns the answer; or what is wrong with files, to be shown on the page as it is now
 */
export async function takeScans(work: CounterWork): Promise<FastifyReply | { readonly faults: readonly PageError[] }> {
  const { visit, counter, parts, base } = work
  const { request, reply, deps, now, locale } = visit
  const t = applicationMessages[locale].documents.errors
  if (turnsAwayUnread(request, reply)) return faulty(counterMessages[locale].documents.tooMuch)
  // One more is read than may come, so that there is something to say about it.
  const { hasToken, files } = await readPostedFiles(request, { fields: FIELDS, files: MOST_AT_ONCE + 1 })
  if (!hasToken || files.length === 0) return faulty(t['none-chosen'])
  if (files.length > MOST_AT_ONCE) return faulty(counterMessages[locale].documents.tooMany(MOST_AT_ONCE))
  const faults: PageError[] = []
  for (const file of files) {
    const documentId = documentNamed(file.fileName, parts.documents) ?? UNSORTED
    const places = { now, sql: deps.sql, blobs: deps.blobs }
    const kept = await keepFile(places, counter.draft, documentId, file)
    if (kept === 'sent') return reply.redirect(`${base}/done`, 303)
    if (kept !== 'taken') faults.push({ field: AT_ONCE, message: `${file.fileName}: ${t[kept]}` })
  }
  return faults.length === 0 ? reply.redirect(`${base}/documents`, 303) : { faults }
}

function faulty(message: string): { readonly faults: readonly PageError[] } {
  return { faults: [{ field: AT_ONCE, message }] }
}

/** Keeps which document each file is; of a file about which nothing was said, it stays open. */
export async function sortScans({ visit, counter, parts, base }: CounterWork): Promise<FastifyReply> {
  const posted = postedOf(visit.request)
  const known = new Set(parts.documents.map(({ requirement }) => requirement.id))
  const sorted = parts.unsorted.flatMap(({ id }) => {
    const documentId = posted[boxOf(id)] ?? ''
    return known.has(documentId) ? [{ id, documentId }] : []
  })
  const isSaved = sorted.length === 0 || (await sortAttachments(visit.deps.sql, counter.draft.id, sorted))
  return visit.reply.redirect(`${base}/${isSaved ? 'documents' : 'done'}`, 303)
}

/** The box for several files, and the files of which nobody has said what they are. */
export function ScansAtOnce(props: {
  readonly documents: readonly DocumentPart[]
  readonly unsorted: readonly DraftAttachment[]
  readonly base: string
  readonly error: string | undefined
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].documents
  const portal = applicationMessages[locale].documents
  const { documents, unsorted, base } = props
  return (
    <>
      <Form action={`${base}/documents`} multipart>
        <PaperInput
          name="file"
          id={AT_ONCE}
          label={t.atOnce}
          hint={t.atOnceHint}
          error={props.error}
          multiple
          tooLarge={portal.errors['file-too-large']}
        />
        <Button variant="secondary" about={t.atOnce}>
          {t.add}
        </Button>
      </Form>
      {unsorted.length === 0 ? null : (
        <section aria-labelledby="unsorted">
          <Heading level={2} id="unsorted">
            {t.unsorted}
          </Heading>
          <p>{t.unsortedLead}</p>
          <Form action={`${base}/documents/sort`}>
            {unsorted.map(({ id, fileName }) => (
              <Select
                key={id}
                name={boxOf(id)}
                label={fileName}
                options={documents.map(({ requirement }) => ({
                  value: requirement.id,
                  label: requirement.title[locale],
                }))}
              />
            ))}
            <Button variant="secondary">{t.sort}</Button>
          </Form>
          <ul class="q-files">
            {unsorted.map((file) => (
              <FileItem key={file.id} file={file} base={base} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function boxOf(fileId: string): string {
  return `document-of-${fileId}`
}
