import { formatDate } from '@qyzmet/regulation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DenialCode, sendProblem } from '../problems.ts'
import { Alert } from '../ui/Alert.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { Heading } from '../ui/Heading.tsx'
import { renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { peopleMessages } from './messages/people.ts'
import { pageFrame } from './page-frame.ts'
import type { Absence } from './people.ts'

/** Answers to those who may not have what they asked for: a page for people, a code under `/api/`. */
export interface Denials {
  signInNeeded(request: FastifyRequest, reply: FastifyReply): FastifyReply
  /** The request came from another site, or its form is not of this session. */
  forged(request: FastifyRequest, reply: FastifyReply): FastifyReply
  citizensOnly(request: FastifyRequest, reply: FastifyReply): FastifyReply
  staffOnly(request: FastifyRequest, reply: FastifyReply): FastifyReply
  noPost(request: FastifyRequest, reply: FastifyReply, absences: readonly Absence[]): FastifyReply
  /** The register of persons has not confirmed the account; its page says why and what to do. */
  unconfirmed(request: FastifyRequest, reply: FastifyReply): FastifyReply
}

export function createDenials(site: Site): Denials {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    code: DenialCode,
    page: { readonly title: string; readonly texts: readonly string[]; readonly next?: { href: string; text: string } },
  ): FastifyReply => {
    if (isApi(request)) return sendProblem(reply, { status, code })
    const frame = pageFrame(request)
    const next = page.next ?? { href: '/', text: peopleMessages[frame.locale].denials.home }
    const html = renderPage(site, {
      ...frame,
      title: page.title,
      body: (
        <>
          <Heading level={1}>{page.title}</Heading>
          <Alert tone="warning">
            {page.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Alert>
          <p>
            <ButtonLink href={`/${frame.locale}${next.href}`} variant="secondary">
              {next.text}
            </ButtonLink>
          </p>
        </>
      ),
    })
    return sendPage(reply, html, status)
  }
  const wordsFor = (request: FastifyRequest) => peopleMessages[pageFrame(request).locale].denials

  return {
    signInNeeded: (_, reply) => sendProblem(reply, { status: 401, code: 'sign-in-needed' }),
    forged: (request, reply) => {
      const t = wordsFor(request)
      return show(request, reply, 403, 'form-not-ours', { title: t.forgedTitle, texts: [t.forged] })
    },
    citizensOnly: (request, reply) => {
      const t = wordsFor(request)
      return show(request, reply, 403, 'citizens-only', { title: t.citizensOnlyTitle, texts: [t.citizensOnly] })
    },
    staffOnly: (request, reply) => {
      const t = wordsFor(request)
      const next = { href: '/cabinet', text: t.cabinet }
      return show(request, reply, 403, 'staff-only', { title: t.staffOnlyTitle, texts: [t.staffOnly], next })
    },
    noPost: (request, reply, absences) => {
      const t = wordsFor(request)
      if (absences.length === 0) {
        return show(request, reply, 403, 'no-post', { title: t.noPostTitle, texts: [t.noPost] })
      }
      const { locale } = pageFrame(request)
      const texts = absences.map(({ substituteName, lastDay }) => t.absent(substituteName, formatDate(lastDay, locale)))
      return show(request, reply, 403, 'no-post', { title: t.absentTitle, texts: [...texts, t.absentBack] })
    },
    unconfirmed: (request, reply) =>
      isApi(request)
        ? sendProblem(reply, { status: 403, code: 'register-check-pending' })
        : reply.redirect(`/${pageFrame(request).locale}/sign-up/waiting`, 303),
  }
}

function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/')
}
