import type { ExpectedSigner } from '@qyzmet/eds'
import type { Locale } from '@qyzmet/regulation'
import type { Sha256 } from '../documents/blobs.ts'

/** One document to sign. */
export interface OfferedDocument {
  /** Hash of its exact bytes. */
  readonly sha256: Sha256
  /** What the telephone calls it. */
  readonly name: Readonly<Record<Locale, string>>
  /** As `application/pdf`. */
  readonly mediaType: string
  /** The bytes in Base64, of a small document that is not kept among the files. */
  readonly bytes?: string | undefined
  /** Field of the form that takes its signature. */
  readonly field: string
  /** Box of the page that says by `yes` whether it is to be signed; absent: it always is. */
  readonly choice?: string | undefined
}

/** What a signing page offers to a telephone: documents, whose signature is asked for, and the form that takes it. */
export interface PhoneOffer {
  readonly documents: readonly OfferedDocument[]
  readonly signer: ExpectedSigner
  /** Address that the signed form is sent to, and its other fields. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** Address of the page where signing is offered. */
  readonly page: string
}

/** Longest sealed offer that is read, in characters: twenty documents with long names. */
const MAX_OFFER_CHARS = 65_536

/** @param open gives back what was sealed in this browser; undefined for anything else */
export function readOffer(sealed: unknown, open: (sealed: string) => string | undefined): PhoneOffer | undefined {
  const text = typeof sealed === 'string' && sealed.length <= MAX_OFFER_CHARS ? open(sealed) : undefined
  // Sealed by `writeOffer` alone.
  return text === undefined ? undefined : (JSON.parse(text) as PhoneOffer)
}

/** The offer with only the documents whose boxes were ticked. */
export function chosenOf(offer: PhoneOffer, posted: Readonly<Record<string, unknown>>): PhoneOffer {
  return {
    ...offer,
    documents: offer.documents.filter(({ choice }) => choice === undefined || posted[choice] === 'yes'),
  }
}

export function writeOffer(offer: PhoneOffer): string {
  return JSON.stringify(offer)
}
