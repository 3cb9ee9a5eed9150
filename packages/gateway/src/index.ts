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
