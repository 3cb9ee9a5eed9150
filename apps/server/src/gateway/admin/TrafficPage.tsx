import { formatInstant } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import type { Silence } from '../../registers/circuit.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Choices.tsx'
import { SearchForm } from '../../ui/Form.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { NextPage } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Table } from '../../ui/Table.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { trafficMessages } from '../messages/traffic.ts'
import { MESSAGE_STATES, type MessageLine, type QueueLength } from '../traffic.queries.ts'
import { failureWords } from './failure-words.ts'

export interface TrafficView {
  readonly timeZone: string
  readonly queues: readonly QueueLength[]
  readonly silences: readonly Silence[]
  /** The filter as it was asked for. */
  readonly filter: {
    readonly direction: string
    readonly state: string
    readonly service: string
    readonly case: string
  }
  /** True when what was asked for as a case can be none. */
  readonly isCaseWrong: boolean
  readonly messages: readonly MessageLine[]
  readonly first: string | undefined
  readonly next: string | undefined
}

/** What goes over the gateway: what waits, which services are silent, and every message. */
export function TrafficPage({ view }: { readonly view: TrafficView }): JSX.Element {
  const t = trafficMessages[usePage().locale]
  return (
    <>
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      <Queues view={view} />
      <Silences view={view} />
      <Heading level={2}>{t.list}</Heading>
      <Filter view={view} />
      {view.messages.length === 0 ? <p role="status">{t.empty}</p> : <Messages view={view} />}
      <NextPage first={view.first} next={view.next} />
    </>
  )
}

function Queues({ view }: { readonly view: TrafficView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  return (
    <>
      <Heading level={2}>{t.queues.title}</Heading>
      {view.queues.length === 0 ? (
        <p>{t.queues.none}</p>
      ) : (
        <Table
          caption={t.queues.title}
          captionHidden
          columns={[
            { id: 'queue', title: t.direction },
            { id: 'state', title: t.state },
            { id: 'count', title: t.queues.count, numeric: true },
            { id: 'failed', title: t.queues.failed, numeric: true },
            { id: 'oldest', title: t.queues.oldest },
          ]}
          rows={view.queues.map((queue) => ({
            key: `${queue.direction} ${queue.state}`,
            cells: {
              queue: t.directions[queue.direction],
              state: t.states[queue.state],
              count: queue.count,
              failed: queue.failed,
              oldest: formatInstant(queue.oldestAt, view.timeZone, locale),
            },
          }))}
        />
      )}
    </>
  )
}

function Silences({ view }: { readonly view: TrafficView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  return (
    <>
      <Heading level={2}>{t.silences.title}</Heading>
      {view.silences.length === 0 ? (
        <p>{t.silences.none}</p>
      ) : (
        <Table
          caption={t.silences.title}
          captionHidden
          columns={[
            { id: 'service', title: t.service },
            { id: 'since', title: t.silences.since },
            { id: 'failures', title: t.silences.failures, numeric: true },
            { id: 'failure', title: t.failure },
            { id: 'next', title: t.silences.next },
          ]}
          rows={view.silences.map(({ service, since, failures, detail, nextTryAt }) => ({
            key: service,
            cells: {
              service,
              since: formatInstant(since, view.timeZone, locale),
              failures,
              failure: failureWords(detail, t),
              next: nextTryAt && formatInstant(nextTryAt, view.timeZone, locale),
            },
          }))}
        />
      )}
    </>
  )
}

function Filter({ view: { filter, isCaseWrong } }: { readonly view: TrafficView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  const any = { value: '', label: t.filter.any }
  return (
    <SearchForm action={`/${locale}/work/gateway`} label={t.filter.title}>
      <Select
        name="direction"
        label={t.direction}
        value={filter.direction}
        empty={false}
        options={[any, { value: 'in', label: t.directions.in }, { value: 'out', label: t.directions.out }]}
      />
      <Select
        name="state"
        label={t.state}
        value={filter.state}
        empty={false}
        options={[any, ...MESSAGE_STATES.map((state) => ({ value: state, label: t.states[state] }))]}
      />
      <TextInput name="service" label={t.service} value={filter.service} width={20} spellCheck={false} />
      <TextInput
        name="case"
        label={t.filter.case}
        value={filter.case}
        error={isCaseWrong ? t.filter.wrongCase : undefined}
        width={20}
        spellCheck={false}
      />
      <Button variant="secondary">{t.filter.button}</Button>
    </SearchForm>
  )
}

function Messages({ view }: { readonly view: TrafficView }): JSX.Element {
  const { locale } = usePage()
  const t = trafficMessages[locale]
  return (
    <Table
      caption={t.list}
      captionHidden
      columns={[
        { id: 'at', title: t.at },
        { id: 'direction', title: t.direction },
        { id: 'service', title: t.service },
        { id: 'kind', title: t.kind },
        { id: 'state', title: t.state },
        { id: 'attempts', title: t.attempts, numeric: true },
        { id: 'failure', title: t.failure },
      ]}
      rows={view.messages.map((message) => ({
        key: message.id,
        cells: {
          at: (
            <a class="ds-link" href={`/${locale}/work/gateway/messages/${message.id}`}>
              {formatInstant(message.at, view.timeZone, locale)}
            </a>
          ),
          direction: t.directions[message.direction],
          service: message.serviceId,
          kind: message.kind,
          state: t.states[message.state],
          attempts: message.attempts,
          failure: message.failure === undefined ? undefined : failureWords(message.failure, t),
        },
      }))}
    />
  )
}
