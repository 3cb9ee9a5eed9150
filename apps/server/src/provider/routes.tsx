import type { AllowedAction, CasePart, NamedExecutor, Party } from '@qyzmet/casework'
import { executorActorOf, visibleParts } from '@qyzmet/casework'
import { type Locale, parseIin } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReadAudit } from '../audit/reads.ts'
import type { CasePapers } from '../case-papers/case-papers.ts'
import { signatoryOf } from '../case-papers/models.ts'
import { type CaseId, parseCaseId } from '../cases/case-id.ts'
import { findCasesByIin, findCasesByNumber } from '../cases/case-list.queries.ts'
import type { CaseService, LoadedCase } from '../cases/case-service.ts'
import { type InboxKey, takeNext } from '../cases/inbox.queries.ts'
import type { Sql } from '../database/connect.ts'
import { type BlobStore, parseSha256 } from '../documents/blobs.ts'
import { localeOf, pageFrame } from '../people/page-frame.ts'
import type { People, Session } from '../people/people.ts'
import type { Editions } from '../regulations/editions.ts'
import type { StaffSigning } from '../signatures/staff-signing.ts'
import { type Page, renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { CasePage } from './CasePage.tsx'
import type { CaseTab } from './case-view.ts'
import { ConfirmPage } from './ConfirmPage.tsx'
import { type Posted, readCompletion, type ReadDecision, readReassignment, readVote } from './decision-input.ts'
import { nextJournalNumber } from './journal-number.ts'
import { InboxPage } from './InboxPage.tsx'
import { caseView, type Refilled } from './load-case.ts'
import { loadInbox, taskView } from './load-inbox.ts'
import { providerMessages } from './messages/provider.ts'
import { SignPage } from './SignPage.tsx'

export interface ProviderDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly cases: CaseService
  readonly editions: Editions
  readonly people: People
  readonly reads: ReadAudit
  readonly papers: CasePapers
  readonly signing: StaffSigning
  readonly blobs: BlobStore
  /** Sentence for a finding of the signature check. */
  readonly describeFinding: (reason: string, locale: Locale) => string
  readonly ncaLayerUrl: string
  readonly now: () => Temporal.Instant
}

type Staff = Extract<Party, { kind: 'staff' }>

