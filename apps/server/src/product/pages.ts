import type { FastifyInstance } from 'fastify'
import type { Locale } from '@qyzmet/regulation'
import { drawBpmn, drawSheets, drawSvg } from '@qyzmet/diagrams'
import { describeFinding, isSignatureFinding } from '@qyzmet/eds'
import { apiRoutes } from '../api/routes.ts'
import { buildApp } from '../app.ts'
import { createReadAudit } from '../audit/reads.ts'
import { casesOfApplicant } from '../cases/case-list.queries.ts'
import { caseContainer } from '../containers/case-container.ts'
import { createContainerCheck } from '../containers/container-check.ts'
import { hasEvent } from '../containers/contents.queries.ts'
import { paperContainer } from '../containers/paper-container.ts'
import { counterRoutes } from '../counter/routes.ts'
import { trafficRoutes } from '../gateway/admin/routes.tsx'
import { letterRoutes } from '../gateway/letters/routes.tsx'
import { registrationRoutes } from '../gateway/registrations/routes.tsx'
import { pushRoutes } from '../gateway/push-routes.ts'
import { createNoticeAddresses } from '../notices/addresses.ts'
import { peopleRoutes } from '../people/routes.tsx'
import { createCoSigning } from '../portal/co-signing/co-signing.ts'
import { phoneRoutes } from '../phone-signing/phone-routes.ts'
import { waitingRoutes } from '../phone-signing/waiting-routes.tsx'
import { portalRoutes } from '../portal/routes.ts'
import { createToldFiles } from '../portal/told/told-files.ts'
import { providerRoutes } from '../provider/routes.ts'
import { publicRoutes } from '../public/routes.tsx'
import { createWaitingLists } from '../queue/waiting-lists.ts'
import { knownFacts } from '../registers/known-facts.ts'
import { refusalOfIdentity } from '../regulations/refusal-of-identity.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import type { Parts } from './parts.ts'

/** Everything that is answered over HTTP: the pages, the addresses of programs, and where the gateway brings messages. */
export async function buildPages(parts: Parts, gateway: Gateway): Promise<FastifyInstance> {
  const {
    config,
    log,
    now,
    training,
    site,
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
    cases,
    signing,
    providerFor,
    coSigned,
    channels,
  } = parts
  const secure = config.publicUrl.startsWith('https:')
  const { egovMobile } = config
  // The code may come from an address that anybody can write: no words of theirs get onto a page.
  const describe = (code: string, locale: Locale): string =>
    describeFinding(isSignatureFinding(code) ? code : 'malformed', locale)
  const reads = createReadAudit({ sql, clock: now })
  const queuePlaceOf = async (caseId: string) => {
    const [entry] = await queue.ofCase(caseId)
    return entry && { providerId: entry.providerId, list: entry.list, position: entry.place, total: entry.total }
  }
  const known = knownFacts(
    registers,
    async (accountId) => (await people.findAccount(accountId))?.identityProvenAt !== undefined,
    now,
  )
  return buildApp({
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
      counterRoutes(scope, { site, sql, now, editions, people, cases, blobs, papers, reads, knownFacts: known })
      trafficRoutes(scope, { site, sql, vault, now, people, registers })
      letterRoutes(scope, { site, sql, now, people, editions, blobs, reads, describeFinding: describe })
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
        knownFacts: known,
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
}
