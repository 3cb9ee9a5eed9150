import type { Party, SignatureRef } from '@qyzmet/casework'
import type { CaseId } from '../cases/case-id.ts'
import { findLatestSignatures, type SubmittedSignature } from './signatures.queries.ts'
import { signatureRef } from './signatures.ts'
import type { SigningOutcome, StaffSigningDependencies } from './staff-signing.ts'

/**
 * Sends a request that was taken in on paper: when every signature of the package, over the request and over each copy
 * attached to it, is found valid. One that cannot be judged now holds up the whole, one that is invalid says why.
 */
export function createPackageSending({
  sql,
  signatures,
  cases,
  numberOf,
}: Pick<StaffSigningDependencies, 'sql' | 'signatures' | 'cases' | 'numberOf'>) {
  const refOf = async (signatureId: string): Promise<SignatureRef | SigningOutcome> => {
    const verdict = await signatures.judge(signatureId)
    const signature = await signatures.find(signatureId)
    if (verdict.verdict === 'INDETERMINATE') return { kind: 'pending' }
    return (signature && signatureRef(signature, verdict)) ?? { kind: 'invalid', reason: verdict.reason ?? 'malformed' }
  }

  return async (given: SubmittedSignature, party: Party): Promise<SigningOutcome> => {
    const loaded = await cases.load(given.caseId as CaseId) // Kept under the id of a loaded case.
    const current = loaded?.state.current
    if (!loaded || current === undefined || current.step !== given.step) {
      // It is judged all the same: a signature that is never decided would wait for ever.
      const { verdict } = await signatures.judge(given.id)
      return { kind: verdict === 'INDETERMINATE' ? 'pending' : 'done' }
    }
    const latest = await findLatestSignatures(sql, loaded.caseId, given.accountId, 'package', current.since)
    const refs: SignatureRef[] = []
    let waits = false
    for (const { id } of latest) {
      const ref = await refOf(id)
      if (!('kind' in ref)) refs.push(ref)
      else if (ref.kind === 'pending') waits = true
      else return ref
    }
    if (waits) return { kind: 'pending' }
    const { requestSha256 } = loaded.state
    const signature = refs.find(({ documentSha256 }) => documentSha256 === requestSha256)
    const copies = refs.filter(({ documentSha256 }) => documentSha256 !== requestSha256)
    const number = await numberOf(loaded)
    const outcome = loaded.graph.steps.get(current.step)?.outcomes[0]?.id ?? ''
    const execution = await cases.execute(
      loaded.caseId,
      {
        type: 'complete',
        step: current.step,
        outcome,
        input: { ...(signature ? { signature } : {}), copies, ...(number === undefined ? {} : { number }) },
      },
      party,
      // All signatures of a package try to send it; it is sent once.
      { idempotencyKey: `package ${signature?.signatureId ?? given.id}` },
    )
    return execution.accepted ? { kind: 'done' } : { kind: 'rejected', rejection: execution.rejection }
  }
}