/** Who asks, about what, in which language: parsed once for each request. */
interface Visit {
  readonly locale: Locale
  readonly session: Session
  readonly party: Staff
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface CaseVisit extends Visit {
  readonly loaded: LoadedCase
  readonly actions: readonly AllowedAction[]
  readonly visible: ReadonlySet<CasePart>
}

const TABS: readonly CaseTab[] = ['task', 'application', 'documents', 'history', 'terms']

/** Pages of the provider's staff, all behind `requireStaff`; every case page writes down who looked. */
export function providerRoutes(app: FastifyInstance, dependencies: ProviderDependencies): void {
  const { sql, cases, people, papers, signing, blobs, reads, now } = dependencies

  const staff = { preHandler: app.requireStaff }

  const visit = (request: FastifyRequest, reply: FastifyReply): Visit => {
    const { session, party } = request
    if (!session || party?.kind !== 'staff') throw new TypeError('the route has no requireStaff')
    return { locale: localeOf(request), session, party, request, reply }
  }

  const show = (of: Visit, page: Pick<Page, 'title' | 'body'> & Partial<Page>, status = 200): FastifyReply => {
    const html = renderPage(dependencies.site, {
      ...pageFrame(of.request),
      width: 'wide',
      dense: true,
      ...page,
    })
    return sendPage(of.reply, html, status)
  }

  const visitCase = async (request: FastifyRequest, reply: FastifyReply): Promise<CaseVisit | undefined> => {
    const of = visit(request, reply)
    const caseId = parseCaseId(text(params(request)['caseId']))
    const loaded = caseId && (await cases.load(caseId))
    if (!loaded) {
      await showProblem(of, 'not-found')
      return undefined
    }
    const actions = await cases.allowedActions(loaded, of.party)
    const members = await membersOf(loaded)
    const visible = visibleParts(loaded.state, of.party, {
      regulation: loaded.edition.regulation,
      graph: loaded.graph,
      clock: loaded.edition.clock,
      commissionMembers: members,
      now: now(),
    })
    if (visible.size === 0) {
      await showProblem(of, 'forbidden')
      return undefined
    }
    return { ...of, loaded, actions, visible }
  }

  const showProblem = (of: Visit, kind: 'not-found' | 'forbidden'): FastifyReply => {
    const t = providerMessages[of.locale]
    const title = kind === 'forbidden' ? t.forbidden.title : t.notFound.title
    return show(of, { title, body: <CasePage view={{ kind }} /> }, kind === 'forbidden' ? 403 : 404)
  }

  const membersOf = async ({ state, graph, edition }: LoadedCase): Promise<readonly NamedExecutor[]> => {
    const step = graph.steps.get(state.current?.step ?? '')
    const isSession = step && edition.regulation.actors.get(step.actor)?.kind === 'commission'
    return isSession ? people.commissionMembersOf(state.providerId, step.actor) : []
  }

  const executorsOf = async ({ state, graph, edition }: LoadedCase): Promise<readonly NamedExecutor[]> => {
    const actor = executorActorOf(graph, edition.regulation)
    return actor === undefined ? [] : people.staffWithPost(state.providerId, actor)
  }

  /** Writes the look down first: when that fails, nothing is shown. */
  const recordLook = async (of: CaseVisit, purpose: string): Promise<void> => {
    const step = of.loaded.state.current
    await reads.recordRead({
      party: of.party,
      caseId: of.loaded.caseId,
      ...(step ? { step: step.step } : {}),
      purpose,
      fields: [...of.visible],
    })
  }

  const showCase = async (
    of: CaseVisit,
    shown: { readonly problem?: string; readonly refilled?: Refilled; readonly status?: number } = {},
  ): Promise<FastifyReply> => {
    const { loaded, party, locale } = of
    await recordLook(of, 'casework')
    const t = providerMessages[locale]
    const query = queryOf(of.request)
    const members = await membersOf(loaded)
    const voted = new Set(
      loaded.state.votes
        .filter((vote) => vote.step === loaded.state.current?.step)
        .map((vote) => vote.member.accountId),
    )
    const view = caseView({
      loaded,
      party,
      actions: of.actions,
      visible: of.visible,
      executors: await executorsOf(loaded),
      members: members.length,
      membersToVote: members.filter((member) => !voted.has(member.accountId)).length,
      pendingSignature: await signing.isPending(loaded.caseId, party.accountId),
      now: now(),
      locale,
      tab: TABS.find((tab) => tab === query['tab']) ?? 'task',
      notice: query['done'] === undefined ? undefined : t.done,
      problem: shown.problem,
      refilled: shown.refilled,
    })
    const hasErrors = shown.problem !== undefined || (shown.refilled?.errors.length ?? 0) > 0
    return show(
      of,
      {
        title: `${view.number ?? t.inbox.withoutNumber}: ${view.stage}`,
        error: hasErrors,
        body: <CasePage view={view} />,
      },
      shown.status ?? 200,
    )
  }

  /** Carries out what was read from a form, once however often it is sent, and leads on. */
  const carryOut = async (
    of: CaseVisit,
    form: Refilled['form'],
    posted: Posted,
    decision: ReadDecision,
  ): Promise<FastifyReply> => {
    const { loaded, party, locale } = of
    const t = providerMessages[locale]
    if (!decision.ok) {
      return showCase(of, { refilled: { form, values: posted, errors: decision.errors }, status: 422 })
    }
    const key = `${party.accountId} ${posted['version'] ?? ''} ${form}`
    const execution = await cases.execute(loaded.caseId, decision.command, party, { idempotencyKey: key })
    if (!execution.accepted) {
      return showCase(of, { problem: rejectionWords(t.rejections, execution.rejection.code), status: 409 })
    }
    const mine = await cases.load(loaded.caseId)
    const goesOn = mine && (await cases.allowedActions(mine, party)).some((action) => action.kind !== 'reassign')
    return of.reply.redirect(goesOn ? `/${locale}/work/cases/${loaded.caseId}?done=1` : `/${locale}/work?done=1`, 303)
  }

  app.get('/:locale/work', staff, async (request, reply) => {
    const of = visit(request, reply)
    const { locale, party } = of
    const query = queryOf(request)
    const timeZone = (await people.findProvider(party.providerId))?.timeZone ?? 'Asia/Almaty'
    const inbox = { ...dependencies, timeZone }
    if (query['q'] !== undefined) {
      const iin = parseIin(query['q'])
      const lines = await (iin.ok
        ? findCasesByIin(sql, party.providerId, iin.iin)
        : findCasesByNumber(sql, party.providerId, query['q'].slice(0, 40)))
      const found = await Promise.all(lines.map((line) => taskView(inbox, line, locale)))
      const body = <InboxPage view={{ kind: 'search', query: query['q'], found }} />
      return show(of, { title: providerMessages[locale].inbox.search, body })
    }
    const tab = query['tab'] === 'mine' || query['tab'] === 'all' ? query['tab'] : undefined
    const notice = query['done'] === undefined ? (query['none'] === undefined ? undefined : 'nothing-to-take') : 'done'
    const view = await loadInbox(inbox, party, { tab, after: inboxKey(query), locale }, notice)
    return show(of, {
      title: providerMessages[locale].inbox.title,
      islands: ['inbox-keys.js'],
      body: <InboxPage view={view} />,
    })
  })

  app.post('/:locale/work/next', staff, async (request, reply) => {
    const of = visit(request, reply)
    const { accountId, providerId, roles } = of.party
    const caseId = await takeNext(sql, { person: { accountId, officeId: providerId, roles }, now: now() })
    return reply.redirect(caseId ? `/${of.locale}/work/cases/${caseId}` : `/${of.locale}/work?none=1`, 303)
  })

  app.get('/:locale/work/cases/:caseId', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    return of ? showCase(of) : reply
  })

