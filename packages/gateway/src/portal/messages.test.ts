// What goes between us and the portal, the document systems and the temporary storage: the same at the other side.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptByState, missing } from '../../testing/schemas.ts'
import {
  esedoDocumentKindOf,
  MessageMalformedError,
  readAsyncRequest,
  readEsedoDocument,
  readEsedoState,
  readPortalRequest,
  readPortalStatus,
  readReconciliationAnswer,
  readReconciliationQuestion,
  readStorageAnswer,
  readStorageRequest,
  writeAsyncRequest,
  writeEsedoDocument,
  writeEsedoState,
  writePortalRequest,
  writePortalStatus,
  writeReconciliationAnswer,
  writeReconciliationQuestion,
  writeStorageAnswer,
  writeStorageRequest,
  type EsedoDocument,
  type EsedoState,
  type MessageData,
  type PortalRequest,
  type PortalStatus,
  type ShepMessage,
  type StorageAnswer,
  type StorageRequest,
} from '../index.ts'
import { readBody } from '../shep/envelope.ts'
import { rewriteElement } from '../xml/rewrite.ts'

const at = Temporal.Instant.from('2026-11-29T07:00:00Z')
const on = Temporal.PlainDate.from('2026-11-29')

/** Days and moments have nothing that a deep comparison would look at, so their texts are compared. */
function same(actual: unknown, expected: unknown): void {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  assert.deepEqual(plain(actual), plain(expected))
}

const request: PortalRequest = {
  requestNumber: '002241234567',
  chainId: 'chain-1',
  requestedAt: at,
  serviceCode: 'P1',
  providerCode: 'TARAZ',
  language: 'kk',
  applicantIin: '010101500012',
  representativeIin: '020202600029',
  phone: '+77010000000',
  application: { content: 'e30=', signature: 'MIIB' },
  attachments: [
    {
      documentId: 'passport',
      fileName: 'а&б.pdf',
      fileId: 'f-1',
      mediaType: 'application/pdf',
      sha256: 'ab'.repeat(32),
    },
  ],
}

test('an application from the portal arrives as it was sent, and one that is not whole does not arrive', () => {
  const { chainId: _chain, representativeIin: _representative, phone: _phone, ...least } = request
  same(readPortalRequest(writePortalRequest(request)), request)
  same(readPortalRequest(writePortalRequest({ ...least, attachments: [] })), { ...least, attachments: [] })
  const broken = (from: string, to: string) =>
    assert.throws(() => readPortalRequest(writePortalRequest(request).replaceAll(from, to)), MessageMalformedError)
  broken('010101500012', '10101500012')
  broken('MIIB', 'MI*B')
  broken('<Content>e30=</Content>', '')
  broken('requestMessage', 'responseMessage')
})

test('a milestone, a result and a reasoned refusal reach the portal as they were said', () => {
  const head = { requestNumber: '002241234567', requestedAt: at }
  const statuses: readonly PortalStatus[] = [
    {
      ...head,
      state: 'REGISTERED',
      text: { kk: 'Тіркелді', ru: 'Зарегистрировано' },
      registration: { number: '12-0001', at },
      dueOn: on,
    },
    {
      ...head,
      chainId: 'chain-1',
      state: 'FINISHED',
      text: { kk: 'Орындалды' },
      assignee: { fullName: 'Мысалов Арман', position: { kk: 'Бөлім басшысы', ru: 'Руководитель отдела' } },
      resolution: { type: 'POSITIVE', on, missingDocuments: [] },
      result: {
        documentType: 'certificate',
        fileName: 'анықтама.pdf',
        fileId: 'f-2',
        number: '77',
        date: on,
        mediaType: 'application/pdf',
      },
    },
    {
      ...head,
      state: 'REFUSED',
      text: { ru: 'Отказано' },
      resolution: {
        type: 'NEGATIVE',
        on,
        reason: { kk: 'Құжат жоқ', ru: 'Нет документа' },
        missingDocuments: [{ kk: 'Жеке куәлік', ru: 'Удостоверение личности' }],
      },
    },
  ]
  for (const status of statuses) same(readPortalStatus(writePortalStatus(status)), status)
  const written = writePortalStatus(statuses[2] ?? assert.fail())
  assert.throws(() => readPortalStatus(written.replace('NEGATIVE', 'MAYBE')), MessageMalformedError)
})

test('the portal says what it believes, and of what it knows nothing', () => {
  const numbers = ['001', '002']
  assert.deepEqual(readReconciliationQuestion(writeReconciliationQuestion(numbers)), numbers)
  const beliefs = [{ requestNumber: '001', state: 'REGISTERED' as const }, { requestNumber: '002' }]
  assert.deepEqual(readReconciliationAnswer(writeReconciliationAnswer(beliefs)), beliefs)
})

/** The seal's canonical form may lose what a declared type's prefix stood for: only the name is left. */
function withoutNamespace(data: MessageData): MessageData {
  return data.form === 'typed' ? { ...data, type: { namespace: '', name: data.type.name } } : data
}

