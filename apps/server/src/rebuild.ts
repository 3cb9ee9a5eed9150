// Builds all projections anew from the events, compares them with the tables and checks every hash chain.
// With --repair the rows that differ are written anew. Exit code 1 when something differs or a chain is broken.
import { fileURLToPath } from 'node:url'
import { parseCaseId } from './cases/case-id.ts'
import { compareProjections, repairProjections } from './cases/rebuild.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'
import { calendarsOf, readRegulationFiles } from './regulations/edition-files.ts'
import { createEditions } from './regulations/editions.ts'

const database = await openDatabase(readConfig(process.env))
try {
  const files = await readRegulationFiles(fileURLToPath(new URL('../../../regulations/', import.meta.url)))
  const editions = createEditions(database.sql, calendarsOf(files))
  const report = await compareProjections(database.sql, editions)
  console.log(`${report.cases} cases, ${report.events} events`)
  for (const fault of report.chainFaults) console.log('broken chain', fault)
  for (const { table, key, expected, found } of report.differences) console.log(table, key, { expected, found })
  console.log(`${report.chainFaults.length} broken chains, ${report.differencesInAll} rows that differ`)
  if (process.argv.includes('--repair') && report.differencesInAll > 0) {
    const cases = new Set(report.differences.flatMap(({ key }) => parseCaseId(key) ?? []))
    await repairProjections(database.sql, editions, [...cases])
    console.log(`${cases.size} cases written anew`)
  } else if (report.chainFaults.length + report.differencesInAll > 0) process.exitCode = 1
} finally {
  await database.leave()
}
