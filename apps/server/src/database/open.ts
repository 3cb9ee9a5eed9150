import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { connect, type Sql } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { APPLICATION_ROLE, migrate, readMigrations } from './migrate.ts'
import { one } from './query.ts'

export interface DatabaseSettings {
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly databaseConnections: number
  readonly dataFolder: string
  readonly embeddedPostgresPort: number
}

export interface OpenDatabase {
  readonly sql: Sql
  /** Address with the rights of the application. */
  readonly url: string
  /**
   * Closes the connections and ends an embedded PostgreSQL, also one that a killed server left behind; one on which
   * another server works is left to it.
   */
  readonly stop: () => Promise<void>
}

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url))
const NAME = 'qyzmet'
const [PATIENCE_MS, LOOK_MS] = [1000, 50]

/**
 * The database of the product, migrated: the configured one, else an embedded PostgreSQL on the data folder.
 *
 * With `databaseUrl` alone that login has to own the database; with `databaseOwnerUrl` beside it, the owner migrates
 * and everything else is done with the rights of the application.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  const migrations = await readMigrations(MIGRATIONS)
  const { databaseUrl, databaseOwnerUrl, databaseConnections: max } = settings
  if (databaseUrl !== undefined) {
    await migrate(databaseOwnerUrl ?? databaseUrl, migrations)
    const sql = connect(databaseUrl, { max, ...(databaseOwnerUrl === undefined ? { role: APPLICATION_ROLE } : {}) })
    return { sql, url: databaseUrl, stop: () => sql.end({ timeout: 5 }) }
  }
  const server = await startEmbedded({
    folder: join(settings.dataFolder, 'postgres'),
    port: settings.embeddedPostgresPort,
  })
  const ownerUrl = server.ownerUrl(NAME)
  const admin = connect(server.ownerUrl('postgres'), { max: 1 })
  const [found] = await admin`select 1 from pg_database where datname = ${NAME}`
  if (!found) await admin.unsafe(`create database ${NAME}`)
  await migrate(ownerUrl, migrations)
  const password = await server.passwordOf(APPLICATION_ROLE)
  await admin.unsafe(`alter role ${APPLICATION_ROLE} login password '${password}'`)
  await admin.end()
  const url = new URL(ownerUrl)
  url.username = APPLICATION_ROLE
  url.password = password
  const sql = connect(url.href, { max })
  const stop = async (): Promise<void> => {
    await sql.end({ timeout: 5 })
    if (!(await isUsed(ownerUrl))) await server.stop()
  }
  return { sql, url: url.href, stop }
}

/** Whether another server has connections, once those that were just closed are gone. */
async function isUsed(ownerUrl: string): Promise<boolean> {
  const sql = connect(ownerUrl, { max: 1 })
  try {
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
      const { others } = await one(sql<{ others: number }[]>`
        select count(*)::int as others from pg_stat_activity
        where datname = ${NAME} and usename = ${APPLICATION_ROLE}`)
      if (others === 0) return false
      await sleep(LOOK_MS)
    }
    return true
  } catch {
    // A PostgreSQL that does not answer is of use to nobody.
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
