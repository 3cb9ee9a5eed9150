import type { JSX } from 'preact'
import { useUiMessages } from './page-context.ts'
import { Tag, type Tone } from './Tag.tsx'

export type TaskStatus = 'not-started' | 'in-progress' | 'done' | 'blocked' | 'error'

export interface Task {
  readonly id: string
  readonly title: string
  readonly hint?: string | undefined
  /** Absent when the task cannot start yet. */
  readonly href?: string | undefined
  readonly status: TaskStatus
}

const TONES: Readonly<Record<TaskStatus, Tone>> = {
  'not-started': 'info',
  'in-progress': 'warning',
  done: 'success',
  blocked: 'neutral',
  error: 'danger',
}

/** The parts of a long application and how far each is. */
export function TaskList(props: { readonly tasks: readonly Task[] }): JSX.Element {
  const t = useUiMessages()
  return (
    <ul class="q-tasks">
      {props.tasks.map((task) => {
        const statusId = `task-${task.id}-status`
        return (
          <li class="q-tasks__row" key={task.id}>
            <div class="q-tasks__name">
              {task.href === undefined ? (
                <span class="q-muted">{task.title}</span>
              ) : (
                <a class="ds-link" href={task.href} aria-describedby={statusId}>
                  {task.title}
                </a>
              )}
              {task.hint === undefined ? null : <p class="q-hint">{task.hint}</p>}
            </div>
            <Tag tone={TONES[task.status]} id={statusId}>
              {t.taskStatus[task.status]}
            </Tag>
          </li>
        )
      })}
    </ul>
  )
}
