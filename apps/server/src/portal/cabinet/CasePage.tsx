import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { Details } from '../../ui/Details.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Panel } from '../../ui/Panel.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { applicationMessages } from '../messages/application.ts'
import { cabinetMessages } from '../messages/cabinet.ts'
import { Consents } from './Consents.tsx'
import type { CaseView, DocumentLink, Standing } from './case-view.ts'

/** Where an application stands, in plain words first; then the documents and what has happened. */
export function CasePage(props: { readonly view: CaseView; readonly draftId?: string | undefined }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  const { view } = props
  const href = `/${locale}/cabinet/cases/${view.caseId}`
  return (
    <>
      <Heading
        level={1}
        caption={view.number === undefined ? undefined : cabinetMessages[locale].numberOf(view.number)}
      >
        {view.service}
      </Heading>
      {view.announcement === undefined ? null : (
        <Alert tone="info">
          <p>{view.announcement}</p>
        </Alert>
      )}
      <Stands {...props} />
      <Consents consents={view.consents} />
      {view.entered.length === 0 ? null : (
        <Panel labelledBy="entered">
          <Heading level={2} id="entered">
            {cabinetMessages[locale].entered.title}
          </Heading>
          {view.entered.map(({ key, words }) => (
            <p key={key}>{words}</p>
          ))}
        </Panel>
      )}
      {view.results.length === 0 ? null : (
        <>
          <Heading level={2}>{t.result}</Heading>
          {view.results.map((document) => (
            <ResultDocument key={document.id} document={document} href={href} />
          ))}
        </>
      )}
      <Heading level={2}>{t.facts}</Heading>
      <SummaryList
        rows={[
          { label: t.number, value: view.number ?? cabinetMessages[locale].noNumber },
          { label: t.sentAt, value: view.sentAt },
          ...(view.category === undefined ? [] : [{ label: t.category, value: view.category }]),
          { label: t.whatYouSent, value: <Link href={`${href}/application`}>{t.answers}</Link> },
        ]}
      />
      <ButtonRow>
        {view.hasReceipt ? (
          <ButtonLink variant="secondary" href={`${href}/receipt`}>
            {applicationMessages[locale].done.receipt}
          </ButtonLink>
        ) : null}
        {view.hasReceipt ? <Link href={`${href}/receipt/evidence`}>{t.receiptEvidence}</Link> : null}
        <Link href={`${href}/reads`}>{t.whoLooked}</Link>
      </ButtonRow>
      <Heading level={2}>{t.timeline}</Heading>
      <Timeline label={t.timeline} entries={view.timeline} />
    </>
  )
}

function Stands(props: { readonly view: CaseView; readonly draftId?: string | undefined }): JSX.Element {
  const { standing } = props.view
  switch (standing.state) {
    case 'working':
      return <Working view={props.view} standing={standing} />
    case 'granted':
      return <Granted standing={standing} />
    case 'refused':
      return <Refused view={props.view} standing={standing} />
    case 'stopped':
      return <Stopped standing={standing} draftId={props.draftId} />
  }
}

type Of<State extends Standing['state']> = Extract<Standing, { state: State }>

function Working(props: { readonly view: CaseView; readonly standing: Of<'working'> }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  const { standing, view } = props
  const isWaiting = view.consents.some(({ state }) => state === 'waiting')
  return (
    <Panel strong labelledBy="standing">
      <Heading level={2} id="standing">
        {standing.isSent ? t.inWork : t.beingSent}
      </Heading>
      <SummaryList
        rows={[
          {
            label: t.whoActs,
            value: (
              <>
                <p class="q-line">{standing.actor}</p>
                <p class="q-line q-muted">{t.since(standing.since)}</p>
              </>
            ),
          },
          { label: t.step, value: standing.step },
          ...(view.due === undefined ? [] : [{ label: t.until, value: <Until due={view.due} /> }]),
          { label: t.yourTurn, value: isWaiting ? cabinetMessages[locale].consent.yourTurn : t.nothingToDo },
        ]}
      />
    </Panel>
  )
}

function Until(props: { readonly due: NonNullable<CaseView['due']> }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  return (
    <>
      <p class={props.due.isOverdue ? 'q-overdue' : undefined}>
        <strong>{props.due.words}</strong>
      </p>
      <Details summary={t.whyDate}>
        <ol class="q-list">
          {props.due.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Details>
    </>
  )
}

function Granted(props: { readonly standing: Of<'granted'> }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  const { title, place, list } = props.standing
  return (
    <>
      <Alert tone="success" title={t.granted}>
        <p>{title}</p>
      </Alert>
      {place === undefined ? null : (
        <Panel strong labelledBy="place">
          <Heading level={2} id="place">
            {t.place}
          </Heading>
          <p class="q-place">{t.placeText(place.position, place.total)}</p>
          {list === undefined ? null : <p>{list}</p>}
          <p class="q-hint">{t.placeNote}</p>
          <p>
            <Link href={`/${locale}/queue/${place.providerId}/${place.list}`}>{t.placeList}</Link>
          </p>
        </Panel>
      )}
    </>
  )
}

function Refused(props: { readonly view: CaseView; readonly standing: Of<'refused'> }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  const { standing, view } = props
  return (
    <>
      <Alert tone="danger" title={t.refused}>
        <p>{standing.title}</p>
      </Alert>
      <SummaryList
        rows={[
          { label: t.ground, value: standing.ground },
          { label: t.reason, value: standing.reason },
          { label: t.basis, value: standing.basis },
          ...(standing.remedy === undefined ? [] : [{ label: t.remedy, value: standing.remedy }]),
          { label: t.appeal, value: standing.appeal },
        ]}
      />
      <p>
        <Link href={`/${locale}/services/${view.regulation}`}>{t.again}</Link>
      </p>
    </>
  )
}

function Stopped(props: { readonly standing: Of<'stopped'>; readonly draftId?: string | undefined }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  const { standing } = props
  return (
    <>
      <Alert tone="warning" title={t.stopped}>
        {standing.message === undefined ? null : <p>{standing.message}</p>}
        {standing.reasons.length === 0 ? null : (
          <ul>
            {standing.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </Alert>
      {props.draftId === undefined ? null : (
        <Form action={`/${locale}/applications/${props.draftId}/sign-again`}>
          <Button>{t.signAgain}</Button>
        </Form>
      )}
    </>
  )
}

function ResultDocument(props: { readonly document: DocumentLink; readonly href: string }): JSX.Element {
  const { locale } = usePage()
  const t = cabinetMessages[locale].case
  const { document } = props
  return (
    <Panel>
      <p>
        <strong>{document.title}</strong> <span class="q-muted">{document.about}</span>{' '}
        {document.isSuperseded ? <Tag tone="neutral">{t.superseded}</Tag> : null}
      </p>
      <ButtonRow>
        <ButtonLink href={`${props.href}/documents/${document.id}`}>{t.download}</ButtonLink>
        <Link href={`/${locale}/verify/${document.code}`}>{t.verify}</Link>
        <Link href={`${props.href}/documents/${document.id}/evidence`}>{t.evidence}</Link>
      </ButtonRow>
      <p class="q-hint">{t.evidenceHint}</p>
    </Panel>
  )
}
