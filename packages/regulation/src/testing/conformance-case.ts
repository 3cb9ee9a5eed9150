import type { Files } from '../language/compile.ts'

/** One change of a case: a text of a file put in place of another, or a whole file. */
export interface Change {
  readonly file: string
  readonly replace?: string
  readonly with?: string
  readonly text?: string
  readonly repeat?: number
  /** The file becomes a copy of this one, as it stands at that moment. */
  readonly copyOf?: string
}

/** The files with the changes made; throws when a text is not there, so that no case changes nothing. */
export function changed(files: Files, changes: readonly Change[]): Files {
  const result = new Map(files)
  for (const change of changes) {
    if (change.copyOf !== undefined) {
      result.set(change.file, files.get(change.copyOf) ?? '')
      continue
    }
    if (change.text !== undefined) {
      result.set(change.file, change.text.repeat(change.repeat ?? 1))
      continue
    }
    const text = result.get(change.file) ?? ''
    const { replace = '', with: replacement = '' } = change
    if (!text.includes(replace)) throw new Error(`the base does not contain ${JSON.stringify(replace)}`)
    result.set(
      change.file,
      text.replace(replace, () => replacement),
    )
  }
  return result
}

/** The text under the carets of an excerpt. */
export function underCaret({ excerpt }: { readonly excerpt: string }): string {
  const [line = '', carets = ''] = excerpt.split('\n')
  return line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)
}
