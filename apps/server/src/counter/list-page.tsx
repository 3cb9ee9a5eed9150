import { randomUUID } from 'node:crypto'
import { formatDate, type Locale, parseIin } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { maskIin } from '../documents/masks.ts'
import { DRAFT_DAYS } from '../portal/drafts/draft.ts'
import { prefilledAnswers } from '../portal/form/prefill.ts'
import { keptUntil } from '../portal/services/service-view.ts'
import { postedOf, queryOf } from '../provider/posted-texts.ts'
import type { Edition } from '../regulations/editions.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button } from '../ui/Button.tsx'
import { Radios } from '../ui/Choices.tsx'
import { errorOf, ErrorSummary, type PageError } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { CardList } from '../ui/Panel.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { FIELD, iinFault } from './applicant-fields.tsx'
import { type CounterDraft, nameOf, partsOfName } from './counter-draft.ts'
import { insertCounterDraft, listCounterDrafts } from './counter-drafts.queries.ts'
import { counterMessages } from './messages/counter.ts'
import { type CounterOffer, type CounterService, withProviders } from './taking-in.ts'
import type { CounterVisit } from './visit.tsx'

/** What was typed in the form that begins an application. */
interface Begun {
  readonly service: string
  readonly iin: string
  readonly errors: readonly PageError[]
}

interface DraftCard {
  readonly key: string
  readonly title: string
  readonly href: string
  readonly lines: readonly string[]
}

/** What the visitor may take in, and what their office has not finished. */
export async function showCounter(visit: CounterVisit, begun?: Begun): Promise<FastifyReply> {
  const { deps, locale, party, now } = visit
  const [services, drafts] = await Promise.all([
    withProviders(deps.people, visit.offers),
    listCounterDrafts(deps.sql, party.providerId, now),
  ])
  const cards = await Promise.all(
    drafts.map(async (counter) => draftCard(counter, await deps.editions.get(counter.draft.editionSha256), locale)),
  )
  const { title } = counterMessages[locale]
  const errors = begun?.errors ?? []
  return visit.show(
    {
      title,
      error: errors.length > 0,
      before: <BackLink href={`/${locale}/work`} />,
      body: (
        <CounterPage
          services={services}
          begun={begun ?? { service: onlyOf(services), iin: '', errors }}
          drafts={cards}
          saved={queryOf(visit.request)['saved'] !== undefined}
        />
      ),
    },
    errors.length > 0 ? 422 : 200,
  )
}

/** Begins the application of somebody who has brought papers, with what is known of them. */
export async function beginPapers(visit: CounterVisit): Promise<FastifyReply> {
  const { deps, locale, party, now } = visit
  const posted = postedOf(visit.request)
  const service = posted[FIELD.service] ?? ''
  const typed = (posted[FIELD.iin] ?? '').slice(0, 40)
  const [chosen] = await withProviders(
    deps.people,
    visit.offers.filter((offer) => keyOf(offer) === service),
  )
  const parsed = parseIin(typed)
  const faultOfIin = iinFault(typed, locale)
  if (chosen === undefined || !parsed.ok) {
    const { serviceMissing } = counterMessages[locale].list
    const errors = [
      ...(chosen === undefined ? [{ field: FIELD.service, message: serviceMissing }] : []),
      ...(faultOfIin === undefined ? [] : [{ field: FIELD.iin, message: faultOfIin }]),
    ]
    return showCounter(visit, { service, iin: typed, errors })
  }
  const { edition, channel, provider } = chosen
  const { form } = edition.regulation.standard
  const account = await deps.people.findAccountByIin(parsed.iin)
  const name = account?.kind === 'citizen' ? account.name : undefined
  const facts =
    account === undefined || name === undefined
      ? { 'person.iin': parsed.iin }
      : await deps.knownFacts({ kind: 'applicant', accountId: account.id, iin: parsed.iin, name }, party.name)
  const id = randomUUID()
  await insertCounterDraft(deps.sql, {
    draft: {
      id,
      accountId: party.accountId,
      regulation: edition.regulation.id,
      editionSha256: edition.sha256,
      locale: account?.kind === 'citizen' ? account.locale : locale,
      answers: prefilledAnswers(form, facts),
      submitToken: randomUUID(),
      at: now,
      expiresAt: now.add({ hours: 24 * DRAFT_DAYS }),
    },
    officeId: party.providerId,
    providerId: provider.id,
    channel,
    applicant: { iin: parsed.iin, ...partsOfName(name ?? '') },
  })
  return visit.reply.redirect(`/${locale}/work/counter/${id}`, 303)
}

