import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CaseCommand, isSystemStep } from '@qyzmet/casework'
import { isAutomatic } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { type CaseId, newCaseId, parseCaseId } from '../cases/case-id.ts'
import { documentLocale } from '../documents/sheet.ts'
import { filesToSend } from '../portal/application/application-parts.ts'
import { openingIn } from '../portal/application/opening.ts'
import { DRAFT_DAYS, parseDraftId } from '../portal/drafts/draft.ts'
import { markSubmitted, reopenDraft, reserveCase } from '../portal/drafts/drafts.queries.ts'
import { postedOf } from '../provider/posted-texts.ts'
import { bytesOf, CHECK, type CheckProblem, showCheck } from './check-page.tsx'
import { nameOf } from './counter-draft.ts'
import { findCounterDraft } from './counter-drafts.queries.ts'
import { counterMessages } from './messages/counter.ts'
import { foundMissing, mayRefuse, refusable, showRefusal } from './refusal-page.tsx'
import type { CounterVisit, CounterWork } from './visit.tsx'
import { doneAtCounter, passedInOrder, passedUntilCheck, wayIn } from './way-in.ts'

const WAIT_FOR_STEPS_MS = 4000
const LOOK_AGAIN_MS = 100
const LONGEST_NOTE = 2000

/**
 * Makes a case of papers that are complete. The same form sent twice, also at the same time or after a crash between two
 * of these steps, finds the same case.
 */
export async function takePapersIn(work: CounterWork): Promise<FastifyReply> {
  const { visit, counter, edition, parts } = work
  if (!parts.isComplete || parts.missing.length > 0) return showCheck(work, 'changed')
  const times = { begunAt: counter.draft.createdAt, takenInAt: visit.now }
  const passed = passedInOrder(edition.regulation, counter.channel, times)
  const opened = await open(work, passed, (problem) => showCheck(work, problem))
  if (!('caseId' in opened)) return opened.answer
  await goFurther(visit, opened.caseId)
  return visit.reply.redirect(`${work.base}/done`, 303)
}

/** Makes a case of papers that are incomplete, however much of the form is filled in. In it is written down what was missing and the receipt is given. */
export async function refusePapers(work: CounterWork): Promise<FastifyReply> {
  const { visit, counter, edition, base } = work
  const check = wayIn(edition.regulation, counter.channel)?.check
  const missing = foundMissing(work)
  if (check === undefined || !mayRefuse(work)) return visit.reply.redirect(base, 303)
  if (missing.length === 0) return showRefusal(work, 'missing')
  const { draft, channel } = counter
  const times = { begunAt: draft.createdAt }
  const note = (postedOf(visit.request)[CHECK.note] ?? '').trim().slice(0, LONGEST_NOTE)
  // In the language of the receipt on which it stands.
  const locale = documentLocale(draft.locale)
  const reason = counterMessages[locale].check.reason(
    missing.map((title) => title[locale]),
    note,
  )
  const found = { type: 'complete', step: check.id, outcome: 'incomplete', input: { reason } } as const
  const passed = passedUntilCheck(edition.regulation, channel, times)
  const opened = await open(refusable(work), passed, (problem) => showRefusal(work, problem), found)
  return 'caseId' in opened ? visit.reply.redirect(`${base}/done`, 303) : opened.answer
}

/**
 * @param again shows the page that was sent once more
 * @param found what was found about the papers, written down at once
 * @returns an answer of its own when no case was opened
 */
async function open(
  work: CounterWork,
  passed: ReturnType<typeof passedInOrder>,
  again: (problem: CheckProblem) => Promise<FastifyReply>,
  found?: Extract<CaseCommand, { type: 'complete' }>,
): Promise<{ readonly caseId: CaseId } | { readonly answer: FastifyReply }> {
  const { visit, counter, edition, parts, base } = work
  const { deps, party, now, reply } = visit
  const { draft, applicant, providerId, channel } = counter
  const posted = postedOf(visit.request)
  const { sha256 } = bytesOf(work)
  const submitToken = parseDraftId(posted[CHECK.token] ?? '')
  const isAsShown = sha256 === draft.requestSha256 && sha256 === posted[CHECK.document]
  const reserved =
    isAsShown && submitToken
      ? await reserveCase(deps.sql, draft.id, { submitToken, requestSha256: sha256, caseId: newCaseId() })
      : undefined
  const caseId = parseCaseId(reserved ?? '')
  if (caseId === undefined) {
    // Another press of the same button may have got to the end since this one read the draft.
    const later = await findCounterDraft(deps.sql, draft.id, counter.officeId, now)
    const isTakenIn = later?.draft.submittedAt !== undefined
    return { answer: isTakenIn ? reply.redirect(`${base}/done`, 303) : await again('changed') }
  }
  const account = await deps.people.findAccountByIin(applicant.iin)
  const command = openingIn(
    channel,
    edition,
    {
      providerId,
      applicant: {
        // Whoever has no account hears of it at the counter, and the id of the case stands for theirs.
        accountId: account?.kind === 'citizen' ? account.id : caseId,
        iin: applicant.iin,
        name: nameOf(applicant),
      },
      locale: draft.locale,
      answers: draft.answers,
      attachments: filesToSend(parts).map(({ documentId, sha256: file, fileName, mediaType, size }) => ({
        documentId,
        sha256: file,
        fileName,
        mediaType,
        size,
      })),
      requestSha256: sha256,
      signatureId: '',
      training: deps.site.training,
    },
    passed,
  )
  const execution = await deps.cases.execute(caseId, command, party, { idempotencyKey: draft.submitToken })
  if (!execution.accepted && execution.rejection.code !== 'already-open') {
    visit.request.log.error({ rejection: execution.rejection.code }, 'papers could not be taken in')
    await reopenDraft(deps.sql, draft.id, caseId, {
      newToken: randomUUID(),
      at: now,
      expiresAt: now.add({ hours: 24 * DRAFT_DAYS }),
    })
    return { answer: await again('failed') }
  }
  // The case of another press may have gone on by now, and then this changes nothing.
  if (found) await deps.cases.execute(caseId, found, party, { idempotencyKey: `${draft.submitToken} found` })
  await markSubmitted(deps.sql, draft.id, caseId, now)
  return { caseId }
}

/**
 * Does what the counter has done already although its turn comes in the case, such as scanning after registers have
 * answered, and waits a moment for what the product does by itself.
 */
export async function goFurther({ deps, party }: CounterVisit, caseId: CaseId): Promise<void> {
  const until = performance.now() + (deps.waitForStepsMs ?? WAIT_FOR_STEPS_MS)
  while (performance.now() < until) {
    const loaded = await deps.cases.load(caseId)
    const step = loaded?.graph.steps.get(loaded.state.current?.step ?? '')
    if (loaded === undefined || step === undefined) return
    const { regulation } = loaded.edition
    const outcome = doneAtCounter(step, regulation)
    if (outcome !== undefined) {
      const command = { type: 'complete', step: step.id, outcome, input: {} } as const
      const idempotencyKey = `counter ${step.id} ${loaded.version}`
      const { accepted } = await deps.cases.execute(caseId, command, party, { idempotencyKey })
      if (!accepted) return
    } else if (isAutomatic(step.action) && isSystemStep(step, regulation)) {
      await sleep(LOOK_AGAIN_MS)
    } else return
  }
}
