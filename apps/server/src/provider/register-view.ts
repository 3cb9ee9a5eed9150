import {
  answerKey,
  type AskedQuestion,
  type CasePart,
  isFinalAnswer,
  type OpenedCase,
  type PutQuestion,
  questionsOf,
  type RegisterAnswer,
} from '@qyzmet/casework'
import type { Locale, Regulation, Step } from '@qyzmet/regulation'
import { formatInstant } from '../messages/dates.ts'
import type { Silence } from '../registers/circuit.ts'
import type { KeptAnswer } from '../registers/kept-answer.ts'
import type { Registers } from '../registers/registers.ts'
import { registerMessages } from './messages/registers.ts'
import { differ, factsOf } from './register-facts.ts'

/** What a register said about somebody, as the person at the step compares it with the application. */
export interface RegisterView {
  readonly key: string
  readonly name: string
  /** Who was asked about, where it was not the applicant. */
  readonly subject: string | undefined
  readonly outcome: string
  /** When the register answered and by which way. */
  readonly source: string | undefined
  readonly training: boolean
  /** What stands against the person, such as that the register has them as deceased. */
  readonly warning: string | undefined
  /** Since when the register is silent, and when it is asked next. */
  readonly silence: string | undefined
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** Address of the bytes as they travelled. */
  readonly evidence: string | undefined
  readonly byHand:
    | {
        readonly lead: string
        readonly reason: string
        readonly scan: string
        readonly differs: boolean
        /** Facts that were entered, where the register has answered since. */
        readonly facts: readonly { readonly label: string; readonly value: string }[]
      }
    | undefined
  /** Address at which the answer may be entered by hand. */
  readonly enter: string | undefined
}

/** What is known of the answers of a case beside its events. */
export interface RegisterMaterial {
  /** By the id of the row. */
  readonly answers: ReadonlyMap<string, KeptAnswer>
  /** By the id of the register. */
  readonly silences: ReadonlyMap<string, Silence>
  /** Questions whose answers this person may enter by hand. */
  readonly toEnter: readonly PutQuestion[]
}

/** Reads the kept answers again; nothing for somebody whose step does not need them. */
export async function loadRegisters(
  registers: Pick<Registers, 'findAnswer' | 'silenceOf'>,
  { registerAnswers }: OpenedCase,
  visible: ReadonlySet<CasePart>,
  toEnter: readonly PutQuestion[],
): Promise<RegisterMaterial> {
  const answers = new Map<string, KeptAnswer>()
  const silences = new Map<string, Silence>()
  if (!visible.has('register-answers')) return { answers, silences, toEnter: [] }
  for (const { receiptId, byHand, outcome, register } of registerAnswers.values()) {
    for (const id of new Set([receiptId, ...(byHand ? [byHand.receiptId] : [])])) {
      const answer = await registers.findAnswer(id)
      if (answer) answers.set(id, answer)
    }
    const silence = isFinalAnswer(outcome) ? undefined : await registers.silenceOf(register)
    if (silence) silences.set(register, silence)
  }
  return { answers, silences, toEnter }
}

/** The questions that were put or are being put, in words. */
export function registerViews(
  state: OpenedCase,
  step: Step | undefined,
  { standard, timeZone }: Regulation,
  material: RegisterMaterial,
  base: string,
  locale: Locale,
): readonly RegisterView[] {
  const titles = new Map(standard.registers.map(({ id, title }) => [id, title[locale]]))
  const asked = new Map<string, Pick<AskedQuestion, 'register' | 'subject' | 'name'>>(state.registerAnswers)
  for (const question of step ? questionsOf(state, step, standard) : []) asked.set(answerKey(question), question)
  const names = namesOf(state, standard)
  return [...asked].map(([key, { register, subject }]) => {
    const answer = state.registerAnswers.get(key)
    return {
      key,
      name: titles.get(register) ?? register,
      subject: subject === undefined ? undefined : [names.get(subject), subject].filter(Boolean).join(', '),
      ...answerView(answer, material, base, timeZone, locale),
      silence: silenceWords(material.silences.get(register), answer, timeZone, locale),
      enter: enterAddress(key, material.toEnter, base),
    }
  })
}

