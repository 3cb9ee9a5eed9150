import {
  type MessageData,
  MessageMalformedError,
  type MessageSeal,
  readAddressQuestion,
  readConsentQuestion,
  readEntityQuestion,
  readPersonQuestion,
  readPowerQuestion,
  readStatementQuestion,
  type SyncRequest,
  writeAddressAnswer,
  writeConsentAnswer,
  writeEntityAnswer,
  writePersonAnswer,
  writePowerAnswer,
  writeStatementAnswer,
} from '@qyzmet/gateway'
import type { Population } from '../population/population.ts'
import { STATEMENT_REGISTERS, type StatementRegister } from '../population/records.ts'
import { addressOf, entityOf, personsOf, powerOf, searchPeople, searchPowers, statementOf } from './answers.ts'
import type { Consents } from './consents.ts'
import type { GatewayFault } from './faults.ts'
import { ServiceRefusedError } from './refused.ts'

export interface ServicePorts {
  readonly population: () => Population
  readonly consents: Consents
  readonly seal: MessageSeal
}

/** What a service says to a question it could read. */
export interface ServiceAnswer {
  readonly data: MessageData
  /** Whom the question is about; faults can be set for a person. */
  readonly iin?: string
  /** What this person's story does to the answer. */
  readonly storyFault?: GatewayFault
}

export type Service = (
  request: SyncRequest & { readonly data: MessageData },
  now: Temporal.Instant,
) => Promise<ServiceAnswer>

const ZONE = 'Asia/Almaty'
const TRAINING = { code: 'TRAINING', nameKz: 'ОҚУ КОНТУРЫ', nameRu: 'УЧЕБНЫЙ КОНТУР' }
const PROCESSED = { code: '00000', nameKz: 'Сұрау өңделді', nameRu: 'Запрос обработан' }
const STORY_FAULTS: Readonly<Partial<Record<string, GatewayFault>>> = {
  slow: 'slow',
  failing: 'failed',
  garbage: 'garbage',
}

/** The services of the synchronous channel by their code. */
export function createServices({ population, consents, seal }: ServicePorts): ReadonlyMap<string, Service> {
  const dayOf = (now: Temporal.Instant): Temporal.PlainDate => now.toZonedDateTimeISO(ZONE).toPlainDate()

  const persons: Service = async ({ data }, now) => {
    const question = readPersonQuestion(data)
    const found = searchPeople(population(), question.search).filter(({ story }) => story !== 'not-found')
    const token = question.consent?.token ?? ''
    // Leave is given by the person found; about nobody it is not asked.
    const closed = found.filter(({ iin }) => !consents.opens(token, iin, now))
    if (closed.length > 0)
      throw new ServiceRefusedError('TRN-CONSENT', 'the token does not open the data of this person')
    const [first] = found
    const head = {
      messageId: `${question.messageId}-answer`.slice(-36),
      sentAt: now,
      requestId: question.messageId,
      sender: TRAINING,
      receiver: { ...TRAINING, code: question.senderCode },
      result: PROCESSED,
    }
    const people = found.flatMap((person) => personsOf(person, population(), dayOf(now)))
    const storyFault = STORY_FAULTS[first?.story ?? '']
    return {
      data: writePersonAnswer(people, head),
      ...(first && { iin: first.iin }),
      ...(storyFault && { storyFault }),
    }
  }

  const consent: Service = async ({ data }, now) => {
    const question = readConsentQuestion(data)
    const { request, state } = consents.ask(question, now)
    const given = state === 'granted' ? { token: request.token, publicKey: 'TRAINING' } : undefined
    return { data: writeConsentAnswer(state, given), iin: question.iin }
  }

  const entity: Service = async ({ data }) => {
    const question = await readEntityQuestion(data, seal)
    if (question.signature !== 'valid')
      throw new ServiceRefusedError('TRN-DOCUMENT', 'the question is not signed by itself')
    const firm = population().findFirm(question.bin)
    const status = firm
      ? { code: 'OK', nameKz: 'Табылды', nameRu: 'Найдено' }
      : { code: 'NOT_FOUND', nameKz: 'Табылмады', nameRu: 'Не найдено' }
    return { data: writeEntityAnswer(status, firm && entityOf(firm, population())) }
  }

  const powers: Service = async ({ data }, now) => {
    const found = searchPowers(population(), readPowerQuestion(data))
    const value = found.map((power) => powerOf(power, population(), dayOf(now)))
    return { data: writePowerAnswer(value.length === 0 ? { kind: 'not-found' } : { kind: 'found', value }) }
  }

  const address: Service = async ({ data }) => {
    const { iin } = readAddressQuestion(data)
    const person = population().find(iin)
    const value = person && addressOf(person, population())
    return { data: writeAddressAnswer(value ? { kind: 'found', value } : { kind: 'not-found' }), iin }
  }

  const statement: Service = async ({ data, routeId }, now) => {
    const register = registerOf(routeId)
    const { iin } = readStatementQuestion(data)
    const person = population().find(iin)
    const isKnown = person !== undefined && person.story !== 'not-found'
    return {
      data: writeStatementAnswer(
        isKnown
          ? { kind: 'found', value: statementOf(register, person, population(), dayOf(now)) }
          : { kind: 'not-found' },
      ),
      iin,
    }
  }

  return new Map([
    ['KDP_SERVICE', consent],
    ['GBDFLUniversal_token', persons],
    ['GbdulInfoByBin_v2', entity],
    ['ENIS_POWERS', powers],
    ['ADDRESS_CERTIFICATE', address],
    ['REGISTER_STATEMENT', statement],
  ])
}

function registerOf(routeId: string | undefined): StatementRegister {
  const register = STATEMENT_REGISTERS.find((known) => `R_${known}` === routeId)
  if (!register) throw new MessageMalformedError('routeId', 'no register answers there')
  return register
}
