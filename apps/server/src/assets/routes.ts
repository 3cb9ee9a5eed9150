import type { FastifyInstance } from 'fastify'
import type { Assets } from './assets.ts'

/** Serves the built files under `/assets/`, each in the smallest encoding that the browser takes. */
export function assetRoutes(app: FastifyInstance, assets: Assets): void {
  app.get('/assets/:name', (request, reply) => {
    const asset = assets.find(new URL(request.url, 'http://localhost').pathname)
    if (asset === undefined) return reply.code(404).type('text/plain').send('')
    reply
      .type(asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .header('x-content-type-options', 'nosniff')
    const accepted = acceptedEncodings(request.headers['accept-encoding'])
    if (asset.brotli !== undefined && accepted.has('br')) {
      return reply.header('content-encoding', 'br').send(asset.brotli)
    }
    if (asset.gzip !== undefined && accepted.has('gzip')) {
      return reply.header('content-encoding', 'gzip').send(asset.gzip)
    }
    return reply.send(asset.body)
  })
}

function acceptedEncodings(header: string | string[] | undefined): ReadonlySet<string> {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '')
  const accepted = new Set<string>()
  for (const part of text.split(',')) {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
    if (!parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter))) accepted.add(name.trim())
  }
  return accepted
}
