// How long signed XML messages take to seal and to open, by the number of their elements and the length of their text,
// and how long the server's event loop is held while it takes one: long ones are opened by a thread.
//
//   node bench/xml-seals.ts
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createXmlSeal, parseAnchors } from '@qyzmet/eds'
import { decodeXml, type MessageSeal, readAsyncRequest, writeAsyncRequest } from '@qyzmet/gateway'
import { sealInThreads } from '../apps/server/src/gateway/seal-threads.ts'
import { createSystemSeal } from '../apps/server/src/gateway/system-seal.ts'
import { openAuthority } from '../apps/simulator/src/authority/authority.ts'
import { systemHolding } from '../apps/simulator/src/gateway/system-seal.ts'
import { median } from './closed-loop.ts'
import { longestStretchMs, processorMs } from './processor-time.ts'

const ROUNDS = 9
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')
const SYSTEM = '1.2.398.999.1'
const ELEMENT = '<t:fact xmlns:t="urn:training" code="1">мәтін</t:fact>'
const MESSAGES: readonly (readonly [string, string])[] = [
  ['one element', ELEMENT],
  ['30 elements', ELEMENT.repeat(30)],
  ['100 elements', ELEMENT.repeat(100)],
  ['1,000 elements', ELEMENT.repeat(1000)],
  ['10,000 elements', ELEMENT.repeat(10_000)],
  ['a file of 1 MB', `<file>${'QUJD'.repeat(250_000)}</file>`],
  ['a file of 10 MB', `<file>${'QUJD'.repeat(2_500_000)}</file>`],
]

const folder = await mkdtemp(join(tmpdir(), 'qyzmet-bench-'))
const authority = await openAuthority({ folder: join(folder, 'authority'), clock: () => NOW })
const { key, der } = await systemHolding(folder, 'gateway', SYSTEM, authority)
const now = () => NOW
const anchors = parseAnchors(authority.anchorsPem, { profile: 'training' })
const inline = createXmlSeal({ key, certificate: der, anchors, now, isExpected: () => true })
const settings = {
  keyFile: join(folder, 'gateway.key.pem'),
  certificateFile: join(folder, 'gateway.cer'),
  peers: [SYSTEM],
  profile: 'training',
} as const
const server = sealInThreads(
  createSystemSeal(settings, anchors, now),
  { ...settings, anchors: authority.anchorsPem },
  now,
)
try {
  for (const [name, content] of MESSAGES) {
    const envelope = writeAsyncRequest({
      operation: 'sendMessage',
      message: {
        messageId: 'm-1',
        correlationId: 'c-1',
        serviceId: 'PORTAL',
        messageType: 'REQUEST',
        messageDate: NOW,
        senderId: 'PORTAL',
        properties: [],
        data: { form: 'elements', xml: content },
      },
    })
    const sealed = await inline.sealBody(envelope)
    const bytes = Buffer.from(sealed)
    const sealMs: number[] = []
    const openMs: number[] = []
    const heldMs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = processorMs()
      await inline.sealBody(envelope)
      const between = processorMs()
      await opened(inline, sealed)
      sealMs.push(between - from)
      openMs.push(processorMs() - between)
      heldMs.push(
        await longestStretchMs(async () => {
          readAsyncRequest(await opened(server, decodeXml(bytes)))
        }),
      )
    }
    console.log(
      `${name}: sealed in ${median(sealMs).toFixed(1)} ms, opened in ${median(openMs).toFixed(1)} ms; ` +
        `taken by the server, the loop held for ${median(heldMs).toFixed(1)} ms`,
    )
  }
} finally {
  await server.close()
  await rm(folder, { recursive: true, force: true })
}

async function opened(seal: MessageSeal, sealed: string): Promise<string> {
  const { signature, ...rest } = await seal.openBody(sealed)
  if (signature !== 'valid' || !('xml' in rest)) throw new Error(signature)
  return rest.xml
}
