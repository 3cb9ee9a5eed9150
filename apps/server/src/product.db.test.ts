import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startSimulator } from '../../simulator/src/main.ts'
import { readConfig } from './config.ts'
import { one } from './database/query.ts'
import { testDatabase, type TestDatabase } from './database/test-database.ts'
import { startProduct } from './product.ts'

test('a server whose port is taken leaves nothing behind: no work, no connection', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-port-'))
  const [simulator, database] = await Promise.all([
    startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0 }),
    testDatabase(),
  ])
  const other = createServer()
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  assert.ok(address !== null && typeof address === 'object')
  const anchors = join(dataDir, 'pinned.pem')
  await writeFile(anchors, simulator.anchorsPem)
  const config = readConfig({
    QYZMET_PROFILE: 'training',
    QYZMET_PORT: String(address.port),
    QYZMET_LOG: 'silent',
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    QYZMET_TRUST_ANCHORS: anchors,
  })
  const log = { debug: () => undefined, error: () => undefined }
  await assert.rejects(startProduct({ config, log }), { code: 'EADDRINUSE' })
  // Connections that were closed stay in the list for a moment.
  for (let waitedMs = 0; (await connectionsOf(database)) > 0; waitedMs += 20) {
    assert.ok(waitedMs < 5000, 'connections are left')
    await sleep(20)
  }
  await new Promise((resolve) => other.close(resolve))
  await Promise.all([simulator.stop(), database.drop()])
  await rm(dataDir, { recursive: true, force: true })
})

async function connectionsOf({ owner, url }: TestDatabase): Promise<number> {
  const { open } = await one(owner<{ open: number }[]>`
    select count(*)::int as open from pg_stat_activity
    where datname = current_database() and usename = ${new URL(url).username}`)
  return open
}
