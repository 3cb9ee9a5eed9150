import { decoding, DecodingError, type JsonObject } from '@qyzmet/casework'
import { hexOf, type Role } from '@qyzmet/eds'

const { fields, instant, list, oneOf, optional, text } = decoding

/** A kept signature and all its verdict rests on, so that the verdict can be reached again without a network. */
export interface KeptSignature {
  readonly id: string
  readonly purpose: string
  readonly documentSha256: string
  readonly expectedIin: string
  /** The organisation that the certificate had to name, and what it had to entitle to, one of these. */
  readonly expectedBin?: string
  readonly expectedRoles?: readonly Role[]
  readonly cms: Uint8Array
  readonly receivedAt: Temporal.Instant
  readonly checkedAt: Temporal.Instant
  readonly verdict: 'VALID' | 'INVALID' | 'INDETERMINATE'
  readonly rules: string
  readonly anchorSet: string
  readonly ocspAnswer?: Uint8Array
  readonly ocspNonce?: Uint8Array
  /** The revocation list that was asked when the responder was silent. */
  readonly crl?: Uint8Array
  /** What changed since that list. */
  readonly deltaCrl?: Uint8Array
  readonly timeStamp?: Uint8Array
  readonly certificates: readonly Uint8Array[]
}

/** How the index of a container tells of its signatures; files are named by their paths. */
export const signatureLines = list(
  fields({
    id: text,
    purpose: text,
    documentSha256: text,
    expectedIin: text,
    expectedBin: optional(text),
    expectedRoles: optional(
      list(oneOf('head', 'signing-right', 'employee', 'financial-signing-right', 'human-resources')),
    ),
    receivedAt: instant,
    checkedAt: instant,
    verdict: oneOf('VALID', 'INVALID', 'INDETERMINATE'),
    rules: text,
    anchorSet: text,
    cms: text,
    ocspAnswer: optional(text),
    ocspNonce: optional(text),
    crl: optional(text),
    deltaCrl: optional(text),
    timeStamp: optional(text),
    certificates: list(text),
  }),
)

/** Puts a signature into a container, in a folder of its own. @returns its line of the index */
export function putSignature(
  signature: KeptSignature,
  at: number,
  put: (name: string, bytes: Uint8Array) => string,
): JsonObject {
  const folder = `signatures/${numbered(at)}-${signature.purpose}`
  const maybe = (key: string, name: string, bytes: Uint8Array | undefined): Record<string, string> =>
    bytes === undefined ? {} : { [key]: put(`${folder}/${name}`, bytes) }
  const { id, purpose, documentSha256, expectedIin, verdict, rules, anchorSet } = signature
  return {
    id,
    purpose,
    documentSha256,
    expectedIin,
    ...(signature.expectedBin === undefined ? {} : { expectedBin: signature.expectedBin }),
    ...(signature.expectedRoles === undefined ? {} : { expectedRoles: [...signature.expectedRoles] }),
    verdict,
    rules,
    anchorSet,
    receivedAt: signature.receivedAt.toString(),
    checkedAt: signature.checkedAt.toString(),
    cms: put(`${folder}/signature.p7s`, signature.cms),
    ...maybe('ocspAnswer', 'ocsp.der', signature.ocspAnswer),
    ...(signature.ocspNonce === undefined ? {} : { ocspNonce: hexOf(signature.ocspNonce) }),
    ...maybe('crl', 'list.crl', signature.crl),
    ...maybe('deltaCrl', 'changes.crl', signature.deltaCrl),
    ...maybe('timeStamp', 'stamp.tst', signature.timeStamp),
    certificates: signature.certificates.map((der, number) => put(`${folder}/${numbered(number)}.cer`, der)),
  }
}

/** Reads a signature back from its line of the index. */
export function readSignature(
  line: ReturnType<typeof signatureLines>[number],
  bytesOf: (name: string) => Uint8Array,
): KeptSignature {
  const { cms, ocspAnswer, ocspNonce, crl, deltaCrl, timeStamp, certificates, ...rest } = line
  return {
    ...rest,
    cms: bytesOf(cms),
    ...(ocspAnswer === undefined ? {} : { ocspAnswer: bytesOf(ocspAnswer) }),
    ...(ocspNonce === undefined ? {} : { ocspNonce: bytesOfHex(ocspNonce) }),
    ...(crl === undefined ? {} : { crl: bytesOf(crl) }),
    ...(deltaCrl === undefined ? {} : { deltaCrl: bytesOf(deltaCrl) }),
    ...(timeStamp === undefined ? {} : { timeStamp: bytesOf(timeStamp) }),
    certificates: certificates.map(bytesOf),
  }
}

/** Place in a list as part of a file name: `01`. */
export function numbered(at: number): string {
  return String(at + 1).padStart(2, '0')
}

function bytesOfHex(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new DecodingError('a nonce is not hexadecimal')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
