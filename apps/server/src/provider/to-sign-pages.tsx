import type { FastifyReply } from 'fastify'
import { type CaseId, parseCaseId } from '../cases/case-id.ts'
import { inboxPage } from '../cases/inbox.queries.ts'
import { parseSha256 } from '../documents/blobs.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import type { ExpectedCertificate } from '../signatures/certificate-rule.ts'
import type { SigningOutcome, StaffSigningRequest } from '../signatures/staff-signing.ts'
import { providerMessages } from './messages/provider.ts'
import { postedCms, postedOf, queryOf } from './posted-texts.ts'
import { rejectionWords } from './show-case.tsx'
import { sightOf } from './sight.ts'
import { documentToSign } from './signing-pages.tsx'
import { type DocumentToSign, type SignedDocument, ToSignPage } from './ToSignPage.tsx'
import { type CaseVisit, recordLook, showPage, type Visit } from './visit.tsx'

/** As many as a form with their signatures may carry; the rest follow when these are signed. */
const MOST_AT_ONCE = 20
/** Names of the fields of one case: hash of its document, its signature. */
const DOCUMENT = 'document-'
const CMS = 'cms-'

/** The list of documents that wait for this person's signature, each with its exact bytes fixed. */
export async function showToSign(visit: Visit): Promise<FastifyReply> {
  return show(visit, { results: [], nothing: queryOf(visit.request)['nothing'] !== undefined })
}

/** Takes in the signatures of one act; every case moves, or not, on its own. */
export async function takeSignatures(visit: Visit): Promise<FastifyReply> {
  const { deps, party, session } = visit
  const requests = requestsOf(visit)
  if (requests.length === 0) return show(visit, { results: [], nothing: true, status: 422 })
  const outcomes = await deps.signing.signAll(
    requests.map((request): StaffSigningRequest => ({ ...request, party, iin: session.account.iin })),
  )
  const results = await Promise.all(
    requests.map(async ({ caseId }, at): Promise<SignedDocument> => {
      const outcome = outcomes[at]
      const loaded = await deps.cases.load(caseId)
      return {
        caseId,
        number: loaded?.state.number ?? '',
        ...(outcome === undefined ? { tone: 'danger', words: '' } : wordsOf(visit, outcome)),
      }
    }),
  )
  return show(visit, { results })
}

type Request = Pick<StaffSigningRequest, 'caseId' | 'documentSha256' | 'cms'>

/** What the form has brought, at most as much as the page offered. */
function requestsOf({ request }: Visit): readonly Request[] {
  const posted = postedOf(request)
  const requests: Request[] = []
  for (const [name, value] of Object.entries(posted)) {
    if (!name.startsWith(CMS) || value === '' || requests.length === MOST_AT_ONCE) continue
    const caseId = parseCaseId(name.slice(CMS.length))
    const documentSha256 = parseSha256(posted[`${DOCUMENT}${caseId ?? ''}`] ?? '')
    const cms = postedCms(posted, name)
    if (!caseId || !documentSha256 || !cms) continue
    requests.push({ caseId, documentSha256, cms })
  }
  return requests
}

function wordsOf({ deps, locale }: Visit, outcome: SigningOutcome): Pick<SignedDocument, 'tone' | 'words'> {
  const t = providerMessages[locale]
  switch (outcome.kind) {
    case 'done':
      return { tone: 'success', words: t.toSign.done }
    case 'pending':
      return { tone: 'info', words: t.toSign.pending }
    case 'organisation-unknown':
      return { tone: 'danger', words: `${t.toSign.failed}. ${t.sign.organisationUnknown}` }
    case 'invalid':
      return { tone: 'danger', words: `${t.toSign.failed}. ${deps.describeFinding(outcome.reason, locale)}` }
    case 'rejected':
      return {
        tone: 'danger',
        words: `${t.toSign.failed}. ${rejectionWords(t.rejections, outcome.rejection.code)}`,
      }
  }
}

async function show(
  visit: Visit,
  {
    results,
    nothing = false,
    status = 200,
  }: { readonly results: readonly SignedDocument[]; readonly nothing?: boolean; readonly status?: number },
): Promise<FastifyReply> {
  const { deps, locale, session } = visit
  const { documents, hasMore, certificate } = await loadToSign(visit)
  return showPage(
    visit,
    {
      title: providerMessages[locale].toSign.title,
      islands: ['sign-document.js'],
      error: nothing,
      body: (
        <ToSignPage
          documents={documents}
          hasMore={hasMore}
          results={results}
          nothing={nothing}
          iin={session.account.iin}
          certificate={certificate}
          ncaLayerUrl={deps.ncaLayerUrl}
          training={deps.site.training}
        />
      ),
    },
    status,
  )
}

interface Loaded {
  readonly documents: readonly DocumentToSign[]
  readonly hasMore: boolean
  /** The certificate that will do for all of them. */
  readonly certificate: ExpectedCertificate | undefined
}

async function loadToSign(visit: Visit): Promise<Loaded> {
  const { deps, locale, party } = visit
  const documents: DocumentToSign[] = []
  let certificate: ExpectedCertificate | undefined
  for (const caseId of await casesInHand(visit)) {
    if (documents.length === MOST_AT_ONCE) return { documents, certificate, hasMore: true }
    const of = await caseVisit(visit, caseId)
    if (of === undefined || (await deps.signing.isPending(of.loaded, party.accountId))) continue
    const toSign = await documentToSign(of)
    if (toSign === undefined) continue
    const asked = await deps.signing.certificateFor(toSign.step, party)
    if (asked === 'unknown') continue
    if (asked !== 'any') certificate = narrower(certificate, asked)
    await recordLook(of, 'signing')
    documents.push({
      caseId,
      number: of.loaded.state.number ?? '',
      title: toSign.document.title,
      service: of.loaded.edition.regulation.shortTitle[locale],
      applicant: of.visible.has('applicant') ? of.loaded.state.applicant.name : undefined,
      sha256: toSign.document.pdfSha256,
    })
  }
  return { documents, certificate, hasMore: false }
}

/** Of two certificates of one organisation the one that fewer people have: it does for the other too. */
function narrower(known: ExpectedCertificate | undefined, asked: ExpectedCertificate): ExpectedCertificate {
  const count = ({ roles }: ExpectedCertificate): number => roles?.length ?? Infinity
  return known === undefined || count(asked) < count(known) ? asked : known
}

/** Open cases before this person, what is due first first. */
async function casesInHand({ deps, party }: Visit): Promise<readonly CaseId[]> {
  const { accountId, providerId, roles } = party
  if (roles.length === 0) return []
  const timeZone = (await deps.people.findProvider(providerId))?.timeZone ?? COUNTRY_ZONE
  const question = { person: { accountId, officeId: providerId, roles }, now: deps.now(), timeZone }
  const pages = await Promise.all((['mine', 'pool'] as const).map((list) => inboxPage(deps.sql, { ...question, list })))
  return [...new Set(pages.flatMap(({ tasks }) => tasks.map((task) => task.caseId)))].flatMap(
    (text) => parseCaseId(text) ?? [],
  )
}

/** Undefined when nothing of the case is for the visitor. */
async function caseVisit(visit: Visit, caseId: CaseId): Promise<CaseVisit | undefined> {
  const { deps, party } = visit
  const loaded = await deps.cases.load(caseId)
  if (!loaded) return undefined
  const visible = await sightOf(deps, party)(loaded)
  if (visible.size === 0) return undefined
  return { ...visit, loaded, visible, actions: await deps.cases.allowedActions(loaded, party) }
}
