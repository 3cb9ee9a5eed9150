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

/** A person as the register of persons knows them; names come in one spelling only. */
export interface Person {
  readonly iin: string
  readonly surname: string
  readonly givenName?: string
  readonly patronymic?: string
  readonly birthDate: Temporal.PlainDate
  readonly deathDate?: Temporal.PlainDate
  readonly capable: boolean
  readonly excluded: boolean
  readonly citizenship: { readonly code: string; readonly nameKz: string; readonly nameRu: string }
  readonly address?: {
    readonly region: string
    readonly district: string
    readonly city: string
    readonly street: string
    readonly building: string
    readonly flat?: string
    readonly beginDate?: Temporal.PlainDate
  }
  readonly documents: readonly {
    readonly type: string
    readonly number: string
    readonly beginDate: Temporal.PlainDate
    readonly endDate?: Temporal.PlainDate
    readonly valid: boolean
  }[]
}

/** A search by IIN finds one person, none, or (a fault of the register's data) several. */
export type PersonsRegister = RegisterPort<{ readonly iin: string }, readonly Person[]>
