import type { FastifyInstance } from 'fastify'
import { isNumberedApart } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import { drawBpmn, drawSheets, drawSvg } from '@qyzmet/diagrams'
import { describeFinding, isSignatureFinding } from '@qyzmet/eds'
import { createQuestionCodecs, KNOWN_CODES } from '@qyzmet/gateway'
import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { apiRoutes } from './api/routes.ts'
import { buildApp } from './app.ts'
import { buildAssets } from './assets/build-assets.ts'
import { createReadAudit } from './audit/reads.ts'
import { type CasePapers, createCasePapers } from './case-papers/case-papers.ts'
import { deliverResult } from './case-papers/deliver-result.ts'
import { casesOfApplicant } from './cases/case-list.queries.ts'
import { createCaseService } from './cases/case-service.ts'
import { keepCountersInOrder } from './cases/counter-upkeep.ts'
import type { Config } from './config.ts'
import { caseContainer } from './containers/case-container.ts'
import { createContainerCheck } from './containers/container-check.ts'
import { hasEvent } from './containers/contents.queries.ts'
import { paperContainer } from './containers/paper-container.ts'
import type { Sql } from './database/connect.ts'
import { type OpenDatabase, openDatabase } from './database/open.ts'
import { parseSha256, postgresBlobs } from './documents/blobs.ts'
import { createDocuments } from './documents/documents.ts'
import { signatureFacts } from './documents/signature-facts.ts'
import { startToldPress } from './documents/told-press.ts'
import { connectGateway } from './gateway/connect-gateway.ts'
import { trafficRoutes } from './gateway/admin/routes.tsx'
import { registrationRoutes } from './gateway/registrations/routes.tsx'
import { createXRoad } from './gateway/x-road.ts'
import { pushRoutes } from './gateway/push-routes.ts'
import { startGateway } from './gateway/start-gateway.ts'
import { createCaseTasks, type Tasks } from './jobs/case-tasks.ts'
import { type JobLog, startJobs } from './jobs/job-runner.ts'
import { markTermsUntil } from './jobs/mark-terms.ts'
import { createPerformers, registerRequests } from './jobs/performers.ts'
import { createWakeUp } from './jobs/wake-up.ts'
import { createEgov } from './identity/egov.ts'
import { createIdentitySignIn } from './identity/identity-sign-in.ts'
import { createOpenIdConnect } from './identity/openid-connect.ts'
import { createNoticeAddresses } from './notices/addresses.ts'
import type { NoticeChannels } from './notices/channel.ts'
import { SEND_NOTICE } from './notices/deliveries.queries.ts'
import { emailChannel } from './notices/email-channel.ts'
import { notifyApplicant } from './notices/notify-applicant.ts'
import { sendNotice } from './notices/send-notice.ts'
import { smsChannel } from './notices/sms-channel.ts'
import { keepNoticesInOrder } from './notices/upkeep.ts'
import { createPeople, type People, type VerifySignature } from './people/people.ts'
import { peopleRoutes } from './people/routes.tsx'
import { keepPeopleInOrder } from './people/upkeep.ts'
import { createCoSigning } from './portal/co-signing/co-signing.ts'
import { keepCoSigningsMoving } from './portal/co-signing/keep-moving.ts'
import type { PortalDependencies } from './portal/dependencies.ts'
import { keepDraftsInOrder } from './portal/drafts/upkeep.ts'
import { phoneRoutes } from './phone-signing/phone-routes.ts'
import { createPhoneSigning } from './phone-signing/phone-signing.ts'
import { keepPhoneSigningsInOrder } from './phone-signing/upkeep.ts'
import { waitingRoutes } from './phone-signing/waiting-routes.tsx'
import { portalRoutes } from './portal/routes.ts'
import { createToldFiles } from './portal/told/told-files.ts'
import { providerRoutes } from './provider/routes.ts'
import { publicRoutes } from './public/routes.tsx'
import { createQueue } from './queue/queue.ts'
import { createWaitingLists } from './queue/waiting-lists.ts'
import { askForCase } from './registers/ask-for-case.ts'
import { knownFacts } from './registers/known-facts.ts'
import { createRegisters } from './registers/registers.ts'
import { parseRegisterServices } from './registers/services.ts'
import { calendarsOf, readRegulationFiles } from './regulations/edition-files.ts'
import { refusalOfIdentity } from './regulations/refusal-of-identity.ts'
import { createEditions } from './regulations/editions.ts'
import { compileEditions, publishEditions } from './regulations/publish.ts'
import { authorityHttp } from './signatures/authority-http.ts'
import { checkSignature } from './signatures/check-signature.ts'
import { JUDGE_SIGNATURE, judgeSignature, queueJudgement } from './signatures/judge-later.ts'
import { createSignatures } from './signatures/signatures.ts'
import { createStaffSigning } from './signatures/staff-signing.ts'
import { connectVerifier, createOfflineVerifier, readTrustAnchors } from './signatures/trust.ts'
import type { Provider } from './people/people.ts'
import { keepVaultInOrder } from './vault/upkeep.ts'
import { openVault } from './vault/vault-keys.ts'

