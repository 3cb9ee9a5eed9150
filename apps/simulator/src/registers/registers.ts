import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { localeOf } from '../pages.ts'
import { peoplePage } from './people-page.ts'
import { createPersonsRegister } from './persons-register.ts'
import { type Population, trainingPopulation } from '../population/population.ts'
import { TRAINING_PEOPLE } from './training-people.ts'

export { STORY_TEXTS, type Story } from './stories.ts'
export { makeTrainingPeople, TRAINING_PEOPLE, type TrainingPerson } from './training-people.ts'

/** What is broken at the moment; changed by the presenter, or by a test. */
export interface Faults {
  persons: 'none' | 'broken'
}

export interface RegisterOptions {
  readonly clock: () => Temporal.Instant
  readonly faults: Faults
  /** Default: the population of the training. */
  readonly population?: () => Population
  /** How long the slow person takes; default 5000. */
  readonly slowMs?: number
}

const MAX_QUESTION_BYTES = 16 * 1024

/**
 * Serves the register of invented persons: questions at `POST /registers/persons/questions`,
 * and at `/` the list of the people and what each leads to.
 */
export async function registerRoutes(app: FastifyInstance, options: RegisterOptions): Promise<void> {
  const { population = trainingPopulation, slowMs } = options
  const register = createPersonsRegister({ population, ...(slowMs === undefined ? {} : { slowMs }) })

  await app.register(async (routes) => {
    // The page's buttons are forms without fields.
    if (!routes.hasContentTypeParser('application/x-www-form-urlencoded')) {
      routes.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async () => ({}))
    }

    routes.post('/registers/persons/questions', { bodyLimit: MAX_QUESTION_BYTES }, async (request, reply) => {
      if (options.faults.persons === 'broken') return reply.code(503).send({ fault: 'register-down' })
      const question = parseQuestion(request.body)
      if (!question) return reply.code(400).send({ fault: 'question-malformed' })
      const answer = register.answer(question.iin, question.messageId, options.clock())
      switch (answer.kind) {
        case 'fault':
          return reply.code(answer.status).send({ fault: 'register-failed' })
        case 'garbage':
          return reply.type('application/json').send(answer.text)
        case 'answer':
          if (answer.delayMs > 0) await sleep(answer.delayMs)
          return reply.send(answer.body)
      }
    })

    routes.post<{ Params: { iin: string; decision: string }; Querystring: { locale?: string } }>(
      '/registers/persons/consents/:iin/:decision',
      async (request, reply) => {
        const { iin, decision } = request.params
        if (decision !== 'granted' && decision !== 'refused') return reply.code(404).send({ fault: 'unknown-decision' })
        if (!register.decide(iin, decision)) return reply.code(404).send({ fault: 'nobody-asked' })
        return reply.redirect(`/?locale=${localeOf(request.query.locale)}`, 303)
      },
    )

    routes.post<{ Params: { state: string }; Querystring: { locale?: string } }>(
      '/registers/persons/state/:state',
      async (request, reply) => {
        options.faults.persons = request.params.state === 'broken' ? 'broken' : 'none'
        return reply.redirect(`/?locale=${localeOf(request.query.locale)}`, 303)
      },
    )

    routes.get<{ Querystring: { locale?: string } }>('/', async (request, reply) =>
      reply.type('text/html; charset=utf-8').send(
        peoplePage({
          locale: localeOf(request.query.locale),
          people: TRAINING_PEOPLE,
          decisionOf: (iin) => register.decisionOf(iin),
          broken: options.faults.persons === 'broken',
        }),
      ),
    )
  })
}

/** Who asks, and why, must be said: a register answers no anonymous question. */
function parseQuestion(body: unknown): { readonly iin: string; readonly messageId: string } | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const fields: Readonly<Record<string, unknown>> = { ...body }
  const { iin, messageId, officer, purpose, legalBasis } = fields
  if (typeof iin !== 'string' || !/^\d{12}$/.test(iin)) return undefined
  if (typeof messageId !== 'string' || messageId === '' || messageId.length > 200) return undefined
  for (const needed of [officer, purpose, legalBasis]) if (typeof needed !== 'string' || needed === '') return undefined
  return { iin, messageId }
}
