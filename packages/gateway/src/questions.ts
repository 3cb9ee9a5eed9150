import type { Person } from './register-port.ts'

/** A text as registers give it: in Kazakh and Russian, either of which may be missing. */
export interface RegisterText {
  readonly kk?: string
  readonly ru?: string
}

/** The three searches of the register of persons. */
export type PersonSearch =
  | { readonly iin: string }
  | { readonly documentNumber: string }
  | {
      readonly surname?: string
      readonly givenName?: string
      readonly patronymic?: string
      readonly birthDate: Temporal.PlainDate
    }

/** A legal entity as the register of legal entities knows it. */
export interface Entity {
  readonly bin: string
  readonly name: RegisterText
  readonly registeredOn?: Temporal.PlainDate
  readonly liquidatedOn?: Temporal.PlainDate
  readonly active: boolean
  /** Who may act for the entity without a power of attorney. */
  readonly leader?: { readonly iin: string; readonly name: string; readonly position?: string }
  readonly address?: RegisterText
  readonly kato?: string
}

/** By its number and day, by its unique number alone, or by one of the two people. */
export type PowerSearch =
  | { readonly number: string; readonly issuedOn?: Temporal.PlainDate }
  | { readonly principalIin: string }
  | { readonly attorneyIin: string }

export interface PowerOfAttorney {
  readonly number: string
  readonly registerNumber?: string
  readonly notary: { readonly name: string; readonly licence?: string; readonly region?: string }
  readonly issuedOn: Temporal.PlainDate
  readonly validUntil?: Temporal.PlainDate
  readonly principals: readonly { readonly iin?: string; readonly bin?: string; readonly name: string }[]
  readonly attorneys: readonly { readonly iin?: string; readonly bin?: string; readonly name: string }[]
  readonly powers: RegisterText
  readonly substitutionAllowed: boolean
  readonly status: 'in-force' | 'revoked' | 'expired' | 'replaced'
  readonly revokedOn?: Temporal.PlainDate
}

/** Where a person is registered, and who else is registered there: the certificate of address. */
export interface AddressCertificate {
  readonly iin: string
  readonly address: RegisterText
  readonly addressCode?: string
  readonly kato?: string
  readonly registeredOn?: Temporal.PlainDate
  readonly residents: readonly {
    readonly iin: string
    readonly name: string
    readonly registeredOn?: Temporal.PlainDate
  }[]
}

/**
 * What a register says of a person whose own form of answers is not public: records, each a list of named facts.
 * Our own contract, to be mapped when the service's passport is at hand.
 */
export interface RegisterStatement {
  readonly iin: string
  readonly records: readonly {
    readonly title: RegisterText
    readonly facts: readonly { readonly name: RegisterText; readonly value: string }[]
  }[]
}

/** The closed list of questions: what each asks and what a "found" brings. A register of a standard names one of them. */
export interface Questions {
  readonly person: { readonly question: PersonSearch; readonly found: readonly Person[] }
  readonly entity: { readonly question: { readonly bin: string }; readonly found: Entity }
  readonly power: { readonly question: PowerSearch; readonly found: readonly PowerOfAttorney[] }
  readonly address: { readonly question: { readonly iin: string }; readonly found: AddressCertificate }
  readonly statement: { readonly question: { readonly iin: string }; readonly found: RegisterStatement }
}

export type QuestionKind = keyof Questions
