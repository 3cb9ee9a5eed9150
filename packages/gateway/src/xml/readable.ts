import { MessageMalformedError } from './find.ts'
import { XmlRefusedError } from './refused.ts'

/** What a reader of messages gives; undefined when a neighbour sent what it cannot read. Any other error goes on. */
export function ifReadable<Said>(read: () => Said): Said | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MessageMalformedError || error instanceof XmlRefusedError) return undefined
    throw error
  }
}
