import type { JSX } from 'preact'
import { Alert } from '../ui/Alert.tsx'
import { Button } from '../ui/Button.tsx'
import { Details } from '../ui/Details.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { Panel } from '../ui/Panel.tsx'
import type { Task } from './case-view.ts'
import { DecisionFields } from './DecisionFields.tsx'
import { providerMessages } from './messages/provider.ts'

/** What the person before the case has to do now, or whose turn it is. */
export function TaskPanel({ task, base }: { readonly task: Task; readonly base: string }): JSX.Element {
  const t = providerMessages[usePage().locale]
  switch (task.kind) {
    case 'none':
      return (
        <Panel>
          <p>{t.case.notYours(task.waitsFor)}</p>
          {task.assignee === undefined ? null : <p>{t.case.assignedTo(task.assignee)}</p>}
        </Panel>
      )
    case 'help':
      return (
        <Panel strong>
          <p>{t.case.help}</p>
        </Panel>
      )
    case 'closed':
      return (
        <Panel>
          <Heading level={2}>{t.case.closed}</Heading>
          <p>{task.end}</p>
        </Panel>
      )
    case 'decide':
      return (
        <Panel strong>
          <DecisionFields
            form={task.form}
            action={`${base}/complete`}
            button={t.case.chooseAndContinue}
            question={t.case.decision}
          />
        </Panel>
      )
    case 'inspect':
      return (
        <Panel strong>
          {task.pdf === undefined ? null : (
            <>
              <Heading level={2}>{t.inspect.signTitle}</Heading>
              <SignOrWait pdf={task.pdf} lead={t.inspect.signLead} pending={task.pending} signAt={`${base}/sign`} />
            </>
          )}
          {task.pending ? null : task.pdf === undefined ? (
            <InspectionFields task={task} base={base} />
          ) : (
            <Details summary={t.inspect.rewrite} open={task.form.errors.length > 0}>
              <InspectionFields task={task} base={base} />
            </Details>
          )}
        </Panel>
      )
    case 'send-package':
      return (
        <Panel strong>
          <Heading level={2}>{t.package.title}</Heading>
          {task.pending ? (
            <Alert tone="info">
              <p>{t.sign.pending}</p>
            </Alert>
          ) : (
            <>
              <p>{t.package.task(task.copies)}</p>
              <a class="ds-button" data-variant="primary" href={`${base}/sign`}>
                {t.sign.button}
              </a>
            </>
          )}
        </Panel>
      )
    case 'sign-result':
      return (
        <Panel strong>
          <Heading level={2}>{t.sign.title}</Heading>
          <SignOrWait pdf={task.pdf} lead={t.sign.lead} pending={task.pending} signAt={`${base}/sign`} />
          {task.returns === undefined || task.pending ? null : (
            <Details summary={t.sign.returnTitle} open={task.returns.errors.length > 0}>
              <DecisionFields
                form={task.returns}
                action={`${base}/complete`}
                button={t.sign.returnButton}
                question={t.sign.returnTitle}
                prefix="return-"
                reasonLabel={t.case.returnReason}
              />
            </Details>
          )}
        </Panel>
      )
    case 'vote':
      return (
        <Panel strong>
          <Heading level={2}>{t.vote.title}</Heading>
          <p>{t.vote.progress(task.voted, task.members)}</p>
          <DecisionFields form={task.form} action={`${base}/vote`} button={t.vote.button} question={t.vote.question} />
        </Panel>
      )
    case 'voted':
      return (
        <Panel>
          <p>{task.isConcluded ? t.vote.signed : t.vote.cast}</p>
          {task.isConcluded ? null : <p>{t.vote.progress(task.voted, task.members)}</p>}
        </Panel>
      )
    case 'sign-minutes':
      return (
        <Panel strong>
          <Heading level={2}>{t.vote.signTitle}</Heading>
          <p>{task.conclusion}</p>
          <SignOrWait pdf={task.pdf} lead={t.vote.signLead} pending={task.pending} signAt={`${base}/sign`} />
        </Panel>
      )
    case 'close-session':
      return (
        <Panel strong>
          {task.missing.length === 0 ? (
            <p>{t.vote.closeSessionHint}</p>
          ) : (
            <>
              <p>{task.isConcluded ? t.vote.closeUnsigned : t.vote.closeUnvoted}</p>
              <ul class="q-list">
                {task.missing.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </>
          )}
          <Form action={`${base}/close-session`}>
            <input type="hidden" name="step" value={task.step} />
            <input type="hidden" name="version" value={String(task.version)} />
            <Button>{t.vote.closeSession}</Button>
          </Form>
        </Panel>
      )
  }
}

function InspectionFields(props: {
  readonly task: Extract<Task, { readonly kind: 'inspect' }>
  readonly base: string
}): JSX.Element {
  const t = providerMessages[usePage().locale]
  return (
    <DecisionFields
      form={props.task.form}
      action={`${props.base}/complete`}
      button={t.inspect.toAct}
      singleButton={t.inspect.toAct}
      question={t.case.decision}
    />
  )
}

function SignOrWait(props: {
  readonly pdf: string
  readonly lead: string
  readonly pending: boolean
  readonly signAt: string
}): JSX.Element {
  const t = providerMessages[usePage().locale].sign
  return (
    <>
      <p>
        <a class="ds-link" href={props.pdf} target="_blank" rel="noopener">
          {t.openPdf}
        </a>
      </p>
      {props.pending ? (
        <Alert tone="info">
          <p>{t.pending}</p>
        </Alert>
      ) : (
        <>
          <p>{props.lead}</p>
          <a class="ds-button" data-variant="primary" href={props.signAt}>
            {t.button}
          </a>
        </>
      )}
    </>
  )
}
