import { growingPause, type Pauses } from '../../jobs/growing-pause.ts'
import type { RecordedVerdict } from '../../signatures/signatures.queries.ts'
import type { CoSigningDependencies } from './co-signing.ts'
import { type CoSigning, dropSignature, markSigned } from './co-signing.queries.ts'

/** How long a signature whose verdict is open rests before it is judged again: 15 seconds, doubled each time. */
const PAUSES: Pauses = { firstSeconds: 15, longestSeconds: 15 * 60 }

export interface Judged {
  /** Absent while the verdict on the applicant's own signature is open. */
  readonly own?: { readonly isValid: boolean; readonly reason?: string }
  /** Until a signature whose verdict is open is judged again; undefined when there is none. */
  readonly pause: Temporal.Duration | undefined
}

/** The applicant's signature first: nobody else is troubled over one that is refuted. */
export async function judgeHandedIn(deps: CoSigningDependencies, { caseId, signers }: CoSigning): Promise<Judged> {
  const { sql, signatures, people, now } = deps
  const own = await signatures.judge(caseId)
  if (own.verdict === 'INVALID') return { own: { isValid: false, ...reasonOf(own) }, pause: undefined }
  const attempts = own.verdict === 'INDETERMINATE' ? [own.attempt] : []
  for (const { iin, signatureId, signedAt } of signers) {
    if (signatureId === undefined || signedAt !== undefined) continue
    const verdict = await signatures.judge(signatureId)
    switch (verdict.verdict) {
      case 'VALID': {
        const account = await people.findAccountByIin(iin)
        if (account !== undefined) await people.proveIdentity(account.id)
        await markSigned(sql, caseId, { iin, signatureId, at: now() })
        break
      }
      case 'INVALID':
        await dropSignature(sql, caseId, { iin, signatureId, finding: verdict.reason ?? 'malformed' })
        break
      case 'INDETERMINATE':
        attempts.push(verdict.attempt)
    }
  }
  return {
    ...(own.verdict === 'VALID' ? { own: { isValid: true } } : {}),
    // The fewer attempts, the shorter the pause.
    pause: attempts.length === 0 ? undefined : growingPause(Math.min(...attempts), PAUSES),
  }
}

function reasonOf({ reason }: RecordedVerdict): { readonly reason?: string } {
  return reason === undefined ? {} : { reason }
}
