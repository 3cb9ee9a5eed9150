import type { JSX } from 'preact'
import { Alert } from '../ui/Alert.tsx'
import { Heading } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Tag } from '../ui/Tag.tsx'
import { registerMessages } from './messages/registers.ts'
import type { RegisterView } from './register-view.ts'

/** What a register said about one person, when, by which way, and what somebody entered in its place. */
export function RegisterAnswer({ register }: { readonly register: RegisterView }): JSX.Element {
  const t = registerMessages[usePage().locale]
  const { byHand } = register
  return (
    <>
      <Heading level={3} caption={register.subject}>
        {register.name}
      </Heading>
      <p>
        {register.outcome}. {register.training ? <Tag tone="warning">{t.training}</Tag> : null}
      </p>
      {register.source === undefined ? null : <p class="q-muted">{register.source}</p>}
      {register.silence === undefined ? null : <p>{register.silence}</p>}
      {register.warning === undefined ? null : (
        <Alert tone="warning">
          <p>{register.warning}</p>
        </Alert>
      )}
      {byHand?.differs === true ? (
        <Alert tone="warning">
          <p>{t.differs}</p>
        </Alert>
      ) : null}
      {register.facts.length === 0 ? null : <SummaryList rows={register.facts} />}
      {byHand === undefined ? null : (
        <>
          <p>{byHand.lead}</p>
          <p class="q-prewrap">{byHand.reason}</p>
          {byHand.facts.length === 0 ? null : <SummaryList rows={byHand.facts} />}
          <p>
            <a class="ds-link" href={byHand.scan} target="_blank" rel="noopener">
              {t.scan}
            </a>
          </p>
        </>
      )}
      {register.evidence === undefined ? null : (
        <p>
          <a class="ds-link" href={register.evidence}>
            {t.evidence}
          </a>
        </p>
      )}
      {register.enter === undefined ? null : (
        <p>
          <a class="ds-link" href={register.enter}>
            {t.enter}
          </a>
        </p>
      )}
    </>
  )
}
