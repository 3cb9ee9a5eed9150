import type { Page } from 'playwright-core'
import accounts from '../../apps/server/src/people/training-accounts.json' with { type: 'json' }
import { TRAINING_PASSWORD } from '../../apps/server/src/people/training.ts'
import type { Story } from '../../apps/simulator/src/registers/stories.ts'
import { TRAINING_PEOPLE } from '../../apps/simulator/src/registers/training-people.ts'

/** Somebody with an account at the portal. */
export interface Person {
  readonly iin: string
  readonly name: string
}

/** A citizen of the training installation, by what the register knows of them. */
export function citizen(story: Story): Person {
  return found(
    accounts.citizens.find((person) => person.story === story),
    story,
  )
}

/** A person of the register who has no account yet. */
export function stranger(story: Story): Person {
  const known = new Set(
    [...accounts.citizens, ...accounts.staff, ...accounts.others.flatMap((body) => body.staff)].map(({ iin }) => iin),
  )
  const person = TRAINING_PEOPLE.find((candidate) => candidate.story === story && !known.has(candidate.iin))
  return found(
    person && { iin: person.iin, name: [person.surname, person.givenName, person.patronymic].join(' ') },
    story,
  )
}

/** Staff who hold the post of an actor today. */
export function staff(actor: string): readonly Person[] {
  return accounts.staff.filter((person) => person.actor === actor && person.iin !== accounts.substitution.absent)
}

/** The one member of staff who holds a post today. */
export function holder(actor: string): Person {
  return found(staff(actor)[0], actor)
}

/** Who looks after the installation, at a body that gives no service itself. */
export function administrator(): Person {
  return elsewhere('administrator')
}

/** Who takes papers in at a service centre. */
export function operator(): Person {
  return elsewhere('centre-operator')
}

function elsewhere(actor: string): Person {
  const everybody = accounts.others.flatMap((body) => body.staff)
  return found(
    everybody.find((person) => person.actor === actor),
    actor,
  )
}

/** Who stands in for the absent head, and for whom. */
export function substitute(): { readonly person: Person; readonly absent: Person } {
  const by = (iin: string): Person =>
    found(
      accounts.staff.find((person) => person.iin === iin),
      iin,
    )
  return { person: by(accounts.substitution.substitute), absent: by(accounts.substitution.absent) }
}

export async function signIn(page: Page, { iin }: Person, password = TRAINING_PASSWORD): Promise<void> {
  if (!page.url().includes('/sign-in')) await page.goto('/kk/sign-in')
  await page.getByLabel('ЖСН').fill(iin)
  await page.getByLabel('Құпиясөз').fill(password)
  await page.getByRole('button', { name: 'Кіру' }).click()
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`Nobody of the training people is «${what}».`)
  return value
}
