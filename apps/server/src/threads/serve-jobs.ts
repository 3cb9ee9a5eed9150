import { parentPort, type Transferable } from 'node:worker_threads'
import type { ThreadJob, ThreadReply } from './thread-pool.ts'

/**
 * Does what the pool that started this thread asks for, one job after another.
 *
 * @param work takes what the pool is given; only the two modules know what that is
 * @param transfer what of a result goes over without being copied
 */
export function serveJobs<Result>(
  work: (job: never) => Result | Promise<Result>,
  transfer: (result: Result) => Transferable[] = () => [],
): void {
  const answer = async ({ id, job }: ThreadJob<never>): Promise<void> => {
    let reply: ThreadReply<Result>
    try {
      reply = { id, result: await work(job) }
    } catch (error) {
      reply = { id, failure: error instanceof Error ? error.message : String(error) }
    }
    parentPort?.postMessage(reply, 'result' in reply ? transfer(reply.result) : [])
  }
  parentPort?.on('message', (message: ThreadJob<never>) => void answer(message))
}
