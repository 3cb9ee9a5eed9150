import { once } from 'node:events'
import { WebSocketServer, type RawData } from 'ws'
import { greeting, faultAnswer, HEARTBEAT, MODULE_NOT_FOUND, parseMessage } from './protocol.ts'
import { signAsPerson, type SignerOptions } from './signer.ts'

export interface NcaLayerOptions extends SignerOptions {
  /** 0 takes any free one. */
  readonly port: number
  /** What the greeting says. Default 1.4, the newest there is. */
  readonly version?: string | undefined
  readonly report?: ((error: unknown) => void) | undefined
}

export interface NcaLayer {
  /** Plain `ws:`: no browser would trust a certificate made here. */
  readonly url: string
  stop(): Promise<void>
}

/** The last one before the module that signs here. */
const OLD_VERSION = '1.3'
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

/** Speaks NCALayer's protocol on this machine only, with keys of the training authority. */
export async function startNcaLayer(options: NcaLayerOptions): Promise<NcaLayer> {
  const { version = '1.4', port, report } = options
  const server = new WebSocketServer({ host: '127.0.0.1', port, maxPayload: MAX_MESSAGE_BYTES })
  server.on('connection', (socket) => {
    const send = (message: unknown): void => socket.send(JSON.stringify(message))
    // A broken or oversized message closes its own connection; the program goes on.
    socket.on('error', (error) => report?.(error))
    socket.on('message', (raw) => {
      answer(textOf(raw)).then(send, (error: unknown) => {
        report?.(error)
        send(faultAnswer('GENERAL_ERROR', 'The signer failed.'))
      })
    })
    const isOld = options.state.next === 'old-version'
    if (isOld) options.state.next = 'valid'
    send(greeting(isOld ? OLD_VERSION : version))
  })

  const answer = async (text: string): Promise<unknown> => {
    if (text === HEARTBEAT) return greeting(version)
    const message = parseMessage(text)
    switch (message.kind) {
      case 'unknown-module':
        return MODULE_NOT_FOUND
      case 'fault':
        return message.answer
      case 'sign':
        if (options.state.next === 'no-module') {
          options.state.next = 'valid'
          return MODULE_NOT_FOUND
        }
        return signAsPerson(message.request, options)
    }
  }

  await once(server, 'listening')
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `ws://127.0.0.1:${String(bound)}`,
    async stop() {
      for (const socket of server.clients) socket.terminate()
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
      })
    },
  }
}

function textOf(raw: RawData): string {
  return Buffer.concat(Array.isArray(raw) ? raw : [Buffer.from(raw as Buffer)]).toString('utf8')
}
