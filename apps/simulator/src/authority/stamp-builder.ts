import {
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derValue,
  OID,
  TAG,
  type parseTimeStampRequest,
} from '@qyzmet/eds'
import { bitString, encodeGeneralizedTime, type Holding } from './certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from './cms-builder.ts'
import { sha256, type KeyKind, type SigningKey } from './signing-key.ts'

export type StampQuery = ReturnType<typeof parseTimeStampRequest>

export interface StampPlan {
  readonly query: StampQuery
  readonly serial: Uint8Array
  readonly genTime: Temporal.Instant
}

/** The policies under which the national authority stamps with either kind of key. */
export const STAMP_POLICIES: Readonly<Record<KeyKind, string>> = {
  rsa: OID.timeStampPolicyRsa,
  'gost-512': OID.timeStampPolicyGost,
}

/** A time-stamp token over the digest that was asked for. */
export function buildStampToken({ query, serial, genTime }: StampPlan, stamper: Holding): Uint8Array {
  const info = derSequence(
    derInteger(1),
    derOid(query.policy ?? STAMP_POLICIES[stamper.key.kind]),
    derSequence(derSequence(derOid(query.hashAlgorithm), derNull()), derOctets(query.digest)),
    derInteger(serial),
    encodeGeneralizedTime(genTime),
    ...(query.nonce === undefined ? [] : [derInteger(query.nonce)]),
  )
  const signerInfo = buildSignerInfo({
    signer: stamper,
    digest: stamper.key.digest(info),
    contentType: OID.timeStampInfo,
    signingTime: genTime,
  })
  return buildSignedData({
    signerInfos: [signerInfo],
    certificates: query.wantsCertificate ? [stamper.der] : [],
    contentType: OID.timeStampInfo,
    content: info,
  })
}

export function buildStampAnswer(token: Uint8Array): Uint8Array {
  return derSequence(derSequence(derInteger(0)), token)
}

/** A refusal; failure bit 2 says "bad request". */
export function buildStampRefusal(): Uint8Array {
  return derSequence(derSequence(derInteger(2), derValue(TAG.sequence), bitString(Uint8Array.of(0x20), 5)))
}

/** A request as a program that stamps its own signature makes it. */
export function ownStampQuery(signature: Uint8Array, key?: SigningKey): StampQuery {
  const isGost = key?.kind === 'gost-512'
  return {
    hashAlgorithm: isGost ? OID.streebog512 : OID.sha256,
    digest: isGost ? key.digest(signature) : sha256(signature),
    wantsCertificate: true,
  }
}
