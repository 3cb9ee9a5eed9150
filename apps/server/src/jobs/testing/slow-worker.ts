// A server process that takes one job and never ends it, for a test that kills it:
// node slow-worker.ts <database url>
import { connect } from '../../database/connect.ts'
import { startJobs } from '../job-runner.ts'
import { createWakeUp } from '../wake-up.ts'

const [databaseUrl] = process.argv.slice(2)
if (databaseUrl === undefined) throw new Error('usage: slow-worker.ts <database url>')
await startJobs({
  sql: connect(databaseUrl),
  databaseUrl,
  wakeUp: createWakeUp(),
  log: { debug: () => undefined, error: (message, error) => console.error(message, error) },
  tasks: {
    'test-slow': async () => {
      process.stdout.write('began\n')
      await new Promise(() => undefined)
    },
  },
})
