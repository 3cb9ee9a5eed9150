import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect, type Sql } from './connect.ts'
import { APPLICATION_ROLE, migrate, readMigrations } from './migrate.ts'

/** A database of one test's own, migrated, empty. */
export interface TestDatabase {
  /** Connections with the rights of the application. */
  readonly sql: Sql
  /** Connections with all rights. */
  readonly owner: Sql
  readonly url: string
  readonly ownerUrl: string
  readonly drop: () => Promise<void>
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const CLUSTER = join(ROOT, '.cache', 'test-postgres')
const APP_PASSWORD = 'only-in-tests'

/**
 * Clones the migrated template, which is made once for each set of migrations.
 * The server is started when needed and shared by all test processes.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = await clusterUrl()
  const template = await migratedTemplate(adminUrl)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = connect(adminUrl, { max: 1 })
  await admin.unsafe(`create database ${name} template ${template}`)
  await admin.end()
  const ownerUrl = withDatabase(adminUrl, name)
  const appUrl = new URL(ownerUrl)
  appUrl.username = APPLICATION_ROLE
  appUrl.password = APP_PASSWORD
  const sql = connect(appUrl.href)
  const owner = connect(ownerUrl, { max: 2 })
  const drop = async (): Promise<void> => {
    await Promise.all([sql.end({ timeout: 1 }), owner.end({ timeout: 1 })])
    const again = connect(adminUrl, { max: 1 })
    await again.unsafe(`drop database if exists ${name} with (force)`)
    await again.end()
  }
  return { sql, owner, url: appUrl.href, ownerUrl, drop }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

async function migratedTemplate(adminUrl: string): Promise<string> {
  const migrations = await readMigrations(join(ROOT, 'migrations'))
  const key = createHash('sha256')
    .update(migrations.map((migration) => migration.sha256).join())
    .digest('hex')
  const name = `template_${key.slice(0, 24)}`
  const admin = connect(adminUrl, { max: 1 })
  try {
    await admin`select pg_advisory_lock(hashtext('qyzmet-test-template'))`
    const [found] = await admin`select 1 from pg_database where datname = ${name} and not datallowconn`
    if (found) return name
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.unsafe(`create database ${name}`)
    await migrate(withDatabase(adminUrl, name), migrations)
    await admin.unsafe(`alter role ${APPLICATION_ROLE} login password '${APP_PASSWORD}'`)
    await admin.unsafe(`alter database ${name} allow_connections false`)
    return name
  } finally {
    await admin.end()
  }
}

/** Address of the shared test server, for the superuser. */
async function clusterUrl(): Promise<string> {
  const given = process.env['QYZMET_TEST_DATABASE_URL']
  if (given) return given
  const deadline = performance.now() + 60_000
  const lock = join(ROOT, '.cache', 'test-postgres.lock')
  await mkdir(CLUSTER, { recursive: true })
  while (performance.now() < deadline) {
    const url = await runningUrl()
    if (url) return url
    if (await takeLock(lock)) {
      try {
        const raced = await runningUrl()
        if (raced) return raced
        await rm(join(CLUSTER, 'url'), { force: true })
        spawn(process.execPath, [fileURLToPath(new URL('./test-cluster.ts', import.meta.url)), CLUSTER], {
          detached: true,
          stdio: 'ignore',
        }).unref()
        while (!existsSync(join(CLUSTER, 'url')) && performance.now() < deadline) await sleep(30)
      } finally {
        await rm(lock, { recursive: true, force: true })
      }
    } else {
      await sleep(50)
    }
  }
  throw new Error(`The PostgreSQL of the tests did not start; its log is in ${CLUSTER}.`)
}

async function runningUrl(): Promise<string | undefined> {
  const url = await readFile(join(CLUSTER, 'url'), 'utf8').catch(() => undefined)
  if (!url) return undefined
  const sql = connect(url, { max: 1 })
  try {
    await sql`select 1`
    return url
  } catch {
    return undefined
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** A lock older than a minute was left by a killed process. */
async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock)
    return true
  } catch {
    const made = await stat(lock).catch(() => undefined)
    if (made && Date.now() - made.mtimeMs > 60_000) await rm(lock, { recursive: true, force: true })
    return false
  }
}
