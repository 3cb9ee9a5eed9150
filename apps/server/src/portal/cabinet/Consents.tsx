import type { JSX } from 'preact'
import { Heading } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { Panel } from '../../ui/Panel.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { cabinetMessages } from '../messages/cabinet.ts'
import type { ConsentView } from './consent-view.ts'

/** Leave that the case lacks: who asks whom for what, how to answer and until when, or what can be done without it. */
export function Consents({ consents }: { readonly consents: readonly ConsentView[] }): JSX.Element {
  return (
    <>
      {consents.map((consent, index) => (
        <Consent key={consent.key} consent={consent} id={`consent-${index + 1}`} />
      ))}
    </>
  )
}

function Consent({ consent, id }: { readonly consent: ConsentView; readonly id: string }): JSX.Element {
  const { consent: t, case: words } = cabinetMessages[usePage().locale]
  const { state, person, registers, asker, purpose, item, askedAt } = consent
  return (
    <Panel strong={state === 'waiting'} labelledBy={id}>
      <Heading level={2} id={id}>
        {t.titles[state]}
      </Heading>
      <SummaryList
        rows={[
          { label: t.whose, value: person ?? t.yours },
          { label: t.registers, value: registers },
          { label: t.asker, value: asker },
          {
            label: t.purpose,
            value: (
              <>
                <p class="q-line">{purpose}</p>
                <p class="q-line q-muted">{words.item(item)}</p>
              </>
            ),
          },
          { label: t.askedAt, value: askedAt },
          ...next(consent, t),
        ]}
      />
    </Panel>
  )
}

type Words = (typeof cabinetMessages)['kk']['consent']

function next({ state, person, until, afterwards }: ConsentView, t: Words) {
  switch (state) {
    case 'waiting':
      return [
        {
          label: t.how,
          value: (
            <>
              <p class="q-line">{person === undefined ? t.howOwn : t.howOther}</p>
              <p class="q-line q-muted">{t.noMessage}</p>
            </>
          ),
        },
        {
          label: t.until,
          value: (
            <>
              <p class="q-line">
                <strong>{until}</strong>
              </p>
              <p class="q-line q-muted">{afterwards}</p>
            </>
          ),
        },
      ]
    case 'expired':
      return [{ label: t.whatNext, value: t.expired }]
    case 'refused':
      return [
        { label: t.whatNext, value: t.refused },
        { label: t.whatNow, value: t.remedy },
      ]
  }
}
