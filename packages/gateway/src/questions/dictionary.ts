/**
 * Codes and words of registers that decide between answers. They are not published as a list: these are the ones met
 * in messages, and a system that learns of others gives a table of its own. What is not in a table is no answer,
 * never a guess.
 */
export interface QuestionDictionary {
  readonly person: {
    /** Results of a search that was carried out, whether or not it found somebody. */
    readonly processed: readonly string[]
    /** States of an identity document that is valid. */
    readonly validDocument: readonly string[]
  }
  readonly entity: {
    /** States of an answer that there is no such entity. */
    readonly notFound: readonly string[]
  }
  /** States of a request for consent, in small letters. */
  readonly consent: {
    readonly pending: readonly string[]
    readonly refused: readonly string[]
    readonly expired: readonly string[]
  }
}

export const KNOWN_CODES: QuestionDictionary = {
  person: { processed: ['00000'], validDocument: ['00'] },
  entity: { notFound: ['not_found'] },
  consent: {
    pending: ['pending', 'waiting', 'sent'],
    refused: ['refused', 'rejected', 'denied'],
    expired: ['expired', 'timeout'],
  },
}
