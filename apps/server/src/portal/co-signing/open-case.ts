import type { CoSignature } from '@qyzmet/casework'
import { signatureRef } from '../../signatures/signatures.ts'
import { partsOf } from '../application/application-parts.ts'
import { openCommand } from '../application/open-command.ts'
import { findDraft } from '../drafts/drafts.queries.ts'
import type { CoSigningDependencies } from './co-signing.ts'
import type { CoSigner, CoSigning } from './co-signing.queries.ts'
import { returnDraft } from './return-draft.ts'

/**
 * Opens the case of an application that everybody has signed, once.
 *
 * @returns how it stands now: a case that cannot be opened gives the draft back
 */
export async function openCase(deps: CoSigningDependencies, coSigning: CoSigning): Promise<CoSigning> {
  const { sql, editions, cases, now, reportFault } = deps
  const { caseId, draftId, applicant, requestSha256, signedInAt, signedAt } = coSigning
  const draft = await findDraft(sql, draftId, applicant.accountId, now())
  if (draft === undefined) throw new DraftLostError(draftId)
  const edition = await editions.get(draft.editionSha256)
  const command = await openCommand(
    {
      draft,
      edition,
      parts: partsOf(draft, edition, signedAt),
      applicant: { kind: 'applicant', ...applicant },
      requestSha256,
      signatureId: caseId,
      coSignatures: await Promise.all(coSigning.signers.map((signer) => coSignatureOf(deps, signer))),
      signedInAt,
      composedAt: signedAt,
    },
    deps,
  )
  const execution = await cases.execute(
    caseId,
    command,
    { kind: 'applicant', ...applicant },
    { idempotencyKey: draft.submitToken },
  )
  if (execution.accepted || execution.rejection.code === 'already-open') return coSigning
  const { code } = execution.rejection
  reportFault(new CaseNotOpenedError(code))
  return sql.begin(async (transaction) => {
    await returnDraft(transaction, coSigning, 'failed', now(), code)
    return { ...coSigning, outcome: 'failed' as const }
  })
}

/** A signed application waits, and its draft is gone: rows were taken away by hand. */
export class DraftLostError extends Error {
  override readonly name = 'DraftLostError'
}

/** Everybody has signed, and the case is not opened all the same. */
export class CaseNotOpenedError extends Error {
  override readonly name = 'CaseNotOpenedError'
}

/** A signature counts as valid and has no valid verdict: rows were changed by hand. */
export class CoSignatureLostError extends Error {
  override readonly name = 'CoSignatureLostError'
}

async function coSignatureOf(
  { signatures }: CoSigningDependencies,
  { iin, entry, signatureId = '' }: CoSigner,
): Promise<CoSignature> {
  const [kept, verdict] = await Promise.all([signatures.find(signatureId), signatures.verdictOf(signatureId)])
  const signature = kept && verdict && signatureRef(kept, verdict)
  if (signature === undefined) throw new CoSignatureLostError(signatureId)
  return { coSigner: entry, iin, signature }
}
