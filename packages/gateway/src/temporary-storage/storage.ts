import { messageIn, present, readFlag } from '../data-parts.ts'
import type { MessageData } from '../message-data.ts'
import { readSenderPart, type Sender } from '../shep/message-parts.ts'
import type { XmlElement } from '../xml/element.ts'
import { findAll, findValue, getBase64, getChild, getValue, MessageMalformedError, textOf } from '../xml/find.ts'
import { element, optional } from '../xml/write.ts'

/** A file for the storage through which files of messages go, since a message carries at most some 15 MB. */
export interface StoredFile {
  /** The sender's id of the file within this request; the answer repeats it. */
  readonly processId: string
  readonly name: string
  /** In base64. */
  readonly content: string
  readonly mediaType: string
  readonly lifetimeMs: number
  /** The storage keeps the file until the receiver says that it has it. */
  readonly confirm: boolean
}

export type StorageRequest =
  | { readonly type: 'UPLOAD'; readonly credentials: Sender; readonly files: readonly StoredFile[] }
  | { readonly type: 'DOWNLOAD'; readonly credentials: Sender; readonly fileIds: readonly string[] }

export type StorageAnswer =
  | { readonly type: 'UPLOAD'; readonly files: readonly { readonly processId: string; readonly fileId: string }[] }
  | { readonly type: 'DOWNLOAD'; readonly files: readonly DownloadedFile[] }

/** Without content when the storage no longer has the file, or never had it. */
export interface DownloadedFile {
  readonly fileId: string
  readonly name?: string
  readonly content?: string
  readonly mediaType?: string
}

export function writeStorageRequest(request: StorageRequest): MessageData {
  const asked =
    request.type === 'UPLOAD'
      ? element(
          'uploadRequest',
          request.files.map((file) =>
            element('fileUploadRequests', [
              element('fileProcessIdentifier', file.processId),
              element('name', file.name),
              element('content', file.content),
              element('mime', file.mediaType),
              element('lifeTime', String(file.lifetimeMs)),
              element('needToBeConfirmed', String(file.confirm)),
            ]),
          ),
        )
      : element(
          'downloadRequest',
          request.fileIds.map((fileId) => element('fileDownloadRequests', [element('fileIdentifier', fileId)])),
        )
  const credentials = element('credentials', [
    element('senderId', request.credentials.senderId),
    optional('password', request.credentials.password),
  ])
  return {
    form: 'elements',
    xml: element('tempStorageRequest', [element('type', request.type), credentials, asked]).xml,
  }
}

/** The storage's side. @throws {XmlRefusedError | MessageMalformedError} */
export function readStorageRequest(data: MessageData): StorageRequest {
  const request = messageIn(data, 'type')
  const credentials = readSenderPart(getChild(request, 'credentials'))
  const type = readType(request)
  if (type === 'UPLOAD') {
    const files = findAll(getChild(request, 'uploadRequest'), 'fileUploadRequests').map(readFile)
    return { type, credentials, files }
  }
  const fileIds = findAll(getChild(request, 'downloadRequest'), 'fileDownloadRequests').map((each) =>
    getValue(each, 'fileIdentifier'),
  )
  return { type, credentials, fileIds }
}

function readFile(file: XmlElement): StoredFile {
  const lifetime = findValue(file, 'lifeTime') ?? '0'
  if (!/^\d{1,15}$/.test(lifetime)) throw new MessageMalformedError(`${file.name}/lifeTime`, 'it is not a number')
  return {
    processId: getValue(file, 'fileProcessIdentifier'),
    name: getValue(file, 'name'),
    content: getBase64(file, 'content'),
    mediaType: findValue(file, 'mime') ?? 'application/octet-stream',
    lifetimeMs: Number(lifetime),
    confirm: readFlag(file, 'needToBeConfirmed'),
  }
}

/** The storage's side. */
export function writeStorageAnswer(answer: StorageAnswer): MessageData {
  const said =
    answer.type === 'UPLOAD'
      ? element(
          'uploadResponse',
          answer.files.map((file) =>
            element('fileUploadResponses', [
              element('fileProcessIdentifier', file.processId),
              element('fileIdentifier', file.fileId),
            ]),
          ),
        )
      : element(
          'downloadResponse',
          answer.files.map((file) =>
            element('fileDownloadResponses', [
              element('fileIdentifier', file.fileId),
              optional('name', file.name),
              optional('content', file.content),
              optional('mime', file.mediaType),
            ]),
          ),
        )
  return { form: 'elements', xml: element('tempStorageResponse', [element('type', answer.type), said]).xml }
}

/** @throws {XmlRefusedError | MessageMalformedError} */
export function readStorageAnswer(data: MessageData): StorageAnswer {
  const answer = messageIn(data, 'type')
  const type = readType(answer)
  if (type === 'UPLOAD') {
    const files = findAll(getChild(answer, 'uploadResponse'), 'fileUploadResponses').map((file) => ({
      processId: getValue(file, 'fileProcessIdentifier'),
      fileId: getValue(file, 'fileIdentifier'),
    }))
    return { type, files }
  }
  const files = findAll(getChild(answer, 'downloadResponse'), 'fileDownloadResponses').map((file) =>
    present<DownloadedFile>({
      fileId: getValue(file, 'fileIdentifier'),
      name: findValue(file, 'name'),
      content: findAll(file, 'content').some((content) => textOf(content).trim() !== '')
        ? getBase64(file, 'content')
        : undefined,
      mediaType: findValue(file, 'mime'),
    }),
  )
  return { type, files }
}

function readType(message: XmlElement): StorageRequest['type'] {
  const type = getValue(message, 'type')
  if (type !== 'UPLOAD' && type !== 'DOWNLOAD') throw new MessageMalformedError('type', 'it is neither of the two')
  return type
}
