// Codec and seal together, as a message meets them: what was sealed is read whole, and nothing beside it is.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createXmlSeal } from '@qyzmet/eds'
import {
  decodeXml,
  MessageMalformedError,
  readEntityQuestion,
  readSyncRequest,
  writeSyncRequest,
  XML_LIMITS,
  XmlRefusedError,
  type MessageData,
  type MessageSeal,
} from '@qyzmet/gateway'
import { HOLDER, NOW, foundSigning } from '../../apps/simulator/src/authority/testing/signing.ts'

const IIN = '010101500012'
const OTHER = '020202600029'

const signing = await foundSigning()
after(() => signing.remove())
const seal: MessageSeal = createXmlSeal({
  key: signing.person.key,
  certificate: signing.person.der,
  anchors: signing.anchors,
  now: () => NOW,
  isExpected: ({ iin }) => iin === HOLDER.iin,
})

function request(data: MessageData): string {
  return writeSyncRequest({
    messageId: 'm-1',
    serviceId: 'S',
    messageDate: NOW,
    sender: { senderId: 'TARAZ', password: 'p' },
    properties: [],
    data,
  })
}

const ELEMENTS: MessageData = { form: 'elements', xml: `<iin>${IIN}</iin>` }

/** What the receiver makes of a message: the data it reads, or the reason why it reads none. */
async function received(envelope: string): Promise<MessageData | string | undefined> {
  const opened = await seal.openBody(envelope)
  if (opened.signature !== 'valid') return opened.signature === 'invalid' ? opened.why : 'absent'
  try {
    return readSyncRequest(opened.xml).data
  } catch (error) {
    if (error instanceof XmlRefusedError) return error.fault
    if (error instanceof MessageMalformedError) return error.place
    throw error
  }
}

const sealed = await seal.sealBody(request(ELEMENTS))

test('each way of filling the data comes through the seal', async () => {
  assert.deepEqual(await received(sealed), ELEMENTS)
  const text: MessageData = { form: 'text', text: `<?xml version="1.0"?>\n<a>${IIN} &amp; қ</a>\n` }
  assert.deepEqual(await received(await seal.sealBody(request(text))), text)
  const xml = `<n:iin xmlns:n="urn:n">${IIN}</n:iin>`
  const typed = { form: 'typed', type: { namespace: 'urn:t', name: 'Request' }, xml } as const
  // The canonical form forgets what only a value uses: the name of the type is left, its namespace is not.
  const expected = { ...typed, type: { namespace: '', name: 'Request' } }
  assert.deepEqual(await received(await seal.sealBody(request(typed))), expected)
})

test('a document signed by itself inside a sealed message is opened by the codec of its question', async () => {
  const document = `<e:request xmlns:e="urn:e"><RequestorBIN>${IIN}</RequestorBIN><BIN>000140001234</BIN></e:request>`
  const text = await seal.sealDocument(document)
  const data = await received(await seal.sealBody(request({ form: 'text', text })))
  assert.ok(typeof data === 'object')
  assert.deepEqual(await readEntityQuestion(data, seal), {
    signature: 'valid',
    bin: '000140001234',
    requesterBin: IIN,
  })
  const forged: MessageData = { form: 'text', text: text.replace('000140001234', '000140001235') }
  assert.deepEqual(await readEntityQuestion(forged, seal), { signature: 'invalid', why: 'digest-mismatch' })
})

test('a body put beside or around the sealed one is never read', async () => {
  const [body = ''] = /<soap:Body.*<\/soap:Body>/s.exec(sealed) ?? []
  const forged = body.replace(IIN, OTHER)
  const attacks = [
    sealed.replace(body, forged),
    sealed.replace(body, forged + body),
    sealed.replace(body, body + forged),
    sealed.replace(body, `<soap:Body>${forged}${body}</soap:Body>`),
    sealed
      .replace(body, forged.replace(/ wsu:Id="[^"]*"/, ''))
      .replace('</soap:Header>', `<w xmlns="urn:w">${body}</w></soap:Header>`),
    sealed
      .replace(body, forged.replace(/wsu:Id="[^"]*"/, 'wsu:Id="other"'))
      .replace('</soap:Header>', `${body}</soap:Header>`),
  ]
  for (const attack of attacks) {
    const outcome = await received(attack)
    assert.equal(typeof outcome, 'string', attack.slice(0, 80))
    assert.ok(!JSON.stringify(outcome).includes(OTHER))
  }
})

test('comments and CDATA that the signature does not see do not split a value', async () => {
  for (const inside of ['0101<!-- 9 -->01500012', '<![CDATA[0101]]>01500012', '<!--a-->010101500012<!--b-->']) {
    assert.deepEqual(await received(sealed.replace(IIN, inside)), ELEMENTS, inside)
  }
  assert.equal(await received(sealed.replace(IIN, '0101<b/>01500012')), 'digest-mismatch')
})

test('bombs are refused before anything is built of them, sealed or not', async () => {
  const laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
  const bombs = [
    laughs + sealed.replace(IIN, '&c;'),
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd">' + sealed,
    sealed.replace(IIN, '<d>'.repeat(100_000)),
    sealed.replace(IIN, `<d a="${'x'.repeat(1_000_000)}"/>`),
    sealed.replace('<soap:Header>', `<soap:Header ${Array.from({ length: 5000 }, (_, n) => `a${n}=""`).join(' ')}>`),
    sealed.replace(IIN, '<d/>'.repeat(1_000_000)),
  ]
  for (const bomb of bombs) {
    const outcome = await received(bomb)
    assert.ok(outcome === 'message-malformed' || outcome === 'digest-mismatch', JSON.stringify(outcome))
    assert.throws(() => readSyncRequest(bomb), XmlRefusedError)
  }
  assert.throws(() => decodeXml(new Uint8Array(XML_LIMITS.maxBytes + 1)), XmlRefusedError)
})

test('a message in another namespace, or another message altogether, is not the one that was expected', async () => {
  const strange = request(ELEMENTS).replaceAll('bip.bee.kz/SyncChannel', 'example.org/SyncChannel')
  assert.equal(await received(await seal.sealBody(strange)), 'SendMessage')
  const twice = request(ELEMENTS).replace(
    '<serviceId>S</serviceId>',
    '<serviceId>S</serviceId><serviceId>T</serviceId>',
  )
  assert.equal(await received(await seal.sealBody(twice)), 'requestInfo/serviceId')
  const renamed = request(ELEMENTS).replaceAll('m:SendMessage', 'm:SendMessageResponse')
  assert.equal(await received(await seal.sealBody(renamed)), 'SendMessageResponse')
})
