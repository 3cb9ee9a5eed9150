import { randomUUID } from 'node:crypto'
import type { Text } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'
import { insertAccount, setIdentityProven } from './accounts.queries.ts'
import type { PasswordHasher } from './passwords.ts'
import { insertPost, insertProvider, insertSubstitution } from './staff.queries.ts'
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

const ABSENT_FOR_YEARS = 1

/**
 * Makes the training provider with its staff, and some citizens; all invented, all with `TRAINING_PASSWORD`.
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
  const { provider, substitution, citizens } = accounts
  const staff: readonly StaffEntry[] = accounts.staff
  if (!(await isSeeded(sql, provider.id))) {
    const now = clock()
    const today = now.toZonedDateTimeISO(provider.timeZone).toPlainDate()
    const passwordHash = await passwords.hash(TRAINING_PASSWORD)
    await sql.begin(async (transaction) => {
      await insertProvider(transaction, provider)
      const ids = new Map<string, string>()
      const add = async (kind: 'citizen' | 'staff', { iin, name }: StaffEntry): Promise<void> => {
        const id = randomUUID()
        const made = await insertAccount(transaction, { id, kind, iin, name, locale: 'kk', passwordHash, at: now })
        if (made) ids.set(iin, id)
      }
      for (const person of citizens) {
        await add('citizen', person)
        // As if they had signed something before, so that forms are prefilled for them.
        const id = ids.get(person.iin)
        if (id !== undefined) await setIdentityProven(transaction, id, now)
      }
      for (const person of staff) {
        await add('staff', person)
        const accountId = ids.get(person.iin)
        if (accountId === undefined || person.actor === undefined) continue
        await insertPost(transaction, {
          id: randomUUID(),
          accountId,
          providerId: provider.id,
          actor: person.actor,
          from: today.subtract({ years: 1 }),
        })
      }
      const absentAccountId = ids.get(substitution.absent)
      const substituteAccountId = ids.get(substitution.substitute)
      if (absentAccountId !== undefined && substituteAccountId !== undefined) {
        await insertSubstitution(transaction, {
          id: randomUUID(),
          providerId: provider.id,
          absentAccountId,
          substituteAccountId,
          from: today,
          until: today.add({ years: ABSENT_FOR_YEARS }),
          reason: substitution.reason,
        })
      }
    })
  }
  const nameOf = (iin: string): string => staff.find((person) => person.iin === iin)?.name ?? iin
  return [
    ...citizens.map(({ iin, name }) => ({ iin, name, password: TRAINING_PASSWORD, kind: 'citizen' as const })),
    ...staff.map((person) => ({
      iin: person.iin,
      name: person.name,
      password: TRAINING_PASSWORD,
      kind: 'staff' as const,
      provider: provider.title,
      ...(person.actor !== undefined && { actor: person.actor }),
      ...(person.iin === substitution.absent && { absent: true as const }),
      ...(person.iin === substitution.substitute && { substitutes: nameOf(substitution.absent) }),
    })),
  ]
}

async function isSeeded(sql: Sql, providerId: string): Promise<boolean> {
  return (await maybeOne(sql<{ id: string }[]>`select id from provider where id = ${providerId}`)) !== undefined
}