const REGULATIONS = fileURLToPath(new URL('../../../regulations/', import.meta.url))

export interface Product {
  readonly app: FastifyInstance
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface ProductOptions {
  readonly config: Config
  readonly log: JobLog
  /** Default: the machine's clock. */
  readonly now?: () => Temporal.Instant
  /** Fills an empty training installation before the server listens. */
  readonly seed?: (parts: { readonly sql: Sql; readonly now: () => Temporal.Instant }) => Promise<void>
}

/** The whole product, wired and listening: the only place that knows all its parts. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const opening = openDatabase(options.config)
  try {
    return await startOn(opening, options)
  } catch (error) {
    // A port that is taken is mostly taken by another server, and PostgreSQL may be that server's.
    await opening.then(
      (database) => database.leave(),
      () => undefined,
    )
    throw error
  }
}

async function startOn(
  opening: Promise<OpenDatabase>,
  { config, log, now = Temporal.Now.instant, seed }: ProductOptions,
): Promise<Product> {
  const training = config.profile === 'training'
  const secure = config.publicUrl.startsWith('https:')
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
  const ending = new AbortController()
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
  const gateway = startGateway({
    sql,
    now,
    roads,
    vault,
    editions,
    cases,
    signatures,
    blobs,
    providersByService: () => people.providersByService(),
    papers,
    findProvider: (id) => people.findProvider(id),
    training,
    sender: { senderId: config.shep.sender, password: config.shep.password },
    pulls: config.shep.delivery === 'pull',
    messageDays: config.messageDays,
    signal: ending.signal,
    report: (message, error) => log.error(message, error),
  })
  const tellApplicant = notifyApplicant({ sql, cases, registers })
  const channels: NoticeChannels = {
    ...(config.email ? { email: emailChannel(config.email) } : {}),
    ...(config.sms ? { sms: smsChannel(config.sms) } : {}),
  }
  const notices = { sql, cases, channels, publicUrl: config.publicUrl, training, now }
  const performers = {
    ...createPerformers(sql, now),
    'check-signature': checkSignature(signatures, (accountId) => people.proveIdentity(accountId)),
    'deliver-result': deliverResult(papers),
  }
  const tasks: Tasks = {
    ...createCaseTasks({
      service: cases,
      performers,
      askRegister: askForCase(registers, now),
      notify: async (loaded, events) => {
        await tellApplicant(loaded, events)
        await gateway.tell(loaded, events)
      },
    }),
    [JUDGE_SIGNATURE]: judgeSignature(signing),
    [SEND_NOTICE]: sendNotice(notices),
  }
  const jobs = await startJobs({ sql, databaseUrl: database.url, tasks, log, wakeUp })
  const marking = markTermsUntil({
    sql,
    service: cases,
    now,
    signal: ending.signal,
    onError: (error) => log.error('marking terms failed', error),
  })
  const vaultUpkeep = keepVaultInOrder({
    sql,
    vault,
    signal: ending.signal,
    onError: (error) => log.error('sealing what is kept failed', error),
  })
  const upkeep = keepPeopleInOrder(people, ending.signal, (error) => log.error('upkeep of accounts failed', error))
  const counterUpkeep = keepCountersInOrder({
    sql,
    now,
    signal: ending.signal,
    onError: (error) => log.error('upkeep of counters failed', error),
  })
  const noticeUpkeep = keepNoticesInOrder({
    ...notices,
    signal: ending.signal,
    onError: (error) => log.error('following short messages failed', error),
  })
  const draftUpkeep = keepDraftsInOrder({
    sql,
    now,
    signal: ending.signal,
    onError: (error) => log.error('removing expired drafts failed', error),
  })
  const coSigningMoves = keepCoSigningsMoving(coSigned, {
    signal: ending.signal,
    onError: (error) => log.error('looking at applications that wait for signatures failed', error),
  })
  const phoneUpkeep =
    phoneSigning &&
    keepPhoneSigningsInOrder(phoneSigning, ending.signal, (error) =>
      log.error('removing signings on telephones failed', error),
    )

  // The code may come from an address that anybody can write: no words of theirs get onto a page.
  const describe = (code: string, locale: Locale): string =>
    describeFinding(isSignatureFinding(code) ? code : 'malformed', locale)
  const reads = createReadAudit({ sql, clock: now })
  const queuePlaceOf = async (caseId: string) => {
    const [entry] = await queue.ofCase(caseId)
    return entry && { providerId: entry.providerId, list: entry.list, position: entry.place, total: entry.total }
  }
  const app = await buildApp({
    site,
    people,
    secure,
    ncaLayerUrl: config.ncaLayerUrl,
    trustedProxies: config.trustedProxies,
    log: { level: config.logLevel },
    routes: async (scope) => {
      await peopleRoutes(scope, {
        people,
        identity,
        site,
        secure,
        ncaLayerUrl: config.ncaLayerUrl,
        describeFinding: describe,
        refusalMessage: refusalOfIdentity(editions, now, training),
      })
      providerRoutes(scope, {
        site,
        sql,
        cases,
        editions,
        people,
        reads,
        papers,
        signing,
        blobs,
        signedPaperOf: async (paper, signatureIds, timeZone) =>
          (await paperContainer(containers, { ...paper, signatureIds }, timeZone)).bytes,
        containerOf: async (caseId) => (await caseContainer(containers, caseId))?.bytes,
        registers,
        now,
        describeFinding: describe,
        ncaLayerUrl: config.ncaLayerUrl,
      })
      trafficRoutes(scope, { site, sql, vault, now, people, registers })
      registrationRoutes(scope, { site, sql, now, people, editions, compare: gateway.compare })
      await portalRoutes(scope, {
        site,
        sql,
        now,
        editions,
        told: createToldFiles({ press, training, drawer: { drawSvg, drawSheets, drawBpmn } }),
        blobs,
        signatures,
        cases,
        casesOf: (accountId) => casesOfApplicant(sql, accountId),
        consentsOf: (caseIds) => registers.consentsOf(caseIds),
        audit: reads,
        addresses: createNoticeAddresses({ sql, channels, now }),
        setLocale: (accountId, chosen) => people.setLocale(accountId, chosen),
        papers,
        evidenceOf: async (issued, timeZone) => (await paperContainer(containers, issued, timeZone)).bytes,
        providerFor,
        coSigning: createCoSigning(coSigned),
        queuePlaceOf,
        knownFacts: knownFacts(
          registers,
          async (accountId) => (await people.findAccount(accountId))?.identityProvenAt !== undefined,
          now,
        ),
        ncaLayerUrl: config.ncaLayerUrl,
        signatureFinding: describe,
      })
      if (egovMobile && phoneSigning) {
        const { publicUrl } = config
        waitingRoutes(scope, {
          signing: phoneSigning,
          site,
          publicUrl,
          appLink: egovMobile.appLink,
          describeFinding: describe,
        })
        await phoneRoutes(scope, { signing: phoneSigning, publicUrl, organisation: egovMobile.organisation })
      }
      await pushRoutes(scope, {
        sql,
        now,
        seal: roads.seal,
        intake: gateway.intake,
        transport: roads.async.transport,
        publicUrl: config.publicUrl,
      })
      const waitingLists = createWaitingLists({ queue, cases, people })
      publicRoutes(scope, {
        site,
        documents,
        queue,
        waitingLists,
        hasEvent: (caseId, version, hash) => hasEvent(sql, caseId, version, hash),
        checkContainer: createContainerCheck({
          anchors: anchorsText,
          profile: config.profile,
          report: (error) => log.error('a container was not checked to the end', error),
        }),
      })
      await apiRoutes(scope, { sql, cases, documents, papers, waitingLists, queuePlaceOf })
    },
  })
  const stopWork = async (): Promise<void> => {
    ending.abort()
    await app.close()
    await jobs.stop()
    await Promise.all([
      gateway.ended,
      marking,
      upkeep,
      counterUpkeep,
      draftUpkeep,
      coSigningMoves,
      phoneUpkeep,
      noticeUpkeep,
      vaultUpkeep,
      documents.close(),
      press.close(),
      roads.close(),
    ])
  }
  const url = await app.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await stopWork()
    throw error
  })
  return {
    app,
    url,
    stop: async () => {
      await stopWork()
      await database.stop()
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
