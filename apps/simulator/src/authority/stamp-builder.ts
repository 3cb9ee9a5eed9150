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
import { buildSignedData, buildSignerInfo, digestOf } from './cms-builder.ts'

export type StampQuery = ReturnType<typeof parseTimeStampRequest>

export interface StampPlan {
  readonly query: StampQuery
  readonly serial: Uint8Array
  readonly genTime: Temporal.Instant
}

/** A time-stamp token over the digest that was asked for. */
export function buildStampToken({ query, serial, genTime }: StampPlan, stamper: Holding): Uint8Array {
  const info = derSequence(
    derInteger(1),
    derOid(query.policy ?? OID.timeStampPolicyRsa),
    derSequence(derSequence(derOid(query.hashAlgorithm), derNull()), derOctets(query.digest)),
    derInteger(serial),
    encodeGeneralizedTime(genTime),
    ...(query.nonce === undefined ? [] : [derInteger(query.nonce)]),
  )
  const signerInfo = buildSignerInfo({
    signer: stamper,
    digest: digestOf(info),
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
export function ownStampQuery(signature: Uint8Array): StampQuery {
  return { hashAlgorithm: OID.sha256, digest: digestOf(signature), wantsCertificate: true }
}
