import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { type Account, isReachableByOthers, postgresAccount, postgresHome } from './binaries.ts'

/** A PostgreSQL server of our own on the loopback address. */
export interface EmbeddedPostgres {
  /** Address of `database` for the superuser. */
  readonly ownerUrl: (database: string) => string
  readonly port: number
  /** Process id of the postmaster. */
  readonly pid: number
  /** True when another process had started it. */
  readonly wasRunning: boolean
  /** A password that stays the same for this data folder, for a login other than the superuser's. */
  readonly passwordOf: (login: string) => Promise<string>
  readonly stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** Holds the data, the password and the log; made when missing. */
  readonly folder: string
  /** 0 or absent: any free port. */
  readonly port?: number
  /** False only for throw-away test data: a crash may then lose it. */
  readonly durable?: boolean
  readonly settings?: Readonly<Record<string, string>>
}

/** PostgreSQL did not come up; the message ends with the tail of its log. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError'
}

const START_TIMEOUT_MS = 60_000

/**
 * Starts PostgreSQL on a data folder, making the folder first when it is new.
 * A server already running on that folder (left by a killed process) is taken over.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = await postgresAccount()
  const home = await postgresHome(account)
  const folder = await dataFolder(options.folder, account)
  const password = await keptPassword(join(folder, 'password'))
  const data = join(folder, 'data')
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(home, folder, data, password, account)
  const running = await runningServer(data)
  const server = running ?? (await launch(home, folder, data, account, options))
  const ownerUrl = (database: string): string =>
    `postgres://postgres:${password}@127.0.0.1:${server.port}/${encodeURIComponent(database)}`
  await untilReady(ownerUrl('postgres'), server.pid, folder)
  return {
    ownerUrl,
    port: server.port,
    pid: server.pid,
    wasRunning: running !== undefined,
    passwordOf: (login) => keptPassword(join(folder, `password-${login}`)),
    stop: () => stopServer(server.pid),
  }
}

interface RunningServer {
  readonly port: number
  readonly pid: number
}

/** The folder itself, or one in /var/tmp when PostgreSQL's account could not walk down to it. */
async function dataFolder(wanted: string, account: Account | undefined): Promise<string> {
  await mkdir(dirname(wanted), { recursive: true })
  const reachable = !account || (await isReachableByOthers(dirname(wanted)))
  const folder = reachable ? wanted : join('/var/tmp', `qyzmet${wanted.replaceAll('/', '-')}`)
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o711)
  return folder
}

/** Made once; readable for the owner of the folder only. */
async function keptPassword(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFile(file, 'utf8')
}

async function initialise(
  home: string,
  folder: string,
  data: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  const passwordFile = join(folder, `password.${process.pid}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account) {
    await chown(data, account.uid, account.gid)
    await chown(passwordFile, account.uid, account.gid)
  }
  const child = spawn(
    join(home, 'bin', 'initdb'),
    [
      '-D',
      data,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    ],
    { ...account, stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C', TZ: 'UTC' }, cwd: '/' },
  )
  const problem = await outputOf(child)
  await rm(passwordFile)
  if (child.exitCode !== 0) throw new PostgresStartError(`initdb failed: ${problem}`)
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise<void>((resolve, reject) => child.once('close', () => resolve()).once('error', reject))
  return text.trim()
}

/** Reads `postmaster.pid`; a file left by a dead process counts as nothing. */
async function runningServer(data: string): Promise<RunningServer | undefined> {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = (await readFile(file, 'utf8')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return isAlive(pid) && port > 0 ? { pid, port } : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function launch(
  home: string,
  folder: string,
  data: string,
  account: Account | undefined,
  options: EmbeddedOptions,
): Promise<RunningServer> {
  const port = options.port || (await freePort())
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    jit: 'off',
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    ...options.settings,
  }
  const log = openSync(join(folder, 'postgres.log'), 'a')
  const child = spawn(
    join(home, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      detached: true,
      stdio: ['ignore', log, log],
      env: { LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
    },
  )
  if (child.pid === undefined) throw new PostgresStartError('The postgres program could not be started.')
  child.unref()
  return { port, pid: child.pid }
}

async function untilReady(url: string, pid: number, folder: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
    try {
      await sql`select 1`
      return
    } catch (cause) {
      if (!isAlive(pid) || performance.now() > deadline) {
        const log = await readFile(join(folder, 'postgres.log'), 'utf8').catch(() => '')
        throw new PostgresStartError(`PostgreSQL did not start.\n${log.split('\n').slice(-8).join('\n')}`, { cause })
      }
      await sleep(25)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}

/** Fast shutdown: open transactions are rolled back, committed ones are kept. */
async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(pid) && waitedMs < 15_000; waitedMs += 20) await sleep(20)
}

/** A new temporary folder that the account of PostgreSQL can walk through, unlike those of `mkdtemp`. */
export async function temporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await chmod(folder, 0o711)
  return folder
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new PostgresStartError('No free port.')
  return address.port
}
