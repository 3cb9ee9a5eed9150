import type { AlgorithmSuite } from '../algorithm-suite.ts'
import { readEnvelope } from './open-sealed.ts'
import {
  C14N,
  C14N_WITH_COMMENTS,
  createSignedXml,
  ENVELOPED,
  EXCLUSIVE_C14N,
  keepCharacters,
  type XmlAlgorithm,
} from './xml-algorithms.ts'
import { BASE64_ENCODING, DSIG, SOAP, WSSE, WSU, X509_VALUE } from './xml-names.ts'
import {
  attributeOf,
  elementsOf,
  isElement,
  namespaceDeclaration,
  readXml,
  type XmlElement,
  type XmlLimits,
} from './xml-reader.ts'

/** A message that cannot be sealed as it is. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

export interface SealMaker {
  readonly algorithm: XmlAlgorithm
  /** Of the maker. */
  readonly certificate: Uint8Array
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>
  readonly suite: AlgorithmSuite
  readonly limits: XmlLimits
}

/**
 * Signs the Body of a SOAP 1.1 envelope. Header, `wsse:Security` and the `wsu:Id` of the Body are made where they are
 * missing.
 *
 * @throws {SealError} for what is no envelope, or bears a signature or another Security already
 * @throws {XmlError}
 */
export async function sealBody(envelope: string, maker: SealMaker): Promise<string> {
  const { xml, id } = prepareEnvelope(envelope, maker.limits)
  const signedXml = createSignedXml(maker.algorithm, maker.suite, { sign: maker.sign })
  signedXml.idMode = 'wssecurity'
  signedXml.signatureAlgorithm = maker.algorithm.signatureUri
  signedXml.canonicalizationAlgorithm = EXCLUSIVE_C14N
  signedXml.getKeyInfoContent = () =>
    `<wsse:SecurityTokenReference${namespaceDeclaration('wsse', WSSE)}>` +
    `<wsse:KeyIdentifier EncodingType="${BASE64_ENCODING}" ValueType="${X509_VALUE}">` +
    `${base64(maker.certificate)}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`
  signedXml.addReference({
    xpath: `/*/*[@*[local-name(.)='Id']='${id}']`,
    transforms: [EXCLUSIVE_C14N],
    digestAlgorithm: maker.algorithm.digestUri,
  })
  return compute(signedXml, xml, `/*/*/*[local-name(.)='Security' and namespace-uri(.)='${WSSE}']`)
}

/**
 * Signs a whole document: the signature becomes the last child of its root.
 *
 * @throws {SealError} for a document that bears a signature already
 * @throws {XmlError}
 */
export async function sealDocument(xml: string, maker: SealMaker): Promise<string> {
  refuseSignatures(readXml(xml, maker.limits))
  const signedXml = createSignedXml(maker.algorithm, maker.suite, { sign: maker.sign })
  signedXml.signatureAlgorithm = maker.algorithm.signatureUri
  signedXml.canonicalizationAlgorithm = C14N
  signedXml.getKeyInfoContent = () =>
    `<ds:X509Data><ds:X509Certificate>${base64(maker.certificate)}</ds:X509Certificate></ds:X509Data>`
  signedXml.addReference({
    xpath: '/*',
    transforms: [ENVELOPED, C14N_WITH_COMMENTS],
    digestAlgorithm: maker.algorithm.digestUri,
    isEmptyUri: true,
  })
  return compute(signedXml, xml, '/*')
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64')
}

function compute(signedXml: ReturnType<typeof createSignedXml>, xml: string, parent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    signedXml.computeSignature(
      keepCharacters(xml),
      { prefix: 'ds', location: { reference: parent, action: 'append' } },
      (error) => {
        if (error === null) resolve(signedXml.getSignedXml())
        else reject(error)
      },
    )
  })
}

function refuseSignatures(root: XmlElement): void {
  if ([...elementsOf(root)].some((element) => isElement(element, DSIG, 'Signature'))) {
    throw new SealError('the message bears a signature already')
  }
}

const BODY_ID = 'body'

/** Puts in what the signature needs: by places in the text, so that nothing else of it changes. */
function prepareEnvelope(envelope: string, limits: XmlLimits): { readonly xml: string; readonly id: string } {
  const root = readXml(envelope, limits)
  refuseSignatures(root)
  const { header, body } = readEnvelope(root)
  if (body === undefined) throw new SealError('a SOAP envelope with one body is expected')
  if (header?.children.some((child) => isElement(child, WSSE, 'Security')) === true) {
    throw new SealError('the message bears a Security header already')
  }
  const ownId = attributeOf(body, 'Id', WSU)
  if (ownId !== undefined && !/^[A-Za-z_][\w.-]*$/.test(ownId)) throw new SealError('the id of the body is no name')
  const id = ownId ?? BODY_ID
  const bearers = [...elementsOf(root)].filter(({ attributes }) =>
    attributes.some(({ localName, value }) => localName.toLowerCase() === 'id' && value === id),
  )
  if (bearers.some((element) => element !== body)) throw new SealError('two elements would have the same id')

  const security =
    `<wsse:Security${namespaceDeclaration('wsse', WSSE)}${namespaceDeclaration('soap', SOAP)} soap:mustUnderstand="1">` +
    `</wsse:Security>`
  const mark = ownId === undefined ? `${namespaceDeclaration('wsu', WSU)} wsu:Id="${id}"` : ''
  const withBody = insert(envelope, body.nameEnd, mark)
  const soap = root.prefix === '' ? '' : `${root.prefix}:`
  if (header === undefined) {
    return { xml: insert(withBody, body.start, `<${soap}Header>${security}</${soap}Header>`), id }
  }
  const name = header.prefix === '' ? 'Header' : `${header.prefix}:Header`
  const isClosedAtOnce = header.innerEnd === header.end
  const start = envelope.slice(header.start, header.end).replace(/\s*\/>$/, '>')
  const xml = isClosedAtOnce
    ? `${withBody.slice(0, header.start)}${start}${security}</${name}>${withBody.slice(header.end)}`
    : insert(withBody, header.innerEnd, security)
  return { xml, id }
}

function insert(text: string, place: number, part: string): string {
  return text.slice(0, place) + part + text.slice(place)
}