type AnswerView = Omit<RegisterView, 'key' | 'name' | 'subject' | 'silence' | 'enter'>

function answerView(
  answer: RegisterAnswer | undefined,
  { answers }: RegisterMaterial,
  base: string,
  timeZone: string,
  locale: Locale,
): AnswerView {
  const t = registerMessages[locale]
  const kept = answers.get(answer?.receiptId ?? '')
  const outcome = t.outcomes[answer?.outcome ?? 'asking']
  const isConsentRefused = kept?.outcome.kind === 'refused' && kept.outcome.why === 'consent-refused'
  const transport = kept?.kind === 'by-hand' ? 'manual' : kept?.transport
  const at = kept?.answeredAt ?? answer?.at
  return {
    outcome: isConsentRefused ? t.consentRefused : outcome,
    source:
      at &&
      [
        (isFinalAnswer(answer?.outcome) ? t.answeredAt : t.askedAt)(formatInstant(at, timeZone, locale)),
        ...(transport ? [t.transports[transport]] : []),
      ].join(', '),
    training: transport === 'simulator',
    warning: warningWords(answer?.note, locale),
    facts: kept ? factsOf(kept, locale) : [],
    evidence: transport && transport !== 'manual' ? `${base}/registers/${answer?.receiptId}` : undefined,
    byHand: byHandView(answer, kept, answers, base, timeZone, locale),
  }
}

function byHandView(
  answer: RegisterAnswer | undefined,
  latest: KeptAnswer | undefined,
  answers: RegisterMaterial['answers'],
  base: string,
  timeZone: string,
  locale: Locale,
): RegisterView['byHand'] {
  const t = registerMessages[locale]
  const byHand = answer?.byHand
  const entered = byHand && answers.get(byHand.receiptId)
  if (!byHand || entered?.kind !== 'by-hand') return undefined
  const isAnswered = latest !== undefined && latest !== entered
  return {
    lead: t.byHand(byHand.by.name, formatInstant(byHand.at, timeZone, locale)),
    reason: t.byHandReason(byHand.reason),
    scan: `${base}/scans/${entered.scanSha256}`,
    differs: isAnswered && differ(entered, latest, locale),
    facts: isAnswered ? factsOf(entered, locale) : [],
  }
}

function warningWords(note: string | undefined, locale: Locale): string | undefined {
  const warnings: ReadonlyMap<string, string> = new Map(Object.entries(registerMessages[locale].warnings))
  return note === undefined ? undefined : (warnings.get(note) ?? note)
}

function silenceWords(
  silence: Silence | undefined,
  answer: RegisterAnswer | undefined,
  timeZone: string,
  locale: Locale,
): string | undefined {
  if (!silence || isFinalAnswer(answer?.outcome)) return undefined
  const t = registerMessages[locale]
  const next = silence.nextTryAt && t.nextTry(formatInstant(silence.nextTryAt, timeZone, locale))
  return [t.silent(formatInstant(silence.since, timeZone, locale)), ...(next === undefined ? [] : [next])].join(' ')
}

function enterAddress(key: string, toEnter: readonly PutQuestion[], base: string): string | undefined {
  const open = toEnter.find(({ question }) => answerKey(question) === key)
  return open && `${base}/enter?${new URLSearchParams({ step: open.step.id, question: key }).toString()}`
}

/** Names of the people of the form, by their numbers. */
function namesOf(state: OpenedCase, standard: Regulation['standard']): ReadonlyMap<string, string> {
  const registers = standard.registers.map(({ id }) => id)
  const about = (standard.subjects ?? []).map(({ id }) => id)
  const all = { consults: registers, about: Object.fromEntries(registers.map((id) => [id, about])) }
  return new Map(
    questionsOf(state, all, standard).flatMap(({ subject, name }) =>
      subject === undefined || name === undefined ? [] : [[subject, name]],
    ),
  )
}
