import { dueOf, TOTAL_TERM } from '@qyzmet/casework'
import { isAutomatic } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { foundIncomplete } from '../case-papers/case-facts.ts'
import { parseCaseId } from '../cases/case-id.ts'
import type { LoadedCase } from '../cases/case-service.ts'
import { sendBlob } from '../documents/send-blob.ts'
import { sendBytes } from '../documents/send-bytes.ts'
import { formatDateBy, formatLimitOrNone } from '../messages/dates.ts'
import { sightOf } from '../provider/sight.ts'
import { purposeOf } from '../signatures/staff-signing.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { Confirmation, Panel, Reference } from '../ui/Panel.tsx'
import { counterMessages } from './messages/counter.ts'
import { goFurther } from './take-in.ts'
import { type CounterVisit, type CounterWork, showNoPapers } from './visit.tsx'
import { doneAtCounter, wayIn } from './way-in.ts'

/** What became of papers that were taken in, as it stands now. */
interface Done {
  readonly kind: 'accepted' | 'refused' | 'stopped'
  readonly service: string
  readonly number: string | undefined
  /** Why acceptance was refused, or the application did not go on. */
  readonly reason: string | undefined
  /** Where the case stands and who acts; absent when it is closed. */
  readonly stage: string | undefined
  readonly by: string
  /** What the visitor does next, if anything. */
  readonly next: 'sign' | 'case' | 'go-on' | undefined
  readonly caseHref: string
  readonly hasCopy: boolean
  readonly hasReceipt: boolean
}

/** The page after taking in; it can be opened again and tells how things stand now. */
export async function showDone(work: CounterWork): Promise<FastifyReply> {
  const { visit, base } = work
  const loaded = await caseOf(work)
  if (loaded === undefined) return showNoPapers(visit)
  const done = await doneOf(work, loaded)
  return visit.show({
    title: counterMessages[visit.locale].done[done.kind],
    before: <BackLink href={`/${visit.locale}/work/counter`}>{counterMessages[visit.locale].title}</BackLink>,
    body: <DonePage done={done} base={base} />,
  })
}

/** Goes on with what the counter has done already, once the registers have answered. */
export async function goOn(work: CounterWork): Promise<FastifyReply> {
  const loaded = await caseOf(work)
  if (loaded !== undefined) await goFurther(work.visit, loaded.caseId)
  return work.visit.reply.redirect(`${work.base}/done`, 303)
}

/** The application as it was taken in, for the applicant to take away. */
export async function sendCopy(work: CounterWork): Promise<FastifyReply> {
  const loaded = await caseOf(work)
  if (loaded === undefined || !(await mayHaveCopies(work.visit, loaded))) return showNoPapers(work.visit)
  await recordLook(work, loaded, ['applicant', 'answers', 'attachments'])
  const { pdf } = await work.visit.deps.papers.application(loaded, 'applicant')
  return sendBytes(work.visit.reply, pdf, { mediaType: 'application/pdf' })
}

/**
 * The receipt for documents that were accepted, or were not; made the first time somebody asks for it. The result is given
 * where the papers were taken in.
 */
export async function sendReceipt(work: CounterWork): Promise<FastifyReply> {
  const { visit, counter } = work
  const { deps } = visit
  const loaded = await caseOf(work)
  const office = await deps.people.findProvider(counter.officeId)
  if (loaded === undefined || !office || !hasReceipt(loaded) || !(await mayHaveCopies(visit, loaded))) {
    return showNoPapers(visit)
  }
  await recordLook(work, loaded, ['applicant', 'attachments'])
  const receipt = await (isRefused(loaded) ? deps.papers.refusalReceipt : deps.papers.receipt)(loaded, office.title)
  return sendBlob(visit, { sha256: receipt.pdfSha256, mediaType: 'application/pdf' }, () => showNoPapers(visit))
}

async function caseOf({ visit, counter }: CounterWork): Promise<LoadedCase | undefined> {
  const caseId = parseCaseId(counter.draft.caseId ?? '')
  return caseId && visit.deps.cases.load(caseId)
}