  app.post('/:locale/work/cases/:caseId/complete', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const posted = postedOf(request)
    const t = providerMessages[of.locale]
    const action = of.actions.find((candidate) => candidate.kind === 'complete')
    const signs = action?.outcomes.some((outcome) => outcome.inputs.includes('signature')) ?? false
    const form = signs ? 'return' : 'decide'
    if (!action || action.step.id !== posted['step']) return answerRepeated(of, posted, form)
    const decision = readCompletion(action, posted, await executorsOf(of.loaded), t.case)
    const outcome = action.outcomes.find((candidate) => candidate.id === posted['outcome'])
    if (decision.ok && outcome?.inputs.includes('ground') && posted['confirmed'] !== 'yes') {
      return showConfirmation(of, posted, outcome.title[of.locale], 'complete')
    }
    return carryOut(of, form, posted, await withJournalNumber(of, action, decision))
  })

  const withJournalNumber = async (
    { loaded }: CaseVisit,
    action: AllowedAction,
    decision: ReadDecision,
  ): Promise<ReadDecision> => {
    if (!decision.ok || decision.command.type !== 'complete') return decision
    const today = now().toZonedDateTimeISO(loaded.edition.regulation.timeZone).toPlainDate()
    const number = await nextJournalNumber(sql, action.step.action, today)
    if (number === undefined) return decision
    return { ok: true, command: { ...decision.command, input: { ...decision.command.input, number } } }
  }

  /** A form sent twice finds its step done: the first answer counts when the key is known, else the page says so. */
  const answerRepeated = async (of: CaseVisit, posted: Posted, form: Refilled['form']): Promise<FastifyReply> => {
    const command = {
      type: 'complete',
      step: posted['step'] ?? '',
      outcome: posted['outcome'] ?? '',
      input: {},
    } as const
    return carryOut(of, form, posted, { ok: true, command })
  }

  const showConfirmation = (of: CaseVisit, posted: Posted, outcome: string, path: string): FastifyReply => {
    const { locale, loaded } = of
    const base = `/${locale}/work/cases/${loaded.caseId}`
    const { _csrf: _, ...kept } = posted
    const ground = loaded.edition.regulation.standard.grounds.find(({ id }) => id === posted['ground'])
    const body = (
      <ConfirmPage
        action={`${base}/${path}`}
        back={base}
        posted={kept}
        outcome={outcome}
        ground={ground?.title[locale]}
        reason={posted['reason']}
      />
    )
    return show(of, { title: providerMessages[locale].confirm.title, body })
  }

  app.post('/:locale/work/cases/:caseId/vote', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const posted = postedOf(request)
    const t = providerMessages[of.locale]
    const action = of.actions.find((candidate) => candidate.kind === 'vote')
    if (!action) return showCase(of, { problem: t.rejections['already-voted'], status: 409 })
    const decision = readVote(action, posted, t)
    const outcome = action.step.outcomes.find((candidate) => candidate.id === posted['outcome'])
    if (decision.ok && outcome && posted['outcome'] === 'negative' && posted['confirmed'] !== 'yes') {
      return showConfirmation(of, posted, outcome.title[of.locale], 'vote')
    }
    return carryOut(of, 'vote', posted, decision)
  })

  app.post('/:locale/work/cases/:caseId/reassign', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const posted = postedOf(request)
    const t = providerMessages[of.locale]
    if (!of.actions.some((action) => action.kind === 'reassign')) {
      return showCase(of, { problem: t.rejections['not-your-step'], status: 409 })
    }
    return carryOut(of, 'reassign', posted, readReassignment(posted, await executorsOf(of.loaded), t.case))
  })

  app.post('/:locale/work/cases/:caseId/close-session', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const posted = postedOf(request)
    return carryOut(of, 'decide', posted, { ok: true, command: { type: 'close-session', step: posted['step'] ?? '' } })
  })

  /** The document this person is to sign now, with its exact bytes fixed. */
  const documentToSign = async (of: CaseVisit) => {
    const { loaded, party, actions } = of
    if (actions.some((action) => action.kind === 'sign-minutes')) {
      return { purpose: 'minutes' as const, document: await papers.prepareMinutes(loaded) }
    }
    const action = actions.find((candidate) =>
      candidate.outcomes.some((outcome) => outcome.inputs.includes('signature')),
    )
    const role = party.roles.find((candidate) => candidate.actor === action?.step.actor)
    if (!action || !role) return undefined
    const { accountId, name } = party
    const by = {
      kind: 'staff' as const,
      accountId,
      name,
      actor: role.actor,
      ...(role.substitutes ? { substitutes: role.substitutes } : {}),
    }
    const document = await papers.prepareResult(loaded, signatoryOf(by, loaded.edition.regulation), accountId)
    return { purpose: 'result' as const, document }
  }

  app.get('/:locale/work/cases/:caseId/sign', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const { locale, loaded, session } = of
    const toSign = await documentToSign(of)
    if (!toSign) return reply.redirect(`/${locale}/work/cases/${loaded.caseId}`, 303)
    await recordLook(of, 'signing')
    const invalid = queryOf(request)['invalid']
    return show(of, {
      title: providerMessages[locale].sign.title,
      islands: ['sign-document.js'],
      error: invalid !== undefined,
      body: (
        <SignPage
          base={`/${locale}/work/cases/${loaded.caseId}`}
          number={loaded.state.number ?? ''}
          title={toSign.document.title[locale]}
          sha256={toSign.document.pdfSha256}
          iin={session.account.iin}
          ncaLayerUrl={dependencies.ncaLayerUrl}
          training={dependencies.site.training}
          invalid={invalid === undefined ? undefined : dependencies.describeFinding(invalid, locale)}
        />
      ),
    })
  })

  app.post('/:locale/work/cases/:caseId/sign', { ...staff, bodyLimit: 512 * 1024 }, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const { locale, loaded, party, session } = of
    const posted = postedOf(request)
    const base = `/${locale}/work/cases/${loaded.caseId}`
    const cms = Buffer.from(posted['cms'] ?? '', 'base64')
    const documentSha256 = parseSha256(posted['document'] ?? '')
    const isMinutes = of.actions.some((action) => action.kind === 'sign-minutes')
    if (cms.length === 0 || cms.length > MAX_CMS_BYTES || !documentSha256) {
      return reply.redirect(`${base}/sign?invalid=malformed`, 303)
    }
    const outcome = await signing.sign({
      caseId: loaded.caseId,
      purpose: isMinutes ? 'minutes' : 'result',
      documentSha256,
      cms,
      party,
      iin: session.account.iin,
    })
    switch (outcome.kind) {
      case 'done':
        return reply.redirect(`/${locale}/work?done=1`, 303)
      case 'pending':
        return reply.redirect(base, 303)
      case 'invalid':
        return reply.redirect(`${base}/sign?invalid=${encodeURIComponent(outcome.reason)}`, 303)
      case 'rejected': {
        const again = await visitCase(request, reply)
        const problem = rejectionWords(providerMessages[locale].rejections, outcome.rejection.code)
        return again ? showCase(again, { problem, status: 409 }) : reply
      }
    }
  })

  app.get('/:locale/work/cases/:caseId/draft.pdf', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const { loaded, visible } = of
    const by = loaded.state.draft?.by
    if (!visible.has('draft') || !by) return showProblem(of, 'forbidden')
    await recordLook(of, 'draft')
    const { pdf } = await papers.draft(loaded, signatoryOf(by, loaded.edition.regulation))
    return sendFile(reply, pdf, 'application/pdf')
  })

  app.get('/:locale/work/cases/:caseId/papers/:sha256', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const { loaded, visible } = of
    const sha256 = parseSha256(text(params(request)['sha256']).replace(/\.pdf$/, ''))
    const [result, minutes] = await Promise.all([
      papers.resultSha256(loaded.caseId, loaded.state, of.party.accountId),
      papers.minutesSha256(loaded.caseId, loaded.state),
    ])
    const mayRead =
      (sha256 === result && visible.has('draft')) ||
      (sha256 === loaded.state.signed?.signature.documentSha256 && visible.has('result')) ||
      (sha256 === minutes && visible.has('minutes'))
    const blob = sha256 && mayRead ? await blobs.get(sha256) : undefined
    if (!blob) return showProblem(of, 'not-found')
    await recordLook(of, 'paper')
    return sendFile(reply, blob.bytes, 'application/pdf')
  })

  app.get('/:locale/work/cases/:caseId/files/:sha256', staff, async (request, reply) => {
    const of = await visitCase(request, reply)
    if (!of) return reply
    const { loaded, visible } = of
    const sha256 = parseSha256(text(params(request)['sha256']))
    const attachment = loaded.state.attachments.find((candidate) => candidate.sha256 === sha256)
    const blob = sha256 && attachment && visible.has('attachments') ? await blobs.get(sha256) : undefined
    if (!blob || !attachment) return showProblem(of, 'not-found')
    await recordLook(of, 'attachment')
    return sendFile(reply, blob.bytes, attachment.mediaType)
  })
}

