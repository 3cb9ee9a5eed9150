import { isNumberedApart } from '@qyzmet/casework'
import { createQuestionCodecs, KNOWN_CODES } from '@qyzmet/gateway'
import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildAssets } from '../assets/build-assets.ts'
import { type CasePapers, createCasePapers } from '../case-papers/case-papers.ts'
import { createCaseService } from '../cases/case-service.ts'
import type { Config } from '../config.ts'
import type { Sql } from '../database/connect.ts'
import { type OpenDatabase } from '../database/open.ts'
import { parseSha256, postgresBlobs } from '../documents/blobs.ts'
import { createDocuments } from '../documents/documents.ts'
import { signatureFacts } from '../documents/signature-facts.ts'
import { startToldPress } from '../documents/told-press.ts'
import { connectGateway } from '../gateway/connect-gateway.ts'
import { createXRoad } from '../gateway/x-road.ts'
import { type JobLog } from '../jobs/job-runner.ts'
import { registerRequests } from '../jobs/performers.ts'
import { ASK_REGISTER } from '../cases/case-jobs.ts'
import { hastenJobs } from '../jobs/stuck-jobs.queries.ts'
import { createWakeUp } from '../jobs/wake-up.ts'
import { createEgov } from '../identity/egov.ts'
import { createIdentitySignIn } from '../identity/identity-sign-in.ts'
import { createOpenIdConnect } from '../identity/openid-connect.ts'
import type { NoticeChannels } from '../notices/channel.ts'
import { emailChannel } from '../notices/email-channel.ts'
import { smsChannel } from '../notices/sms-channel.ts'
import { createPeople, type People, type VerifySignature } from '../people/people.ts'
import type { PortalDependencies } from '../portal/dependencies.ts'
import { createPhoneSigning } from '../phone-signing/phone-signing.ts'
import { createQueue } from '../queue/queue.ts'
import { createRegisters } from '../registers/registers.ts'
import { parseRegisterServices } from '../registers/services.ts'
import { calendarsOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { createEditions } from '../regulations/editions.ts'
import { compileEditions, publishEditions } from '../regulations/publish.ts'
import { authorityHttp } from '../signatures/authority-http.ts'
import { queueJudgement } from '../signatures/judge-later.ts'
import { createSignatures } from '../signatures/signatures.ts'
import { createStaffSigning } from '../signatures/staff-signing.ts'
import { connectVerifier, createOfflineVerifier, readTrustAnchors } from '../signatures/trust.ts'
import type { Provider } from '../people/people.ts'
import { openVault } from '../vault/vault-keys.ts'

const REGULATIONS = fileURLToPath(new URL('../../../../regulations/', import.meta.url))

export interface PartsOptions {
  readonly config: Config
  readonly log: JobLog
  readonly now: () => Temporal.Instant
  /** On its way while everything else is made ready. */
  readonly opening: Promise<OpenDatabase>
  /** Fills an empty training installation before anything looks at it. */
  readonly seed?: (parts: { readonly sql: Sql; readonly now: () => Temporal.Instant }) => Promise<void>
}

/** All parts of the product, tied to one another. */
export type Parts = Awaited<ReturnType<typeof assembleParts>>

/** Makes what the pages and the work in the background stand on; nothing of it works by itself yet. */
export async function assembleParts({ config, log, now, opening, seed }: PartsOptions) {
  const training = config.profile === 'training'
  const files = await readRegulationFiles(REGULATIONS)
  // PostgreSQL starts in processes of its own; meanwhile this one compiles.
  const [database, compiled, assets, anchors] = await Promise.all([
    opening,
    setImmediate().then(() => compileEditions(files)),
    buildAssets(),
    readTrustAnchors(config),
  ])
  const { sql } = database
  const anchorsText = await readFile(config.trustAnchorsFile, 'utf8')
  await publishEditions(sql, files, { at: now(), by: 'regulations folder' }, compiled)
  await seed?.({ sql, now })
  const editions = createEditions(sql, calendarsOf(files))
  const { egovMobile } = config
  const site = { assets, training, phoneSigning: egovMobile !== undefined }
  const blobs = postgresBlobs(sql)
  const verifier = connectVerifier(config, anchors, {
    now,
    report: ({ neighbour, cause }) => log.error(`the ${neighbour} service did not help`, cause),
  })
  const signatures = createSignatures({
    sql,
    verify: (question) => verifier.verify(question),
    training: anchors.training,
    documentBytes: async (text) => {
      const sha256 = parseSha256(text)
      return sha256 && (await blobs.get(sha256))?.bytes
    },
  })
  const vault = await openVault(config)
  const roads = connectGateway(config, { trusted: anchors, pem: anchorsText }, verifier.standingOf, now)
  const registers = createRegisters({
    sql,
    vault,
    clock: now,
    roads: { shep: roads.sync, ...(config.xRoad && { xroad: createXRoad({ ...config.xRoad, clock: now }) }) },
    services: parseRegisterServices(await readFile(config.registerServicesFile, 'utf8')),
    codecs: createQuestionCodecs({ seal: roads.seal, dictionary: KNOWN_CODES }),
    onBack: async (registers) => {
      await hastenJobs(sql, { task: ASK_REGISTER, field: 'register', values: registers })
    },
  })
  const verifySignature: VerifySignature = (cms, document, iin) => verifier.verify({ cms, document, expected: { iin } })
  const people = await createPeople({ sql, registers, clock: now, verifySignature })
  const identity = createIdentitySignIn({
    sql,
    people,
    clock: now,
    publicUrl: config.publicUrl,
    providers: [
      ...(config.egov ? [createEgov(config.egov)] : []),
      ...(config.openIdConnect ? [createOpenIdConnect(config.openIdConnect)] : []),
    ],
    report: (provider, cause) => log.error(`the identity provider ${provider} did not help`, cause),
  })
  const documents = createDocuments({
    sql,
    blobs,
    publicUrl: config.publicUrl,
    training,
    workers: 1,
    signatureOf: async (id) => {
      const verdict = await signatures.verdictOf(id)
      return verdict && signatureFacts(verdict)
    },
  })
  const offlineVerifier = createOfflineVerifier(anchors, now)
  const phoneSigning =
    egovMobile &&
    createPhoneSigning({
      sql,
      blobs,
      now,
      lastsSeconds: egovMobile.lastsSeconds,
      findFault: async (cms, document, expected) => {
        const verdict = await offlineVerifier.verify({ cms, document, expected })
        return verdict.verdict === 'INVALID' ? verdict.reason : undefined
      },
    })
  const press = startToldPress({ workers: 1 })
  const queue = createQueue(sql)
  const papers: CasePapers = createCasePapers({
    sql,
    documents,
    now,
    placeOf: (entry) => queue.placeOf(entry),
    membersOf: async (providerId, actor) => (await people.commissionMembersOf(providerId, actor)).length,
    providerOf: (providerId) => getProvider(people, providerId),
  })
  const containers = {
    sql,
    vault,
    blobs,
    editions,
    calendarText: (path: string) => files.get(path),
    anchors: anchorsText,
    trusted: anchors,
    now,
    askStamp: authorityHttp(config).askStamp,
  }
  const wakeUp = createWakeUp()
  const cases = createCaseService({
    sql,
    editions,
    now,
    onWork: wakeUp.wake,
    surroundings: {
      commissionMembers: (providerId, actor) => people.commissionMembersOf(providerId, actor),
      holdersOf: (providerId, actor) => people.staffWithPost(providerId, actor),
      minutesSha256: (caseId, state) => papers.minutesSha256(caseId, state),
      draftSha256: async (caseId, state, party) =>
        party.kind === 'staff' ? papers.resultSha256(caseId, state, party.accountId) : undefined,
      reportSha256: async (caseId, state, party, report) =>
        party.kind === 'staff' ? papers.inspections.sha256Of(caseId, state, party.accountId, report) : undefined,
    },
  })
  const signing = createStaffSigning({
    sql,
    signatures,
    cases,
    now,
    judgeLater: (signatureId) => queueJudgement(sql, signatureId, now()),
    reportFault: (cause) => log.error('a kept signature could not take effect yet', cause),
    binOf: async (providerId) => (await people.findProvider(providerId))?.bin,
    partyOf: (accountId) => people.partyOfAccount(accountId),
    reportOf: papers.inspections.reportOf,
    numberOf: async (loaded) => (isNumberedApart(loaded.graph) ? undefined : registerRequests(sql, now)(loaded)),
  })
  const providerFor: PortalDependencies['providerFor'] = async ({ id }) =>
    (await people.providersByService()).get(id)?.[0]
  const coSigned = {
    sql,
    editions,
    signatures,
    cases,
    people,
    verifySignature,
    providerFor,
    training,
    now,
    reportFault: (cause: unknown) =>
      log.error('an application that waits for signatures could not be moved on yet', cause),
  }
  const channels: NoticeChannels = {
    ...(config.email ? { email: emailChannel(config.email) } : {}),
    ...(config.sms ? { sms: smsChannel(config.sms) } : {}),
  }
  const notices = { sql, cases, channels, publicUrl: config.publicUrl, training, now }
  return {
    config,
    log,
    now,
    training,
    site,
    database,
    sql,
    editions,
    blobs,
    vault,
    anchorsText,
    signatures,
    roads,
    registers,
    people,
    identity,
    documents,
    phoneSigning,
    press,
    queue,
    papers,
    containers,
    wakeUp,
    cases,
    signing,
    providerFor,
    coSigned,
    channels,
    notices,
    /** Ends the threads, and the connections that are kept open. */
    close: async (): Promise<void> => {
      await Promise.all([documents.close(), press.close(), roads.close()])
    },
  }
}

/** A case names a provider that is not there: a bug, or rows taken away by hand. */
export class ProviderMissingError extends Error {
  override readonly name = 'ProviderMissingError'
}

async function getProvider(people: Pick<People, 'findProvider'>, id: string): Promise<Provider> {
  const provider = await people.findProvider(id)
  if (!provider) throw new ProviderMissingError(id)
  return provider
}