async function doneOf({ visit, edition }: CounterWork, loaded: LoadedCase): Promise<Done> {
  const { deps, locale, party } = visit
  const { state, graph } = loaded
  const { regulation } = edition
  const refused = foundIncomplete(loaded)
  const isStopped = refused === undefined && state.closed?.closes === 'stopped'
  const step = graph.steps.get(state.current?.step ?? '')
  const actor = step && regulation.actors.get(step.actor)
  const actions = await deps.cases.allowedActions(loaded, party)
  const due = dueOf(state.ledger, TOTAL_TERM, edition.clock)?.on
  const t = counterMessages[locale].done
  const mayCopy = await mayHaveCopies(visit, loaded)
  return {
    kind: refused ? 'refused' : isStopped ? 'stopped' : 'accepted',
    service: regulation.shortTitle[locale],
    number: state.number,
    reason: refused
      ? refused.reason
      : isStopped
        ? graph.steps.get(state.reported?.step ?? '')?.message?.[locale]
        : undefined,
    stage: step && actor && t.stage(step.title[locale], actor.title[locale]),
    by: due ? t.by(formatDateBy(due, locale)) : t.term(formatLimitOrNone(regulation.standard.totalLimit, locale)),
    next: nextOf(),
    caseHref: `/${locale}/work/cases/${loaded.caseId}`,
    hasCopy: refused === undefined && mayCopy,
    hasReceipt: mayCopy && hasReceipt(loaded),
  }

  function nextOf(): Done['next'] {
    if (step === undefined) return undefined
    if (actions.some((action) => purposeOf(action) === 'package')) return 'sign'
    if (doneAtCounter(step, regulation) !== undefined || (isAutomatic(step.action) && actor?.kind === 'system')) {
      return 'go-on'
    }
    return actions.length > 0 ? 'case' : undefined
  }
}

function hasReceipt(loaded: LoadedCase): boolean {
  const { number, acceptedAt } = loaded.state
  return isRefused(loaded) || (number !== undefined && acceptedAt !== undefined)
}

function isRefused(loaded: LoadedCase): boolean {
  return foundIncomplete(loaded) !== undefined
}

/** Copies for the applicant are made while they are at the counter, and by whose step needs to read the application. */
async function mayHaveCopies({ deps, party, now }: CounterVisit, loaded: LoadedCase): Promise<boolean> {
  const { timeZone } = loaded.edition.regulation
  const dayOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO(timeZone).toPlainDate()
  if (dayOf(loaded.state.openedAt).equals(dayOf(now))) return true
  return (await sightOf(deps, party)(loaded)).has('answers')
}

async function recordLook(
  { visit, counter, edition }: CounterWork,
  { caseId, state }: LoadedCase,
  fields: readonly string[],
): Promise<void> {
  const { deps, party } = visit
  const actor = wayIn(edition.regulation, counter.channel)?.taker.actor
  await deps.reads.recordRead({
    party,
    caseId,
    ...(state.current ? { step: state.current.step } : {}),
    ...(actor === undefined ? {} : { actor }),
    purpose: 'paper',
    fields,
  })
}

function DonePage({ done, base }: { readonly done: Done; readonly base: string }): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].done
  return (
    <>
      {done.kind === 'accepted' ? (
        <Confirmation title={t.accepted}>
          <p>{done.service}</p>
          {done.number === undefined ? <p>{t.noNumber}</p> : <Reference label={t.number} value={done.number} />}
        </Confirmation>
      ) : (
        <>
          <Heading level={1} caption={done.service}>
            {t[done.kind]}
          </Heading>
          <Alert tone="warning" title={t.reason}>
            <p class="q-prewrap">{done.reason}</p>
          </Alert>
        </>
      )}
      <Panel>
        <Heading level={2}>{t.next}</Heading>
        {done.stage === undefined ? <p>{t.closed}</p> : <p>{done.stage}</p>}
        {done.kind === 'refused' && done.next === 'case' ? <p>{t.refuseNext}</p> : null}
        {done.kind === 'accepted' ? <p>{done.by}</p> : null}
        <Next done={done} base={base} />
      </Panel>
      <Papers done={done} base={base} />
      <ButtonLink variant="plain" href={`/${locale}/work/counter`}>
        {t.another}
      </ButtonLink>
    </>
  )
}

function Next({ done, base }: { readonly done: Done; readonly base: string }): JSX.Element | null {
  const t = counterMessages[usePage().locale].done
  switch (done.next) {
    case 'sign':
      return <ButtonLink href={`${done.caseHref}/sign`}>{t.sign}</ButtonLink>
    case 'case':
      return <ButtonLink href={done.caseHref}>{t.openCase}</ButtonLink>
    case 'go-on':
      return (
        <Form action={`${base}/done`}>
          <p>{t.waiting}</p>
          <Button>{t.goOn}</Button>
        </Form>
      )
    case undefined:
      return null
  }
}

function Papers({ done, base }: { readonly done: Done; readonly base: string }): JSX.Element {
  const t = counterMessages[usePage().locale].done
  return (
    <>
      <Heading level={2}>{t.papers}</Heading>
      <ButtonRow>
        {done.hasCopy ? (
          <ButtonLink variant="secondary" href={`${base}/application.pdf`}>
            {t.application}
          </ButtonLink>
        ) : null}
        {done.hasReceipt ? (
          <ButtonLink variant={done.kind === 'refused' ? 'primary' : 'secondary'} href={`${base}/receipt.pdf`}>
            {done.kind === 'refused' ? t.refusalReceipt : t.receipt}
          </ButtonLink>
        ) : null}
        <button class="ds-button q-needs-script" type="button" data-variant="secondary" data-print>
          {t.print}
        </button>
      </ButtonRow>
    </>
  )
}
