import type { Field, Standard, Step, Subject } from '@qyzmet/regulation'
import { APPLICANT, evaluateCondition } from '@qyzmet/regulation'
import type { OpenedCase } from './state.ts'

/** One question that a step puts to a register. */
export interface AskedQuestion {
  readonly register: string
  /** Id of the subject in the standard, or `applicant`. */
  readonly about: string
  /** IIN of another person, or number of a document or a legal entity, as the form has it; absent: the applicant. */
  readonly subject?: string
  /** What the subject's text is. */
  readonly by: 'iin' | 'number'
  /** Name of the person as the form has it. */
  readonly name?: string
}

type CaseOfQuestions = Pick<OpenedCase, 'applicant' | 'answers'> & {
  readonly attachments: readonly Pick<OpenedCase['attachments'][number], 'documentId'>[]
}

type StandardOfQuestions = Pick<Standard, 'form' | 'subjects' | 'documents'>

/**
 * The questions of a step: each register it consults, about each person the regulation names. One person is asked about
 * once, however often the form names them; a field left empty names nobody. A register that checks papers is asked only
 * about applications that bring one.
 */
export function questionsOf(
  subject: CaseOfQuestions,
  step: Pick<Step, 'consults' | 'about'>,
  standard: StandardOfQuestions,
): readonly AskedQuestion[] {
  const questions = new Map<string, AskedQuestion>()
  for (const register of step.consults) {
    if (!hasPaperFor(register, subject, standard)) continue
    for (const about of step.about?.[register] ?? [APPLICANT]) {
      for (const named of subjectsNamed(subject, about, standard)) {
        const question: AskedQuestion = { register, about, ...named }
        const key = answerKey(question)
        if (!questions.has(key)) questions.set(key, question)
      }
    }
  }
  return [...questions.values()]
}

/** True for a register that checks no paper, and for one whose paper was brought. */
function hasPaperFor(register: string, { attachments }: CaseOfQuestions, { documents }: StandardOfQuestions): boolean {
  const papers = documents.filter(({ checkedIn }) => checkedIn === register)
  return papers.length === 0 || papers.some(({ id }) => attachments.some(({ documentId }) => documentId === id))
}

/** The name under which a case keeps the answer of a register about somebody. */
export function answerKey({ register, subject }: { readonly register: string; readonly subject?: string }): string {
  return subject === undefined ? register : `${register} ${subject}`
}

type Named = Pick<AskedQuestion, 'subject' | 'by' | 'name'>

function subjectsNamed(
  { applicant, answers }: CaseOfQuestions,
  about: string,
  { form, subjects }: Pick<Standard, 'form' | 'subjects'>,
): readonly Named[] {
  if (about === APPLICANT) return [{ by: 'iin', name: applicant.name }]
  const subject = subjects?.find(({ id }) => id === about)
  const field = form.pages.flatMap(({ fields }) => fields).find(({ id }) => id === subject?.field)
  if (subject === undefined || field === undefined) return []
  return namedIn(field, subject, answers[field.id]).map((named) =>
    named.by === 'iin' && named.subject === applicant.iin ? { by: 'iin', name: applicant.name } : named,
  )
}

/** Whom an answer names, in the order of the form; a field left empty names nobody. */
export function namedIn(
  field: Field,
  { where }: Pick<Subject, 'where'>,
  answer: OpenedCase['answers'][string] | undefined,
): readonly Named[] {
  if (typeof answer === 'string') {
    return answer === '' ? [] : [{ subject: answer, by: field.widget === 'iin' ? 'iin' : 'number' }]
  }
  const column = field.fields?.find(({ widget }) => widget === 'iin')?.id
  if (column === undefined) return []
  return (answer ?? []).flatMap((row): readonly Named[] => {
    if (typeof row === 'string' || (where !== undefined && !evaluateCondition(where, row))) return []
    const iin = row[column]
    if (iin === undefined || iin === '') return []
    return [{ subject: iin, by: 'iin', ...(row['name'] === undefined ? {} : { name: row['name'] }) }]
  })
}
