import type { Certificate } from './certificate.ts'
import { findSignerCertificate, parseSignedData } from './cms.ts'
import { DerError } from './der.ts'
import type { ExpectedSigner } from './examine.ts'
import type { SignatureRules } from './rules.ts'
import type { Verdict } from './verdict.ts'

/** The signatures of one message over one document, each judged on its own. */
export interface SeveralVerdict {
  /** VALID when every signature is and nobody expected is missing; INDETERMINATE when that may still come true. */
  readonly verdict: Verdict['verdict']
  /** One for each signer, in the order of the message; one alone for a message that cannot be read. */
  readonly verdicts: readonly [Verdict, ...Verdict[]]
  /** Expected people who did not sign. */
  readonly missing: readonly ExpectedSigner[]
}

export interface SignerTask {
  readonly place: number
  readonly expected: ExpectedSigner
}

/**
 * Who of the expected people each signer of the message must be: found by IIN and, where two are
 * one person, by BIN. A signer nobody expects is held against the first, and so found to be another person. With nobody
 * expected anybody may have signed.
 */
export function assignSigners(
  { cms, document, expected }: SeveralRequest,
  { maxCmsBytes }: SignatureRules,
): readonly [SignerTask, ...SignerTask[]] {
  const [first = {}] = expected
  const [one = { place: 0, expected: first }, ...others] = holdersOf(cms, maxCmsBytes + document.length).map(
    (holder, place): SignerTask => {
      const found = expected.find((person) => isOf(person, holder)) ?? expected.find(({ iin }) => iin === holder?.iin)
      return { place, expected: found ?? first }
    },
  )
  return [one, ...others]
}

export interface SeveralRequest {
  readonly cms: Uint8Array
  readonly document: Uint8Array
  /** Each person with an IIN, and once for each organisation acted for. */
  readonly expected: readonly ExpectedSigner[]
}

/** @param verdicts in the order of the signers */
export function combineVerdicts(
  verdicts: readonly [Verdict, ...Verdict[]],
  expected: readonly ExpectedSigner[],
): SeveralVerdict {
  const missing = expected.filter((person) => !verdicts.some(({ signer }) => isOf(person, signer)))
  const isWrong = missing.length > 0 || verdicts.some(({ verdict }) => verdict === 'INVALID')
  const isOpen = verdicts.some(({ verdict }) => verdict === 'INDETERMINATE')
  return { verdict: isWrong ? 'INVALID' : isOpen ? 'INDETERMINATE' : 'VALID', verdicts, missing }
}

function isOf({ iin, bin }: ExpectedSigner, holder: Certificate | undefined): boolean {
  return holder !== undefined && holder.iin === iin && (bin === undefined || holder.bin === bin)
}

/** The certificate of each signer where it came along; a message that cannot be read has no signers. */
function holdersOf(cms: Uint8Array, maxBytes: number): readonly (Certificate | undefined)[] {
  try {
    const { signers, certificates } = parseSignedData(cms, maxBytes)
    return signers.map((signer) => findSignerCertificate(signer, certificates))
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return []
  }
}
