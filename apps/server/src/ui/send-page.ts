import type { FastifyReply } from 'fastify'

/**
 * Sends a page. Pages hold personal data, so no cache on the way keeps them. The browser may, so that Back shows a
 * page as it was left, also one that came back with faults; signing out has it forget them.
 *
 * @param status 200, or 422 for a form that came back with faults, 403, 404 …
 */
export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'private, no-cache').send(html)
}
