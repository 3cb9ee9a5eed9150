import type { WalkedCase } from '../apps/server/src/cases/testing/walked-case.ts'
import { testService } from '../apps/server/src/cases/testing/walked-case.ts'
import { type CaseId, newCaseId } from '../apps/server/src/cases/case-id.ts'
import type { Sql } from '../apps/server/src/database/connect.ts'
import type { Editions } from '../apps/server/src/regulations/editions.ts'

/**
 * Open cases in every stage, so that a measurement meets tables as large as those of a working office. One real case
 * of each stage is copied; the copies have the rows of a case, but their hash chains are those of the original.
 */
export async function fillCases(
  owner: Sql,
  sql: Sql,
  editions: Editions,
  { submits }: WalkedCase,
  cases: number,
): Promise<void> {
  const { service, at } = testService(sql, editions)
  const stages = submits.length - 1
  for (let length = 1; length <= stages; length += 1) {
    const original = newCaseId()
    for (const { command, party, at: moment } of submits.slice(0, length)) {
      at(moment)
      await service.execute(original, command, party)
    }
    await copyCase(owner, original, Math.floor(cases / stages))
  }
  await owner`delete from inbox_count`
  await owner`
    insert into inbox_count (office_id, assignee_id, actor, due_on, slot, open)
    select office_id, assignee_id, actor, due_on, 0, count(*) from inbox group by 1, 2, 3, 4`
  await owner`truncate outbox`
}

async function copyCase(owner: Sql, original: CaseId, copies: number): Promise<void> {
  await owner.begin(async (transaction) => {
    await transaction`create temporary table copies on commit drop as
      select uuidv7() as id, i * interval '1 minute' as shift from generate_series(1, ${copies}::int) i`
    await transaction`
      insert into case_head select (json_populate_record(head, json_build_object('case_id', copies.id))).*
      from case_head head, copies where head.case_id = ${original}`
    await transaction`
      insert into event (stream_id, version, type, provider_id, edition_number, data, hash, recorded_at)
      select copies.id, version, type, provider_id, edition_number, data, hash, recorded_at
      from copies, event where stream_id = ${original} order by copies.id, version`
    await transaction`
      insert into inbox (case_id, office_id, actor, assignee_id, step, opened_at, due_at, due_on, acted_by, next_at)
      select copies.id, office_id, actor, assignee_id, step, opened_at, due_at + shift, (due_at + shift)::date, acted_by,
        next_at + shift
      from inbox, copies where case_id = ${original}`
  })
}
