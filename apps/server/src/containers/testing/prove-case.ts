// What the container of a case proves by itself, without the stamp of an authority over it.
import assert from 'node:assert/strict'
import { parseAnchors } from '@qyzmet/eds'
import { type CaseContents, type CaseReport, filesOf, packContainer, verifyCase } from '@qyzmet/evidence'
import { postgresBlobs } from '../../documents/blobs.ts'
import { REGULATIONS } from '../../cases/testing/walked-case.ts'
import { calendarsOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { createEditions } from '../../regulations/editions.ts'
import type { Scene } from '../../testing/scene.ts'
import { caseContents } from '../case-contents.ts'

export async function proveCase(
  { sql, vault, simulator, now }: Scene,
  caseId: string,
): Promise<{ readonly contents: CaseContents; readonly report: CaseReport }> {
  const files = await readRegulationFiles(REGULATIONS)
  const contents = await caseContents(
    {
      sql,
      vault,
      blobs: postgresBlobs(sql),
      editions: createEditions(sql, calendarsOf(files)),
      calendarText: (path) => files.get(path),
      anchors: simulator.anchorsPem,
      now,
    },
    caseId,
  )
  assert.ok(contents)
  const packed = await packContainer(filesOf(contents), async () => undefined)
  return {
    contents,
    report: verifyCase(packed, { anchors: parseAnchors(simulator.anchorsPem, { profile: 'training' }) }),
  }
}
