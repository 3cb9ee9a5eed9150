import {
  type Answer,
  type ArrivedMessage,
  type AsyncRequest,
  type ErrorInfo,
  ifReadable,
  readAsyncRequest,
  readMessagesAnswer,
  readReceiptAnswer,
  readSendAnswer,
  readStatusAnswer,
  readStorageAnswer,
  readSyncResponse,
  type ShepOperation,
  type StorageAnswer,
  type StorageRequest,
  type StoredFile,
  type SyncRequest,
  type SyncResponse,
  writeAsyncAnswer,
  writeAsyncRequest,
  writeFault,
  writeStorageRequest,
  writeSyncRequest,
} from '@qyzmet/gateway'
import { arrivedMessage } from './arrived.ts'

/** What the gateway brings: a message in the form in which it is kept, or anything else as it is. */
export type Pushed =
  | { readonly operation: 'sendMessage'; readonly message: ArrivedMessage; readonly sessionId?: string }
  | Exclude<AsyncRequest, { readonly operation: 'sendMessage' }>

/** A message that waited at the gateway, with its own XML as evidence. */
export interface Pulled {
  readonly message: ArrivedMessage
  readonly bytes: Uint8Array
}

type FileInBytes<File> = Omit<File, 'content'> & { readonly bytes: Uint8Array }

/** What the temporary storage is asked; files are octets. */
export type StorageQuestion =
  | Extract<StorageRequest, { readonly type: 'DOWNLOAD' }>
  | (Omit<Extract<StorageRequest, { readonly type: 'UPLOAD' }>, 'files'> & {
      readonly files: readonly FileInBytes<StoredFile>[]
    })

/** What the temporary storage says; `malformed`: nothing that could be read. */
export type StorageSaid =
  | Extract<StorageAnswer, { readonly type: 'UPLOAD' }>
  | {
      readonly type: 'DOWNLOAD'
      readonly files: readonly { readonly fileId: string; readonly bytes?: Uint8Array }[]
    }
  | { readonly type: 'malformed' }

export interface FaultSaid {
  readonly operation: ShepOperation
  readonly blame: 'Client' | 'Server'
  readonly error: ErrorInfo & { readonly date: Temporal.Instant }
}

/** The messages that are written, each as a whole envelope that is not yet sealed; long ones in a thread. */
export const WRITERS = {
  syncRequest: writeSyncRequest,
  storageQuestion: writeStorageQuestion,
  asyncRequest: writeAsyncRequest,
  asyncAnswer: writeAsyncAnswer,
  fault: ({ operation, blame, error }: FaultSaid): string => writeFault(operation, blame, error),
} as const

/**
 * The messages that are read, each from what its seal covers; long ones in a thread. So what is given is plain data,
 * octets and instants, and what may be long is octets.
 */
export const READERS = {
  pushed: readPushed,
  syncResponse: (xml: string): Answer<SyncResponse> => readSyncResponse(xml),
  storageAnswer: readStored,
  sendAnswer: (xml: string) => readSendAnswer(xml),
  receiptAnswer: (xml: string) => readReceiptAnswer(xml),
  statusAnswer: (xml: string) => readStatusAnswer(xml),
  pulledMessages: readPulled,
} as const

export type WrittenForm = keyof typeof WRITERS
export type Written<F extends WrittenForm> = Parameters<(typeof WRITERS)[F]>[0]
export type ReadForm = keyof typeof READERS
export type Read<F extends ReadForm> = ReturnType<(typeof READERS)[F]>

function readPushed(xml: string): Pushed {
  const request = readAsyncRequest(xml)
  if (request.operation !== 'sendMessage') return request
  const { operation, message } = request
  const { sessionId } = message
  return { operation, message: arrivedMessage(message), ...(sessionId !== undefined && { sessionId }) }
}

/** Those that cannot be read stay at the gateway. */
function readPulled(xml: string): Answer<readonly Pulled[]> {
  const answer = readMessagesAnswer(xml)
  if (answer.kind === 'fault') return answer
  const value = answer.value.flatMap((one) =>
    one.kind === 'read' ? [{ message: arrivedMessage(one.message), bytes: Buffer.from(one.xml) }] : [],
  )
  return { kind: 'answered', value }
}

function writeStorageQuestion({
  question,
  ...request
}: Omit<SyncRequest, 'data'> & { readonly question: StorageQuestion }): string {
  const asked: StorageRequest =
    question.type === 'DOWNLOAD'
      ? question
      : {
          ...question,
          files: question.files.map(({ bytes, ...file }) => ({ ...file, content: base64Of(bytes) })),
        }
  return writeSyncRequest({ ...request, data: writeStorageRequest(asked) })
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

function readStored(xml: string): Answer<Omit<SyncResponse, 'data'> & { readonly data?: StorageSaid }> {
  const answer = readSyncResponse(xml)
  if (answer.kind === 'fault') return answer
  const { data, ...head } = answer.value
  const said = data && ifReadable(() => readStorageAnswer(data))
  return { kind: 'answered', value: { ...head, ...(data && { data: storageSaid(said) }) } }
}

function storageSaid(answer: StorageAnswer | undefined): StorageSaid {
  if (answer?.type !== 'DOWNLOAD') return answer ?? { type: 'malformed' }
  const files = answer.files.map(({ fileId, content }) => ({
    fileId,
    ...(content !== undefined && { bytes: Buffer.from(content, 'base64') }),
  }))
  return { type: 'DOWNLOAD', files }
}
