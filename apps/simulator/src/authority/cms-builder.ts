import {
  contextTag,
  derChildren,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSetOf,
  derValue,
  OID,
  parseCertificate,
  readDer,
  TAG,
} from '@qyzmet/eds'
import { encodeTime, type Holding } from './certificate-builder.ts'
import { SHA256, sha256 } from './signing-key.ts'

export interface SignerPlan {
  readonly signer: Holding
  /** Hash of the content, made with the hash of the signer's key. */
  readonly digest: Uint8Array
  readonly contentType?: string
  readonly signingTime?: Temporal.Instant
  /** The certificate that the signed attribute names; by default the signer's. */
  readonly namedCertificate?: Uint8Array
  /** Makes the time-stamp token over the signature. */
  readonly stamp?: (signature: Uint8Array) => Uint8Array
}

/** SHA-256, the hash of RSA keys. */
export function digestOf(content: Uint8Array): Uint8Array {
  return sha256(content)
}

/** One signer's part: CAdES-BES, and CAdES-T with a stamp. */
export function buildSignerInfo(plan: SignerPlan): Uint8Array {
  const { signer, digest, contentType = OID.data, signingTime, namedCertificate = signer.der, stamp } = plan
  const certificate = parseCertificate(signer.der)
  const signed = derSetOf(
    attribute(OID.contentTypeAttribute, derOid(contentType)),
    attribute(OID.messageDigestAttribute, derOctets(digest)),
    ...(signingTime === undefined ? [] : [attribute(OID.signingTimeAttribute, encodeTime(signingTime))]),
    attribute(OID.signingCertificateV2, derSequence(derSequence(derSequence(derOctets(digestOf(namedCertificate)))))),
  )
  const signature = signer.key.sign(signed)
  const unsigned = stamp && derSetOf(attribute(OID.timeStampTokenAttribute, stamp(signature)))
  return derSequence(
    derInteger(1),
    derSequence(certificate.issuerName.der, derInteger(Buffer.from(certificate.serial, 'hex'))),
    signer.key.digestAlgorithm,
    retag(contextTag(0), signed),
    signer.key.cmsAlgorithm,
    derOctets(signature),
    ...(unsigned === undefined ? [] : [retag(contextTag(1), unsigned)]),
  )
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), derSetOf(value))
}

/** An implicit tag takes the place of the SET's own. */
function retag(tag: number, set: Uint8Array): Uint8Array {
  return Uint8Array.from([tag, ...set.subarray(1)])
}

export interface SignedDataPlan {
  readonly signerInfos: readonly Uint8Array[]
  readonly certificates: readonly Uint8Array[]
  readonly contentType?: string
  /** Left out for a detached signature. */
  readonly content?: Uint8Array
}

export function buildSignedData(plan: SignedDataPlan): Uint8Array {
  const { signerInfos, certificates, contentType = OID.data, content } = plan
  // The third field of each signer names the hash.
  const named = signerInfos.map((info) => derChildren(readDer(info))[2]?.bytes ?? SHA256)
  const digestAlgorithms = new Map(
    (named.length === 0 ? [SHA256] : named).map((identifier) => [Buffer.from(identifier).toString('hex'), identifier]),
  )
  const signedData = derSequence(
    derInteger(contentType === OID.data ? 1 : 3),
    derSetOf(...digestAlgorithms.values()),
    derSequence(derOid(contentType), ...(content === undefined ? [] : [derValue(contextTag(0), derOctets(content))])),
    ...(certificates.length === 0 ? [] : [derValue(contextTag(0), ...certificates)]),
    derValue(TAG.set, ...signerInfos.toSorted((left, right) => Buffer.compare(left, right))),
  )
  return derSequence(derOid(OID.signedData), derValue(contextTag(0), signedData))
}
