// Keeps the PostgreSQL of the tests running while any test uses it, and ends it after a quiet while. Started by test-database.ts.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from './connect.ts'
import { startEmbedded } from './embedded.ts'

const QUIET_MS = 120_000
const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: test-cluster.ts <folder>')

const server = await startEmbedded({
  folder,
  durable: false,
  settings: { max_connections: '400', autovacuum: 'off', max_wal_size: '4GB' },
})
await writeFile(join(folder, 'url'), server.ownerUrl('postgres'), { mode: 0o600 })

const sql = connect(server.ownerUrl('postgres'), { max: 1 })
for (let quietSince = performance.now(); performance.now() - quietSince < QUIET_MS;) {
  await sleep(5_000)
  const [{ others } = { others: 0 }] = await sql<{ others: number }[]>`
    select count(*)::int as others from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`
  if (others > 0) quietSince = performance.now()
}
await sql.end()
await server.stop()
