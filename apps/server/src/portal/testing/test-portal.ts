import { randomUUID } from 'node:crypto'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance } from 'fastify'
import { createAssets } from '../../assets/assets.ts'
import { createReadAudit } from '../../audit/reads.ts'
import { createCasePapers } from '../../case-papers/case-papers.ts'
import { casesOfApplicant } from '../../cases/case-list.queries.ts'
import { type CaseService, createCaseService } from '../../cases/case-service.ts'
import { paperContainer } from '../../containers/paper-container.ts'
import type { Sql } from '../../database/connect.ts'
import { testDatabase } from '../../database/test-database.ts'
import { parseSha256, postgresBlobs } from '../../documents/blobs.ts'
import { createDocuments } from '../../documents/documents.ts'
import { startToldPress } from '../../documents/told-press.ts'
import { createNoticeAddresses } from '../../notices/addresses.ts'
import { createPasswordHasher } from '../../people/passwords.ts'
import { createIdentitySignIn } from '../../identity/identity-sign-in.ts'
import { createPeople, type VerifySignature } from '../../people/people.ts'
import { addPeople } from '../../people/plugin.ts'
import { peopleRoutes } from '../../people/routes.tsx'
import { seedTraining, type TrainingAccount } from '../../people/training.ts'
import { SILENT_ROAD, testRegisters } from '../../registers/testing/test-registers.ts'
import { calendarsOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { createEditions } from '../../regulations/editions.ts'
import { publishEditions } from '../../regulations/publish.ts'
import { createSignatures, type Verify } from '../../signatures/signatures.ts'
import { type CoSigningDependencies, createCoSigning } from '../co-signing/co-signing.ts'
import type { KnownFacts } from '../dependencies.ts'
import { portalRoutes } from '../routes.ts'
import { providersByService } from '../../people/staff.queries.ts'
import { createToldFiles, type Drawer } from '../told/told-files.ts'

/** The citizen's pages on a database of their own, with the real parts behind them and no jobs. */
export interface TestPortal {
  readonly app: FastifyInstance
  readonly sql: Sql
  readonly cases: CaseService
  /** What the loop that follows co-signatures works with; it does not run by itself here. */
  readonly coSigned: CoSigningDependencies
  /** What it could not do. */
  readonly faults: readonly unknown[]
  readonly citizens: readonly TrainingAccount[]
  readonly staff: readonly TrainingAccount[]
  /** Moves the clock. */
  readonly pass: (duration: Temporal.DurationLike) => void
  readonly now: () => Temporal.Instant
  readonly close: () => Promise<void>
}

export const SERVICE = 'zhambyl-queue'
const STYLES = ['site.css', 'site.js', 'icon.svg', 'sign-document.js']
const REGULATIONS = new URL('../../../../../regulations/', import.meta.url).pathname

const SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>'
/** Draws every diagram as a square: how they look is not the business of pages. */
const SQUARES: Drawer = {
  drawSvg: () => SQUARE,
  drawSheets: () => [SQUARE],
  drawBpmn: (_, channel, shows, locale) => `<definitions id="${channel}-${shows}-${locale}"/>`,
}

/** No authority at all. */
const NOBODY = { id: '', training: true, roots: [], intermediates: [], stampers: [], policies: [] }

/** Without another one nobody judges signatures in a test. */
const noVerifier: Verify = async () => {
  throw new Error('Nobody judges signatures in this test.')
}

/**
 * @param known what a register would tell of every applicant
 * @param verify stands for the authorities that say what a signature is worth
 */
export async function openTestPortal(known: KnownFacts = {}, verify = noVerifier): Promise<TestPortal> {
  const database = await testDatabase()
  const { sql } = database
  let moment = Temporal.Instant.from('2026-11-23T05:00:00Z')
  const now = (): Temporal.Instant => moment
  const files = await readRegulationFiles(REGULATIONS)
  await publishEditions(sql, files, { at: now(), by: 'test' })
  const editions = createEditions(sql, calendarsOf(files))
  const passwords = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
  const accounts = await seedTraining({ sql, passwords, clock: now })
  const registers = testRegisters(sql, now, SILENT_ROAD)
  const verifySignature: VerifySignature = async (cms, document, iin) =>
    verify === noVerifier
      ? { verdict: 'INVALID', reason: 'malformed' }
      : verify({ cms, document, expected: { iin }, receivedAt: now() })
  const people = await createPeople({
    sql,
    registers,
    passwords,
    clock: now,
    verifySignature,
  })
  const empty = { type: 'text/plain', body: Buffer.from('') }
  const site = { assets: createAssets(new Map(STYLES.map((name) => [name, empty]))), training: true }
  const blobs = postgresBlobs(sql)
  const cases = createCaseService({
    sql,
    editions,
    now,
    surroundings: {
      commissionMembers: async () => [],
      holdersOf: async () => [],
      minutesSha256: async () => undefined,
      draftSha256: async () => undefined,
      reportSha256: async () => undefined,
    },
  })
  const signatures = createSignatures({
    sql,
    training: true,
    documentBytes: async (text) => {
      const sha256 = parseSha256(text)
      return sha256 && (await blobs.get(sha256))?.bytes
    },
    verify,
  })
  const documents = createDocuments({
    sql,
    blobs,
    publicUrl: 'http://localhost',
    workers: 1,
    training: true,
    signatureOf: async () => undefined,
  })
  const press = startToldPress({ workers: 1 })
  const papers = createCasePapers({
    sql,
    documents,
    now,
    membersOf: async () => 0,
    placeOf: async () => ({ place: 1, total: 1 }),
    providerOf: async (providerId) => {
      const provider = await people.findProvider(providerId)
      if (provider === undefined) throw new Error(`No provider ${providerId}`)
      return provider
    },
  })

  const providerFor: CoSigningDependencies['providerFor'] = async ({ id }) =>
    (await providersByService(sql)).get(id)?.[0]
  const faults: unknown[] = []
  const coSigned: CoSigningDependencies = {
    sql,
    editions,
    signatures,
    cases,
    people,
    verifySignature,
    providerFor,
    training: true,
    now,
    reportFault: (cause) => faults.push(cause),
  }

  const app = Fastify({ genReqId: () => randomUUID() })
  await app.register(formbody)
  await app.register(multipart)
  await addPeople(app, { people, site, secure: false })
  await peopleRoutes(app, {
    people,
    identity: createIdentitySignIn({
      sql,
      people,
      clock: now,
      publicUrl: 'http://localhost',
      providers: [],
      report: () => undefined,
    }),
    site,
    secure: false,
    ncaLayerUrl: 'ws://127.0.0.1:1',
    describeFinding: (code) => code,
    refusalMessage: async () => undefined,
    limits: { signIn: 10_000, signUp: 10_000 },
  })
  await portalRoutes(app, {
    site,
    sql,
    now,
    editions,
    told: createToldFiles({ press, training: true, drawer: SQUARES }),
    blobs,
    signatures,
    cases,
    papers,
    evidenceOf: async (issued, timeZone) => {
      const askStamp = () => Promise.reject(new TypeError('no stamper'))
      const ports = { sql, blobs, anchors: '', now, askStamp, trusted: NOBODY }
      return (await paperContainer(ports, issued, timeZone)).bytes
    },
    consentsOf: (caseIds) => registers.consentsOf(caseIds),
    casesOf: (accountId) => casesOfApplicant(sql, accountId),
    audit: createReadAudit({ sql, clock: now }),
    addresses: createNoticeAddresses({ sql, channels: {}, now }),
    setLocale: (accountId, locale) => people.setLocale(accountId, locale),
    providerFor,
    coSigning: createCoSigning(coSigned),
    queuePlaceOf: async () => undefined,
    knownFacts: async () => known,
    ncaLayerUrl: 'ws://127.0.0.1:1',
    signatureFinding: (code, locale) => `${locale}: ${code}`,
    waitForStepsMs: 0,
  })
  return {
    app,
    sql,
    cases,
    coSigned,
    faults,
    now,
    citizens: accounts.filter(({ kind }) => kind === 'citizen'),
    staff: accounts.filter(({ kind }) => kind === 'staff'),
    pass: (duration) => {
      moment = moment.add(duration)
    },
    close: async () => {
      await app.close()
      await Promise.all([documents.close(), press.close()])
      await database.drop()
    },
  }
}
