// A server process reduced to its case service, for tests that start several and kill them:
// node case-process.ts <database url> <case id>…
// Takes every case to its end and prints `<case id> <version> <hash>` for each step once it was acknowledged.
import { connect } from '../../database/connect.ts'
import { calendarsOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { createEditions } from '../../regulations/editions.ts'
import { type CaseId, parseCaseId } from '../case-id.ts'
import { finishCase, REGULATIONS, testService, walkedCase } from './walked-case.ts'

const [url, ...names] = process.argv.slice(2)
if (url === undefined) throw new Error('usage: case-process.ts <database url> <case id>…')
const caseIds = names.map((name): CaseId => {
  const caseId = parseCaseId(name)
  if (caseId === undefined) throw new Error(`no case id: ${name}`)
  return caseId
})

const sql = connect(url)
const editions = createEditions(sql, calendarsOf(await readRegulationFiles(REGULATIONS)))
const walked = await walkedCase(editions)
const { service } = testService(sql, editions)
await Promise.all(
  caseIds.map((caseId) =>
    finishCase(service, walked, caseId, ({ version, hash }) => {
      process.stdout.write(`${caseId} ${version} ${hash}\n`)
    }),
  ),
)
await sql.end()
