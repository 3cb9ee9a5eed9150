import { deliverResult } from '../case-papers/deliver-result.ts'
import { keepCountersInOrder } from '../cases/counter-upkeep.ts'
import { type Gateway, startGateway } from '../gateway/start-gateway.ts'
import { createCaseTasks, type Tasks } from '../jobs/case-tasks.ts'
import { startJobs } from '../jobs/job-runner.ts'
import { markTermsUntil } from '../jobs/mark-terms.ts'
import { createPerformers } from '../jobs/performers.ts'
import { SEND_NOTICE } from '../notices/deliveries.queries.ts'
import { notifyApplicant } from '../notices/notify-applicant.ts'
import { sendNotice } from '../notices/send-notice.ts'
import { keepNoticesInOrder } from '../notices/upkeep.ts'
import { keepPeopleInOrder } from '../people/upkeep.ts'
import { keepCoSigningsMoving } from '../portal/co-signing/keep-moving.ts'
import { keepDraftsInOrder } from '../portal/drafts/upkeep.ts'
import { keepPhoneSigningsInOrder } from '../phone-signing/upkeep.ts'
import { askForCase } from '../registers/ask-for-case.ts'
import { checkSignature } from '../signatures/check-signature.ts'
import { JUDGE_SIGNATURE, judgeSignature } from '../signatures/judge-later.ts'
import { keepVaultInOrder } from '../vault/upkeep.ts'
import type { Parts } from './parts.ts'

/** What the product does by itself, beside answering requests. */
export interface Work {
  readonly gateway: Gateway
  /** Lets what was begun come to its end, once the signal has said that nothing new is to begin. */
  readonly stop: () => Promise<void>
}

/** Starts the jobs of cases, the exchange of messages, the marks of terms and all upkeep. */
export async function startWork(parts: Parts, signal: AbortSignal): Promise<Work> {
  const {
    config,
    log,
    now,
    training,
    sql,
    editions,
    blobs,
    vault,
    signatures,
    roads,
    registers,
    people,
    phoneSigning,
    papers,
    wakeUp,
    cases,
    signing,
    coSigned,
    notices,
    database,
  } = parts
  const until = (what: string) => ({ signal, onError: (error: unknown) => log.error(what, error) })
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
    signal,
    report: (message, error) => log.error(message, error),
  })
  const tellApplicant = notifyApplicant({ sql, cases, registers })
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
  const loops = [
    markTermsUntil({ sql, service: cases, now, ...until('marking terms failed') }),
    keepVaultInOrder({ sql, vault, ...until('sealing what is kept failed') }),
    keepPeopleInOrder(people, signal, (error) => log.error('upkeep of accounts failed', error)),
    keepCountersInOrder({ sql, now, ...until('upkeep of counters failed') }),
    keepNoticesInOrder({ ...notices, ...until('following short messages failed') }),
    keepDraftsInOrder({ sql, now, ...until('removing expired drafts failed') }),
    keepCoSigningsMoving(coSigned, until('looking at applications that wait for signatures failed')),
    phoneSigning &&
      keepPhoneSigningsInOrder(phoneSigning, signal, (error) =>
        log.error('removing signings on telephones failed', error),
      ),
  ]
  return {
    gateway,
    stop: async () => {
      await jobs.stop()
      await Promise.all([gateway.ended, ...loops])
    },
  }
}
