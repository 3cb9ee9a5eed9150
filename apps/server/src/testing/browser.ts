import assert from 'node:assert/strict'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { formsOf } from './html-forms.ts'

export type Answer = LightMyRequestResponse

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** What the browser claims the file to be. */
  readonly type?: string
}

/** A browser without scripts: keeps cookies, remembers the last page and fills in its forms. */
export interface Browser {
  readonly cookies: Map<string, string>
  readonly address: string
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Sends a form by hand; the token of the last page seen goes with it unless `_csrf` is given. */
  post(url: string, fields?: Fields, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Opens a page, fills in the form that goes to an address (default: the page's own) and sends it. */
  fillIn(page: string, fields?: Fields, action?: string): Promise<Answer>
  /** Sends a file, or several of one box, as a browser does: the token first. */
  upload(
    url: string,
    file: UploadedFile | readonly UploadedFile[],
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /** The token of the last page that had a form. */
  token(): string
  request(options: InjectOptions): Promise<Answer>
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

const CSRF = '_csrf'

/**
 * @param address of the machine, so that each has requests of its own to spend
 */
export function openBrowser(app: FastifyInstance, address: string): Browser {
  const cookies = new Map<string, string>()
  let token = ''

  const request = async (options: InjectOptions): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.inject({
      remoteAddress: address,
      ...options,
      headers: { ...(cookie === '' ? {} : { cookie }), ...options.headers },
    })
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    if (String(response.headers['content-type']).startsWith('text/html')) {
      token = formsOf(response.body).flatMap((form) => form.fields.get(CSRF) ?? [])[0] ?? token
    }
    assert.ok(response.statusCode < 500, `${JSON.stringify(options.url)} broke: ${response.body}`)
    return response
  }

  const get: Browser['get'] = (url, headers = {}) => request({ url, headers })

  const post: Browser['post'] = (url, fields = {}, headers = {}) => {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries({ [CSRF]: token, ...fields })) {
      for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
    }
    return request({
      method: 'POST',
      url,
      payload: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  }

  return {
    cookies,
    address,
    get,
    post,
    request,
    token: () => token,

    async fillIn(page, fields = {}, action) {
      const shown = await get(page)
      const path = action ?? page
      const form = formsOf(shown.body).find((candidate) => (candidate.action || page) === path)
      assert.ok(form, `${page} (${shown.statusCode} ${shown.headers.location ?? ''}) has no form that goes to ${path}`)
      const given = Object.entries(fields).filter(([name]) => form.names.has(name))
      return post(path, { ...Object.fromEntries(form.fields), ...Object.fromEntries(given) })
    },

    async upload(url, file, fields = {}) {
      const body = new FormData()
      for (const [name, value] of Object.entries({ [CSRF]: token, ...fields })) body.append(name, value)
      for (const { name, bytes, type = '' } of [file].flat())
        body.append('file', new Blob([Buffer.from(bytes)], { type }), name)
      const encoded = new Response(body)
      const type = encoded.headers.get('content-type') ?? ''
      const payload = Buffer.from(await encoded.arrayBuffer())
      return request({ method: 'POST', url, payload, headers: { 'content-type': type } })
    },
  }
}
