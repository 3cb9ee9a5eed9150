import type { AllowedAction, CaseCommand } from '@qyzmet/casework'
import type { FastifyReply } from 'fastify'
import { ConfirmPage } from './ConfirmPage.tsx'
import { type Posted, readCompletion, type ReadDecision, readReassignment, readVote } from './decision-input.ts'
import { nextJournalNumber } from './journal-number.ts'
import type { Refilled } from './load-case.ts'
import { providerMessages } from './messages/provider.ts'
import { postedOf } from './posted-texts.ts'
import { rejectionWords, showCase } from './show-case.tsx'
import { signatoryAt } from './signing-pages.tsx'
import { executorsOf } from './sight.ts'
import { type CaseVisit, showPage } from './visit.tsx'

/** Does the open step with the outcome that was chosen. */
export async function completeStep(of: CaseVisit): Promise<FastifyReply> {
  const posted = postedOf(of.request)
  const t = providerMessages[of.locale]
  const action = of.actions.find((candidate) => candidate.kind === 'complete')
  const signs = action?.outcomes.some((outcome) => outcome.inputs.includes('signature')) ?? false
  const inspects = action?.step.action === 'inspect'
  const form = signs && !inspects ? 'return' : 'decide'
  if (!action || action.step.id !== posted['step']) return answerRepeated(of, posted, form)
  const decision = readCompletion(action, posted, await executorsOf(of.deps, of.loaded), t.case)
  if (inspects && decision.ok) return putActBefore(of, decision.command)
  const outcome = action.outcomes.find((candidate) => candidate.id === posted['outcome'])
  if (decision.ok && outcome?.inputs.includes('ground') && posted['confirmed'] !== 'yes') {
    return showConfirmation(of, posted, outcome.title[of.locale], 'complete')
  }
  return carryOut(of, form, posted, await withJournalNumber(of, action, decision))
}

/** Fixes the act that says the report, and leads to its signature: the step is done by that. */
async function putActBefore(of: CaseVisit, command: CaseCommand): Promise<FastifyReply> {
  const { deps, loaded, party, locale } = of
  const signatory = signatoryAt(of)
  const report = command.type === 'complete' ? command.input.report : undefined
  if (!signatory || report === undefined) {
    return showCase(of, { problem: providerMessages[locale].rejections['not-your-step'], status: 409 })
  }
  await deps.papers.inspections.prepare(loaded, signatory, party.accountId, report)
  return of.reply.redirect(`/${locale}/work/cases/${loaded.caseId}/sign`, 303)
}

export async function castVote(of: CaseVisit): Promise<FastifyReply> {
  const posted = postedOf(of.request)
  const t = providerMessages[of.locale]
  const action = of.actions.find((candidate) => candidate.kind === 'vote')
  if (!action) return showCase(of, { problem: t.rejections['already-voted'], status: 409 })
  const decision = readVote(action, posted, t)
  const outcome = action.step.outcomes.find((candidate) => candidate.id === posted['outcome'])
  if (decision.ok && outcome && posted['outcome'] === 'negative' && posted['confirmed'] !== 'yes') {
    return showConfirmation(of, posted, outcome.title[of.locale], 'vote')
  }
  return carryOut(of, 'vote', posted, decision)
}

/** Gives the case to another executor. */
export async function reassign(of: CaseVisit): Promise<FastifyReply> {
  const posted = postedOf(of.request)
  const t = providerMessages[of.locale]
  if (!of.actions.some((action) => action.kind === 'reassign')) {
    return showCase(of, { problem: t.rejections['not-your-step'], status: 409 })
  }
  return carryOut(of, 'reassign', posted, readReassignment(posted, await executorsOf(of.deps, of.loaded), t.case))
}

export async function closeSession(of: CaseVisit): Promise<FastifyReply> {
  const posted = postedOf(of.request)
  return carryOut(of, 'decide', posted, { ok: true, command: { type: 'close-session', step: posted['step'] ?? '' } })
}

async function withJournalNumber(
  { deps, loaded }: CaseVisit,
  action: AllowedAction,
  decision: ReadDecision,
): Promise<ReadDecision> {
  if (!decision.ok || decision.command.type !== 'complete') return decision
  const today = deps.now().toZonedDateTimeISO(loaded.edition.regulation.timeZone).toPlainDate()
  const number = await nextJournalNumber(deps.sql, action.step.action, today)
  if (number === undefined) return decision
  return { ok: true, command: { ...decision.command, input: { ...decision.command.input, number } } }
}

/** A form sent twice finds its step done: the first answer counts when the key is known, else the page says so. */
async function answerRepeated(of: CaseVisit, posted: Posted, form: Refilled['form']): Promise<FastifyReply> {
  const command = {
    type: 'complete',
    step: posted['step'] ?? '',
    outcome: posted['outcome'] ?? '',
    input: {},
  } as const
  return carryOut(of, form, posted, { ok: true, command })
}

function showConfirmation(of: CaseVisit, posted: Posted, outcome: string, path: string): FastifyReply {
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
  return showPage(of, { title: providerMessages[locale].confirm.title, body })
}

/** Carries out what was read from a form, once however often it is sent, and leads on. */
async function carryOut(
  of: CaseVisit,
  form: Refilled['form'],
  posted: Posted,
  decision: ReadDecision,
): Promise<FastifyReply> {
  const { deps, loaded, party, locale } = of
  const { cases } = deps
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
