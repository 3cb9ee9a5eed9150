// Writes a case as one file that proves itself: application, attachments, answers of registers, text of the regulation,
// events with their chain, papers and signatures with all their evidence.
//
//   npm run export-case -- <number or id of the case> [file]
//
// Exit code 1 when there is no such case or something of it is missing.
import { readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createReadAudit } from './audit/reads.ts'
import { readConfig } from './config.ts'
import { caseContainer } from './containers/case-container.ts'
import { CaseIncompleteError } from './containers/kept-signature.ts'
import { findCaseByNumber } from './containers/contents.queries.ts'
import { openDatabase } from './database/open.ts'
import { postgresBlobs } from './documents/blobs.ts'
import { calendarsOf, readRegulationFiles } from './regulations/edition-files.ts'
import { createEditions } from './regulations/editions.ts'
import { authorityHttp } from './signatures/authority-http.ts'
import { readTrustAnchors } from './signatures/trust.ts'
import { openVault } from './vault/vault-keys.ts'

const [wanted, given] = process.argv.slice(2)
const config = readConfig(process.env)
const now = Temporal.Now.instant
const database = await openDatabase(config)
try {
  process.exitCode = await exportCase()
} finally {
  await database.stop()
}

async function exportCase(): Promise<number> {
  if (wanted === undefined) {
    console.error('usage: npm run export-case -- <number or id of the case> [file]')
    return 2
  }
  const { sql } = database
  const files = await readRegulationFiles(fileURLToPath(new URL('../../../regulations/', import.meta.url)))
  const caseId = (await findCaseByNumber(sql, wanted)) ?? wanted
  const dependencies = {
    sql,
    vault: await openVault(config),
    blobs: postgresBlobs(sql),
    editions: createEditions(sql, calendarsOf(files)),
    calendarText: (path: string) => files.get(path),
    anchors: await readFile(config.trustAnchorsFile, 'utf8'),
    trusted: await readTrustAnchors(config),
    now,
    askStamp: authorityHttp(config).askStamp,
  }
  try {
    const container = await caseContainer(dependencies, caseId)
    if (!container) {
      console.error(`There is no case ${wanted}.`)
      return 1
    }
    // Whoever takes a case out of the house has looked at all of it.
    await createReadAudit({ sql, clock: now }).recordRead({
      party: { kind: 'system', name: `export: ${userInfo().username}` },
      caseId,
      purpose: 'export',
      fields: ['everything'],
    })
    const file = given ?? `${wanted}.asice`
    await writeFile(file, container.bytes)
    console.log(`${file}: ${container.bytes.length} bytes${container.isStamped ? '' : ', without a time stamp'}`)
    return 0
  } catch (error) {
    if (!(error instanceof CaseIncompleteError)) throw error
    console.error(error.message)
    return 1
  }
}
