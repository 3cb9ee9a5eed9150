import { queueNotice } from '../../notices/queue-notice.ts'
import type { CoSigningDependencies } from './co-signing.ts'
import { type CoSigner, type CoSigning, markApplicantTold, markTold } from './co-signing.queries.ts'
import { ASKED, coSigningPath, outcomeNotice, SIGNED } from './co-signing-notices.ts'

/** Each co-signer who has an account hears of it up to three times; who signs up late hears of what is due by then. */
export async function remind(
  { sql, people }: CoSigningDependencies,
  coSigning: CoSigning,
  at: Temporal.Instant,
): Promise<void> {
  const { caseId, signers } = coSigning
  for (const signer of signers) {
    const stage = stageAt(signer, at)
    if (signer.signatureId !== undefined || stage <= signer.told) continue
    const account = await people.findAccountByIin(signer.iin)
    if (account === undefined) continue
    await queueNotice(sql, {
      caseId,
      version: ASKED - (stage - 1),
      accountId: account.id,
      code: 'signature-awaited',
      writtenAt: at,
      number: '',
      path: coSigningPath(caseId),
    })
    await markTold(sql, caseId, signer.iin, stage)
  }
}

function stageAt({ halfAt, lastDayAt }: CoSigner, at: Temporal.Instant): number {
  if (Temporal.Instant.compare(at, lastDayAt) >= 0) return 3
  return Temporal.Instant.compare(at, halfAt) >= 0 ? 2 : 1
}

export async function tellOfSignatures({ sql, now }: CoSigningDependencies, coSigning: CoSigning): Promise<void> {
  const { caseId, applicant, signers } = coSigning
  for (const { iin, place, signedAt, isApplicantTold } of signers) {
    if (signedAt === undefined || isApplicantTold) continue
    await queueNotice(sql, {
      caseId,
      version: SIGNED - (place - 1),
      accountId: applicant.accountId,
      code: 'co-signed',
      writtenAt: now(),
      number: '',
      path: coSigningPath(caseId),
    })
    await markApplicantTold(sql, caseId, iin)
  }
}

export async function tellOutcome(
  { sql, now }: CoSigningDependencies,
  { caseId, applicant, outcome }: CoSigning,
): Promise<void> {
  const code = outcome && outcomeNotice(outcome)
  if (code === undefined) return
  const notice = { caseId, version: ASKED, accountId: applicant.accountId, code, writtenAt: now(), number: '' }
  await queueNotice(sql, { ...notice, path: coSigningPath(caseId) })
}
