// Starts the server with the settings of the environment: docs/configuration.md.
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { errorLine } from './error-line.ts'
import { printTraining, seedTrainingInstallation } from './training.ts'
import { startProduct } from './product.ts'
import { startFailure } from './start-failure.ts'

try {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel, serializers: { err: errorLine } })
  const training = config.profile === 'training'
  let accounts: Awaited<ReturnType<typeof seedTrainingInstallation>> = []
  const product = await startProduct({
    config,
    log: {
      debug: (message) => log.debug(message),
      error: (message, error) => log.error({ err: error }, message),
    },
    ...(training
      ? {
          seed: async (parts) => {
            accounts = await seedTrainingInstallation(parts)
          },
        }
      : {}),
  })
  if (training) printTraining(config.publicUrl, accounts)
  else log.info(`listening on ${product.url}`)
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    product.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
} catch (error) {
  console.error(startFailure(error) ?? error)
  process.exit(1)
}
