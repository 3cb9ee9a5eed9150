/** Why a register is asked, kept with the answer as evidence. */
export interface CallContext {
  readonly caseId?: string
  readonly officer: string
  readonly purpose: string
  readonly legalBasis: string
  readonly deadline: Temporal.Instant
  readonly idempotencyKey: string
}

/** The trace of one question: what was sent and what came back, byte for byte. */
export interface Receipt {
  readonly transport: 'shep' | 'xroad' | 'simulator' | 'manual'
  readonly service: string
  readonly messageId: string
  readonly sentAt: Temporal.Instant
  readonly answeredAt: Temporal.Instant
  readonly requestBytes: Uint8Array
  readonly answerBytes: Uint8Array
  readonly signature: 'valid' | 'invalid' | 'absent'
}

/** The five answers of a register; never two. */
export type Outcome<A> =
  | { readonly kind: 'found'; readonly value: A; readonly receipt: Receipt }
  | { readonly kind: 'not-found'; readonly receipt: Receipt }
  | { readonly kind: 'pending'; readonly token: string; readonly why: 'consent' | 'async'; readonly receipt?: Receipt }
  | { readonly kind: 'refused'; readonly why: string; readonly receipt?: Receipt }
  /** `receipt` when something came back that could not be understood: it is evidence too. */
  | { readonly kind: 'no-answer'; readonly retryable: boolean; readonly detail: string; readonly receipt?: Receipt }

export interface RegisterPort<Q, A> {
  ask(question: Q, context: CallContext): Promise<Outcome<A>>
}

/** A value of one of the state's dictionaries. What a code means is the dictionary's business, never the program's. */
export interface DictionaryValue {
  readonly code: string
  readonly nameKz: string
  readonly nameRu: string
}

/** A person as the register of persons knows them; names come in one spelling only. */
export interface Person {
  readonly iin: string
  /** Empty for the few people who have none. */
  readonly surname: string
  readonly givenName?: string
  readonly patronymic?: string
  readonly birthDate: Temporal.PlainDate
  readonly deathDate?: Temporal.PlainDate
  readonly gender?: DictionaryValue
  /** False while a decision of a court on the person's capacity is in force. */
  readonly capable: boolean
  readonly capacity?: Capacity
  /** The number was taken out of the national register, wholly or for a time. */
  readonly excluded: boolean
  readonly exclusion?: Exclusion
  readonly citizenship: DictionaryValue
  /** Where the person is registered; children and foreigners often are nowhere. */
  readonly address?: PersonAddress
  /** All that were ever issued, those no longer valid among them. */
  readonly documents: readonly IdentityDocument[]
}

/** What a court decided on somebody's capacity. */
export interface Capacity {
  readonly status: DictionaryValue
  readonly since?: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
  readonly caseNumber?: string
  readonly court?: DictionaryValue
}

export interface Exclusion {
  readonly reason: DictionaryValue
  readonly since?: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
}

export interface PersonAddress {
  /** The largest part (область), in Kazakh where the register has it. */
  readonly region: string
  readonly regionRu?: string
  readonly district: string
  readonly districtRu?: string
  readonly city: string
  readonly street: string
  readonly building: string
  readonly corpus?: string
  readonly flat?: string
  readonly beginDate?: Temporal.PlainDate
  readonly endDate?: Temporal.PlainDate
  /** Code of the address in the address register (RKA). */
  readonly code?: string
}

export interface IdentityDocument {
  /** Code of the kind of document. */
  readonly type: string
  readonly typeName?: { readonly kk?: string; readonly ru?: string }
  readonly number: string
  readonly series?: string
  readonly beginDate: Temporal.PlainDate
  readonly endDate?: Temporal.PlainDate
  readonly issuer?: { readonly kk?: string; readonly ru?: string }
  /** The register holds it valid; whether its time has run out is another matter. */
  readonly valid: boolean
  readonly invalidOn?: Temporal.PlainDate
  /** The names as they were when the document was issued. */
  readonly surname?: string
  readonly givenName?: string
  readonly patronymic?: string
}

/** A search by IIN finds one person, none, or (a fault of the register's data) several. */
export type PersonsRegister = RegisterPort<{ readonly iin: string }, readonly Person[]>
