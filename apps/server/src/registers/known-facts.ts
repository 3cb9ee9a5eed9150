import type { Party } from '@qyzmet/casework'
import { addressLine } from './address-line.ts'
import { PERSONS, type Registers } from './registers.ts'

/** An answer of the register younger than this prefills a form without asking again. */
const FRESH = Temporal.Duration.from({ hours: 24 })
const QUESTION_SECONDS = 5

/**
 * What the register of persons knows about an applicant, by the paths that forms use to be prefilled.
 *
 * Anyone can sign up with an IIN they know. So the register tells nothing through a form until the owner of the IIN has
 * signed something with a valid certificate. The `officer` is whoever fills in for them at a counter. Nothing is known either when the register does not answer in time: the applicant then fills in what it would have told.
 */
export function knownFacts(
  registers: Pick<Registers, 'ask'>,
  isIdentityProven: (accountId: string) => Promise<boolean>,
  clock: () => Temporal.Instant,
) {
  return async (
    applicant: Extract<Party, { kind: 'applicant' }>,
    officer = applicant.name,
  ): Promise<Readonly<Record<string, string>>> => {
    const now = clock()
    const own = { 'person.name': applicant.name, 'person.iin': applicant.iin }
    if (!(await isIdentityProven(applicant.accountId))) return own
    const { outcome } = await registers.ask(
      PERSONS,
      { kind: 'person', asks: { iin: applicant.iin } },
      {
        accountId: applicant.accountId,
        officer,
        purpose: 'prefill',
        legalBasis: 'LPS art. 20.6',
        deadline: now.add({ seconds: QUESTION_SECONDS }),
        idempotencyKey: `prefill ${applicant.accountId} ${now.round({ smallestUnit: 'hour' }).toString()}`,
      },
      { maxAge: FRESH },
    )
    const [person] = outcome.kind === 'found' ? outcome.value : []
    const since = person?.address?.beginDate
    return {
      ...own,
      ...(person ? { 'person.birth-date': person.birthDate.toString() } : {}),
      ...(person?.address ? { 'person.address': addressLine(person.address) } : {}),
      ...(since ? { 'person.address-since': since.toString() } : {}),
    }
  }
}
