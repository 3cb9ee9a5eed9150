import type { FastifyInstance } from 'fastify'
import { type OpenDatabase, openDatabase } from './database/open.ts'
import { buildPages } from './product/pages.ts'
import { assembleParts, type PartsOptions } from './product/parts.ts'
import { startWork } from './product/work.ts'

export interface Product {
  readonly app: FastifyInstance
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface ProductOptions extends Omit<PartsOptions, 'now' | 'opening'> {
  /** Default: the machine's clock. */
  readonly now?: () => Temporal.Instant
}

/** The whole product, wired and listening. `product/` is the only place that knows all its parts. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const opening = openDatabase(options.config)
  try {
    return await startOn(opening, options)
  } catch (error) {
    // A port that is taken is mostly taken by another server, and PostgreSQL may be that server's.
    await opening.then(
      (database) => database.stop(),
      () => undefined,
    )
    throw error
  }
}

async function startOn(
  opening: Promise<OpenDatabase>,
  { now = Temporal.Now.instant, ...options }: ProductOptions,
): Promise<Product> {
  const parts = await assembleParts({ ...options, now, opening })
  const ending = new AbortController()
  const work = await startWork(parts, ending.signal)
  const app = await buildPages(parts, work.gateway)
  const stopWork = async (): Promise<void> => {
    ending.abort()
    await app.close()
    await work.stop()
    await parts.close()
  }
  const { host, port } = options.config
  const url = await app.listen({ host, port }).catch(async (error: unknown) => {
    await stopWork()
    throw error
  })
  return {
    app,
    url,
    stop: async () => {
      await stopWork()
      await parts.database.stop()
    },
  }
}
