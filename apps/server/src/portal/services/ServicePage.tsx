import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../../ui/Button.tsx'
import { Details } from '../../ui/Details.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Panel } from '../../ui/Panel.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Table } from '../../ui/Table.tsx'
import { coSigningMessages } from '../messages/co-signing.ts'
import { servicesMessages } from '../messages/services.ts'
import { toldMessages } from '../messages/told.ts'
import type { ChannelView, DocumentRow, ServiceView, StepRow } from './service-view.ts'

/** What a service is, told from its regulation, with the way in. */
export function ServicePage(props: { readonly service: ServiceView; readonly isSignedIn: boolean }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  const { service } = props
  return (
    <div class="q-beside">
      <div class="q-beside__head">
        <Heading level={1}>{service.title}</Heading>
        <Lead>{service.officialTitle}</Lead>
        {service.repealed === undefined ? null : (
          <Alert tone="warning">
            <p>{t.repealed(service.repealed)}</p>
          </Alert>
        )}
        <SummaryList rows={service.facts.map(({ label, lines }) => ({ label, value: <Lines lines={lines} /> }))} />
      </div>
      <div class="q-beside__side">{service.canApply ? <Start {...props} /> : null}</div>
      <div class="q-beside__rest">
        <Told service={service} />
      </div>
    </div>
  )
}

/** Everything the regulation says of the service, from who may apply to the acts behind it. */
function Told(props: { readonly service: ServiceView }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  const { service } = props
  return (
    <>
      <Heading level={2}>{t.whoMayApply}</Heading>
      <Bullets items={service.whoMayApply} />
      <Heading level={2}>{t.documents}</Heading>
      {service.channels.map((channel, index) => (
        <Details key={channel.id} summary={t.documentsIn(channel.title)} open={index === 0}>
          <Documents channel={channel} />
        </Details>
      ))}
      <Heading level={2}>{t.steps}</Heading>
      <p>{t.stepsLead(service.term)}</p>
      <StepTable caption={t.stepsCaption} steps={service.procedure} />
      {service.channels.map((channel) =>
        channel.systemSteps.length === 0 ? null : (
          <Details key={channel.id} summary={`${t.systemSteps}: ${channel.title}`}>
            <StepTable caption={`${t.systemSteps}: ${channel.title}`} steps={channel.systemSteps} />
          </Details>
        ),
      )}
      <p>
        <Link href={`/${locale}/services/${service.id}/handbook`}>{toldMessages[locale].toHandbook}</Link>
      </p>
      <Heading level={2}>{t.grounds}</Heading>
      <Grounds service={service} />
      <Heading level={2}>{t.appeal}</Heading>
      <p>{service.appeal}</p>
      <Heading level={2}>{t.data}</Heading>
      <p>{t.dataText}</p>
      <Heading level={2}>{t.law}</Heading>
      <Law service={service} />
      <p>
        <Link href={`/${locale}/services/${service.id}/regulation`}>{toldMessages[locale].toRegulation}</Link>
      </p>
    </>
  )
}

function Start(props: { readonly service: ServiceView; readonly isSignedIn: boolean }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  const { service } = props
  const href = `/${locale}/services/${service.id}`
  return (
    <Panel strong>
      {service.draft === undefined ? null : (
        <>
          <Heading level={2}>{t.draft}</Heading>
          <p>{t.draftText(service.draft.keptUntil)}</p>
        </>
      )}
      <p>{t.startNote(service.draftDays)}</p>
      <p>{t.startSignature}</p>
      {props.isSignedIn ? (
        <Form action={`${href}/applications`}>
          <ButtonRow>
            {service.draft === undefined ? null : (
              <ButtonLink href={`/${locale}/applications/${service.draft.id}`}>{t.draftContinue}</ButtonLink>
            )}
            <Button variant={service.draft === undefined ? 'primary' : 'secondary'}>
              {service.draft === undefined ? t.start : t.draftNew}
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonLink href={`/${locale}/sign-in?return=${encodeURIComponent(href)}`}>{t.startSignedOut}</ButtonLink>
      )}
    </Panel>
  )
}

function Documents(props: { readonly channel: ChannelView }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  const { fromApplicant, fromRegisters, coSigners } = props.channel
  return (
    <>
      <Heading level={3}>{t.documentsFromYou}</Heading>
      {fromApplicant.length === 0 ? <p>{t.documentsNone}</p> : <DocumentList documents={fromApplicant} />}
      {coSigners.length === 0 ? null : (
        <>
          <Heading level={3}>{coSigningMessages[locale].before.title}</Heading>
          <DocumentList documents={coSigners} />
        </>
      )}
      {fromRegisters.length === 0 ? null : (
        <>
          <Heading level={3}>{t.documentsFromRegisters}</Heading>
          <DocumentList documents={fromRegisters} />
        </>
      )}
    </>
  )
}

function DocumentList(props: { readonly documents: readonly Omit<DocumentRow, 'source'>[] }): JSX.Element {
  return (
    <ul class="q-list">
      {props.documents.map((document) => (
        <li key={document.id}>
          {document.title}
          {document.note === undefined ? null : <span class="q-muted"> ({document.note})</span>}
          {document.hint === undefined ? null : <p class="q-hint">{document.hint}</p>}
        </li>
      ))}
    </ul>
  )
}

function StepTable(props: { readonly caption: string; readonly steps: readonly StepRow[] }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  return (
    <Table
      caption={props.caption}
      captionHidden
      columns={[
        { id: 'label', title: t.stepNumber },
        { id: 'title', title: t.stepTitle },
        { id: 'actor', title: t.stepActor },
        { id: 'limit', title: t.stepLimit },
        { id: 'item', title: t.stepItem },
      ]}
      rows={props.steps.map((step) => ({
        key: step.id,
        cells: { label: step.label, title: step.title, actor: step.actor, limit: step.limit, item: step.item },
      }))}
    />
  )
}

function Grounds(props: { readonly service: ServiceView }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  return (
    <ul class="q-list">
      {props.service.grounds.map((ground) => (
        <li key={ground.id}>
          {ground.title} <span class="q-muted">({ground.source})</span>
          {ground.remedy === undefined ? null : (
            <p class="q-hint">
              {t.groundRemedy} {ground.remedy}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Law(props: { readonly service: ServiceView }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].page
  const { service } = props
  return (
    <>
      <SummaryList
        rows={service.acts.map((act) => ({
          label: act.kind,
          value: <Lines lines={[act.title, ...act.lines]} />,
        }))}
      />
      {service.findings.length === 0 ? null : (
        <Details summary={t.findings}>
          <ul class="q-list">
            {service.findings.map(({ id, finding, reason }) => (
              <li key={id}>
                {finding} <p class="q-hint">{reason}</p>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

function Bullets(props: { readonly items: readonly string[] }): JSX.Element {
  return (
    <ul class="q-list">
      {props.items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}

function Lines(props: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <>
      {props.lines.map((line) => (
        <p class="q-line" key={line}>
          {line}
        </p>
      ))}
    </>
  )
}
