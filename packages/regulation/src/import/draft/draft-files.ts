import type { ImportedAct } from '../facts.ts'
import { nameOf } from '../actors.ts'
import { draftAct, draftStandardAct } from './draft-act.ts'
import { draftRegulation } from './draft-regulation.ts'
import { draftStandard } from './draft-standard.ts'

/** A file of the draft, by its path in the folder of the act. */
export interface DraftFile {
  readonly path: string
  readonly text: string
}

/**
 * Drafts the files of an imported act: the act, and for each regulation its own file, the skeleton of its standard and
 * the standard's act. They parse; what the act does not tell is missing, so that `qyzmet check` asks the author for it.
 */
export function draftFiles({ language, act, regulations }: ImportedAct): readonly DraftFile[] {
  const taken = new Set<string>()
  const files: DraftFile[] = [{ path: 'act.yaml', text: draftAct(act, language) }]
  for (const [index, facts] of regulations.entries()) {
    const id = freeId(facts.title === undefined ? `service-${index + 1}` : nameOf(facts.title.value), taken)
    const standardAct = facts.standard === undefined ? undefined : `${id}.standard.act.yaml`
    const standard = `${id}.standard.yaml`
    files.push(
      { path: `${id}.yaml`, text: draftRegulation(facts, language, { id, standard }) },
      { path: standard, text: draftStandard(facts, language, `${id}-standard`, standardAct) },
    )
    if (facts.standard !== undefined && standardAct !== undefined) {
      files.push({ path: standardAct, text: draftStandardAct(facts.standard, language) })
    }
  }
  return files
}

function freeId(base: string, taken: Set<string>): string {
  let id = base
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`
  taken.add(id)
  return id
}
