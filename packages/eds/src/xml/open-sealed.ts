import type { AlgorithmSuite } from '../algorithm-suite.ts'
import type { Certificate } from '../certificate.ts'
import { buildChain, isValidAt } from '../chain.ts'
import { isBefore } from '../instants.ts'
import type { TrustAnchors } from '../trust-anchors.ts'
import { readSignatureForm, type FormFault, type SealKind, type SignatureForm } from './signature-form.ts'
import { createSignedXml, keepCharacters } from './xml-algorithms.ts'
import { DSIG, SOAP, WSSE, WSU } from './xml-names.ts'
import {
  attributeOf,
  cutOut,
  elementsOf,
  isElement,
  readXml,
  XmlError,
  type XmlElement,
  type XmlLimits,
} from './xml-reader.ts'

/** Why a message is not opened: a code for the log. */
export type SealFault =
  | FormFault
  | 'message-malformed'
  | 'signature-misplaced'
  | 'several-signatures'
  | 'reference-wrong'
  | 'digest-mismatch'
  | 'signature-wrong'
  | 'chain-untrusted'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'key-usage-wrong'
  | 'sealer-unexpected'

/** A message that was opened: what its signature covers, and nothing else of it may be read. */
export type OpenedXml =
  | {
      readonly signature: 'valid'
      /**
       * Exactly the signed node in its canonical form. Exclusive canonical form keeps no namespace that only a value
       * uses: the prefix in `xsi:type="p:T"` may be declared nowhere in it.
       */
      readonly xml: string
      readonly certificate: Uint8Array
    }
  | { readonly signature: 'absent'; readonly xml: string }
  | { readonly signature: 'invalid'; readonly why: SealFault }

export interface SealTrust {
  readonly anchors: TrustAnchors
  readonly at: Temporal.Instant
  readonly suite: AlgorithmSuite
  readonly limits: XmlLimits
  /** Whether the message may come from the holder: anybody's certificate leads to the same anchors. */
  readonly isExpected: (certificate: Certificate) => boolean
}

/** Where a signature stands in a message, and what it has to be over. */
interface Place {
  readonly signature: XmlElement | undefined
  /** Given back when there is no signature. */
  readonly content: XmlElement
  /** The one URI the reference may have. */
  readonly uri: string
  /** Whether a signed node is what is handed on. */
  readonly isContent: (node: XmlElement) => boolean
}

/**
 * Opens a message signed as `kind` says. One signature in its one place, one reference to the one node, an algorithm of
 * the list, and a certificate under the anchors; whatever else is a fault. The certificate in the message is judged,
 * never believed.
 */
export function openSealed(xml: string, kind: SealKind, trust: SealTrust): OpenedXml {
  try {
    return openRead(xml, kind, trust)
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return invalid('message-malformed')
  }
}

function invalid(why: SealFault): OpenedXml {
  return { signature: 'invalid', why }
}

function openRead(xml: string, kind: SealKind, trust: SealTrust): OpenedXml {
  const place = findPlace(readXml(xml, trust.limits), kind)
  if (typeof place === 'string') return invalid(place)
  if (place.signature === undefined) return { signature: 'absent', xml: cutOut(xml, place.content) }

  const form = readSignatureForm(place.signature, kind)
  if (typeof form === 'string') return invalid(form)
  if (form.uri !== place.uri) return invalid('reference-wrong')
  const signed = checkValue(xml, cutOut(xml, place.signature), form, trust.suite)
  if (typeof signed === 'object') return invalid(signed.fault)
  // What is handed on is read anew: the node is what the signature says it is, not what stood in a certain place.
  if (!place.isContent(readXml(signed, trust.limits))) return invalid('reference-wrong')
  const fault = findCertificateFault(form.certificate, trust)
  return fault === undefined ? { signature: 'valid', xml: signed, certificate: form.certificate.der } : invalid(fault)
}

function findPlace(root: XmlElement, kind: SealKind): Place | SealFault {
  const signatures = [...elementsOf(root)].filter((element) => isElement(element, DSIG, 'Signature'))
  if (signatures.length > 1) return 'several-signatures'
  return kind === 'body' ? placeInEnvelope(root, signatures[0]) : placeInDocument(root, signatures[0])
}

