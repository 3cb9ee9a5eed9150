import { randomUUID } from 'node:crypto'
import type { Text } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'
import { insertAccount, setIdentityProven } from './accounts.queries.ts'
import type { PasswordHasher } from './passwords.ts'
import { insertPost, insertProvider, insertService, insertSubstitution, type Provider } from './staff.queries.ts'
import accounts from './training-accounts.json' with { type: 'json' }

/** The password of every training account; written in the documentation and printed at the start. */
export const TRAINING_PASSWORD = 'taraz-training-2026'

export interface TrainingAccount {
  readonly iin: string
  readonly name: string
  readonly password: string
  readonly kind: 'citizen' | 'staff'
  /** Actor of the regulation, for staff with a post of their own. */
  readonly actor?: string
  /** Name of the absent person whose posts this one fills. */
  readonly substitutes?: string
  readonly absent?: true
  readonly provider?: Text
}

interface StaffEntry {
  readonly iin: string
  readonly name: string
  readonly actor?: string
}

/** A body with the services it gives and the people who work there. */
interface Body {
  readonly provider: Provider & { readonly services: readonly string[] }
  readonly staff: readonly StaffEntry[]
}

const ABSENT_FOR_YEARS = 1

/**
 * Makes the training bodies with their staff, and some citizens; all invented, all with `TRAINING_PASSWORD`.
 * What is there already stays as it is, so it may run at every start. Never call it in production.
 *
 * @returns every training account, to be printed
 */
export async function seedTraining({
  sql,
  passwords,
  clock,
}: {
  readonly sql: Sql
  readonly passwords: PasswordHasher
  readonly clock: () => Temporal.Instant
}): Promise<readonly TrainingAccount[]> {
  const { provider, substitution, citizens, others } = accounts
  const bodies: readonly Body[] = [{ provider, staff: accounts.staff }, ...others]
  const missing: Body[] = []
  for (const body of bodies) if (!(await isSeeded(sql, body.provider.id))) missing.push(body)
  // Bodies of an earlier training installation had no number yet.
  for (const body of bodies) if (!missing.includes(body)) await insertProvider(sql, body.provider)
  if (missing.length > 0) {
    const now = clock()
    const passwordHash = await passwords.hash(TRAINING_PASSWORD)
    await sql.begin(async (transaction) => {
      const add = async (kind: 'citizen' | 'staff', { iin, name }: StaffEntry): Promise<string | undefined> => {
        const id = randomUUID()
        const made = await insertAccount(transaction, { id, kind, iin, name, locale: 'kk', passwordHash, at: now })
        return made ? id : undefined
      }
      for (const person of citizens) {
        // As if they had signed something before, so that forms are prefilled for them.
        const id = await add('citizen', person)
        if (id !== undefined) await setIdentityProven(transaction, id, now)
      }
      for (const body of missing) {
        const today = now.toZonedDateTimeISO(body.provider.timeZone).toPlainDate()
        await insertProvider(transaction, body.provider)
        for (const regulation of body.provider.services) await insertService(transaction, body.provider.id, regulation)
        const ids = new Map<string, string>()
        for (const person of body.staff) {
          const accountId = await add('staff', person)
          if (accountId === undefined) continue
          ids.set(person.iin, accountId)
          if (person.actor === undefined) continue
          await insertPost(transaction, {
            id: randomUUID(),
            accountId,
            providerId: body.provider.id,
            actor: person.actor,
            from: today.subtract({ years: 1 }),
          })
        }
        const absentAccountId = ids.get(substitution.absent)
        const substituteAccountId = ids.get(substitution.substitute)
        if (absentAccountId === undefined || substituteAccountId === undefined) continue
        await insertSubstitution(transaction, {
          id: randomUUID(),
          providerId: body.provider.id,
          absentAccountId,
          substituteAccountId,
          from: today,
          until: today.add({ years: ABSENT_FOR_YEARS }),
          reason: substitution.reason,
        })
      }
    })
  }
  const people = bodies.flatMap(({ staff }) => staff)
  const nameOf = (iin: string): string => people.find((person) => person.iin === iin)?.name ?? iin
  return [
    ...citizens.map(({ iin, name }) => ({ iin, name, password: TRAINING_PASSWORD, kind: 'citizen' as const })),
    ...bodies.flatMap((body) =>
      body.staff.map((person) => ({
        iin: person.iin,
        name: person.name,
        password: TRAINING_PASSWORD,
        kind: 'staff' as const,
        provider: body.provider.title,
        ...(person.actor !== undefined && { actor: person.actor }),
        ...(person.iin === substitution.absent && { absent: true as const }),
        ...(person.iin === substitution.substitute && { substitutes: nameOf(substitution.absent) }),
      })),
    ),
  ]
}

async function isSeeded(sql: Sql, providerId: string): Promise<boolean> {
  return (await maybeOne(sql<{ id: string }[]>`select id from provider where id = ${providerId}`)) !== undefined
}
