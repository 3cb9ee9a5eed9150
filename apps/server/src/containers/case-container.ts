import { filesOf } from '@qyzmet/evidence'
import { caseContents, type CaseContentsDependencies } from './case-contents.ts'
import { packStamped, type StampedContainer, type StampPorts } from './packed.ts'

export interface CaseContainerDependencies extends CaseContentsDependencies, StampPorts {}

/**
 * A case as one file that proves itself.
 *
 * @returns undefined when there is no such case
 * @throws {CaseIncompleteError} when something the case speaks of is not kept
 */
export async function caseContainer(
  deps: CaseContainerDependencies,
  id: string,
): Promise<StampedContainer | undefined> {
  const contents = await caseContents(deps, id)
  return contents && packStamped(filesOf(contents), deps)
}
