import { randomUUIDv7 } from 'node:crypto'
import { isUuid } from '../request-texts.ts'

declare const brand: unique symbol

/** Id of a case and of its event stream: a UUID in lower case. */
export type CaseId = string & { readonly [brand]: 'CaseId' }

/** A UUID in any case of letters; undefined for anything else. */
export function parseCaseId(text: string): CaseId | undefined {
  const lower = text.toLowerCase()
  return isUuid(lower) ? (lower as CaseId) : undefined
}

/** A new id; later ones sort after earlier ones, which keeps indexes of millions of cases compact. */
export function newCaseId(): CaseId {
  return randomUUIDv7() as CaseId
}
