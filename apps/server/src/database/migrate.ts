import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { connect, type Sql } from './connect.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly sha256: string
}

/** A migration that was already applied has another text now, or is gone. */
export class MigrationChangedError extends Error {
  override readonly name = 'MigrationChangedError'
}

/** The login the product works with; it may do what each migration grants and nothing else. */
export const APPLICATION_ROLE = 'qyzmet_app'

const LOCK = 7_302_511

/** The numbered SQL files of a folder, in order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file)).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8')
      return {
        number: Number(file.slice(0, 4)),
        name: file,
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
      }
    }),
  )
}

/**
 * Brings a database up to the given migrations, forward only, each in its own transaction.
 * Several servers may start at once: one migrates, the others wait.
 *
 * @returns names of the migrations applied by this call
 * @throws {MigrationChangedError} when an applied migration has another text
 */
export async function migrate(ownerUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const sql = connect(ownerUrl, { max: 1 })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await ensureApplicationRole(sql)
    // graphile-worker keeps forward-only migrations of its own; ours refer to its functions, so it goes first.
    await runMigrations({ connectionString: ownerUrl })
    await sql`
      create table if not exists migration (
        number     integer not null,
        name       text not null,
        sha256     text not null,
        applied_at timestamptz not null default now(),
        constraint pk$migration primary key (number)
      )`
    await sql`comment on table migration is 'Which migrations were applied, and the hash of the text they had.'`
    const applied = new Map(
      (await sql<{ number: number; sha256: string }[]>`select number, sha256 from migration`).map((row) => [
        row.number,
        row.sha256,
      ]),
    )
    const done: string[] = []
    for (const migration of migrations) {
      const before = applied.get(migration.number)
      if (before === migration.sha256) continue
      if (before !== undefined) throw new MigrationChangedError(`${migration.name} was applied with another text.`)
      await sql.begin(async (transaction) => {
        await transaction.unsafe(migration.text)
        await transaction`
          insert into migration (number, name, sha256)
          values (${migration.number}, ${migration.name}, ${migration.sha256})`
      })
      done.push(migration.name)
    }
    return done
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function ensureApplicationRole(sql: Sql): Promise<void> {
  await sql`
    do $$ begin
      create role qyzmet_app nologin;
    exception when duplicate_object or unique_violation then null;
    end $$`
}
