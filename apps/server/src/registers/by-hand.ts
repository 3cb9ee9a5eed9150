import type { QuestionKind } from '@qyzmet/gateway'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** What is asked of somebody who enters an answer by hand, by the kind of question; in this order. */
export const FACTS_BY_HAND = {
  person: ['name', 'birth-date', 'document', 'address'],
  entity: ['name', 'leader', 'address'],
  power: ['number', 'notary', 'issued-on', 'valid-until', 'powers'],
  address: ['address', 'residents'],
  statement: ['records'],
} as const satisfies Readonly<Record<QuestionKind, readonly string[]>>

export type EnteredFact = (typeof FACTS_BY_HAND)[QuestionKind][number]
export type EnteredFacts = Readonly<Partial<Record<EnteredFact, string>>>

/** Characters of one fact at the most. */
export const LONGEST_FACT = 2000

const FACTS: readonly EnteredFact[] = [...new Set(Object.values(FACTS_BY_HAND).flat())]
const Statement = Type.Object({ facts: Type.Record(Type.String(), Type.String({ maxLength: LONGEST_FACT })) })
const statement = Compile(Statement)

/** The exact bytes of what was entered. */
export function writeEntered(entered: {
  readonly outcome: 'found' | 'not-found'
  readonly facts: EnteredFacts
  readonly reason: string
  readonly scanSha256: string
}): Uint8Array {
  const { outcome, facts, reason, scanSha256 } = entered
  return new TextEncoder().encode(JSON.stringify({ outcome, facts, reason, scanSha256 }))
}

/** The facts of what was entered, read again from its bytes. */
export function readEntered(bytes: Uint8Array): EnteredFacts {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (!statement.Check(value)) return {}
  const { facts }: Static<typeof Statement> = value
  const known = FACTS.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]]))
  return Object.fromEntries(known) satisfies EnteredFacts
}
