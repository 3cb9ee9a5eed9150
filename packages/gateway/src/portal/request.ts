import { getTwelveDigits, present } from '../data-parts.ts'
import type { XmlElement } from '../xml/element.ts'
import { findAll, findChild, findValue, getBase64, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import { getInstant } from '../xml/moments.ts'
import { readXml } from '../xml/read.ts'
import { element, instantText, optional, type Written } from '../xml/write.ts'

/** An application that a citizen signed on the state's portal, as it comes to the one who provides the service. */
export interface PortalRequest {
  /** The portal's own number of the application. */
  readonly requestNumber: string
  readonly chainId?: string
  readonly requestedAt: Temporal.Instant
  /** Which service, and whose, in the portal's codes. */
  readonly serviceCode: string
  readonly providerCode: string
  readonly language: 'kk' | 'ru' | 'en'
  readonly applicantIin: string
  /** Who acts for the applicant. */
  readonly representativeIin?: string
  readonly phone?: string
  /** The exact bytes that were signed, and the detached CMS over them; both in base64. */
  readonly application: { readonly content: string; readonly signature: string }
  readonly attachments: readonly PortalAttachment[]
}

/** A file that waits in the temporary storage. */
export interface PortalAttachment {
  /** Which of the documents of the standard it is. */
  readonly documentId: string
  readonly fileName: string
  readonly fileId: string
  readonly mediaType: string
  /** Of the file, in hexadecimal digits: the application names it, so the signature covers the file. */
  readonly sha256: string
}

/** The document that travels as text in `data`, signed as a whole by the portal where it does so. */
export function writePortalRequest(request: PortalRequest): string {
  return element('requestMessage', [
    writeSystemInfo(request),
    element('RequestData', [
      element('ServiceCode', request.serviceCode),
      element('ProviderCode', request.providerCode),
      element('Language', request.language),
      element('RequesterIin', request.applicantIin),
      optional('RequesterDelegateIin', request.representativeIin),
      optional('RequesterPhone', request.phone),
      element('Application', [
        element('Content', request.application.content),
        element('Signature', request.application.signature),
      ]),
      ...request.attachments.map((attachment) =>
        element('Attachment', [
          element('CodeType', attachment.documentId),
          element('FileName', attachment.fileName),
          element('FileId', attachment.fileId),
          element('FileType', attachment.mediaType),
          element('FileHash', attachment.sha256),
        ]),
      ),
    ]),
  ]).xml
}

/** @throws {XmlRefusedError | MessageMalformedError} */
export function readPortalRequest(xml: string): PortalRequest {
  const root = documentOf(xml, 'requestMessage')
  const data = getChild(root, 'RequestData')
  const application = getChild(data, 'Application')
  const said = present<Omit<PortalRequest, keyof PortalSystemInfo>>({
    serviceCode: getValue(data, 'ServiceCode'),
    providerCode: getValue(data, 'ProviderCode'),
    language: readLanguage(data),
    applicantIin: getTwelveDigits(data, 'RequesterIin'),
    representativeIin: findChild(data, 'RequesterDelegateIin') && getTwelveDigits(data, 'RequesterDelegateIin'),
    phone: findValue(data, 'RequesterPhone'),
    application: { content: getBase64(application, 'Content'), signature: getBase64(application, 'Signature') },
    attachments: findAll(data, 'Attachment').map((attachment) => ({
      documentId: getValue(attachment, 'CodeType'),
      fileName: getValue(attachment, 'FileName'),
      fileId: getValue(attachment, 'FileId'),
      mediaType: getValue(attachment, 'FileType'),
      sha256: getValue(attachment, 'FileHash').toLowerCase(),
    })),
  })
  return { ...readSystemInfo(root), ...said }
}

/** What every message about an application begins with. */
export interface PortalSystemInfo {
  readonly requestNumber: string
  readonly chainId?: string
  readonly requestedAt: Temporal.Instant
}

export function writeSystemInfo(info: PortalSystemInfo): Written {
  return element('SystemInfo', [
    element('RequestNumber', info.requestNumber),
    optional('ChainId', info.chainId),
    element('RequestDate', instantText(info.requestedAt)),
  ])
}

export function readSystemInfo(root: XmlElement): PortalSystemInfo {
  const info = getChild(root, 'SystemInfo')
  return present<PortalSystemInfo>({
    requestNumber: getValue(info, 'RequestNumber'),
    chainId: findValue(info, 'ChainId'),
    requestedAt: getInstant(info, 'RequestDate'),
  })
}

export function documentOf(xml: string, name: string): XmlElement {
  const root = readXml(xml.trim())
  if (root.name !== name) throw new MessageMalformedError(root.name, `${name} was expected`)
  return root
}

function readLanguage(data: XmlElement): PortalRequest['language'] {
  const value = findValue(data, 'Language')?.toLowerCase()
  // Systems of the state call Kazakh by the name of the country.
  return value === 'ru' || value === 'en' ? value : 'kk'
}
