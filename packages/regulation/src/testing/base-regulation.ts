import type { Files } from '../language/compile.ts'

/** One text of a file put in place of another; the first one found. */
export interface Replacement {
  readonly file: string
  readonly replace: string
  readonly with: string
}

/** Files in which some texts are replaced; throws when a text is not there, so that no test changes nothing. */
export function replaced(files: Files, changes: readonly Replacement[]): Files {
  const result = new Map(files)
  for (const change of changes) {
    const text = result.get(change.file)
    if (text === undefined || !text.includes(change.replace)) {
      throw new Error(`${change.file} does not contain ${JSON.stringify(change.replace)}`)
    }
    result.set(
      change.file,
      text.replace(change.replace, () => change.with),
    )
  }
  return result
}
