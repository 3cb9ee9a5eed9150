import { dueOf, TOTAL_TERM } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { parseCaseId } from '../../cases/case-id.ts'
import type { LoadedCase } from '../../cases/case-service.ts'
import { formatDateBy } from '../../messages/dates.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Confirmation, Reference } from '../../ui/Panel.tsx'
import { applicationMessages } from '../messages/application.ts'
import { showWaiting } from '../co-signing/waiting-page.tsx'
import { cabinetMessages } from '../messages/cabinet.ts'
import { cite } from '../services/service-view.ts'
import { type ApplicantVisit, asApplicant, goTo, showPage, type Visit } from '../visit.ts'
import { ownDraft, showNoDraft, waitingForOthers } from './draft-access.tsx'
import { reopen } from './submit.ts'

/** What became of the application that was just sent. */
type Done =
  | { readonly state: 'accepted'; readonly caseId: string; readonly number: string; readonly by?: string | undefined }
  | { readonly state: 'pending'; readonly caseId: string }
  | {
      readonly state: 'refused'
      readonly reasons: readonly string[]
      /** What the regulation has the applicant told, and where it stands. */
      readonly message?: string | undefined
      readonly source?: string | undefined
    }

/** The page after sending; it can be opened again at any time and tells how things stand now. */
export async function showDone(anyVisit: Visit, draftId: string): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const { deps, locale } = visit
  const draft = await ownDraft(visit, draftId)
  if (draft === undefined) return showNoDraft(visit)
  const caseId = parseCaseId(draft.caseId ?? '')
  if (draft.submittedAt === undefined || caseId === undefined) return goTo(visit, `/applications/${draft.id}`)
  const waiting = await waitingForOthers(visit, draft)
  if (waiting) return showWaiting(visit, waiting, await deps.editions.get(draft.editionSha256))
  const done = doneOf(await deps.cases.load(caseId), caseId, visit)
  const t = applicationMessages[locale]
  const title = done.state === 'refused' ? t.sign.refused : t.done[done.state]
  return showPage(
    visit,
    { title, error: done.state === 'refused', body: <DonePage done={done} draftId={draft.id} title={title} /> },
    done.state === 'refused' ? 422 : 200,
  )
}

/** Opens the draft again after a signature that was not confirmed, and leads to signing. */
export async function signAgain(anyVisit: Visit, draftId: string): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const draft = await ownDraft(visit, draftId)
  if (draft === undefined) return showNoDraft(visit)
  const caseId = parseCaseId(draft.caseId ?? '')
  const loaded = caseId && (await visit.deps.cases.load(caseId))
  if (loaded !== undefined && caseId !== undefined && hasComeToNothing(loaded)) await reopen(visit, draft, caseId)
  return goTo(visit, `/applications/${draft.id}/sign`)
}

/** True when the case ended before the application reached the provider. */
function hasComeToNothing({ state }: LoadedCase): boolean {
  return state.closed?.closes === 'stopped' && state.number === undefined
}

function doneOf(loaded: LoadedCase | undefined, caseId: string, { deps, locale }: ApplicantVisit): Done {
  if (loaded === undefined) return { state: 'pending', caseId }
  const { state } = loaded
  if (hasComeToNothing(loaded)) {
    const codes = state.signatureFindings ?? []
    const { regulation } = loaded.edition
    const step = loaded.graph.steps.get(state.reported?.step ?? '')
    return {
      state: 'refused',
      reasons: codes.map((code) => deps.signatureFinding(code, locale)),
      message: step?.message?.[locale],
      source: step && cite({ act: regulation.act.cite, item: step.item }, regulation, locale),
    }
  }
  if (state.number === undefined) return { state: 'pending', caseId }
  return { state: 'accepted', caseId, number: state.number, by: lastDay(loaded, locale) }
}

function lastDay({ state, edition }: LoadedCase, locale: Locale): string | undefined {
  const on = dueOf(state.ledger, TOTAL_TERM, edition.clock)?.on
  return on && formatDateBy(on, locale)
}

function DonePage(props: { readonly done: Done; readonly draftId: string; readonly title: string }): JSX.Element {
  const { done } = props
  return done.state === 'refused' ? <SignatureRefused {...props} done={done} /> : <Sent {...props} done={done} />
}

function Sent(props: { readonly done: Exclude<Done, { state: 'refused' }>; readonly title: string }): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].done
  const { done } = props
  const caseHref = `/${locale}/cabinet/cases/${done.caseId}`
  return (
    <>
      <Confirmation title={props.title}>
        {done.state === 'accepted' ? <Reference label={t.number} value={done.number} /> : <p>{t.pendingText}</p>}
      </Confirmation>
      {done.state === 'accepted' ? (
        <ButtonRow>
          <ButtonLink href={`${caseHref}/receipt`}>{t.receipt}</ButtonLink>
          <button class="ds-button q-needs-script" type="button" data-variant="secondary" data-print>
            {t.print}
          </button>
        </ButtonRow>
      ) : null}
      <Heading level={2}>{t.next}</Heading>
      {done.state === 'accepted' && done.by !== undefined ? (
        <p>
          <strong>{t.nextBy(done.by)}</strong>
        </p>
      ) : null}
      <p>{t.nextText}</p>
      <p>
        <Link href={caseHref}>{t.follow}</Link>
      </p>
      <p class="q-hint">{t.keep}</p>
    </>
  )
}

function SignatureRefused(props: {
  readonly done: Extract<Done, { state: 'refused' }>
  readonly draftId: string
  readonly title: string
}): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].sign
  const { message, source, reasons } = props.done
  return (
    <>
      <Heading level={1}>{props.title}</Heading>
      <Alert tone="danger">
        <p>{message ?? t.refusedText}</p>
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {source === undefined ? null : <p class="q-hint">{cabinetMessages[locale].case.item(source)}</p>}
      </Alert>
      <Form action={`/${locale}/applications/${props.draftId}/sign-again`}>
        <Button>{t.again}</Button>
      </Form>
    </>
  )
}
