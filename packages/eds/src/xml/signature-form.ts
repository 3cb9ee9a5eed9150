import { parseCertificate, type Certificate } from '../certificate.ts'
import { DerError } from '../der.ts'
import {
  C14N,
  C14N_WITH_COMMENTS,
  ENVELOPED,
  EXCLUSIVE_C14N,
  EXCLUSIVE_C14N_WITH_COMMENTS,
  XML_ALGORITHMS,
  type XmlAlgorithm,
} from './xml-algorithms.ts'
import { DSIG, WSSE, X509_VALUE } from './xml-names.ts'
import { attributeOf, elementsOf, isElement, type XmlElement } from './xml-reader.ts'

/** The two ways in which state systems sign. */
export type SealKind = 'body' | 'document'

/** A signature as its elements say; nothing in it is trusted until it is checked. */
export interface SignatureForm {
  readonly algorithm: XmlAlgorithm
  /** Of the one reference: empty for the whole document, else `#` and an id. */
  readonly uri: string
  readonly value: Uint8Array
  readonly certificate: Certificate
}

export type FormFault = 'signature-malformed' | 'algorithm-not-supported' | 'certificate-missing'

const EXCLUSIVE_PREFIXES = 'http://www.w3.org/2001/10/xml-exc-c14n#'
/** Comments inside a signature are refused, so it makes no difference whether they count. */
const SIGNED_INFO_FORMS: readonly string[] = [C14N, C14N_WITH_COMMENTS, EXCLUSIVE_C14N, EXCLUSIVE_C14N_WITH_COMMENTS]
const TRANSFORMS: Readonly<Record<SealKind, readonly (readonly string[])[]>> = {
  body: [[EXCLUSIVE_C14N]],
  document: [
    [ENVELOPED, C14N_WITH_COMMENTS],
    [ENVELOPED, C14N],
  ],
}

/**
 * Reads the one form of a signature that is accepted: one reference, the transforms of its kind, an algorithm of the
 * list with its own hash, and one certificate. Whatever could be understood in two ways is a fault.
 */
export function readSignatureForm(signature: XmlElement, kind: SealKind): SignatureForm | FormFault {
  if ([...elementsOf(signature)].some((element) => !isRightElement(element))) return 'signature-malformed'
  const [signedInfo, signatureValue, keyInfo] = childrenNamed(signature, 'SignedInfo', 'SignatureValue', 'KeyInfo')
  if (signedInfo === undefined || signatureValue === undefined || keyInfo === undefined) return 'signature-malformed'
  const [form, method, reference] = childrenNamed(signedInfo, 'CanonicalizationMethod', 'SignatureMethod', 'Reference')
  const [transforms, digestMethod, digestValue] =
    reference === undefined ? [] : childrenNamed(reference, 'Transforms', 'DigestMethod', 'DigestValue')
  const uri = reference && attributeOf(reference, 'URI')
  if (form === undefined || method === undefined || transforms === undefined || uri === undefined) {
    return 'signature-malformed'
  }
  if (form.children.length > 0 || method.children.length > 0) return 'signature-malformed'

  const algorithm = XML_ALGORITHMS.find(({ signatureUri }) => signatureUri === attributeOf(method, 'Algorithm'))
  const isKnown =
    SIGNED_INFO_FORMS.includes(attributeOf(form, 'Algorithm') ?? '') &&
    algorithm !== undefined &&
    digestMethod !== undefined &&
    attributeOf(digestMethod, 'Algorithm') === algorithm.digestUri
  if (!isKnown) return 'algorithm-not-supported'
  const named = transforms.children.map((transform) => attributeOf(transform, 'Algorithm') ?? '')
  if (!TRANSFORMS[kind].some((allowed) => allowed.join(' ') === named.join(' '))) return 'algorithm-not-supported'

  const value = octetsOf(signatureValue)
  if (value === undefined || digestValue === undefined || octetsOf(digestValue) === undefined) {
    return 'signature-malformed'
  }
  const certificate = readCertificate(keyInfo, kind)
  return certificate === undefined ? 'certificate-missing' : { algorithm, uri, value, certificate }
}

/** Elements of XML signatures, and the few others their parts may hold. */
function isRightElement(element: XmlElement): boolean {
  const isKnown =
    element.namespace === DSIG ||
    element.namespace === WSSE ||
    isElement(element, EXCLUSIVE_PREFIXES, 'InclusiveNamespaces')
  return isKnown && element.isPlain && (element.children.length === 0 || element.text.trim() === '')
}

/** The children, when they are exactly these, each once and in this order. */
function childrenNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  const { children } = element
  return children.length === names.length &&
    children.every((child, place) => isElement(child, DSIG, names[place] ?? ''))
    ? children
    : []
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function octetsOf({ text, children }: XmlElement): Uint8Array | undefined {
  const base64 = text.replaceAll(/[ \t\r\n]/g, '')
  if (base64 === '' || children.length > 0 || !BASE64.test(base64)) return undefined
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

function readCertificate(keyInfo: XmlElement, kind: SealKind): Certificate | undefined {
  const holder = kind === 'body' ? keyIdentifier(keyInfo) : firstCertificate(keyInfo)
  const der = holder && octetsOf(holder)
  if (der === undefined) return undefined
  try {
    return parseCertificate(der)
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

function keyIdentifier(keyInfo: XmlElement): XmlElement | undefined {
  const [reference, ...others] = keyInfo.children
  const [identifier, ...more] = reference?.children ?? []
  if (reference === undefined || identifier === undefined || others.length + more.length > 0) return undefined
  const isRight =
    isElement(reference, WSSE, 'SecurityTokenReference') &&
    isElement(identifier, WSSE, 'KeyIdentifier') &&
    attributeOf(identifier, 'ValueType') === X509_VALUE
  return isRight ? identifier : undefined
}

/** The signer's certificate comes first; those of authorities may follow and play no part. */
function firstCertificate(keyInfo: XmlElement): XmlElement | undefined {
  const data = keyInfo.children.find((child) => isElement(child, DSIG, 'X509Data'))
  return data?.children.find((child) => isElement(child, DSIG, 'X509Certificate'))
}
