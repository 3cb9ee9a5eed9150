import { setTimeout as sleep } from 'node:timers/promises'
import { DerError } from '@qyzmet/eds'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { AnswerFault } from './authority.ts'
import { certificateRoutes, isForm, pageOf } from './certificate-routes.ts'
import { type AuthorityFaults, type AuthorityOptions, SERVICE_FAULTS, type ServiceFault } from './faults.ts'

const MAX_REQUEST_BYTES = 16 * 1024

/**
 * Serves the training authority: `POST /ocsp`, `GET /crl` and `/crl/gost`, each with `/delta`, `POST /tsp` as the real
 * services do, `GET /anchors.pem`, and for the presenter `POST /authority/faults` (JSON, such as `{"ocsp":"silent"}`).
 */
export async function authorityRoutes(app: FastifyInstance, options: AuthorityOptions): Promise<void> {
  const { authority, faults, slowMs = 5000 } = options

  const serve = async (
    reply: FastifyReply,
    fault: ServiceFault,
    type: string,
    answer: (fault?: AnswerFault) => Uint8Array,
  ): Promise<FastifyReply> => {
    switch (fault) {
      case 'silent':
        return reply.hijack()
      case 'down':
        reply.hijack()
        reply.raw.destroy()
        return reply
      case 'slow':
        await sleep(slowMs)
        return reply.type(type).send(answer())
      case 'none':
        return reply.type(type).send(answer())
      case 'refused':
      case 'wrong-signature':
      case 'stale':
      case 'replayed':
      case 'other-certificate':
      case 'hides-revocations':
        return reply.type(type).send(answer(fault))
    }
  }

  await app.register(async (routes) => {
    for (const type of ['application/ocsp-request', 'application/timestamp-query']) {
      routes.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit: MAX_REQUEST_BYTES },
        async (_request: unknown, body: Buffer) => body,
      )
    }
    routes.setErrorHandler((error, _request, reply) =>
      error instanceof DerError ? reply.code(400).send({ fault: 'request-malformed' }) : reply.send(error),
    )

    routes.post<{ Body: Buffer }>('/ocsp', async (request, reply) =>
      serve(reply, faults.ocsp, 'application/ocsp-response', (fault) => authority.answerOcsp(request.body, fault)),
    )
    for (const [path, keys] of [
      ['/crl', 'rsa'],
      ['/crl/gost', 'gost-512'],
    ] as const) {
      routes.get(path, async (_request, reply) =>
        serve(reply, faults.crl, 'application/pkix-crl', (fault) => authority.crl(fault, keys)),
      )
      routes.get(`${path}/delta`, async (_request, reply) =>
        serve(reply, faults.crl, 'application/pkix-crl', (fault) => authority.deltaCrl(fault, keys)),
      )
    }
    routes.post<{ Body: Buffer }>('/tsp', async (request, reply) =>
      serve(reply, faults.stamp, 'application/timestamp-reply', (fault) => authority.answerStamp(request.body, fault)),
    )
    routes.get('/anchors.pem', async (_request, reply) =>
      reply.type('application/x-pem-file').send(authority.anchorsPem),
    )
    await certificateRoutes(routes, options)
    routes.post('/authority/faults', async (request, reply) => {
      const wanted = parseFaults(request.body)
      if (wanted === undefined) return reply.code(400).send({ fault: 'faults-malformed' })
      Object.assign(faults, wanted)
      return isForm(request) ? reply.redirect(pageOf(request), 303) : { ...faults }
    })
  })
}

function parseFaults(body: unknown): Partial<AuthorityFaults> | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const wanted: Partial<AuthorityFaults> = {}
  for (const [service, value] of Object.entries(body)) {
    const fault = SERVICE_FAULTS.find((candidate) => candidate === value)
    if (fault === undefined || (service !== 'ocsp' && service !== 'crl' && service !== 'stamp')) return undefined
    wanted[service] = fault
  }
  return wanted
}
