import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { createXmlSeal, parseAnchors } from '@qyzmet/eds'
import { createClientAsync, type Client } from 'soap'
import { PRODUCT_SENDER } from './gateway.ts'
import { systemSeal } from './system-seal.ts'
import { runningGateway } from './testing/running-gateway.ts'

// The contract of the synchronous channel, told through a SOAP library that knows nothing of this project. It runs
// against the simulator, or against a stand: QYZMET_CONTRACT_URL (of its WSDL), _SENDER, _PASSWORD, and files _KEY
// (PEM), _CERTIFICATE (DER) and _ANCHORS (PEM).

const { QYZMET_CONTRACT_URL: url, QYZMET_CONTRACT_SENDER: senderId = '' } = process.env
const now = (): Temporal.Instant => Temporal.Now.instant()

async function stand() {
  const file = (name: string): Promise<Buffer> => readFile(process.env[`QYZMET_CONTRACT_${name}`] ?? '')
  const seal = createXmlSeal({
    key: createPrivateKey(await file('KEY')),
    certificate: new Uint8Array(await file('CERTIFICATE')),
    anchors: parseAnchors((await file('ANCHORS')).toString('utf8'), { profile: 'training' }),
    isExpected: ({ systemId }) => systemId !== undefined,
    now,
  })
  const sender = { senderId, password: process.env['QYZMET_CONTRACT_PASSWORD'] ?? '' }
  return { wsdl: url ?? '', seal, sender }
}

async function simulated() {
  const { simulator, now: simulatedNow } = await runningGateway()
  const seal = systemSeal(simulator.gateway.product, simulator.authority, simulatedNow)
  return { wsdl: `${simulator.url}/shep/sync?wsdl`, seal, sender: PRODUCT_SENDER }
}

const { wsdl, seal, sender } = url === undefined ? await simulated() : await stand()
const client: Client = await createClientAsync(wsdl)

/** Writes the message by the library, seals what it wrote, and lets the library send that and read the answer. */
async function sendMessage(request: unknown): Promise<{ readonly result: unknown; readonly answer: string }> {
  let written = ''
  const keep = (xml: string): string => {
    written = xml
    throw new Error('written')
  }
  await client['SendMessageAsync'](request, { postProcess: keep }).catch(() => undefined)
  const sealed = await seal.sealBody(written)
  const [result, answer] = (await client['SendMessageAsync'](request, { postProcess: () => sealed })) as [
    unknown,
    string,
  ]
  return { result, answer }
}

const requestOf = (changes: object) => ({
  request: {
    requestInfo: {
      messageId: crypto.randomUUID(),
      serviceId: 'KDP_SERVICE',
      messageDate: now().toString(),
      sender,
      ...changes,
    },
    requestData: {
      data: {
        uin: '900514497061',
        company: 'Contract',
        company_bin: '990140000017',
        access_name: 'GBDFLUniversal_token',
        expiresIn: '60000',
      },
    },
  },
})

test('a message written by another library is answered by the description, under a seal that holds', async () => {
  const { result, answer } = await sendMessage(requestOf({}))
  const { response } = result as { response: { responseInfo: Record<string, unknown>; responseData: { data: object } } }
  assert.match(String(response.responseInfo['sessionId']), /^\{[\da-f-]{36}\}$/)
  assert.deepEqual(Object.keys(response.responseInfo['status'] as object).toSorted(), ['code', 'message'])
  assert.ok('status' in response.responseData.data)
  assert.equal((await seal.openBody(answer)).signature, 'valid')
})

test('what the gateway does not take comes back as a fault of the described form', async () => {
  const faultOf = async (changes: object): Promise<unknown> => {
    try {
      await sendMessage(requestOf(changes))
      return assert.fail('it was taken')
    } catch (error) {
      const { root } = error as { root?: { Envelope: { Body: { Fault: { faultcode: unknown; detail: object } } } } }
      const detail = root?.Envelope.Body.Fault.detail ?? {}
      return Object.keys(detail)
    }
  }
  const wanted = ['SendMessageFault1_SendMessageFault']
  assert.deepEqual(await faultOf({ serviceId: 'NO_SUCH_SERVICE' }), wanted)
  assert.deepEqual(await faultOf({ sender: { ...sender, password: 'wrong' } }), wanted)
  assert.deepEqual(await faultOf({ sessionId: 'not a session' }), wanted, 'by the schema')
})
