export type { MessageData, QualifiedName } from './message-data.ts'
export type {
  AddressCertificate,
  Entity,
  PersonSearch,
  PowerOfAttorney,
  PowerSearch,
  QuestionKind,
  Questions,
  RegisterStatement,
  RegisterText,
} from './questions.ts'
export type { CallContext, Outcome, Person, PersonsRegister, Receipt, RegisterPort } from './register-port.ts'
export type {
  AsyncMessage,
  AsyncMessageType,
  AsyncRoad,
  AsyncSendAnswer,
  DeliveryState,
  Property,
  RoadAnswer,
  RoadRequest,
  SyncRoad,
} from './road.ts'
export type { MessageSeal, Opened } from './seal.ts'
export { decodeXml } from './xml/decode.ts'
export type { XmlAttribute, XmlElement } from './xml/element.ts'
export { MessageMalformedError } from './xml/find.ts'
export { XML_LIMITS, type XmlLimits } from './xml/limits.ts'
export { readXml } from './xml/read.ts'
export { XmlRefusedError, type XmlFault } from './xml/refused.ts'
export { XmlNotWritableError } from './xml/write.ts'
export {
  readMessagesAnswer,
  readNotificationAnswer,
  readReceiptAnswer,
  readSendAnswer,
  readStatusAnswer,
  writeAsyncAnswer,
  type AsyncAnswer,
  type PulledMessage,
} from './shep/async-answers.ts'
export type { ShepMessage } from './shep/async-message.ts'
export {
  readAsyncRequest,
  writeAsyncRequest,
  type AsyncOperation,
  type AsyncRequest,
  type GetMessages,
} from './shep/async-requests.ts'
export type { DeliveryReceipt, DeliveryStatus, StatusNotification } from './shep/delivery.ts'
export { writeFault, type Answer, type ErrorInfo, type Fault, type ShepOperation } from './shep/fault.ts'
export { maskSecrets } from './shep/mask-secrets.ts'
export type { Sender } from './shep/message-parts.ts'
export {
  readSyncRequest,
  readSyncResponse,
  writeSyncRequest,
  writeSyncResponse,
  type SyncRequest,
  type SyncResponse,
} from './shep/sync.ts'
