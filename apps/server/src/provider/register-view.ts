import type { CasePart, OpenedCase } from '@qyzmet/casework'
import type { Person } from '@qyzmet/gateway'
import { formatDate, type Locale, type Regulation, type Step } from '@qyzmet/regulation'
import { formatInstant } from '../messages/dates.ts'
import { addressLine } from '../registers/address-line.ts'
import type { Registers } from '../registers/registers.ts'
import { fullNameOf } from '../registers/standing.ts'
import { providerMessages } from './messages/provider.ts'

/** What a register said of the applicant, as the person at the step compares it with the application. */
export interface RegisterView {
  readonly name: string
  readonly outcome: string
  readonly at: string | undefined
  /** What stands against the applicant, such as that the register has them as deceased. */
  readonly warning: string | undefined
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

/** By the id of the answer, whom it found. */
export type FoundPersons = ReadonlyMap<string, readonly Person[]>

/** Reads the kept answers of the registers again; nothing for somebody whose step does not need them. */
export async function findPersons(
  registers: Pick<Registers, 'findPersonAnswer'>,
  { registerAnswers }: OpenedCase,
  visible: ReadonlySet<CasePart>,
): Promise<FoundPersons> {
  const found = new Map<string, readonly Person[]>()
  if (!visible.has('register-answers')) return found
  for (const { receiptId } of registerAnswers.values()) {
    const answer = await registers.findPersonAnswer(receiptId)
    if (answer?.outcome.kind === 'found') found.set(receiptId, answer.outcome.value)
  }
  return found
}

/** The registers that were asked or are being asked for the step, in words. */
export function registerViews(
  { registerAnswers }: OpenedCase,
  step: Step | undefined,
  { standard, timeZone }: Regulation,
  persons: FoundPersons,
  locale: Locale,
): readonly RegisterView[] {
  const t = providerMessages[locale].case
  const titles = new Map(standard.registers.map(({ id, title }) => [id, title[locale]]))
  const names = new Set([...registerAnswers.keys(), ...(step?.consults ?? [])])
  return [...names].map((register) => {
    const answer = registerAnswers.get(register)
    const warnings: ReadonlyMap<string, string> = new Map(Object.entries(t.registerWarnings))
    return {
      name: titles.get(register) ?? register,
      outcome: t.registerOutcomes[answer?.outcome ?? 'asking'],
      at: answer && formatInstant(answer.at, timeZone, locale),
      warning: answer?.note === undefined ? undefined : (warnings.get(answer.note) ?? answer.note),
      facts: (persons.get(answer?.receiptId ?? '') ?? []).flatMap((person) => factsOf(person, locale)),
    }
  })
}

function factsOf(person: Person, locale: Locale): RegisterView['facts'] {
  const t = providerMessages[locale].case.registerFacts
  const { address, birthDate, citizenship, documents } = person
  return [
    { label: t.name, value: fullNameOf(person) },
    { label: t.birthDate, value: formatDate(birthDate, locale) },
    { label: t.citizenship, value: locale === 'kk' ? citizenship.nameKz : citizenship.nameRu },
    { label: t.address, value: address === undefined ? t.noAddress : addressLine(address) },
    ...(address?.beginDate === undefined
      ? []
      : [{ label: t.addressSince, value: formatDate(address.beginDate, locale) }]),
    ...documents.map(({ number, endDate, valid }) => ({
      label: t.document,
      value: [
        `№ ${number}`,
        ...(endDate === undefined ? [] : [t.validUntil(formatDate(endDate, locale, 'dative'))]),
        ...(valid ? [] : [t.notValid]),
      ].join(', '),
    })),
  ]
}
