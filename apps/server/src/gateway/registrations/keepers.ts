import type { Party } from '@qyzmet/casework'
import type { ActionName, Regulation } from '@qyzmet/regulation'
import type { People } from '../../people/people.ts'
import { COUNTRY_ZONE } from '../../regulations/country-zone.ts'
import type { Editions } from '../../regulations/editions.ts'

export interface KeepersDependencies {
  readonly editions: Pick<Editions, 'current'>
  readonly people: Pick<People, 'providersByService'>
  readonly now: () => Temporal.Instant
}

/** By these a request comes into the provider's journal, or a result out of it. */
const JOURNAL: ReadonlySet<ActionName> = new Set(['check-package', 'register', 'dispatch-result'])

/**
 * Whether a person keeps the journal of their provider: takes requests in, or registers them and what goes out, at a
 * step of a service that the provider gives. An edition that is over counts too, since its cases may still run.
 */
export async function keepsRegistrations(
  { editions, people, now }: KeepersDependencies,
  party: Extract<Party, { kind: 'staff' }>,
): Promise<boolean> {
  const services = [...(await people.providersByService())].flatMap(([service, providers]) =>
    providers.includes(party.providerId) ? [service] : [],
  )
  const today = now().toZonedDateTimeISO(COUNTRY_ZONE).toPlainDate()
  const current = await Promise.all(services.map((service) => editions.current(service, today, { training: true })))
  const actors = new Set(current.flatMap((edition) => (edition ? keepersOf(edition.regulation) : [])))
  return party.roles.some(({ actor }) => actors.has(actor))
}

/** The staff actors of a regulation who keep the journal; operators have a house of their own. */
function keepersOf({ channels, actors }: Regulation): readonly string[] {
  return [...channels.values()].flatMap(({ graph }) =>
    [...graph.steps.values()].flatMap(({ action, actor }) =>
      JOURNAL.has(action) && actors.get(actor)?.kind === 'staff' ? [actor] : [],
    ),
  )
}
