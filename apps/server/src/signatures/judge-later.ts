import type { Work } from '../jobs/case-tasks.ts'
import type { Sql } from '../database/connect.ts'
import { SignaturePendingError } from './check-signature.ts'
import type { StaffSigning } from './staff-signing.ts'

/** Name of the job that judges a pending signature of staff again. */
export const JUDGE_SIGNATURE = 'judge-signature'

/** Has a signature judged again after a pause; one job for a signature however often it is asked for. */
export async function queueJudgement(sql: Sql, signatureId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${JUDGE_SIGNATURE}::text, json_build_object('signatureId', ${signatureId}::text),
      job_key := ${`${JUDGE_SIGNATURE} ${signatureId}`}::text,
      run_at := ${at.add({ seconds: 15 }).toString()}::timestamptz, max_attempts := 25
    )`
}

/** @throws {SignaturePendingError} while the verdict is INDETERMINATE, so that the job is tried again */
export function judgeSignature(signing: StaffSigning): Work {
  return async (payload) => {
    const signatureId =
      typeof payload === 'object' && payload !== null && 'signatureId' in payload && payload.signatureId
    if (typeof signatureId !== 'string') throw new TypeError('a job without a signature')
    const outcome = await signing.resume(signatureId)
    if (outcome.kind === 'pending') throw new SignaturePendingError(signatureId)
  }
}
