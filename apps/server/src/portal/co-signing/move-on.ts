import type { CaseId } from '../../cases/case-id.ts'
import type { CoSigningDependencies } from './co-signing.ts'
import {
  type CoSigner,
  type CoSigning,
  findCoSigning,
  lockCoSigning,
  markFinished,
  setNextLook,
  settleCoSigning,
} from './co-signing.queries.ts'
import { type Judged, judgeHandedIn } from './judge-handed-in.ts'
import { openCase } from './open-case.ts'
import { returnDraft } from './return-draft.ts'
import { remind, tellOfSignatures, tellOutcome } from './tell-people.ts'

/** A co-signer without an account is looked for again after so long, so that the word reaches them once they have one. */
const LOOK_FOR_ACCOUNT = { minutes: 10 }
/** The longest that a signature is left alone whose verdict is open. */
const UNJUDGED = { minutes: 15 }

/**
 * Does what can be done for an application that waits for signatures: judges those handed in, reminds, decides, opens the
 * case or gives the draft back, and tells people. Whatever was done already is found done, so that it may be asked for at
 * any time, by several servers, and after a crash between any two of its steps.
 */
export async function moveOn(deps: CoSigningDependencies, caseId: CaseId): Promise<void> {
  const { sql } = deps
  const before = await findCoSigning(sql, caseId)
  if (before === undefined || before.finishedAt !== undefined) return
  const judged = before.outcome === undefined ? await judgeHandedIn(deps, before) : { pause: undefined }
  const decided = await decideOn(deps, caseId, judged)
  if (decided === undefined) return
  await tellOfSignatures(deps, decided)
  if (decided.outcome === undefined) {
    // One moment for both, so that nothing whose time comes in between is passed over.
    const at = deps.now()
    await remind(deps, decided, at)
    await setNextLook(sql, decided, nextLook(at, decided, judged.pause))
    return
  }
  const finished = decided.outcome === 'complete' ? await openCase(deps, decided) : decided
  await tellOutcome(deps, finished)
  await markFinished(sql, caseId, deps.now())
}

/** Decides under the lock, so that a signature, a refusal and the end of the term cannot pass each other by. */
async function decideOn(
  { sql, now }: CoSigningDependencies,
  caseId: CaseId,
  { own }: Judged,
): Promise<CoSigning | undefined> {
  return sql.begin(async (transaction) => {
    const coSigning = await lockCoSigning(transaction, caseId)
    if (coSigning === undefined || coSigning.outcome !== undefined) return coSigning
    const at = now()
    if (own?.isValid === false) {
      await returnDraft(transaction, coSigning, 'refuted', at, own.reason)
    } else if (own !== undefined && coSigning.signers.every(({ signedAt }) => signedAt !== undefined)) {
      await settleCoSigning(transaction, caseId, { outcome: 'complete', at })
    } else if (coSigning.signers.some((signer) => isTooLate(signer, at))) {
      await returnDraft(transaction, coSigning, 'expired', at)
    } else {
      return coSigning
    }
    return lockCoSigning(transaction, caseId)
  })
}

/** Handed in in time is in time, however long it takes to be judged. */
function isTooLate({ signatureId, dueAt }: CoSigner, at: Temporal.Instant): boolean {
  return signatureId === undefined && Temporal.Instant.compare(at, dueAt) >= 0
}

function nextLook(
  at: Temporal.Instant,
  { signers }: CoSigning,
  pause: Temporal.Duration | undefined,
): Temporal.Instant {
  const moments = signers.flatMap((signer) => {
    // Handed in, and perhaps only since the others were judged.
    if (signer.signatureId !== undefined) return signer.signedAt === undefined ? [at.add(UNJUDGED)] : []
    const unheard = signer.told === 0 ? [at.add(LOOK_FOR_ACCOUNT)] : []
    return [...unheard, signer.halfAt, signer.lastDayAt, signer.dueAt]
  })
  if (pause !== undefined) moments.push(at.add(pause))
  const coming = moments.filter((moment) => Temporal.Instant.compare(moment, at) > 0)
  // Something is always to come while anybody is missing; a day is for what cannot be.
  return coming.toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? at.add({ hours: 24 })
}
