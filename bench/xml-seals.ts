// How long signed XML messages take to seal and to open, by the number of their elements and the length of their text,
// and how long the server's event loop is held while it takes one, from the bytes to the row that keeps them.
//
//   node bench/xml-seals.ts
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createXmlSeal, parseAnchors } from '@qyzmet/eds'
import { writeAsyncRequest, writeStorageAnswer, writeSyncResponse } from '@qyzmet/gateway'
import fastify from 'fastify'
import { testDatabase } from '../apps/server/src/database/test-database.ts'
import { claimIncoming } from '../apps/server/src/gateway/incoming.queries.ts'
import { pushRoutes } from '../apps/server/src/gateway/push-routes.ts'
import { sealInThreads } from '../apps/server/src/gateway/seal-threads.ts'
import { createSystemSeal } from '../apps/server/src/gateway/system-seal.ts'
import { startThreads, type ThreadPool } from '../apps/server/src/threads/thread-pool.ts'
import { testVault } from '../apps/server/src/vault/testing/test-vault.ts'
import { openAuthority } from '../apps/simulator/src/authority/authority.ts'
import { systemHolding } from '../apps/simulator/src/gateway/system-seal.ts'
import { median } from './closed-loop.ts'
import type { Posting } from './post-in-thread.ts'
import { longestStretchMs, processorMs } from './processor-time.ts'

const ROUNDS = 9
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')
const SYSTEM = '1.2.398.999.1'
const ELEMENT = '<t:fact xmlns:t="urn:training" code="1">мәтін</t:fact>'
/** In the middle of all that is ASCII some letters that are not, as in every message of ours. */
const fileOf = (megabytes: number): string =>
  `<name>Өтініш.pdf</name><file>${'QUJD'.repeat(250_000 * megabytes)}</file>`
const MESSAGES: readonly (readonly [string, string])[] = [
  ['one element', ELEMENT],
  ['30 elements', ELEMENT.repeat(30)],
  ['100 elements', ELEMENT.repeat(100)],
  ['1,000 elements', ELEMENT.repeat(1000)],
  ['10,000 elements', ELEMENT.repeat(10_000)],
  ['a file of 1 MB', fileOf(1)],
  ['a file of 10 MB', fileOf(10)],
]

const folder = await mkdtemp(join(tmpdir(), 'qyzmet-bench-'))
const [authority, { sql, owner, drop }] = await Promise.all([
  openAuthority({ folder: join(folder, 'authority'), clock: () => NOW }),
  testDatabase(),
])
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
const seal = sealInThreads(
  createSystemSeal(settings, anchors, now),
  { ...settings, anchors: authority.anchorsPem },
  now,
)
const app = fastify({ forceCloseConnections: true })
const refused = (why: string): never => {
  throw new Error(why)
}
const intake = { sql, vault: testVault, now, services: new Set(['PORTAL']), onRefused: refused }
await pushRoutes(app, { sql, now, seal, intake, transport: 'simulator', publicUrl: 'https://qyzmet.example.kz' })
const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/gateway/async`
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
    const posting: Posting = { url, body: new TextEncoder().encode(sealed) }
    const gateway = startThreads<undefined, number>({
      module: new URL('./post-in-thread.ts', import.meta.url),
      data: posting,
      workers: 1,
      timeoutMs: 60_000,
      maxWaiting: 1,
    })
    const sealMs: number[] = []
    const openMs: number[] = []
    const heldMs: number[] = []
    const claimedMs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      heldMs.push(await longestStretchMs(() => taken(gateway)))
      claimedMs.push(await longestStretchMs(claimed))
    }
    await gateway.close()
    for (let round = 0; round < ROUNDS; round++) {
      const from = processorMs()
      await inline.sealBody(envelope)
      const between = processorMs()
      const { signature } = await inline.openBody(sealed)
      if (signature !== 'valid') throw new Error(signature)
      sealMs.push(between - from)
      openMs.push(processorMs() - between)
    }
    console.log(
      `${name}: sealed in ${median(sealMs).toFixed(1)} ms, opened in ${median(openMs).toFixed(1)} ms; ` +
        `taken by the server, the loop held for ${median(heldMs).toFixed(1)} ms, taken out to be applied ${median(claimedMs).toFixed(1)} ms`,
    )
  }
  const [leftMs, broughtMs] = await storageHeldMs(new Uint8Array(10_000_000).fill(65))
  console.log(
    `a file of 10 MB left in the storage: the loop held for ${leftMs.toFixed(1)} ms, brought from it ${broughtMs.toFixed(1)} ms`,
  )
} finally {
  await Promise.all([app.close(), seal.close()])
  await drop()
  await rm(folder, { recursive: true, force: true })
}

/** Has the message brought, as a new one each time. */
async function taken(gateway: ThreadPool<undefined, number>): Promise<void> {
  await owner`truncate message_in cascade`
  const status = await gateway.run(undefined)
  if (status !== 200) throw new Error(`status ${status}`)
}

/** Takes the message out as the inbox does. */
async function claimed(): Promise<void> {
  const [incoming] = await claimIncoming(sql, testVault, { at: NOW, until: NOW, limit: 1 })
  if (!incoming?.message.data) throw new Error('there is no message')
}

/** How long the loop is held while a file is sealed for the temporary storage, and while one is read that it sent. */
async function storageHeldMs(bytes: Uint8Array): Promise<readonly [number, number]> {
  const head = {
    messageId: 'm-1',
    serviceId: 'STORAGE',
    messageDate: NOW,
    sender: { senderId: 'QYZMET' },
    properties: [],
  }
  const file = { processId: 'p-1', name: 'Өтініш.pdf', mediaType: 'application/pdf', lifetimeMs: 1000, confirm: false }
  const question = { type: 'UPLOAD', credentials: head.sender, files: [{ ...file, bytes }] } as const
  const content = Buffer.from(bytes).toString('base64')
  const data = writeStorageAnswer({ type: 'DOWNLOAD', files: [{ fileId: 'f-1', name: file.name, content }] })
  const status = { code: 'SCSS001', message: '' }
  const answer = writeSyncResponse({ messageId: 'm-2', responseDate: NOW, status, data })
  const sealed = new TextEncoder().encode(await inline.sealBody(answer))
  const leftMs: number[] = []
  const broughtMs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    leftMs.push(await longestStretchMs(async () => void (await seal.write('storageQuestion', { ...head, question }))))
    broughtMs.push(
      await longestStretchMs(async () => {
        const opened = await seal.open('storageAnswer', sealed)
        if (opened.signature !== 'valid' || opened.said?.kind !== 'answered') throw new Error(opened.signature)
      }),
    )
  }
  return [median(leftMs), median(broughtMs)]
}
