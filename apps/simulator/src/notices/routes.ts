import type { FastifyInstance } from 'fastify'
import type { NoticeFaults } from './faults.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { noticePages } from './notice-pages.ts'
import { type ShortMessage, smsRoutes } from './sms-routes.ts'

export type { NoticeFaults } from './faults.ts'
export type { Letter } from './mail-server.ts'
export type { ShortMessage } from './sms-routes.ts'

export interface Delivered {
  readonly mail: MailServer
  readonly messages: ReadonlyMap<string, ShortMessage>
}

/** Those who deliver notices in training: a mail server and a sender of short messages, with pages that show what came. */
export async function noticeRoutes(
  app: FastifyInstance,
  options: {
    readonly smtpPort: number
    readonly clock: () => Temporal.Instant
    readonly faults: NoticeFaults
    readonly slowMs: number
  },
): Promise<Delivered> {
  const { clock, faults, slowMs } = options
  const mail = await startMailServer({ port: options.smtpPort, clock, faults, slowMs })
  const messages = new Map<string, ShortMessage>()
  await app.register(async (scope) => {
    scope.removeContentTypeParser('application/x-www-form-urlencoded')
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: unknown, body: string) => body,
    )
    smsRoutes(scope, { messages, clock, faults })
    noticePages(scope, { letters: mail.letters, messages, faults })
  })
  return { mail, messages }
}
