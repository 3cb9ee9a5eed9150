import type { MessageData } from '../message-data.ts'
import type { QuestionKind, Questions } from '../questions.ts'
import type { Outcome } from '../register-port.ts'
import type { RoadAnswer } from '../road.ts'
import { readAddressAnswer, writeAddressQuestion } from './address.ts'
import type { QuestionDictionary } from './dictionary.ts'
import { readEntityAnswer, writeEntityQuestion, type DocumentSeal } from './entity.ts'
import { readPersonAnswer } from './person-answer.ts'
import { writePersonQuestion, type PersonQuestionHead } from './person-question.ts'
import { readPowerAnswer, writePowerQuestion } from './power.ts'
import { outcomeOf } from './said.ts'
import { readStatementAnswer, writeStatementQuestion } from './statement.ts'

/** What goes with a question of any kind; each takes of it what its register asks for. */
export interface QuestionHead extends PersonQuestionHead {
  /** BIN of the asking body. */
  readonly requesterBin: string
}

/** How one kind of question is written, and what came back is read. */
export interface QuestionCodec<K extends QuestionKind> {
  write(question: Questions[K]['question'], head: QuestionHead): Promise<MessageData>
  /**
   * @param on day of the answer: what a register says of a period is over or not on that day
   * @returns "no answer" for what cannot be read or speaks of somebody else; it does not throw for a neighbour's fault
   */
  read(
    answer: RoadAnswer,
    question: Questions[K]['question'],
    on: Temporal.PlainDate,
  ): Promise<Outcome<Questions[K]['found']>>
}

export type QuestionCodecs = { readonly [K in QuestionKind]: QuestionCodec<K> }

/** The codecs of all questions of the closed list. */
export function createQuestionCodecs({
  seal,
  dictionary,
}: {
  /** For registers that want a document signed by itself. */
  readonly seal: DocumentSeal
  readonly dictionary: QuestionDictionary
}): QuestionCodecs {
  return {
    person: {
      write: async (search, head) => writePersonQuestion(search, head),
      read: (answer, search, on) => outcomeOf(answer, (data) => readPersonAnswer(data, search, on, dictionary.person)),
    },
    entity: {
      write: (question, head) => writeEntityQuestion(question, head.requesterBin, seal),
      read: (answer, question, on) =>
        outcomeOf(answer, (data) => readEntityAnswer(data, question, on, { seal, dictionary: dictionary.entity })),
    },
    power: {
      write: async (search) => writePowerQuestion(search),
      read: (answer) => outcomeOf(answer, readPowerAnswer),
    },
    address: {
      write: async (question) => writeAddressQuestion(question),
      read: (answer, question) => outcomeOf(answer, (data) => readAddressAnswer(data, question)),
    },
    statement: {
      write: async (question) => writeStatementQuestion(question),
      read: (answer, question) => outcomeOf(answer, (data) => readStatementAnswer(data, question)),
    },
  }
}
