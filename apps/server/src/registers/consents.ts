import { randomUUID } from 'node:crypto'
import {
  type Consent,
  consentOutcome,
  KNOWN_CODES,
  type Outcome,
  type RoadAnswer,
  type RoadRequest,
  type SyncRoad,
  writeConsentQuestion,
} from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import type { Circuit } from './circuit.ts'
import { answerUntil } from './asked-consents.ts'
import { type ConsentKey, type ConsentRow, findConsent, insertConsent, updateConsent } from './consents.queries.ts'
import type { RegisterServices } from './services.ts'
import type { Vault } from '../vault/vault.ts'
import { instantOf } from '../database/instants.ts'
import { isBefore } from '../instants.ts'

/** For whom, for what and by whom a person is asked for leave. */
export interface ConsentRequest extends ConsentKey {
  readonly officer: string
  /** Whether the person's no stands for good within the scope, or they are asked once more. */
  readonly isRefusalFinal: boolean
  readonly caseNumber?: string
  readonly deadline: Temporal.Instant
}

export type ConsentAnswer =
  | { readonly kind: 'granted'; readonly consent: Consent }
  | Exclude<Outcome<Consent>, { readonly kind: 'found' | 'not-found' }>

export interface Consents {
  /** Gives the token that opens a register, or says why there is none yet. */
  obtain(request: ConsentRequest): Promise<ConsentAnswer>
  /**
   * Hears what a register said to a token. One that it does not accept any more is given up, and the next question
   * asks the person anew; but not within minutes of their yes: then the fault is the register's, and nobody is asked
   * again and again.
   */
  heard(key: ConsentKey, answer: RoadAnswer): Promise<void>
}

/** A token is not used in its last moments: it would be over when the register reads it. */
const LAST_MOMENTS = Temporal.Duration.from({ seconds: 10 })
/** For so long after their yes nobody is asked anew. */
const LEFT_IN_PEACE = Temporal.Duration.from({ minutes: 10 })

/**
 * Asks people, through the service of consents (KDP), for leave to read their data.
 *
 * One consent serves every question of its scope within its life. While the person has not answered the outcome is
 * "pending", and asking again asks what became of the same request. A refusal is final for a case. A request that
 * has expired, and a consent that is over or that a register does not accept any more, are asked for anew.
 */
export function createConsents({
  sql,
  vault,
  clock,
  circuit,
  road,
  services,
}: {
  readonly sql: Sql
  readonly vault: Vault
  readonly clock: () => Temporal.Instant
  readonly circuit: Circuit
  readonly road: SyncRoad
  readonly services: Pick<RegisterServices, 'requester' | 'consent'>
}): Consents {
  const { requester, consent } = services

  /** A consent that is over, and a request that nobody answered within its life. */
  const isOver = ({ state, asked_at, valid_until }: ConsentRow): boolean => {
    if (valid_until) return Temporal.Instant.compare(instantOf(valid_until), clock().add(LAST_MOMENTS)) <= 0
    return state === 'waiting' && Temporal.Instant.compare(answerUntil(instantOf(asked_at), services), clock()) <= 0
  }

  /** The open request for consent, made when there is none. */
  const openRequest = async ({ isRefusalFinal, ...key }: ConsentRequest): Promise<ConsentRow> => {
    for (;;) {
      const known = await findConsent(sql, vault, key)
      const isAskedAnew = known?.state === 'refused' && !isRefusalFinal
      if (known && !isAskedAnew && !isOver(known)) return known
      if (known) await updateConsent(sql, vault, known.id, { state: 'expired' })
      await insertConsent(sql, { ...key, id: randomUUID(), askedAt: clock() })
    }
  }

  const obtain = async (request: ConsentRequest): Promise<ConsentAnswer> => {
    const open = await openRequest(request)
    if (open.state === 'refused') return { kind: 'refused', why: 'consent-refused' }
    if (open.token !== null && open.public_key !== null) {
      return { kind: 'granted', consent: { token: open.token, publicKey: open.public_key } }
    }
    const lifetimeMs = consent.lifetimeMinutes * 60_000
    const question = {
      iin: request.iin,
      company: requester.name,
      companyBin: requester.bin,
      responsible: requester.responsible,
      officer: request.officer,
      serviceId: request.service,
      dataName: consent.dataName,
      lifetimeMs,
    }
    const roadRequest: RoadRequest = {
      messageId: open.id,
      serviceId: consent.serviceId,
      data: writeConsentQuestion(question),
      deadline: request.deadline,
      officer: request.officer,
      ...(consent.routeId !== undefined && { routeId: consent.routeId }),
      ...(request.caseNumber !== undefined && { caseNumber: request.caseNumber }),
    }
    const outcome = await consentOutcome(await circuit.send(road, roadRequest), question, KNOWN_CODES.consent)
    const receipt = 'receipt' in outcome && outcome.receipt ? { receipt: outcome.receipt } : {}
    switch (outcome.kind) {
      case 'found': {
        const validUntil = outcome.receipt.answeredAt.add({ milliseconds: lifetimeMs })
        await updateConsent(sql, vault, open.id, { state: 'granted', ...outcome.value, validUntil, ...receipt })
        return { kind: 'granted', consent: outcome.value }
      }
      case 'refused': {
        const expired = outcome.why === 'expired'
        await updateConsent(sql, vault, open.id, { state: expired ? 'expired' : 'refused', ...receipt })
        if (expired) return { kind: 'pending', token: open.id, why: 'consent', ...receipt }
        return { ...outcome, why: 'consent-refused' }
      }
      case 'pending':
        await updateConsent(sql, vault, open.id, { state: 'waiting', ...receipt })
        return { ...outcome, token: open.id }
      case 'not-found':
        return { kind: 'no-answer', retryable: true, detail: 'consent not-found', receipt: outcome.receipt }
      case 'no-answer':
        return outcome
    }
  }

  const heard = async (key: ConsentKey, answer: RoadAnswer): Promise<void> => {
    if (answer.kind !== 'fault' || !consent.notAccepted?.includes(answer.code)) return
    const known = await findConsent(sql, vault, key)
    if (known?.state !== 'granted' || !known.valid_until) return
    const agreedAt = instantOf(known.valid_until).subtract({ minutes: consent.lifetimeMinutes })
    if (isBefore(agreedAt.add(LEFT_IN_PEACE), clock())) {
      await updateConsent(sql, vault, known.id, { state: 'expired' })
    }
  }

  return { obtain, heard }
}
