// Messages made from the rules of the state's own schemas: whatever they allow, the readers take.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { acceptByState, missing, stateFile } from '../testing/schemas.ts'
import {
  createQuestionCodecs,
  KNOWN_CODES,
  readAsyncRequest,
  readMessagesAnswer,
  readNotificationAnswer,
  readReceiptAnswer,
  readSendAnswer,
  readStatusAnswer,
  readSyncRequest,
  readSyncResponse,
  type RoadAnswer,
} from './index.ts'
import { readXml } from './xml/read.ts'
import type { XmlElement } from './xml/element.ts'
import { childrenOf, findAll } from './xml/find.ts'

const IIN = '010101500012'

/** Definitions of some schemas, by kind and name; names of types do not repeat among schemas used together. */
function definitions(files: readonly string[]): ReadonlyMap<string, XmlElement> {
  const schemas = files.map((file) => readXml(readFileSync(stateFile(file), 'utf8')))
  return new Map(
    schemas.flatMap((schema) =>
      childrenOf(schema).map((each): [string, XmlElement] => [`${each.name} ${attribute(each, 'name')}`, each]),
    ),
  )
}

function attribute(element: XmlElement, name: string): string {
  return element.attributes.find((each) => each.name === name)?.value ?? ''
}

/** Writes what a schema allows; which of it, a row of chances says. */
function instances(definitions: ReadonlyMap<string, XmlElement>, seed: number) {
  let state = seed
  const chance = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const pick = (values: readonly string[]): string => values[chance(values.length)] ?? ''

  const simple = (name: string, type: string): string => {
    switch (type) {
      case 'dateTime':
        return pick([
          '2026-11-29T07:00:00Z',
          '2024-01-01T12:00:00.123+06:00',
          '2026-11-29T24:00:00',
          '1999-12-31T00:00:00.1234567891-01:00',
        ])
      case 'date':
        return pick(['2001-02-28', '1990-01-01+06:00', '2026-11-29Z'])
      case 'boolean':
        return pick(['true', 'false', '1', '0'])
      case 'int':
        return pick(['0', '-5', '+12', '2147483647'])
      case 'double':
        return pick(['0', '-1.5E3', 'INF'])
      default:
        return /^(iin|BIN)$/.test(name) ? IIN : pick(['a', 'Қазақ &amp; орыс', '<![CDATA[<a>]]>', ' 1 <!-- c -->2'])
    }
  }
  const restricted = (type: XmlElement): string => {
    const [restriction] = findAll(type, 'restriction')
    const values = restriction ? findAll(restriction, 'enumeration').map((each) => attribute(each, 'value')) : []
    if (values.length > 0) return pick(values)
    const isGuid = restriction !== undefined && findAll(restriction, 'pattern').length > 0
    return isGuid ? '{0000000a-000B-4000-8000-00000000000F}' : 'k'
  }
  const content = (declaration: XmlElement, depth: number): string => {
    const name = attribute(declaration, 'name')
    const type = attribute(declaration, 'type').split(':').at(-1) ?? ''
    if (type === 'anyType') return pick(['', '<a b="1">2</a><c/>', 'text', '<n:a xmlns:n="urn:n"/>'])
    const [inline] = [...findAll(declaration, 'complexType'), ...findAll(declaration, 'simpleType')]
    const definition = inline ?? definitions.get(`complexType ${type}`) ?? definitions.get(`simpleType ${type}`)
    if (!definition) return simple(name, type)
    if (definition.name === 'simpleType') return restricted(definition)
    return findAll(definition, 'sequence')
      .flatMap((sequence) => findAll(sequence, 'element'))
      .map((part) => repeated(part, depth))
      .join('')
  }
  const repeated = (part: XmlElement, depth: number): string => {
    const optional = attribute(part, 'minOccurs') === '0'
    if (optional && (depth > 8 || chance(2) === 0)) return ''
    const times = attribute(part, 'maxOccurs') === 'unbounded' ? 1 + chance(2) : 1
    const name = attribute(part, 'name')
    return Array.from({ length: times }, () => `<${name}>${content(part, depth + 1)}</${name}>`).join('')
  }
  return (kind: 'element' | 'complexType', name: string): string => {
    const definition = definitions.get(`${kind} ${name}`)
    assert.ok(definition, name)
    if (kind === 'element') return content(definition, 0)
    return findAll(definition, 'sequence')
      .flatMap((sequence) => findAll(sequence, 'element'))
      .map((part) => repeated(part, 0))
      .join('')
  }
}

function body(root: string, namespace: string, inside: string): string {
  return `<s:Body xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${rooted(root, namespace, inside)}</s:Body>`
}

function rooted(root: string, namespace: string, inside: string): string {
  return `<m:${root} xmlns:m="${namespace}">${inside}</m:${root}>`
}

const SEEDS = Array.from({ length: 25 }, (_, index) => 20_261_129 + index * 7919)
const skip = missing === '' ? false : missing

