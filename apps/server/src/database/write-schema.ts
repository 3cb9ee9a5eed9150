// Writes migrations/schema.sql: the schema that all migrations lead to, for reading and reviewing. Run it after each new migration.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpSchema } from './schema-dump.ts'
import { testDatabase } from './test-database.ts'

export const SCHEMA_FILE = join(import.meta.dirname, '../../../../migrations/schema.sql')

const HEADER = `-- The schema that the migrations lead to. Written by apps/server/src/database/write-schema.ts; never run.\n\n`

/** What the file must hold. */
export async function schemaText(): Promise<string> {
  const { owner, drop } = await testDatabase()
  try {
    return HEADER + (await dumpSchema(owner))
  } finally {
    await drop()
  }
}

if (import.meta.main) await writeFile(SCHEMA_FILE, await schemaText())
