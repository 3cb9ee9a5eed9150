import type { Performer } from '../jobs/performers.ts'
import type { Signatures } from './signatures.ts'

/** The signature cannot be judged now: nobody said whether the certificate is revoked. It is asked again. */
export class SignaturePendingError extends Error {
  override readonly name = 'SignaturePendingError'
}

/**
 * Does the step that verifies the applicant's signature.
 *
 * @throws {SignaturePendingError} while the verdict is INDETERMINATE: the case waits and nothing is refused
 */
export function checkSignature(
  signatures: Pick<Signatures, 'judge'>,
  /** The applicant signed with a certificate of the account's IIN: the account is theirs. */
  proveIdentity: (accountId: string) => Promise<void>,
): Performer {
  return async ({ state }) => {
    const step = state.current?.step
    if (step === undefined) return undefined
    const { verdict, reason } = await signatures.judge(state.signatureId)
    switch (verdict) {
      case 'VALID':
        await proveIdentity(state.applicant.accountId)
        return { type: 'complete', step, outcome: 'confirmed', input: {} }
      case 'INVALID':
        return { type: 'complete', step, outcome: 'refuted', input: { findings: reason === undefined ? [] : [reason] } }
      case 'INDETERMINATE':
        throw new SignaturePendingError(reason)
    }
  }
}