function placeInDocument(root: XmlElement, signature: XmlElement | undefined): Place | SealFault {
  if (signature !== undefined && !root.children.includes(signature)) return 'signature-misplaced'
  return {
    signature,
    content: root,
    uri: '',
    isContent: (node) => isElement(node, root.namespace, root.localName),
  }
}

function placeInEnvelope(root: XmlElement, signature: XmlElement | undefined): Place | SealFault {
  const { header, body } = readEnvelope(root)
  if (body === undefined) return 'message-malformed'
  const isContent = (node: XmlElement): boolean => isElement(node, SOAP, 'Body')
  if (signature === undefined) return { signature, content: body, uri: '', isContent }
  const securities = header?.children.filter((child) => isElement(child, WSSE, 'Security')) ?? []
  if (securities.length !== 1 || securities[0]?.children.includes(signature) !== true) return 'signature-misplaced'
  const id = attributeOf(body, 'Id', WSU)
  // An id that two elements bear names neither.
  const bearers = [...elementsOf(root)].flatMap(({ attributes }) =>
    attributes.filter(({ localName, value }) => value === id && localName.toLowerCase() === 'id'),
  )
  if (id === undefined || id === '' || bearers.length !== 1) return 'reference-wrong'
  return { signature, content: body, uri: `#${id}`, isContent }
}

/** A SOAP 1.1 envelope: a header or none, and exactly one body after it. */
export function readEnvelope(root: XmlElement): { readonly header?: XmlElement; readonly body?: XmlElement } {
  const parts = root.children
  const [body] = parts.slice(-1)
  const header = parts.length === 2 ? parts[0] : undefined
  const isRight =
    isElement(root, SOAP, 'Envelope') &&
    (parts.length === 1 || (header !== undefined && isElement(header, SOAP, 'Header'))) &&
    body !== undefined &&
    isElement(body, SOAP, 'Body')
  return isRight ? { body, ...(header === undefined ? {} : { header }) } : {}
}

/** The signed node, when the digest and the value are right. */
function checkValue(
  xml: string,
  signature: string,
  { algorithm, value, certificate }: SignatureForm,
  suite: AlgorithmSuite,
): string | { readonly fault: SealFault } {
  if (certificate.publicKey.algorithm !== algorithm.key) return { fault: 'algorithm-not-supported' }
  let fault: SealFault = 'signature-malformed'
  const signedXml = createSignedXml(algorithm, suite, {
    isRight(signedInfo) {
      const check = suite.verifySignature(algorithm.signature, certificate.publicKey, signedInfo, value)
      if (check !== 'right') fault = check === 'wrong' ? 'signature-wrong' : check
      return check === 'right'
    },
  })
  try {
    signedXml.loadSignature(keepCharacters(signature))
    if (!signedXml.checkSignature(keepCharacters(xml))) return { fault: 'digest-mismatch' }
  } catch {
    // The library throws for a wrong value as well as for whatever it does not understand.
    return { fault }
  }
  const [signed, ...others] = signedXml.getSignedReferences()
  return signed === undefined || others.length > 0 ? { fault: 'reference-wrong' } : signed
}

function findCertificateFault(
  certificate: Certificate,
  { anchors, at, suite, isExpected }: SealTrust,
): SealFault | undefined {
  const chain = buildChain(certificate, anchors, suite)
  if (!chain.isTrusted) return chain.reason
  const [holder, ...authorities] = chain.links
  if (isBefore(at, holder.notBefore)) return 'certificate-not-yet-valid'
  if (isBefore(holder.notAfter, at)) return 'certificate-expired'
  if (!authorities.every((authority) => isValidAt(authority, at))) return 'chain-untrusted'
  if (certificate.authority !== undefined || !certificate.keyUsage.has('digitalSignature')) return 'key-usage-wrong'
  return isExpected(certificate) ? undefined : 'sealer-unexpected'
}
