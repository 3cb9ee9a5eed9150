import type { FastifyReply, FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import type { PeopleMessages } from './messages/people.kk.ts'
import { localeOf } from './page-frame.ts'
import { type CredentialsView, OverPage } from './pages/SignUpPages.tsx'
import type { PeopleRoutes } from './routes.tsx'

/** A subject that begins with an IIN and a new password. */
export interface CredentialsSubject {
  /** Where its form stands, such as `/sign-up`. */
  readonly path: string
  readonly words: (t: PeopleMessages) => {
    readonly title: string
    readonly goneTitle: string
    readonly gone: string
    readonly goneAgain: string
  }
  readonly form: (view: CredentialsView) => JSX.Element
}

/** The form of the subject, and the page of one that is over. */
export function credentialsPages(shared: PeopleRoutes, { path, words, form }: CredentialsSubject) {
  const showForm = (
    request: FastifyRequest,
    reply: FastifyReply,
    filledIn: Partial<CredentialsView>,
    status?: number,
  ): FastifyReply => {
    shared.openForm(request, reply)
    const view: CredentialsView = { locale: localeOf(request), iin: '', errors: [], ...filledIn }
    const { title } = words(shared.wordsFor(request))
    return shared.show(request, reply, { title, error: view.errors.length > 0, body: form(view) }, status)
  }

  const showOver = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { goneTitle: title, gone, goneAgain } = words(shared.wordsFor(request))
    const next = { href: `/${localeOf(request)}${path}`, text: goneAgain }
    return shared.show(request, reply, { title, body: <OverPage title={title} text={gone} next={next} /> }, 410)
  }

  return { showForm, showOver }
}
