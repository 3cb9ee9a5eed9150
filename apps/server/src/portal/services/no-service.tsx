import type { FastifyReply } from 'fastify'
import { ButtonLink } from '../../ui/Button.tsx'
import { Message } from '../Message.tsx'
import { servicesMessages } from '../messages/services.ts'
import { showPage, type Visit } from '../visit.ts'

/** There is no service under this address. */
export function showNoService(visit: Visit): FastifyReply {
  const t = servicesMessages[visit.locale]
  const body = (
    <Message title={t.page.notFound} text={t.page.notFoundText}>
      <ButtonLink href={`/${visit.locale}/`}>{t.list.title}</ButtonLink>
    </Message>
  )
  return showPage(visit, { title: t.page.notFound, body }, 404)
}
