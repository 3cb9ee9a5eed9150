import type { Answers, Locale } from '@qyzmet/regulation'

/** Who acts. Built by the server from the session, never from a form. */
export type Party =
  | { readonly kind: 'applicant'; readonly accountId: string; readonly iin: string; readonly name: string }
  | {
      readonly kind: 'staff'
      readonly accountId: string
      readonly name: string
      readonly providerId: string
      /** Actors of the regulation this person may act as at this provider: own ones and those of the absent people they substitute today. */
      readonly roles: readonly StaffRole[]
    }
  | { readonly kind: 'system'; readonly name: string }

export interface StaffRole {
  readonly actor: string
  /** The person substituted; absent when the role is the person's own. */
  readonly substitutes?: { readonly accountId: string; readonly name: string }
}

/** A file kept by its hash; `documentId` names the requirement of the standard that it answers. */
export interface Attachment {
  readonly documentId: string
  readonly sha256: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
}

/** A verified signature, as evidence: everything else is found by `signatureId`. */
export interface SignatureRef {
  readonly signatureId: string
  /** SHA-256 of the exact bytes that were signed, hexadecimal. */
  readonly documentSha256: string
  readonly signerName: string
  readonly certificateSerial: string
  /** Genuine only when the trust anchors are production ones; a training signature stays visible as such. */
  readonly training: boolean
}

/** The signature of somebody else whom the standard wants to sign the application. */
export interface CoSignature {
  /** The entry of the standard. */
  readonly coSigner: string
  readonly iin: string
  readonly signature: SignatureRef
}

export interface PassedStep {
  readonly step: string
  readonly outcome: string
  readonly at: Temporal.Instant
}

/** What is asked for, by whom and where: given when a case is opened, and kept as it was given. */
export interface CaseRequest {
  readonly regulation: string
  readonly edition: string
  /** SHA-256 of the edition's files, hexadecimal: the case runs under exactly these bytes. */
  readonly editionSha256: string
  readonly channel: string
  readonly providerId: string
  readonly applicant: { readonly accountId: string; readonly iin: string; readonly name: string }
  readonly locale: Locale
  readonly category: string
  readonly answers: Answers
  readonly attachments: readonly Attachment[]
  /** Hash of the exact bytes put before the applicant to sign. */
  readonly requestSha256: string
  /** The applicant's own; empty where papers were handed over a counter. */
  readonly signatureId: string
  /** Of others over the same bytes; absent where nobody else has to sign. */
  readonly coSignatures?: readonly CoSignature[]
  /** True when a repealed edition is opened for training. */
  readonly training: boolean
}

export type RegisterOutcome = 'found' | 'not-found' | 'pending' | 'refused' | 'no-answer'

export type CaseCommand =
  | (CaseRequest & {
      readonly type: 'open'
      /** Steps done before there was a case, in order from the start of the channel. */
      readonly passed: readonly PassedStep[]
    })
  | {
      readonly type: 'complete'
      readonly step: string
      readonly outcome: string
      readonly input: CompletionInput
    }
  | {
      readonly type: 'vote'
      readonly step: string
      readonly choice: 'positive' | 'negative' | 'conflict'
      readonly ground?: string
      readonly reason?: string
    }
  | { readonly type: 'sign-minutes'; readonly step: string; readonly signature: SignatureRef }
  /**
   * For a member, when nobody is left to act: everyone who is a member today has voted, or has signed, and those still
   * missing have left the commission. In every other case the last vote and the last signature close by themselves.
   */
  | { readonly type: 'close-session'; readonly step: string }
  | {
      readonly type: 'record-register-answer'
      readonly step: string
      readonly register: string
      /** Whom or what the question was about; absent: the applicant. */
      readonly subject?: string
      readonly outcome: RegisterOutcome
      readonly receiptId: string
      readonly bytes?: AnswerBytes
      readonly note?: string
    }
  /**
   * For who is at the current step, when a register that was asked is silent: what they found out without it.
   * `step` is the one that asked; `receiptId` names what they entered, with its scan.
   */
  | {
      readonly type: 'enter-register-answer'
      readonly step: string
      readonly register: string
      readonly subject?: string
      readonly outcome: 'found' | 'not-found'
      readonly receiptId: string
      readonly bytes?: AnswerBytes
      readonly reason: string
    }
  /** Written by the system when a person was told of something; also after the case is closed. */
  | { readonly type: 'record-notice'; readonly notice: GivenNotice }
  /** Names another executor for the current step; for the actor that assigns. */
  | { readonly type: 'reassign'; readonly executor: NamedExecutor; readonly reason: string }
  /** Written by the timer when a share of a term has passed or the term has run out. */
  | { readonly type: 'mark-term'; readonly term: string; readonly mark: TermMark }

/** Word given to a person, with no word of what it says. */
export interface GivenNotice {
  /** Account of the person. */
  readonly to: string
  readonly channel: 'portal' | 'email' | 'sms'
  /** Which notice, such as `result-ready`. */
  readonly code: string
  /** Version of the case at the event that the notice tells of. */
  readonly of: number
  /** `sent`: put before the person, or taken over by whoever delivers it; `delivered`: known to have arrived. */
  readonly status: 'sent' | 'delivered'
  /** Hash of the text as it went out, hexadecimal SHA-256. */
  readonly textSha256: string
  /** By which whoever delivers it knows the message. */
  readonly messageId?: string
}

/** Hashes of a question to a register and of its answer, as they went over the wire; hexadecimal SHA-256. */
export interface AnswerBytes {
  readonly questionSha256: string
  readonly answerSha256: string
}

export type TermMark = 'half' | 'three-quarters' | 'overdue'

export interface NamedExecutor {
  readonly accountId: string
  readonly name: string
}

/** What comes with a completed step; which of these are needed is said by the action (`inputsOf`). */
export interface CompletionInput {
  readonly ground?: string
  readonly reason?: string
  readonly executor?: NamedExecutor
  readonly opinion?: string
  /** What was found, for `inspect`. */
  readonly report?: string
  /** Whole tenge as text, for `value-dwelling`. */
  readonly sum?: string
  readonly signature?: SignatureRef
  /** Signatures under each copy that was attached, for `sign-and-send-request`; made in one act with `signature`. */
  readonly copies?: readonly SignatureRef[]
  /**
   * Number given to the request, for `number-request` and for sending where no such step follows, or the journal
   * number, for `register` and `dispatch-result`.
   */
  readonly number?: string
  /** Reason codes of the verdict, for `check-signature`. */
  readonly findings?: readonly string[]
  /** Hash of the document that was signed or delivered. */
  readonly documentSha256?: string
}
