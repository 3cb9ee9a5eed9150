import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnswerBytes } from '@qyzmet/casework'
import type {
  CallContext,
  MessageData,
  Outcome,
  QuestionKind,
  Questions,
  RoadAnswer,
  SyncRoad,
  QuestionCodec,
  QuestionCodecs,
} from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { countryDay } from '../regulations/country-zone.ts'
import {
  type AnswerRow,
  findAnswer,
  findConclusive,
  findRecent,
  freeQuestion,
  insertAnswer,
  type NewAnswer,
  takeQuestion,
} from './answers.queries.ts'
import { type AskedConsent, findAskedConsents } from './asked-consents.ts'
import { createCircuit, serviceName, type Silence } from './circuit.ts'
import { createConsents } from './consents.ts'
import { type EnteredByHand, keepEntered } from './enter-by-hand.ts'
import {
  AnswerUnreadableError,
  type Asked,
  detailOf,
  isTraining,
  type KeptAnswer,
  readAsked,
  readKept,
} from './kept-answer.ts'
import { type AnyQuestion, personOf, questionJson, type QuestionOf, subjectOf } from './question.ts'
import type { RegisterService, RegisterServices } from './services.ts'
import type { Vault } from '../vault/vault.ts'
import { earlierOf, laterOf } from '../instants.ts'

/** Why the question is asked. A question with the same key is never put twice once it has an answer. */
export interface QuestionContext extends CallContext {
  readonly accountId?: string
  /** Number of the case, for roads that carry it. */
  readonly caseNumber?: string
}

/** An earlier answer that may be used instead of asking: how old at the most, or as the register's settings say. */
export interface Reuse {
  readonly maxAge?: Temporal.Duration
}

export interface Registers {
  /**
   * Asks a register and keeps the answer, whichever of the five it is, byte for byte. One server puts a question at a
   * time; the others wait for its answer.
   *
   * @param register its id in the standards, by which the settings name its service
   */
  ask<K extends QuestionKind>(
    register: string,
    question: QuestionOf<K>,
    context: QuestionContext,
    reuse?: Reuse,
  ): Promise<Asked<K>>
  /** An answer kept as evidence, read again; undefined for an unknown id and for what its reader does not understand any more. */
  findAnswer(answerId: string): Promise<KeptAnswer | undefined>
  /** Keeps what was entered by hand. */
  enter(entered: EnteredByHand): Promise<{ readonly answerId: string; readonly bytes: AnswerBytes }>
  /** The latest requests for people's leave within cases or accounts. */
  consentsOf(scopes: readonly string[]): Promise<readonly AskedConsent[]>
  /** Since when a register is silent, and when it is asked next. */
  silenceOf(register: string): Promise<Silence | undefined>
  /** Services that do not answer, the longest silent first; for administrators. */
  silences(): Promise<readonly Silence[]>
}

export interface RegistersOptions {
  readonly sql: Sql
  readonly vault: Vault
  readonly clock: () => Temporal.Instant
  readonly roads: { readonly shep: SyncRoad; readonly xroad?: SyncRoad }
  readonly services: RegisterServices
  readonly codecs: QuestionCodecs
  /** Called when registers answer that were left alone: what waits for them need not wait any longer. */
  readonly onBack?: (registers: readonly string[]) => Promise<void>
}

/** The register of persons, as every standard calls it; the product itself asks it about its users. */
export const PERSONS = 'persons'

/** The longest one exchange may take where the settings do not say. */
const EXCHANGE_SECONDS = 20
/** For so long after its deadline a question still belongs to the server that put it. */
const GRACE_SECONDS = 5
const LOOK_PAUSE_MS = 50

