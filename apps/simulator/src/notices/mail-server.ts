import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { NoticeFaults } from './faults.ts'

/** A letter as it came in. */
export interface Letter {
  readonly to: readonly string[]
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly at: Temporal.Instant
}

export interface MailServer {
  readonly url: string
  /** Newest last. */
  readonly letters: readonly Letter[]
  readonly stop: () => Promise<void>
}

/** Letters kept; older ones are forgotten. */
const KEPT = 500
const MAX_LETTER_BYTES = 1024 * 1024

/** A mail server that takes every letter and delivers none: they are shown on a page. Only this machine reaches it. */
export async function startMailServer(options: {
  readonly port: number
  readonly clock: () => Temporal.Instant
  readonly faults: NoticeFaults
  readonly slowMs: number
}): Promise<MailServer> {
  const { faults, clock, slowMs } = options
  const letters: Letter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: MAX_LETTER_BYTES,
    logger: false,
    onMailFrom: (_address, _session, done) => {
      done(faults.mail === 'down' ? refusal(421, 'try later') : undefined)
    },
    onRcptTo: (_address, _session, done) => {
      done(faults.mail === 'refuse' ? refusal(550, 'no such mailbox') : undefined)
    },
    onData: (stream, session, done) => {
      void (async () => {
        try {
          const { from, subject = '', text = '', messageId = '' } = await PostalMime.parse(await buffer(stream))
          const to = session.envelope.rcptTo.map(({ address }) => address)
          letters.push({ to, from: from?.address ?? '', subject, text, messageId, at: clock() })
          letters.splice(0, letters.length - KEPT)
          if (faults.mail === 'slow') await sleep(slowMs)
          if (faults.mail === 'cut') for (const connection of server.connections) connection.close()
          done()
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)))
        }
      })()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
