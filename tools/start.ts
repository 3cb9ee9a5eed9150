// The whole product for training on this machine: embedded PostgreSQL, the server and the simulator, each its own process.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { productSettings } from '../apps/simulator/src/product-settings.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const simulatorPort = process.env['QYZMET_SIMULATOR_PORT'] ?? '8090'
const ncaLayerPort = process.env['QYZMET_NCALAYER_PORT'] ?? '13579'
const smtpPort = process.env['QYZMET_SMTP_PORT'] ?? '8025'
const data = process.env['QYZMET_DATA'] ?? `${root}.data`

const environment = {
  ...process.env,
  QYZMET_PROFILE: 'training',
  QYZMET_DATA: data,
  QYZMET_SIMULATOR_PORT: simulatorPort,
  QYZMET_NCALAYER_PORT: ncaLayerPort,
  QYZMET_SMTP_PORT: smtpPort,
  QYZMET_PUBLIC_URL: process.env['QYZMET_PUBLIC_URL'] ?? `http://127.0.0.1:${process.env['QYZMET_PORT'] ?? '8080'}`,
  ...productSettings({
    url: `http://127.0.0.1:${simulatorPort}`,
    ncaLayerUrl: `ws://127.0.0.1:${ncaLayerPort}`,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    anchorsFile: `${data}/simulator/anchors.pem`,
  }),
  QYZMET_LOG: process.env['QYZMET_LOG'] ?? 'warn',
}

const children: ChildProcess[] = []
let stopping = false

/** Ends all programs when one ends: a half-running product would only confuse. */
function start(program: string): void {
  const child = spawn(process.execPath, [...process.execArgv, `${root}${program}`], {
    env: environment,
    stdio: 'inherit',
  })
  child.once('exit', (code) => {
    if (!stopping) process.exitCode = code ?? 1
    stop()
  })
  children.push(child)
}

function stop(): void {
  stopping = true
  for (const child of children) child.kill('SIGTERM')
}

process.on('SIGINT', stop).on('SIGTERM', stop)
start('apps/simulator/src/main.ts')
start('apps/server/src/main.ts')
