// Builds all projections anew from the events, compares them with the tables, checks every hash chain and lists the jobs
// that keep failing. With --repair the rows that differ are written anew and jobs that were given up are tried again.
// Exit code 1 when something differs, a chain is broken or a job was given up.
import { fileURLToPath } from 'node:url'
import { parseCaseId } from './cases/case-id.ts'
import { compareProjections, repairProjections } from './cases/rebuild.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'
import { retryJobs, stuckJobs } from './jobs/stuck-jobs.queries.ts'
import { calendarsOf, readRegulationFiles } from './regulations/edition-files.ts'
import { createEditions } from './regulations/editions.ts'

const database = await openDatabase(readConfig(process.env))
try {
  const files = await readRegulationFiles(fileURLToPath(new URL('../../../regulations/', import.meta.url)))
  const editions = createEditions(database.sql, calendarsOf(files))
  const report = await compareProjections(database.sql, editions)
  console.log(`${report.cases} cases, ${report.events} events`)
  for (const fault of report.chainFaults) console.log('broken chain', fault)
  for (const { table, key, expected = {}, found = {} } of report.differences) {
    // Names only: the values may be a person's.
    const columns = Object.keys({ ...expected, ...found }).filter(
      (name) => String(expected[name]) !== String(found[name]),
    )
    console.log(table, key, columns.join(', '))
  }
  console.log(`${report.chainFaults.length} broken chains, ${report.differencesInAll} rows that differ`)
  const stuck = await stuckJobs(database.sql)
  for (const job of stuck) console.log('failing job', job)
  const givenUp = stuck.filter(({ isGivenUp }) => isGivenUp)
  console.log(`${stuck.length} jobs that keep failing, ${givenUp.length} of them given up`)
  if (process.argv.includes('--repair')) {
    const cases = new Set(report.differences.flatMap(({ key }) => parseCaseId(key) ?? []))
    if (report.differencesInAll > 0) await repairProjections(database.sql, editions, [...cases])
    const ids = givenUp.map(({ id }) => id)
    if (ids.length > 0) await retryJobs(database.sql, ids)
    console.log(`${cases.size} cases written anew, ${ids.length} jobs to be tried again`)
    // Only so many differences are listed at once; a chain cannot be repaired.
    if (report.differencesInAll > report.differences.length || report.chainFaults.length > 0) process.exitCode = 1
  } else if (report.chainFaults.length + report.differencesInAll + givenUp.length > 0) process.exitCode = 1
} finally {
  await database.stop()
}
