import { createHash } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { berToDer } from './ber-to-der.ts'
import { hexOf, sameBytes } from './bytes.ts'
import { parseAlgorithm, parseCertificate, type Certificate } from './certificate.ts'
import {
  contextTag,
  derChildren,
  derFields,
  derInside,
  DerError,
  readDer,
  TAG,
  type DerFields,
  type DerNode,
} from './der.ts'
import { integerHex, octetStringValue, oidValue, smallInteger } from './der-values.ts'
import { parseName } from './name.ts'
import { OID } from './object-identifiers.ts'
import type { SignatureFinding } from './verdict.ts'

type Attributes = ReadonlyMap<string, readonly DerNode[]>

export interface SignerInfo {
  readonly id:
    | { readonly kind: 'issuer-and-serial'; readonly issuer: Uint8Array; readonly serial: string }
    | { readonly kind: 'key-id'; readonly keyId: string }
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  /** The attributes and the octets the signature is over, when there are any. */
  readonly signed?: { readonly bytes: Uint8Array; readonly attributes: Attributes }
  readonly unsigned: Attributes
  readonly signature: Uint8Array
}

/** A CMS SignedData as its octets say. */
export interface SignedData {
  readonly contentType: string
  /** Absent when the signature is detached. */
  readonly content?: Uint8Array
  readonly certificates: readonly Certificate[]
  readonly signers: readonly SignerInfo[]
}

/**
 * Reads a SignedData; indefinite lengths are accepted as CMS permits them.
 *
 * @param maxBytes longest input
 * @throws {DerError}
 */
export function parseSignedData(bytes: Uint8Array, maxBytes: number): SignedData {
  const limits = { maxBytes, maxDepth: 24, maxChildren: 4096 }
  const contentInfo = derFields(readDer(berToDer(bytes, limits), limits))
  if (oidValue(contentInfo.take(TAG.oid, 'the content type')) !== OID.signedData) {
    throw new DerError('signed data is expected', 0)
  }
  const signedData = derFields(derInside(contentInfo.take(contextTag(0), 'the signed data')))
  contentInfo.end()

  readVersion(signedData, [1, 3, 4, 5])
  const digestAlgorithms = derChildren(signedData.take(TAG.set, 'the digest algorithms')).map(
    (node) => parseAlgorithm(node).oid,
  )
  const encapsulated = derFields(signedData.take(TAG.sequence, 'the content'))
  const contentType = oidValue(encapsulated.take(TAG.oid, 'the content kind'))
  const contentField = encapsulated.maybe(contextTag(0))
  encapsulated.end()
  const content = contentField && octetStringValue(derInside(contentField))
  const certificateSet = signedData.maybe(contextTag(0))
  signedData.maybe(contextTag(1))
  const signers = derChildren(signedData.take(TAG.set, 'the signers')).map(parseSigner)
  signedData.end()
  if (signers.some(({ digestAlgorithm }) => !digestAlgorithms.includes(digestAlgorithm))) {
    throw new DerError('a signer uses a digest algorithm that is not listed', 0)
  }

  // Attribute certificates and other choices bear context tags; nothing here uses them.
  const certificates = (certificateSet === undefined ? [] : derChildren(certificateSet))
    .filter(({ tag }) => tag === TAG.sequence)
    .map((node) => parseCertificate(node.bytes))
  return { contentType, certificates, signers, ...(content === undefined ? {} : { content }) }
}

function readVersion(fields: DerFields, known: readonly number[]): void {
  const node = fields.take(TAG.integer, 'the version')
  if (!known.includes(smallInteger(node))) throw new DerError('the version is not known', node.offset)
}

function parseSigner(node: DerNode): SignerInfo {
  const fields = derFields(node)
  readVersion(fields, [1, 3])
  const id = parseSignerId(fields.takeAny('the signer id'))
  const digestAlgorithm = parseAlgorithm(fields.take(TAG.sequence, 'the digest algorithm')).oid
  const signedNode = fields.maybe(contextTag(0))
  const signatureAlgorithm = parseAlgorithm(fields.take(TAG.sequence, 'the signature algorithm')).oid
  const signature = octetStringValue(fields.take(TAG.octetString, 'the signature'))
  const unsignedNode = fields.maybe(contextTag(1))
  fields.end()
  // The signature is over the attributes as a SET, whose tag the message replaces by [0].
  const signed = signedNode && {
    bytes: Buffer.concat([Uint8Array.of(TAG.set), signedNode.bytes.subarray(1)]),
    attributes: parseAttributes(signedNode),
  }
  return {
    id,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    unsigned: unsignedNode === undefined ? new Map() : parseAttributes(unsignedNode),
    ...(signed === undefined ? {} : { signed }),
  }
}

function parseSignerId(node: DerNode): SignerInfo['id'] {
  if (node.tag === contextTag(0, 'primitive')) return { kind: 'key-id', keyId: hexOf(node.content) }
  const fields = derFields(node)
  const issuer = fields.take(TAG.sequence, 'the issuer').bytes
  const serial = integerHex(fields.take(TAG.integer, 'the serial number'))
  fields.end()
  return { kind: 'issuer-and-serial', issuer, serial }
}

