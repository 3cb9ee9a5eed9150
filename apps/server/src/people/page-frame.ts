import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { FastifyRequest } from 'fastify'
import type { Page } from '../ui/render-page.tsx'
import { sealText } from './seal.ts'

/** The language of a page is the first part of its address; elsewhere it is the account's, else Kazakh. */
export function localeOf(request: FastifyRequest): Locale {
  const first = request.url.split(/[/?]/, 2)[1]
  return LOCALES.find((locale) => locale === first) ?? request.session?.account.locale ?? 'kk'
}

/** What every page takes from its request: language, address without it, who looks, the token and the seal of its forms. */
export function pageFrame(request: FastifyRequest): Pick<Page, 'locale' | 'path' | 'session' | 'csrfToken' | 'seal'> {
  const { session, csrfToken } = request
  return {
    locale: localeOf(request),
    path: request.url.replace(/^\/[a-z]{2}(?=\/|\?|$)/, '') || '/',
    ...(session && { session: { kind: session.account.kind, name: session.account.name ?? '' } }),
    ...(csrfToken !== undefined && { csrfToken }),
    seal: (text) => {
      const secret = request.browserSecret()
      return secret && sealText(secret, text)
    },
  }
}
