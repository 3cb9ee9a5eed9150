import type { Text } from '../../text.ts'

/** What a code stands for. */
export interface FindingDefinition {
  /** An error cannot be accepted; a warning is put right, or accepted in the file with a reason. */
  readonly severity: 'error' | 'warning'
  /** What is wrong and what puts it right; `{name}` is put in from the parameters, in the reader's language. */
  readonly message: Text
}