const MAX_CMS_BYTES = 128 * 1024

/** Files of people are shown, never run: no sniffing, and a policy of their own that allows nothing. */
function sendFile(reply: FastifyReply, bytes: Uint8Array, mediaType: string): FastifyReply {
  return reply
    .type(mediaType)
    .header('content-disposition', 'inline')
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .send(Buffer.from(bytes))
}

function rejectionWords(words: (typeof providerMessages)['kk']['rejections'], code: string): string {
  const { other, ...known } = words
  const sentence = new Map(Object.entries(known)).get(code)
  return sentence ?? other(code)
}

function params(request: FastifyRequest): Readonly<Record<string, unknown>> {
  return typeof request.params === 'object' && request.params !== null ? { ...request.params } : {}
}

function queryOf(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return textsOf(request.query)
}

function postedOf(request: FastifyRequest): Posted {
  return textsOf(request.body)
}

/** Only texts; a field sent twice counts once. */
function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, given]) => {
      const first: unknown = Array.isArray(given) ? given[0] : given
      return typeof first === 'string' ? [[name, first]] : []
    }),
  )
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function inboxKey(query: Readonly<Record<string, string | undefined>>): InboxKey | undefined {
  const caseId: CaseId | undefined = parseCaseId(query['case'] ?? '')
  const dueAt = query['due']
  return caseId && dueAt !== undefined && /^(infinity|[\d\-+: .]{10,40})$/.test(dueAt) ? { dueAt, caseId } : undefined
}
