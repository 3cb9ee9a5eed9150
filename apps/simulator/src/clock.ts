import type { FastifyInstance } from 'fastify'

/** The clock of everything the simulator plays; it can be moved while it runs. */
export interface SimulatorClock {
  readonly now: () => Temporal.Instant
  /** Goes on from another moment. */
  set(at: Temporal.Instant): void
}

/** @param base the product's own clock where both run in one process, else the machine's */
export function createClock(base: () => Temporal.Instant): SimulatorClock {
  let shift = Temporal.Duration.from({ seconds: 0 })
  return {
    now: () => base().add(shift),
    set: (at) => void (shift = base().until(at)),
  }
}

/**
 * `GET /clock` tells the simulator's time; `POST /clock` with `{"now":"2026-12-31T20:00:00Z"}` moves it, so that it can
 * be kept equal to the clock of a product whose time is moved.
 */
export async function clockRoutes(app: FastifyInstance, clock: SimulatorClock): Promise<void> {
  app.get('/clock', async () => ({ now: clock.now().toString() }))
  app.post('/clock', async (request, reply) => {
    const at = instantIn(request.body)
    if (at === undefined) return reply.code(400).send({ fault: 'moment-malformed' })
    clock.set(at)
    return { now: clock.now().toString() }
  })
}

function instantIn(body: unknown): Temporal.Instant | undefined {
  if (typeof body !== 'object' || body === null || !('now' in body) || typeof body.now !== 'string') return undefined
  try {
    return Temporal.Instant.from(body.now)
  } catch {
    return undefined
  }
}
