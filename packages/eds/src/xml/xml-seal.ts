import { createPublicKey, KeyObject, sign as signWithKey } from 'node:crypto'
import type { AlgorithmSuite } from '../algorithm-suite.ts'
import { sameBytes } from '../bytes.ts'
import { parseCertificate, type Certificate } from '../certificate.ts'
import { nationalSuite } from '../national-suite.ts'
import type { TrustAnchors } from '../trust-anchors.ts'
import { SealError, sealBody, sealDocument, type SealMaker } from './make-sealed.ts'
import { openSealed, type OpenedXml } from './open-sealed.ts'
import type { SealKind } from './signature-form.ts'
import { XML_ALGORITHMS } from './xml-algorithms.ts'
import { MESSAGE_LIMITS, type XmlLimits } from './xml-reader.ts'

/** A private RSA key, or whatever else signs octets with the key of the certificate, such as a device. */
export type SealKey = KeyObject | { sign(data: Uint8Array): Uint8Array | Promise<Uint8Array> }

export interface XmlSealPorts {
  readonly key: SealKey
  /** Of that key, DER; the algorithm is told by it. */
  readonly certificate: Uint8Array
  /** Authorities under which the certificates of others must lie. */
  readonly anchors: TrustAnchors
  /**
   * Whether messages may come from this holder. Not left out: citizens have certificates of the same authorities, and
   * any of them could seal a message otherwise.
   */
  readonly isExpected: (certificate: Certificate) => boolean
  readonly now: () => Temporal.Instant
  readonly suite?: AlgorithmSuite
  readonly limits?: XmlLimits
}

/** Signs and opens the messages of state systems. */
export interface XmlSeal {
  /** Signs the Body of a SOAP 1.1 envelope by WS-Security. @throws {SealError} @throws {XmlError} */
  sealBody(envelope: string): Promise<string>
  /** @returns the Body alone; without a signature too */
  openBody(envelope: string): Promise<OpenedXml>
  /** Signs a whole document, the signature inside it. @throws {SealError} @throws {XmlError} */
  sealDocument(xml: string): Promise<string>
  /** @returns the document without its signature */
  openDocument(xml: string): Promise<OpenedXml>
}

/**
 * WS-Security over the Body (exclusive canonical form, certificate as X.509 KeyIdentifier) and enveloped XMLDSig over a
 * whole document (inclusive canonical form, certificate in X509Data). Revocation is not asked for
 * here: `Verifier.standingOf` does.
 *
 * @throws {SealError} when the certificate cannot be used, or is of another key
 * @throws {DerError}
 */
export function createXmlSeal(ports: XmlSealPorts): XmlSeal {
  const { anchors, isExpected, now, suite = nationalSuite, limits = MESSAGE_LIMITS } = ports
  const maker = makerOf(ports, suite, limits)
  const open = (xml: string, kind: SealKind): OpenedXml =>
    openSealed(xml, kind, { anchors, at: now(), suite, limits, isExpected })
  return {
    sealBody: (envelope) => sealBody(envelope, maker),
    sealDocument: (xml) => sealDocument(xml, maker),
    openBody: async (envelope) => open(envelope, 'body'),
    openDocument: async (xml) => open(xml, 'document'),
  }
}

function makerOf({ key, certificate: der }: XmlSealPorts, suite: AlgorithmSuite, limits: XmlLimits): SealMaker {
  const { publicKey } = parseCertificate(der)
  const algorithm = XML_ALGORITHMS.find((candidate) => candidate.key === publicKey.algorithm)
  if (algorithm === undefined) throw new SealError('keys of this kind do not sign messages')
  if (!(key instanceof KeyObject))
    return { algorithm, certificate: der, suite, limits, sign: async (data) => key.sign(data) }
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
  if (!sameBytes(spki, publicKey.spki)) throw new SealError('the certificate is of another key')
  const sign = async (data: Uint8Array): Promise<Uint8Array> => new Uint8Array(signWithKey('sha256', data, key))
  return { algorithm, certificate: der, suite, limits, sign }
}