function parseAttributes(node: DerNode): Attributes {
  const attributes = new Map<string, readonly DerNode[]>()
  for (const child of derChildren(node)) {
    const fields = derFields(child)
    const oid = oidValue(fields.take(TAG.oid, 'the attribute kind'))
    const values = derChildren(fields.take(TAG.set, 'the attribute values'))
    fields.end()
    if (attributes.has(oid)) throw new DerError('an attribute is repeated', child.offset)
    attributes.set(oid, values)
  }
  return attributes
}

/** The signer's own certificate among those that came along. */
export function findSignerCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const { id } = signer
  return certificates.find((certificate) =>
    id.kind === 'key-id'
      ? certificate.subjectKeyId === id.keyId
      : certificate.serial === id.serial && sameBytes(certificate.issuerName.der, id.issuer),
  )
}

/**
 * Whether this signer signed exactly `content`: the signed attributes name its kind and digest, and the key made the
 * signature over them.
 *
 * A signature without signed attributes is malformed here: it could be passed off as one over other data.
 *
 * @throws {DerError} for an attribute of a wrong shape
 */
export function checkSigner(
  signer: SignerInfo,
  certificate: Certificate,
  content: { readonly type: string; readonly bytes: Uint8Array },
  suite: AlgorithmSuite,
): SignatureFinding | undefined {
  if (signer.signed === undefined) return 'malformed'
  const { attributes, bytes } = signer.signed
  const contentType = onlyValue(attributes, OID.contentTypeAttribute)
  const messageDigest = onlyValue(attributes, OID.messageDigestAttribute)
  if (contentType === undefined || messageDigest === undefined) return 'malformed'
  const digest = suite.digest(signer.digestAlgorithm, content.bytes)
  if (digest === undefined) return 'algorithm-not-supported'
  if (!sameBytes(octetStringValue(messageDigest), digest)) return 'digest-mismatch'
  if (oidValue(contentType) !== content.type) return 'malformed'
  const check = suite.verifySignature(
    signer.signatureAlgorithm,
    certificate.publicKey,
    bytes,
    signer.signature,
    signer.digestAlgorithm,
  )
  if (check === 'algorithm-not-supported') return check
  return check === 'right' ? undefined : 'signature-wrong'
}

/** The one value of an attribute. @throws {DerError} when it has none or several */
export function onlyValue(attributes: Attributes, oid: string): DerNode | undefined {
  const values = attributes.get(oid)
  if (values === undefined) return undefined
  const [value, ...others] = values
  if (value === undefined || others.length > 0) throw new DerError('the attribute must have one value', 0)
  return value
}

/**
 * Whether the signed attributes that name the signer's certificate name this one. Either of the two attributes may be
 * absent.
 *
 * @throws {DerError}
 *
 * Source: RFC 5035, section 3; RFC 2634, section 5.4
 */
export function checkSigningCertificate(
  signer: SignerInfo,
  certificate: Certificate,
  suite: AlgorithmSuite,
): SignatureFinding | undefined {
  const attributes = signer.signed?.attributes ?? new Map<string, readonly DerNode[]>()
  for (const oid of [OID.signingCertificateV2, OID.signingCertificate]) {
    const value = onlyValue(attributes, oid)
    if (value === undefined) continue
    const [first] = derChildren(derFields(value).take(TAG.sequence, 'the certificate list'))
    if (first === undefined) return 'signing-certificate-mismatch'
    const fields = derFields(first)
    const algorithm = oid === OID.signingCertificateV2 ? fields.maybe(TAG.sequence) : undefined
    const named = octetStringValue(fields.take(TAG.octetString, 'the certificate hash'))
    const issuerSerial = fields.maybe(TAG.sequence)
    fields.end()
    const hash =
      oid === OID.signingCertificate
        ? createHash('sha1').update(certificate.der).digest()
        : suite.digest(algorithm === undefined ? OID.sha256 : parseAlgorithm(algorithm).oid, certificate.der)
    if (hash === undefined) return 'algorithm-not-supported'
    if (!sameBytes(hash, named)) return 'signing-certificate-mismatch'
    if (issuerSerial !== undefined && !namesCertificate(issuerSerial, certificate)) {
      return 'signing-certificate-mismatch'
    }
  }
  return undefined
}

function namesCertificate(issuerSerial: DerNode, certificate: Certificate): boolean {
  const fields = derFields(issuerSerial)
  const names = derChildren(fields.take(TAG.sequence, 'the issuer names'))
  const serial = integerHex(fields.take(TAG.integer, 'the serial number'))
  const directoryName = names.find(({ tag }) => tag === contextTag(4))
  return (
    serial === certificate.serial &&
    directoryName !== undefined &&
    sameBytes(parseName(derInside(directoryName)).der, certificate.issuerName.der)
  )
}
