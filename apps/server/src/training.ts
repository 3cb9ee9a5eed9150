import { insertEsedoProvider } from './gateway/esedo/esedo.queries.ts'
import { createPasswordHasher } from './people/passwords.ts'
import { seedTraining, type TrainingAccount } from './people/training.ts'
import type { Sql } from './database/connect.ts'

/** The body of which the training shows how documents are kept in E-akimat. */
const KEEPS_DOCUMENTS = { providerId: 'zhambyl-training', routeId: 'R_Taraz' } as const

/** Fills a training installation with its provider, staff and citizens; what is there stays. */
export async function seedTrainingInstallation(parts: {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
}): Promise<readonly TrainingAccount[]> {
  const passwords = await createPasswordHasher()
  const accounts = await seedTraining({ sql: parts.sql, passwords, clock: parts.now })
  await insertEsedoProvider(parts.sql, KEEPS_DOCUMENTS)
  return accounts
}

/** Tells a newcomer where to go and as whom. */
export function printTraining(url: string, accounts: readonly TrainingAccount[]): void {
  const line = (account: TrainingAccount): string => {
    const role = account.actor ?? (account.substitutes === undefined ? '' : `substitutes ${account.substitutes}`)
    const absent = account.absent ? ', absent today' : ''
    return `    ${account.iin}  ${account.name}${role === '' ? '' : `  (${role}${absent})`}`
  }
  const citizens = accounts.filter((account) => account.kind === 'citizen')
  const staff = accounts.filter((account) => account.kind === 'staff')
  console.log(
    [
      '',
      `  Qyzmet (training): ${url}/kk/`,
      '',
      `  Password of every training account: ${accounts[0]?.password ?? ''}`,
      '  Citizens',
      ...citizens.map((account) => line(account)),
      `  Staff, at ${url}/kk/work`,
      ...byBody(staff).flatMap(([body, people]) => [`   ${body}`, ...people.map((account) => line(account))]),
      '',
      '  Ctrl+C stops everything.',
      '',
    ].join('\n'),
  )
}

/** Staff by the body they work at, in the order in which the bodies come. */
function byBody(staff: readonly TrainingAccount[]): readonly (readonly [string, readonly TrainingAccount[]])[] {
  return [...Map.groupBy(staff, ({ provider }) => provider?.en ?? '')]
}