function CounterPage(props: {
  readonly services: readonly CounterService[]
  readonly begun: Begun
  readonly drafts: readonly DraftCard[]
  readonly saved: boolean
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale]
  const { service, iin, errors } = props.begun
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{t.title}</Heading>
      {props.saved ? (
        <Alert tone="success" live>
          <p>{t.form.saved}</p>
        </Alert>
      ) : null}
      <Lead>{t.list.lead}</Lead>
      <Heading level={2}>{t.list.start}</Heading>
      <Form>
        <Radios
          name={FIELD.service}
          label={t.list.service}
          options={props.services.map((one) => optionOf(one, props.services, locale))}
          value={service}
          error={errorOf(errors, FIELD.service)}
        />
        <TextInput
          name={FIELD.iin}
          label={t.list.iin}
          hint={t.list.iinHint}
          value={iin}
          error={errorOf(errors, FIELD.iin)}
          inputMode="numeric"
          width={20}
          spellCheck={false}
        />
        <Button>{t.list.button}</Button>
      </Form>
      {props.drafts.length === 0 ? null : (
        <>
          <Heading level={2}>{t.list.drafts}</Heading>
          <p class="q-muted">{t.list.draftsLead}</p>
          <CardList
            level={3}
            cards={props.drafts.map(({ lines, ...card }) => ({
              ...card,
              children: lines.map((line) => (
                <p class="q-line" key={line}>
                  {line}
                </p>
              )),
            }))}
          />
        </>
      )}
    </>
  )
}

/** A service by its name; the body that gives it beside it, and the channel where the service has several. */
function optionOf(
  service: CounterService,
  services: readonly CounterService[],
  locale: Locale,
): { readonly value: string; readonly label: string; readonly hint: string } {
  const { edition, channel, provider } = service
  const { regulation } = edition
  const hasOther = services.some((one) => one.edition === edition && one.channel !== channel)
  const way = hasOther ? regulation.channels.get(channel)?.title[locale] : undefined
  return {
    value: keyOf(service),
    label: regulation.shortTitle[locale],
    hint: [provider.title[locale], way].filter((words) => words !== undefined).join('. '),
  }
}

function keyOf({ edition, channel, providerId }: CounterOffer): string {
  return [edition.regulation.id, channel, providerId].join('/')
}

function onlyOf(services: readonly CounterService[]): string {
  const [only, ...others] = services
  return only === undefined || others.length > 0 ? '' : keyOf(only)
}

function draftCard(counter: CounterDraft, { regulation }: Edition, locale: Locale): DraftCard {
  const { draft, applicant } = counter
  const t = counterMessages[locale].list
  const name = nameOf(applicant)
  return {
    key: draft.id,
    title: name === '' ? t.unnamed : name,
    href: `/${locale}/work/counter/${draft.id}`,
    lines: [
      `${regulation.shortTitle[locale]}, ${maskIin(applicant.iin)}`,
      `${formatDate(draft.updatedAt.toZonedDateTimeISO(regulation.timeZone).toPlainDate(), locale)}, ${t.keptUntil(
        keptUntil(draft, regulation.timeZone, locale),
      )}`,
    ],
  }
}