test('a document and every state of it pass between document systems', () => {
  const system = { activityId: 'a-1', from: 'TARAZ', href: 'doc-1' }
  const document: EsedoDocument = {
    ...system,
    kind: 'docOL',
    fileIds: ['f-1', 'f-2'],
    performers: ['Орындаушы'],
    senderOrganisation: 'Тараз қаласының әкімдігі',
    number: '12-77',
    date: on,
    documentKind: '5',
    language: 'kk',
    character: '1',
    description: 'Өтініш <қосымшамен>',
    author: { kk: 'Автор', ru: 'Автор' },
    signer: { kk: 'Қол қоюшы' },
    receiver: { ru: 'Получатель' },
    executor: 'Маман',
    phone: '7262000000',
    preparedOn: on,
    sentAt: at,
    executeBy: on,
    control: { code: '2', nameKz: 'Бақылау', nameRu: 'Контроль' },
    sheets: 3,
    appendices: 1,
    signature: 'MIIB',
  }
  const written = withoutNamespace(writeEsedoDocument(document))
  same(readEsedoDocument(written), document)
  assert.equal(esedoDocumentKindOf(written), 'docOL')
  const states: readonly EsedoState[] = [
    { ...system, state: 'stateDelivered' },
    { ...system, state: 'stateRegistered', number: '05', on },
    { ...system, state: 'stateNotValid', reason: 'Қолтаңба жоқ' },
    { ...system, state: 'stateExecution', executive: 'Маман', on, phone: '1' },
    { ...system, state: 'stateFinished', author: 'Басшы', on, resultCode: '1', resultText: 'Орындалды' },
    { ...system, state: 'stateNewControl' },
    { ...system, state: 'stateTakeOfControl' },
    { ...system, state: 'stateProlongExDate', until: on },
    { ...system, state: 'wrong', of: 'stateRegistered', reason: 'Белгісіз құжат' },
  ]
  for (const state of states) {
    const told = withoutNamespace(writeEsedoState(state))
    same(readEsedoState(told), state)
    assert.equal(esedoDocumentKindOf(told), undefined)
  }
  const delivered = writeEsedoState({ ...system, state: 'stateDelivered' })
  const unheard = { ...delivered, type: { namespace: '', name: 'stateUnheard' } } as MessageData
  assert.throws(() => readEsedoState(unheard), MessageMalformedError)
})

test(`a letter comes, and its states go back, in messages of the asynchronous channel as the state has them${missing}`, () => {
  const system = { activityId: 'a-1', from: 'QYZMET', href: 'doc-1' }
  const letter: EsedoDocument = {
    ...system,
    kind: 'docOutgoing',
    fileIds: ['f-1'],
    performers: [],
    senderOrganisation: 'Басқарма',
    number: '1',
    date: on,
    language: 'ru',
    description: 'Хат',
    author: {},
    signer: {},
    receiver: {},
  }
  const states: readonly EsedoState[] = [
    { ...system, state: 'stateDelivered' },
    { ...system, state: 'stateRegistered', number: '2026/000001', on },
    { ...system, state: 'stateNotValid', reason: 'Файл жоқ' },
    { ...system, state: 'stateExecution', executive: 'Маман', on },
    { ...system, state: 'stateFinished', author: 'Маман', on, resultText: 'Орындалды' },
  ]
  const carried = (data: MessageData, way: Pick<ShepMessage, 'messageType' | 'routeId' | 'correlationId'>) => {
    const message: ShepMessage = { serviceId: 'S', messageDate: at, senderId: 'QYZMET', properties: [], data, ...way }
    const xml = writeAsyncRequest({ operation: 'sendMessage', message })
    // The schemas of the channel do not know the types of the services.
    const body = readBody(xml.replaceAll(/ xsi:type="[^"]*"/g, ''))
    acceptByState('shep-merged/async/bip_bee_kz_AsyncChannel_v10_Types.xsd', rewriteElement(body))
    const read = readAsyncRequest(xml)
    assert.ok(read.operation === 'sendMessage' && read.message.data)
    return { ...read.message, data: read.message.data }
  }
  const came = carried(writeEsedoDocument(letter), { messageType: 'REQUEST', routeId: 'R_Taraz' })
  assert.equal(came.routeId, 'R_Taraz')
  assert.equal(esedoDocumentKindOf(came.data), 'docOutgoing')
  same(readEsedoDocument(came.data), letter)
  for (const state of states) {
    const told = carried(writeEsedoState(state), { messageType: 'NOTIFICATION', correlationId: 'chain-1' })
    same(readEsedoState(told.data), state)
  }
})

test('files go to the temporary storage and come back; one that is no longer there comes back empty', () => {
  const credentials = { senderId: 'TARAZ', password: 'p<' }
  const requests: readonly StorageRequest[] = [
    {
      type: 'UPLOAD',
      credentials,
      files: [
        {
          processId: '1',
          name: 'а.pdf',
          content: 'JVBERg==',
          mediaType: 'application/pdf',
          lifetimeMs: 864e5,
          confirm: true,
        },
      ],
    },
    { type: 'DOWNLOAD', credentials, fileIds: ['f-1', 'f-2'] },
  ]
  for (const each of requests) same(readStorageRequest(writeStorageRequest(each)), each)
  const answers: readonly StorageAnswer[] = [
    { type: 'UPLOAD', files: [{ processId: '1', fileId: 'f-1' }] },
    {
      type: 'DOWNLOAD',
      files: [{ fileId: 'f-1', name: 'а.pdf', content: 'JVBERg==', mediaType: 'application/pdf' }, { fileId: 'f-2' }],
    },
  ]
  for (const each of answers) same(readStorageAnswer(writeStorageAnswer(each)), each)
})
