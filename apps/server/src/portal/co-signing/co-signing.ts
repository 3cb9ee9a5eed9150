import { randomUUID } from 'node:crypto'
import type { AskedCoSigner } from '@qyzmet/casework'
import { endOfTerm, type Regulation, type TermClock } from '@qyzmet/regulation'
import type { CaseId } from '../../cases/case-id.ts'
import type { CaseService } from '../../cases/case-service.ts'
import type { Sql } from '../../database/connect.ts'
import type { Account, VerifySignature } from '../../people/people.ts'
import type { Editions } from '../../regulations/editions.ts'
import type { Signatures } from '../../signatures/signatures.ts'
import { insertSignature } from '../../signatures/signatures.queries.ts'
import { markSubmitted } from '../drafts/drafts.queries.ts'
import {
  awaitedOf,
  type CoSigning,
  findCoSigning,
  findLastCoSigning,
  insertCoSigning,
  lockCoSigning,
  markDeclined,
  type NewCoSigning,
  setSignature,
  waitingOfAccount,
} from './co-signing.queries.ts'
import { identityStatement } from './identity-statement.ts'
import { moveOn } from './move-on.ts'
import { returnDraft } from './return-draft.ts'

export interface CoSigningDependencies {
  readonly sql: Sql
  readonly editions: Pick<Editions, 'get'>
  readonly signatures: Pick<Signatures, 'judge' | 'find' | 'verdictOf'>
  readonly cases: Pick<CaseService, 'execute'>
  readonly people: {
    readonly findAccount: (id: string) => Promise<Account | undefined>
    readonly findAccountByIin: (iin: string) => Promise<Account | undefined>
    readonly proveIdentity: (accountId: string) => Promise<void>
  }
  readonly verifySignature: VerifySignature
  /** The body that gives the service to applicants here. */
  readonly providerFor: (regulation: Regulation) => Promise<string | undefined>
  readonly training: boolean
  readonly now: () => Temporal.Instant
  /** What was kept could not be followed at once; the loop does it. */
  readonly reportFault: (cause: unknown) => void
}

/** A person who may sign: the account and its number. */
interface Signer {
  readonly accountId: string
  readonly iin: string
}

/** `refused`: the person has signed or declined already, nobody waits any more, or it is too late. */
export type HandedIn = 'taken' | 'refused'

/** Applications that wait for the signatures of others before there is a case. */
export interface CoSigningService {
  /** The applicant has signed: the draft is closed and the others are asked. Twice for a case is once. */
  begin(
    signed: Omit<NewCoSigning, 'signers'> & { readonly asked: readonly AskedCoSigner[]; readonly clock: TermClock },
  ): Promise<void>
  find(caseId: CaseId): Promise<CoSigning | undefined>
  /** The last time that the draft was signed and had to wait. */
  lastOf(draftId: CoSigning['draftId']): Promise<CoSigning | undefined>
  /** What waits for others, of this applicant. */
  waitingOf(accountId: string): Promise<readonly CoSigning[]>
  /** What waits for this person. */
  awaitedOf(iin: string): Promise<readonly CoSigning[]>
  /** Takes a signature over the bytes of the application; what it is worth is judged at once, or by the loop. */
  sign(caseId: CaseId, signer: Signer, cms: Uint8Array): Promise<HandedIn>
  /** The whole application goes back to its applicant. */
  decline(caseId: CaseId, signer: Signer, reason: string): Promise<HandedIn>
  /** The applicant takes the application back: all signatures are void and the draft is open again. */
  withdraw(caseId: CaseId, accountId: string): Promise<HandedIn>
  /** Whether the owner of the number has proved that the account is theirs: nobody else may read an application. */
  isProven(accountId: string): Promise<boolean>
  /** Proves it by a signature over the person's own statement; otherwise the finding. */
  prove(caseId: CaseId, signer: Signer, cms: Uint8Array): Promise<'proven' | { readonly finding: string }>
}

