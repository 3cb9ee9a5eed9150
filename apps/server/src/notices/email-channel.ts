import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { NoticeChannel, OutgoingNotice, Sending } from './channel.ts'

export interface EmailSettings {
  readonly host: string
  readonly port: number
  /** `start`: TLS from the first octet; `upgrade`: STARTTLS or nothing; `none`: open, in training only. */
  readonly tls: 'start' | 'upgrade' | 'none'
  readonly user?: string
  readonly password?: string
  readonly from: string
  /** Default 15 000. */
  readonly timeoutMs?: number
}

/** Notices as letters over SMTP. Each letter has a connection of its own: they are few, and a fault concerns one only. */
export function emailChannel(settings: EmailSettings): NoticeChannel {
  const domain = settings.from.slice(settings.from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '')
  return {
    isRepeatable: false,
    send: async (notice) => {
      const messageId = `<${notice.id}@${domain}>`
      const letter = await compose(notice, settings.from, messageId)
      return deliver(settings, notice.to, letter, messageId)
    },
  }
}

function compose(notice: OutgoingNotice, from: string, messageId: string): Promise<Buffer> {
  const { to, subject, text, locale } = notice
  const headers = { 'auto-submitted': 'auto-generated', 'content-language': locale }
  const mail = { from, to, subject, text, messageId, headers, disableFileAccess: true, disableUrlAccess: true }
  return new MailComposer(mail).compile().build()
}

/** Speaks with the server once. Whether the letter had begun to go out decides what an error means. */
async function deliver(settings: EmailSettings, to: string, letter: Buffer, messageId: string): Promise<Sending> {
  const { host, port, tls, user, password, from, timeoutMs = 15_000 } = settings
  let begun = false
  const body = new Readable({
    read() {
      begun = true
      this.push(letter)
      this.push(null)
    },
  })
  const connection = new SMTPConnection({
    host,
    port,
    secure: tls === 'start',
    requireTLS: tls === 'upgrade',
    ignoreTLS: tls === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  try {
    const info = await new Promise<{ readonly response?: string | undefined }>((resolve, reject) => {
      connection.once('error', reject)
      connection.connect((fault) => {
        if (fault) return reject(fault)
        const send = (): void =>
          connection.send({ from: addressOf(from), to: [to] }, body, (error, sent) =>
            error ? reject(error) : resolve(sent ?? {}),
          )
        if (user === undefined) return send()
        connection.login({ credentials: { user, pass: password ?? '' } }, (error) => (error ? reject(error) : send()))
      })
    })
    connection.quit()
    return { kind: 'sent', messageId, detail: codeOf(info.response) }
  } catch (error) {
    connection.close()
    return meaningOf(error, begun)
  }
}

function meaningOf(error: unknown, begun: boolean): Sending {
  const { code, responseCode, command }: { code?: unknown; responseCode?: unknown; command?: unknown } =
    typeof error === 'object' && error !== null ? error : {}
  const detail = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ')
  if (typeof responseCode === 'number') {
    // Who may not sign in or cannot be greeted is told so about us, not about the address.
    const isAboutLetter = typeof command === 'string' && /^(?:RCPT TO|MAIL FROM|DATA)/.test(command)
    return { kind: responseCode >= 500 && isAboutLetter ? 'failed' : 'later', detail }
  }
  return { kind: begun ? 'unclear' : 'later', detail }
}

/** First words of the server's answer: numbers and the name of its queue, no addresses. */
function codeOf(response: string | undefined): string {
  return /^\d{3}(?: \d\.\d\.\d)?/.exec(response ?? '')?.[0] ?? ''
}

function addressOf(from: string): string {
  return /<([^>]+)>/.exec(from)?.[1] ?? from
}
