import type { FastifyInstance } from 'fastify'
import type { VisitOf } from '../routes.ts'
import { goTo } from '../visit.ts'
import { showCheck } from './check-page.tsx'
import { finishDocuments, removeFile, showDocuments } from './documents-page.tsx'
import { showDone, signAgain } from './done-page.tsx'
import { withOpenDraft } from './draft-access.tsx'
import { saveFormPage, showFormPage } from './form-page.tsx'
import { removeDraft, showParts, showRemoval } from './parts-page.tsx'
import { sendFile } from './send-file.ts'
import { sendRequestBytes, showSign } from './sign-page.tsx'
import { submitApplication } from './submit.ts'
import { showUpload, takeUpload } from './upload-page.tsx'

interface DraftParams {
  readonly Params: { readonly id: string }
}
interface PageParams {
  readonly Params: { readonly id: string; readonly page: string }
}
interface DocumentParams {
  readonly Params: { readonly id: string; readonly document: string }
}
interface FileParams {
  readonly Params: { readonly id: string; readonly file: string }
}

/** `/applications/:id/…`: from the first question to the number. */
export function applicationRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  const door = { preHandler: app.requireCitizen }
  const base = '/applications/:id'

  app.get<DraftParams>(base, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, showParts),
  )
  app.get<DraftParams>(`${base}/remove`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, showRemoval),
  )
  app.post<DraftParams>(`${base}/remove`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, removeDraft),
  )

  app.get<PageParams>(`${base}/pages/:page`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, (open) => showFormPage(open, request.params.page)),
  )
  app.post<PageParams>(`${base}/pages/:page`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, (open) => saveFormPage(open, request.params.page)),
  )

  app.get<DraftParams>(`${base}/documents`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, (open) => showDocuments(open)),
  )
  app.post<DraftParams>(`${base}/documents`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, finishDocuments),
  )
  app.post<DraftParams>(`${base}/documents/remove`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, removeFile),
  )
  app.get<DocumentParams>(`${base}/documents/:document`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, (open) => showUpload(open, request.params.document)),
  )
  app.post<DocumentParams>(
    `${base}/documents/:document`,
    { ...door, config: { csrf: 'in-handler' } },
    (request, reply) =>
      withOpenDraft(visitOf(request, reply), request.params.id, (open) => takeUpload(open, request.params.document)),
  )
  app.get<FileParams>(`${base}/files/:file`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, (open) => sendFile(open, request.params.file)),
  )

  app.get<DraftParams>(`${base}/check`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, showCheck),
  )
  app.get<DraftParams>(`${base}/sign`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, (open) => showSign(open)),
  )
  app.get<DraftParams>(`${base}/request`, door, (request, reply) =>
    withOpenDraft(visitOf(request, reply), request.params.id, sendRequestBytes),
  )
  app.post<DraftParams>(`${base}/sign`, door, (request, reply) =>
    // The second press of the button finds what the first one did.
    withOpenDraft(visitOf(request, reply), request.params.id, submitApplication, (visit, draft) =>
      goTo(visit, `/applications/${draft.id}/done`),
    ),
  )
  app.get<DraftParams>(`${base}/done`, door, (request, reply) => showDone(visitOf(request, reply), request.params.id))
  app.post<DraftParams>(`${base}/sign-again`, door, (request, reply) =>
    signAgain(visitOf(request, reply), request.params.id),
  )
}