export function createCoSigning(deps: CoSigningDependencies): CoSigningService {
  const { sql, now, people } = deps

  /** Whatever goes wrong is done by the loop: what was handed in is kept. */
  const follow = (caseId: CaseId): Promise<void> => moveOn(deps, caseId).catch(deps.reportFault)

  return {
    async begin({ asked, clock, ...signed }) {
      const { caseId, draftId, signedAt } = signed
      const signers = asked.map(({ coSigner, iin, name }, index) => ({
        iin,
        place: index + 1,
        entry: coSigner.id,
        ...(name === undefined ? {} : { name }),
        ...momentsOf(endOfTerm(coSigner.within, signedAt, clock).at, signedAt),
      }))
      await sql.begin(async (transaction) => {
        await insertCoSigning(transaction, { ...signed, signers })
        await markSubmitted(transaction, draftId, caseId, signedAt)
      })
      await follow(caseId)
    },

    find: (caseId) => findCoSigning(sql, caseId),
    lastOf: (draftId) => findLastCoSigning(sql, draftId),
    waitingOf: (accountId) => waitingOfAccount(sql, accountId),
    awaitedOf: (iin) => awaitedOf(sql, iin),

    async sign(caseId, { accountId, iin }, cms) {
      const signatureId = randomUUID()
      const receivedAt = now()
      const taken = await sql.begin(async (transaction): Promise<HandedIn> => {
        const coSigning = await lockCoSigning(transaction, caseId)
        if (coSigning === undefined || !mayAnswer(coSigning, iin, receivedAt)) return 'refused'
        await setSignature(transaction, caseId, { iin, signatureId, at: receivedAt })
        await insertSignature(transaction, {
          id: signatureId,
          purpose: 'co-signature',
          caseId,
          accountId,
          expectedIin: iin,
          documentSha256: coSigning.requestSha256,
          cms,
          receivedAt,
        })
        return 'taken'
      })
      if (taken === 'taken') await follow(caseId)
      return taken
    },

    async decline(caseId, { iin }, reason) {
      const at = now()
      const taken = await sql.begin(async (transaction): Promise<HandedIn> => {
        const coSigning = await lockCoSigning(transaction, caseId)
        if (coSigning === undefined || !mayAnswer(coSigning, iin, at)) return 'refused'
        await markDeclined(transaction, caseId, { iin, reason, at })
        await returnDraft(transaction, coSigning, 'declined', at)
        return 'taken'
      })
      if (taken === 'taken') await follow(caseId)
      return taken
    },

    withdraw: (caseId, accountId) =>
      sql
        .begin(async (transaction): Promise<HandedIn> => {
          const coSigning = await lockCoSigning(transaction, caseId)
          if (coSigning?.applicant.accountId !== accountId || coSigning.outcome !== undefined) return 'refused'
          await returnDraft(transaction, coSigning, 'withdrawn', now())
          return 'taken'
        })
        .then(async (taken) => {
          if (taken === 'taken') await follow(caseId)
          return taken
        }),

    isProven: async (accountId) => (await people.findAccount(accountId))?.identityProvenAt !== undefined,

    async prove(caseId, { accountId, iin }, cms) {
      const judged = await deps.verifySignature(cms, identityStatement(caseId, { accountId, iin }), iin)
      if (judged.verdict !== 'VALID') return { finding: judged.reason }
      await people.proveIdentity(accountId)
      return 'proven'
    },
  }
}

/** Whether the person is asked and may still sign or decline. */
function mayAnswer({ outcome, signers }: CoSigning, iin: string, at: Temporal.Instant): boolean {
  const signer = signers.find((one) => one.iin === iin)
  return (
    outcome === undefined &&
    signer !== undefined &&
    signer.signatureId === undefined &&
    signer.declined === undefined &&
    Temporal.Instant.compare(at, signer.dueAt) < 0
  )
}

/** When the person is reminded: at half of the term, and a day before its end. */
function momentsOf(dueAt: Temporal.Instant, signedAt: Temporal.Instant) {
  const halfMs = Math.round((dueAt.epochMilliseconds - signedAt.epochMilliseconds) / 2)
  return { dueAt, halfAt: signedAt.add({ milliseconds: halfMs }), lastDayAt: dueAt.subtract({ hours: 24 }) }
}
