import { countryDay } from '../regulations/country-zone.ts'
import { fullNameOf, standingOf, type Standing } from '../registers/standing.ts'
import type { Asked } from '../registers/kept-answer.ts'
import { PERSONS, type Registers } from '../registers/registers.ts'

/** Why the register of persons stands against an account; each has a page that says what to do. */
export type Finding = 'not-found' | Exclude<Standing['kind'], 'ordinary'> | 'consent-refused'

const FINDINGS: readonly Finding[] = [
  'not-found',
  'several',
  'deceased',
  'excluded',
  'incapable',
  'minor',
  'consent-refused',
]

export type CheckedPerson = { readonly answerId: string } & (
  | { readonly kind: 'ordinary'; readonly name: string }
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** No answer yet: `consent` when the person still has to agree, `no-answer` when the register is silent. */
  | { readonly kind: 'pending'; readonly why: 'consent' | 'async' | 'no-answer' }
)

const PURPOSE = 'sign-up'
const LEGAL_BASIS = 'Law on Public Services art. 20(6)'
const OFFICER = 'portal'

/** Asks the register about the owner of an IIN and says what that means for an account. */
export async function checkPerson(
  registers: Pick<Registers, 'ask'>,
  question: {
    readonly iin: string
    readonly idempotencyKey: string
    readonly accountId?: string
    readonly patience: Temporal.Duration
  },
  now: Temporal.Instant,
): Promise<CheckedPerson> {
  const asked = await registers.ask(
    PERSONS,
    { kind: 'person', asks: { iin: question.iin } },
    {
      officer: OFFICER,
      purpose: PURPOSE,
      legalBasis: LEGAL_BASIS,
      deadline: now.add(question.patience),
      idempotencyKey: question.idempotencyKey,
      ...(question.accountId !== undefined && { accountId: question.accountId }),
    },
  )
  return meaningOf(asked, now)
}

function meaningOf({ answerId, outcome }: Asked<'person'>, now: Temporal.Instant): CheckedPerson {
  switch (outcome.kind) {
    case 'found': {
      const standing = standingOf(outcome.value, countryDay(now))
      return standing.kind === 'ordinary'
        ? { answerId, kind: 'ordinary', name: fullNameOf(standing.person) }
        : { answerId, kind: 'finding', finding: standing.kind }
    }
    case 'not-found':
      return { answerId, kind: 'finding', finding: 'not-found' }
    case 'pending':
      return { answerId, kind: 'pending', why: outcome.why }
    case 'refused':
      // Only the person's own no is final; a register that refuses us is a fault to mend, and the account waits.
      return outcome.why === 'consent-refused'
        ? { answerId, kind: 'finding', finding: 'consent-refused' }
        : { answerId, kind: 'pending', why: 'no-answer' }
    case 'no-answer':
      return { answerId, kind: 'pending', why: 'no-answer' }
  }
}

/** A finding as it is kept in the database. */
export function findingOf(text: string): Finding {
  const finding = FINDINGS.find((candidate) => candidate === text)
  if (finding === undefined) throw new RangeError(`Unknown finding ${text}.`)
  return finding
}