export function createRegisters({ sql, vault, clock, roads, services, codecs, onBack }: RegistersOptions): Registers {
  const circuit = createCircuit({
    sql,
    clock,
    ownFaults: services.consent.notAccepted ?? [],
    onBack: async (back) => {
      const isConsentBack = serviceName(services.consent.road, services.consent) === back
      const registers = Object.entries(services.registers)
        .filter(
          ([, service]) => serviceName(service.road, service) === back || (isConsentBack && service.consent === true),
        )
        .map(([register]) => register)
      await onBack?.(registers)
    },
  })
  const consents = createConsents({ sql, vault, clock, circuit, road: roads.shep, services })

  /** Puts the question over its road. What came back is kept beside what it means. */
  const put = async <K extends QuestionKind>(
    service: RegisterService,
    codec: QuestionCodec<K>,
    asks: Questions[K]['question'],
    person: string | undefined,
    { messageId, ...context }: QuestionContext & { readonly messageId: string },
  ): Promise<{ readonly outcome: Outcome<Questions[K]['found']>; readonly data?: MessageData }> => {
    const road = roads[service.road]
    if (!road) return { outcome: notConfigured(service.road) }
    const deadline = earlierOf(context.deadline, clock().add({ seconds: service.timeoutSeconds ?? EXCHANGE_SECONDS }))
    const { officer, caseNumber } = context
    const numbered = caseNumber === undefined ? {} : { caseNumber }
    const iin = service.consent === true ? person : undefined
    const scope = context.caseId ?? context.accountId ?? context.idempotencyKey
    const key = iin === undefined ? undefined : { service: service.serviceId, iin, scope }
    const consent =
      key === undefined
        ? undefined
        : await consents.obtain({
            ...key,
            officer,
            // Who signs up is asked again only when they press for it, and may have thought better of it.
            isRefusalFinal: context.caseId !== undefined,
            deadline,
            ...numbered,
          })
    if (consent && consent.kind !== 'granted') return { outcome: consent }
    const answer: RoadAnswer = await circuit.send(road, {
      messageId,
      serviceId: service.serviceId,
      ...(service.routeId !== undefined && { routeId: service.routeId }),
      data: await codec.write(asks, {
        messageId,
        sentAt: clock(),
        senderCode: services.requester.senderCode,
        requesterBin: services.requester.bin,
        ...(consent && { consent: consent.consent }),
      }),
      ...numbered,
      officer,
      deadline,
    })
    if (key) await consents.heard(key, answer)
    const outcome = await codec.read(answer, asks, countryDay(clock()))
    return { outcome, ...(answer.kind === 'answered' && answer.data && { data: answer.data }) }
  }

  const ask = async <K extends QuestionKind>(
    register: string,
    question: QuestionOf<K>,
    context: QuestionContext,
    reuse: Reuse = {},
  ): Promise<Asked<K>> => {
    // The kind and what it asks belong together by their type, which a type parameter hides from the compiler.
    const known = question as QuestionOf<K> & AnyQuestion
    const codec: QuestionCodec<K> = codecs[question.kind]
    const stored = (row: AnswerRow): Promise<Asked<K>> => readAsked<K>(row, codec, question.asks)
    const service = services.registers[register]
    const { idempotencyKey } = context
    const subject = subjectOf(known)
    const maxAge = reuse.maxAge ?? Temporal.Duration.from({ minutes: service?.reuseMinutes ?? 0 })
    const until = context.deadline.add({ seconds: GRACE_SECONDS })

    for (;;) {
      const now = clock()
      const answered =
        (await findConclusive(sql, vault, register, idempotencyKey)) ??
        (maxAge.sign > 0
          ? await findRecent(sql, vault, { ...context, register, subject }, now.subtract(maxAge))
          : undefined)
      if (answered) return stored(answered)
      const taken = await takeQuestion(sql, { register, idempotencyKey, messageId: randomUUID(), now, until })
      const isLate = Temporal.Instant.compare(now, context.deadline) >= 0
      if (!taken && !isLate) {
        await sleep(LOOK_PAUSE_MS)
        continue
      }
      const askedAt = clock()
      const { outcome, data } = !taken
        ? { outcome: { kind: 'no-answer', retryable: true, detail: 'time-out' } as const, data: undefined }
        : service
          ? await put(service, codec, question.asks, personOf(known), { ...context, ...taken })
          : { outcome: notConfigured('register'), data: undefined }
      const answer = newAnswer({ register, subject, question: known, context, outcome, data, askedAt, now: clock() })
      const isKept = await insertAnswer(sql, vault, answer)
      if (taken) await freeQuestion(sql, { register, idempotencyKey, now: clock() })
      const first = isKept ? undefined : await findConclusive(sql, vault, register, idempotencyKey)
      if (first) return stored(first)
      return {
        answerId: answer.id,
        outcome,
        answeredAt: answer.answeredAt,
        fromStore: false,
        training: isTraining(answer.transport),
      }
    }
  }

  return {
    ask,
    findAnswer: async (answerId) => {
      const row = await findAnswer(sql, vault, answerId)
      if (!row) return undefined
      try {
        return await readKept(row, codecs)
      } catch (error) {
        // The row stays as evidence; a page about the case must not fail on it.
        if (error instanceof AnswerUnreadableError) return undefined
        throw error
      }
    },
    enter: (entered) => keepEntered(sql, vault, entered, clock()),
    consentsOf: (scopes) => findAskedConsents(sql, services, scopes, clock()),
    silenceOf: async (register) => {
      const service = services.registers[register]
      return service && circuit.silenceOf(serviceName(service.road, service))
    },
    silences: () => circuit.silences(),
  }
}

function notConfigured(what: string): Outcome<never> {
  return { kind: 'no-answer', retryable: true, detail: `not-configured ${what}` }
}

function newAnswer({
  register,
  subject,
  question,
  context,
  outcome,
  data,
  askedAt,
  now,
}: {
  readonly register: string
  readonly subject: string
  readonly question: AnyQuestion
  readonly context: QuestionContext
  readonly outcome: Outcome<unknown>
  readonly data: MessageData | undefined
  readonly askedAt: Temporal.Instant
  readonly now: Temporal.Instant
}): NewAnswer {
  const receipt = 'receipt' in outcome ? outcome.receipt : undefined
  const sentAt = receipt?.sentAt ?? askedAt
  return {
    id: randomUUID(),
    register,
    idempotencyKey: context.idempotencyKey,
    subject,
    caseId: context.caseId ?? null,
    accountId: context.accountId ?? null,
    purpose: context.purpose,
    legalBasis: context.legalBasis,
    officer: context.officer,
    outcome: outcome.kind,
    detail: detailOf(outcome),
    retryable: outcome.kind === 'no-answer' ? outcome.retryable : null,
    transport: receipt?.transport ?? null,
    service: receipt?.service ?? null,
    messageId: receipt?.messageId ?? null,
    signature: receipt?.signature ?? null,
    requestBytes: receipt?.requestBytes ?? null,
    answerBytes: receipt?.answerBytes ?? null,
    askedAt: sentAt,
    answeredAt: laterOf(sentAt, receipt?.answeredAt ?? now),
    question: questionJson(question),
    answerData: data ?? null,
  }
}
