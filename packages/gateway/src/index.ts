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
export type {
  CallContext,
  Capacity,
  DictionaryValue,
  Exclusion,
  IdentityDocument,
  Outcome,
  Person,
  PersonAddress,
  PersonsRegister,
  Receipt,
  RegisterPort,
} from './register-port.ts'
export type {
  ArrivedMessage,
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
export { mayMend } from './road.ts'
export type { MessageSeal, Opened } from './seal.ts'
export { decodeXml } from './xml/decode.ts'
export { ifReadable } from './xml/readable.ts'
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
export { readAddressQuestion, writeAddressAnswer } from './questions/address.ts'
export { createQuestionCodecs, type QuestionCodec, type QuestionCodecs, type QuestionHead } from './questions/codecs.ts'
export {
  consentOutcome,
  readConsentQuestion,
  writeConsentAnswer,
  writeConsentQuestion,
  type Consent,
  type ConsentQuestion,
} from './questions/consent.ts'
export { KNOWN_CODES, type QuestionDictionary } from './questions/dictionary.ts'
export { readEntityQuestion, writeEntityAnswer, type DocumentSeal } from './questions/entity.ts'
export { writePersonAnswer, type PersonAnswerHead } from './questions/person-answer-writer.ts'
export { readPersonQuestion, type PersonQuestionHead } from './questions/person-question.ts'
export { readPowerQuestion, writePowerAnswer } from './questions/power.ts'
export type { NoAnswer, Said } from './questions/said.ts'
export { readStatementQuestion, writeStatementAnswer } from './questions/statement.ts'
export {
  esedoDocumentKindOf,
  readEsedoDocument,
  writeEsedoDocument,
  type EsedoDocument,
  type EsedoSystem,
} from './esedo/document.ts'
export { readEsedoState, writeEsedoState, type EsedoState } from './esedo/state.ts'
export {
  readReconciliationAnswer,
  readReconciliationQuestion,
  writeReconciliationAnswer,
  writeReconciliationQuestion,
  type PortalBelief,
} from './portal/reconciliation.ts'
export {
  readPortalRequest,
  writePortalRequest,
  type PortalAttachment,
  type PortalRequest,
  type PortalSystemInfo,
} from './portal/request.ts'
export {
  readPortalStatus,
  writePortalStatus,
  type PortalResolution,
  type PortalResult,
  type PortalState,
  type PortalStatus,
} from './portal/status.ts'
export {
  readStorageAnswer,
  readStorageRequest,
  writeStorageAnswer,
  writeStorageRequest,
  type DownloadedFile,
  type StorageAnswer,
  type StorageRequest,
  type StoredFile,
} from './temporary-storage/storage.ts'
export {
  readXRoadQuestion,
  readXRoadResponse,
  writeXRoadAnswer,
  writeXRoadRequest,
  XRoadNameError,
  type XRoadClient,
  type XRoadRequest,
  type XRoadResponse,
} from './xroad/rest.ts'