test('messages of the synchronous channel', { skip }, () => {
  const folder = 'shep-merged/sync/bip_bee_kz_'
  const known = definitions(
    [
      'SyncChannel_v10_Types',
      'SyncChannel_v10_Types_Request',
      'SyncChannel_v10_Types_Response',
      'common_v10_Types',
    ].map((file) => `${folder}${file}.xsd`),
  )
  const namespace = 'http://bip.bee.kz/SyncChannel/v10/Types'
  for (const seed of SEEDS) {
    const write = instances(known, seed)
    for (const [root, read] of [
      ['SendMessage', readSyncRequest],
      ['SendMessageResponse', readSyncResponse],
    ] as const) {
      const inside = write('element', root)
      acceptByState(`${folder}SyncChannel_v10_Types.xsd`, rooted(root, namespace, inside))
      assert.ok(read(body(root, namespace, inside)))
    }
  }
})

test('messages of the asynchronous channel', { skip }, () => {
  const folder = 'shep-merged/async/bip_bee_kz_'
  const files = [
    'AsyncChannel_v10_Types',
    'AsyncChannel_v10_Types_Client',
    'AsyncChannel_v10_ITypes',
    'common_v10_Types',
  ]
  const known = definitions(files.map((file) => `${folder}${file}.xsd`))
  const readers: Readonly<Record<string, (xml: string) => unknown>> = {
    sendMessage: readAsyncRequest,
    sendMessageResponse: readSendAnswer,
    sendDeliveryNotification: readAsyncRequest,
    sendDeliveryNotificationResponse: readReceiptAnswer,
    getMessageStatus: readAsyncRequest,
    getMessageStatusResponse: readStatusAnswer,
    getMessages: readAsyncRequest,
    getMessagesResponse: readMessagesAnswer,
    changeMassageStatusNotification: readAsyncRequest,
    changeMassageStatusNotificationResponse: readNotificationAnswer,
  }
  for (const seed of SEEDS) {
    const write = instances(known, seed)
    for (const [root, read] of Object.entries(readers)) {
      const isClient = root.startsWith('changeMassage')
      const namespace = `http://bip.bee.kz/AsyncChannel/v10/Types${isClient ? '/Client' : ''}`
      const inside = write('element', root)
      acceptByState(`${folder}AsyncChannel_v10_Types${isClient ? '_Client' : ''}.xsd`, rooted(root, namespace, inside))
      const result = read(body(root, namespace, inside))
      assert.doesNotMatch(JSON.stringify(result), /"unreadable"/)
    }
  }
})

test('answers of the registers of persons and of legal entities, and an IIN keeps its zero', { skip }, async () => {
  const codecs = createQuestionCodecs({
    seal: {
      sealDocument: async (xml) => xml,
      openDocument: async (xml) => ({ signature: 'absent', xml }),
    },
    dictionary: KNOWN_CODES,
  })
  const at = Temporal.Instant.from('2026-11-29T07:00:00Z')
  const on = Temporal.PlainDate.from('2026-11-29')
  const receipt = {
    transport: 'shep' as const,
    service: 'S',
    messageId: 'm',
    sentAt: at,
    answeredAt: at,
    requestBytes: Uint8Array.of(),
    answerBytes: Uint8Array.of(),
    signature: 'valid' as const,
  }
  const answered = (xml: string): RoadAnswer => ({
    kind: 'answered',
    status: { code: 'SCSE001', message: '' },
    data: { form: 'elements', xml },
    receipt,
  })
  const people = definitions(
    ['person', 'document', 'message', 'dictionaries'].map((file) => `gbdfl-universal/${file}.xsd`),
  )
  const entities = definitions(['gbdul-by-bin/GbdulInfoByBin_v2.xsd'])
  const kinds = new Set<string>()
  for (const seed of SEEDS) {
    const person = instances(people, seed)('complexType', 'Response')
    acceptByState('gbdfl-universal/sendMessage.xsd', rooted('sendMessageResponse', 'http://smartbridge.b10.kz', person))
    const said = await codecs.person.read(answered(person), { iin: IIN }, on)
    kinds.add(`person ${said.kind}`)
    if (said.kind === 'found') assert.ok(said.value.every(({ iin }) => iin === IIN))
    else assert.ok(said.kind === 'no-answer' && said.detail.startsWith('result '))

    const entity = instances(entities, seed)('complexType', 'Response')
    acceptByState(
      'gbdul-by-bin/declareRequestResponseTypes.xsd',
      rooted('sendMessageResponse', 'http://smartbridge.b10.kz', entity),
    )
    const told = await codecs.entity.read(answered(entity), { bin: IIN }, on)
    kinds.add(`entity ${told.kind}`)
    if (told.kind === 'found') assert.equal(told.value.bin, IIN)
    else assert.ok(told.kind === 'no-answer' && told.detail.startsWith('result '))
  }
  assert.deepEqual([...kinds].toSorted(), ['entity found', 'entity no-answer', 'person found', 'person no-answer'])
})
