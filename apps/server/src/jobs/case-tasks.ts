import type { CaseCommand } from '@qyzmet/casework'
import { isFinalAnswer, isSystemStep } from '@qyzmet/casework'
import { type CaseId, parseCaseId } from '../cases/case-id.ts'
import { ASK_REGISTER, NOTIFY, PERFORM_STEP } from '../cases/case-jobs.ts'
import type { CaseService, HistoricEvent, LoadedCase } from '../cases/case-service.ts'
import { type Performers, SYSTEM } from './performers.ts'

/** Does one piece of work; what it throws is tried again later, with growing pauses. */
export type Work = (payload: unknown) => Promise<void>

/** Who does each kind of job, by its name. */
export type Tasks = Readonly<Record<string, Work>>

/** One question of a step to a register; `subject` as the form has it, absent: the applicant. */
export interface QuestionOfStep {
  readonly step: string
  readonly register: string
  readonly subject?: string
}

/** Asks a register for a step; answers with the command that records what it said, or undefined when nothing is to be recorded. */
export type AskRegister = (loaded: LoadedCase, question: QuestionOfStep) => Promise<CaseCommand | undefined>

/** Tells people what has happened. */
export type Notify = (loaded: LoadedCase, events: readonly HistoricEvent[]) => Promise<void>

export interface CaseTasksOptions {
  readonly service: CaseService
  readonly performers: Performers
  readonly askRegister: AskRegister
  readonly notify: Notify
}

/** A job cannot be read: it was written by another version of the product. */
export class UnreadableJobError extends Error {
  override readonly name = 'UnreadableJobError'
}

/** A register has not answered yet; the job is tried again. */
export class AnswerPendingError extends Error {
  override readonly name = 'AnswerPendingError'
}

/** The case did not accept what the product itself wanted to do. */
export class WorkRejectedError extends Error {
  override readonly name = 'WorkRejectedError'
}

/** The jobs that follow from events of cases. */
export function createCaseTasks({ service, performers, askRegister, notify }: CaseTasksOptions): Tasks {
  /** The case, when the step that the job was made for is still the open one. */
  const atStep = async (caseId: CaseId, step: string): Promise<LoadedCase | undefined> => {
    const loaded = await service.load(caseId)
    return loaded?.state.current?.step === step ? loaded : undefined
  }

  const give = async (caseId: CaseId, command: CaseCommand): Promise<void> => {
    const execution = await service.execute(caseId, command, SYSTEM)
    if (execution.accepted || isOver(execution.rejection.code)) return
    const { code, parameters } = execution.rejection
    throw new WorkRejectedError(`${command.type} of case ${caseId}: ${code} ${JSON.stringify(parameters)}`)
  }

  return {
    [PERFORM_STEP]: async (payload) => {
      const { caseId, step: stepId } = readJob(payload, { step: 'string' })
      const loaded = await atStep(caseId, stepId)
      const step = loaded?.graph.steps.get(stepId)
      if (!loaded || !step || !isSystemStep(step, loaded.edition.regulation)) return
      const command = await performers[step.action]?.(loaded)
      if (command) await give(caseId, command)
    },
    [ASK_REGISTER]: async (payload) => {
      const { caseId, step, register } = readJob(payload, { step: 'string', register: 'string' })
      const subject = findText(payload, 'subject')
      const loaded = await service.load(caseId)
      const question = { step, register, ...(subject === undefined ? {} : { subject }) }
      const command = loaded && (await askRegister(loaded, question))
      if (command) await give(caseId, command)
      // What is not an answer yet is recorded, seen by the person at the step, and asked again.
      if (command?.type === 'record-register-answer' && !isFinalAnswer(command.outcome)) {
        throw new AnswerPendingError(`${register}: ${command.outcome}`)
      }
    },
    [NOTIFY]: async (payload) => {
      const { caseId, from, until } = readJob(payload, { from: 'number', until: 'number' })
      const [loaded, events] = await Promise.all([service.load(caseId), service.history(caseId)])
      if (!loaded) return
      await notify(
        loaded,
        events.filter(({ version }) => version >= from && version <= until),
      )
    },
  }
}

/** Somebody or something was faster: the work is not to be done any more. */
function isOver(code: string): boolean {
  return code === 'step-not-current' || code === 'case-closed'
}

function findText(payload: unknown, name: string): string | undefined {
  const value: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined
  return typeof value === 'string' ? value : undefined
}

interface Kinds {
  readonly string: string
  readonly number: number
}

function readJob<const Shape extends Readonly<Record<string, keyof Kinds>>>(
  payload: unknown,
  shape: Shape,
): { readonly caseId: CaseId } & { readonly [Key in keyof Shape]: Kinds[Shape[Key]] } {
  const fields: ReadonlyMap<string, unknown> = new Map(
    typeof payload === 'object' && payload !== null ? Object.entries(payload) : [],
  )
  const id = fields.get('caseId')
  const caseId = typeof id === 'string' ? parseCaseId(id) : undefined
  const fits = Object.entries(shape).every(([name, kind]) => typeof fields.get(name) === kind)
  if (!caseId || !fits) throw new UnreadableJobError(`a job with ${[...fields.keys()].join(', ') || 'no fields'}`)
  // Each field was just checked against the kind that the type promises.
  return { ...Object.fromEntries(fields), caseId } as ReturnType<typeof readJob<Shape>>
}
