import type {
  AddressCertificate,
  Entity,
  Outcome,
  Person,
  PowerOfAttorney,
  QuestionKind,
  RegisterStatement,
  RegisterText,
} from '@qyzmet/gateway'
import { formatDate, type Locale } from '@qyzmet/regulation'
import { addressLine } from '../registers/address-line.ts'
import { type EnteredFact, FACTS_BY_HAND } from '../registers/by-hand.ts'
import type { KeptAnswer } from '../registers/kept-answer.ts'
import { fullNameOf } from '../registers/standing.ts'
import { registerMessages } from './messages/registers.ts'

/** One thing a register told; `fact` where somebody who enters it by hand is asked for the same. */
export interface ShownFact {
  readonly label: string
  readonly value: string
  readonly fact?: EnteredFact
}

/** What was found, in words. */
export function factsOf(answer: KeptAnswer, locale: Locale): readonly ShownFact[] {
  switch (answer.kind) {
    case 'by-hand': {
      const { kind } = answer.question
      return FACTS_BY_HAND[kind].flatMap((fact) => {
        const value = answer.facts[fact]
        return value === undefined ? [] : [{ label: enteredLabel(kind, fact, locale), value, fact }]
      })
    }
    case 'person':
      return found(answer.outcome).flatMap((persons) => persons.flatMap((person) => personFacts(person, locale)))
    case 'entity':
      return found(answer.outcome).flatMap((entity) => entityFacts(entity, locale))
    case 'power':
      return found(answer.outcome).flatMap((powers) => powers.flatMap((power) => powerFacts(power, locale)))
    case 'address':
      return found(answer.outcome).flatMap((certificate) => addressFacts(certificate, locale))
    case 'statement':
      return found(answer.outcome).flatMap((statement) => statementFacts(statement, locale))
  }
}

/** What somebody who enters a fact by hand is asked for. */
export function enteredLabel(kind: QuestionKind, fact: EnteredFact, locale: Locale): string {
  const { facts, form } = registerMessages[locale]
  if (fact !== 'name') return form.facts[fact]
  return kind === 'entity' ? facts.entityName : facts.name
}

/** True when one found what the other did not, or both name the person or the paper, and not alike. */
export function differ(a: KeptAnswer, b: KeptAnswer, locale: Locale): boolean {
  if (a.outcome.kind !== b.outcome.kind) return true
  const told = new Map(
    factsOf(a, locale).flatMap(({ fact, value }) => (fact === undefined ? [] : [[fact, plain(value)]])),
  )
  return factsOf(b, locale).some(({ fact, value }) => {
    const other = fact && told.get(fact)
    return other !== undefined && other !== plain(value)
  })
}

function plain(value: string): string {
  return value
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function found<A>(outcome: Outcome<A>): readonly A[] {
  return outcome.kind === 'found' ? [outcome.value] : []
}

function personFacts(person: Person, locale: Locale): readonly ShownFact[] {
  const t = registerMessages[locale].facts
  const { address, birthDate, citizenship, documents } = person
  return [
    { label: t.name, value: fullNameOf(person), fact: 'name' },
    { label: t.birthDate, value: formatDate(birthDate, locale) },
    { label: t.citizenship, value: locale === 'kk' ? citizenship.nameKz : citizenship.nameRu },
    { label: t.address, value: address === undefined ? t.noAddress : addressLine(address) },
    ...(address?.beginDate === undefined
      ? []
      : [{ label: t.addressSince, value: formatDate(address.beginDate, locale) }]),
    ...documents.map(({ number, endDate, valid }) => ({
      label: t.document,
      value: [`№ ${number}`, ...untilWords(endDate, locale), ...(valid ? [] : [t.notValid])].join(', '),
    })),
  ]
}

function entityFacts(entity: Entity, locale: Locale): readonly ShownFact[] {
  const t = registerMessages[locale].facts
  const { bin, name, registeredOn, leader, address } = entity
  return [
    { label: t.entityName, value: textIn(name, locale), fact: 'name' },
    { label: t.bin, value: bin },
    ...(registeredOn ? [{ label: t.registeredOn, value: formatDate(registeredOn, locale) }] : []),
    ...(leader ? [{ label: t.leader, value: [leader.position, leader.name].filter(Boolean).join(' ') }] : []),
    ...(address ? [{ label: t.address, value: textIn(address, locale) }] : []),
  ]
}

function powerFacts(power: PowerOfAttorney, locale: Locale): readonly ShownFact[] {
  const t = registerMessages[locale].facts
  const { number, issuedOn, validUntil, notary, powers, status } = power
  const paper = [`№ ${number}`, formatDate(issuedOn, locale), ...untilWords(validUntil, locale)]
  return [
    { label: t.power, value: [...paper, ...(status === 'in-force' ? [] : [t.notValid])].join(', ') },
    { label: t.notary, value: notary.name },
    { label: t.powers, value: textIn(powers, locale) },
  ]
}

function addressFacts({ address, registeredOn, residents }: AddressCertificate, locale: Locale): readonly ShownFact[] {
  const t = registerMessages[locale].facts
  const line = textIn(address, locale)
  return [
    { label: t.address, value: line === '' ? t.noAddress : line },
    ...(registeredOn ? [{ label: t.addressSince, value: formatDate(registeredOn, locale) }] : []),
    ...(residents.length === 0 ? [] : [{ label: t.residents, value: residents.map(({ name }) => name).join('; ') }]),
  ]
}

function statementFacts({ records }: RegisterStatement, locale: Locale): readonly ShownFact[] {
  const t = registerMessages[locale].facts
  if (records.length === 0) return [{ label: t.records, value: t.noRecords }]
  return records.map(({ title, facts }) => ({
    label: textIn(title, locale),
    value: facts.map(({ name, value }) => `${textIn(name, locale)}: ${value}`).join('; '),
  }))
}

function untilWords(day: Temporal.PlainDate | undefined, locale: Locale): readonly string[] {
  return day === undefined ? [] : [registerMessages[locale].facts.validUntil(formatDate(day, locale, 'dative'))]
}

/** What registers have in two languages only is shown in English in the one there is. */
function textIn({ kk, ru }: RegisterText, locale: Locale): string {
  return (locale === 'kk' ? (kk ?? ru) : (ru ?? kk)) ?? ''
}
