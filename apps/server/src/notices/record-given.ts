import type { GivenNotice } from '@qyzmet/casework'
import { parseCaseId } from '../cases/case-id.ts'
import type { CaseService } from '../cases/case-service.ts'
import { SYSTEM } from '../jobs/performers.ts'

/** The case did not take the record of a notice: a fault of the product. */
export class NoticeNotRecordedError extends Error {
  override readonly name = 'NoticeNotRecordedError'
}

/** Puts down in the case that word was given; asked again, nothing is written twice. */
export async function recordGiven(cases: Pick<CaseService, 'execute'>, id: string, notice: GivenNotice): Promise<void> {
  const caseId = parseCaseId(id)
  if (!caseId) throw new NoticeNotRecordedError(id)
  // Told before there was a case: there was nothing to put it down in.
  if (notice.of <= 0) return
  const { of, to, channel, status } = notice
  const idempotencyKey = `notice ${of} ${to} ${channel} ${status}`
  const execution = await cases.execute(caseId, { type: 'record-notice', notice }, SYSTEM, { idempotencyKey })
  if (!execution.accepted) throw new NoticeNotRecordedError(`${caseId}: ${execution.rejection.code}`)
}
