import type { Step } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { signatoryOf } from '../case-papers/models.ts'
import { parseSha256 } from '../documents/blobs.ts'
import type { PreparedDocument } from '../documents/documents.queries.ts'
import type { Signatory } from '../documents/sheet.ts'
import { purposeOf, type SigningOutcome, type StaffPurpose } from '../signatures/staff-signing.ts'
import { providerMessages } from './messages/provider.ts'
import { hasPackage, showPackage, signPackage } from './package-pages.tsx'
import { postedCms, postedOf, queryOf } from './posted-texts.ts'
import { rejectionWords, showCase } from './show-case.tsx'
import { SignPage } from './SignPage.tsx'
import { type CaseVisit, recordLook, showPage, withCase } from './visit.tsx'

/** Puts the exact bytes before the person who is to sign them. */
export async function showSigning(of: CaseVisit): Promise<FastifyReply> {
  if (hasPackage(of)) return showPackage(of)
  const { deps, locale, loaded, session } = of
  const toSign = await documentToSign(of)
  if (!toSign) return of.reply.redirect(`/${locale}/work/cases/${loaded.caseId}`, 303)
  const certificate = await deps.signing.certificateFor(toSign.step, of.party)
  if (certificate === 'unknown') {
    return showCase(of, { problem: providerMessages[locale].sign.organisationUnknown, status: 409 })
  }
  await recordLook(of, 'signing')
  const invalid = queryOf(of.request)['invalid']
  return showPage(of, {
    title: providerMessages[locale].sign.title,
    islands: ['sign-document.js'],
    error: invalid !== undefined,
    body: (
      <SignPage
        base={`/${locale}/work/cases/${loaded.caseId}`}
        number={loaded.state.number ?? ''}
        title={toSign.document.title}
        sha256={toSign.document.pdfSha256}
        iin={session.account.iin}
        certificate={certificate === 'any' ? undefined : certificate}
        ncaLayerUrl={deps.ncaLayerUrl}
        training={deps.site.training}
        invalid={invalid === undefined ? undefined : deps.describeFinding(invalid, locale)}
      />
    ),
  })
}

/** Leads to the exact bytes that this person is to sign now. */
export async function openDocumentToSign(of: CaseVisit): Promise<FastifyReply> {
  const base = `/${of.locale}/work/cases/${of.loaded.caseId}`
  const toSign = await documentToSign(of)
  return of.reply.redirect(toSign ? `${base}/papers/${toSign.document.pdfSha256}.pdf` : base, 303)
}

/** Takes in a signature over those bytes; one that cannot be judged now takes effect by itself later. */
export async function takeSignature(of: CaseVisit): Promise<FastifyReply> {
  const { locale, loaded, reply } = of
  const base = `/${locale}/work/cases/${loaded.caseId}`
  const outcome = hasPackage(of) ? await signPackage(of) : await signDocument(of)
  if (outcome === undefined) return reply.redirect(`${base}/sign?invalid=malformed`, 303)
  switch (outcome.kind) {
    case 'done':
      return reply.redirect(`/${locale}/work?done=1`, 303)
    case 'pending':
      return reply.redirect(base, 303)
    case 'invalid':
      return reply.redirect(`${base}/sign?invalid=${encodeURIComponent(outcome.reason)}`, 303)
    case 'organisation-unknown':
      return reply.redirect(`${base}/sign`, 303)
    case 'rejected': {
      const problem = rejectionWords(providerMessages[locale].rejections, outcome.rejection.code)
      return withCase(of, (again) => showCase(again, { problem, status: 409 }))
    }
  }
}

async function signDocument(of: CaseVisit): Promise<SigningOutcome | undefined> {
  const { deps, loaded, party, session } = of
  const posted = postedOf(of.request)
  const cms = postedCms(posted, 'cms')
  const documentSha256 = parseSha256(posted['document'] ?? '')
  if (!cms || !documentSha256) return undefined
  return deps.signing.sign({ caseId: loaded.caseId, documentSha256, cms, party, iin: session.account.iin })
}

/** The document this person is to sign now, with its exact bytes fixed, and the step that asks for it. */
export async function documentToSign(of: CaseVisit): Promise<ToSign | undefined> {
  const { deps, loaded, party } = of
  const action = of.actions.find((candidate) => purposeOf(candidate) !== undefined)
  const purpose = action && purposeOf(action)
  if (!action || !purpose) return undefined
  const document = await documentFor(purpose)
  return document && { purpose, step: action.step, document }

  async function documentFor(what: StaffPurpose): Promise<PreparedDocument | undefined> {
    switch (what) {
      case 'minutes':
        return deps.papers.prepareMinutes(loaded)
      case 'inspection':
        return (await deps.papers.inspections.toSign(loaded, party.accountId))?.document
      case 'package':
        return undefined
      case 'result': {
        const signatory = signatoryAt(of)
        return signatory && deps.papers.prepareResult(loaded, signatory, party.accountId)
      }
    }
  }
}

/** The person as they would sign at the open step; undefined when it is not theirs. */
export function signatoryAt({ loaded, party }: CaseVisit): Signatory | undefined {
  const step = loaded.graph.steps.get(loaded.state.current?.step ?? '')
  const role = party.roles.find((candidate) => candidate.actor === step?.actor)
  if (!role) return undefined
  const { accountId, name } = party
  const { actor, substitutes } = role
  const by = { kind: 'staff' as const, accountId, name, actor, ...(substitutes ? { substitutes } : {}) }
  return signatoryOf(by, loaded.edition.regulation)
}

export interface ToSign {
  readonly purpose: StaffPurpose
  readonly step: Step
  readonly document: PreparedDocument
}
