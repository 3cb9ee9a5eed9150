import type { Party } from '@qyzmet/casework'
import type { Regulation } from '@qyzmet/regulation'
import type { People, Provider } from '../people/people.ts'
import { countryDay } from '../regulations/country-zone.ts'
import type { Edition, Editions } from '../regulations/editions.ts'
import { wayIn } from './way-in.ts'

type Staff = Extract<Party, { kind: 'staff' }>

/** A service whose papers somebody may take in, by a channel, for the body that gives it. */
export interface CounterService {
  readonly edition: Edition
  readonly channel: string
  readonly provider: Provider
}

export interface TakingInDependencies {
  readonly editions: Pick<Editions, 'allCurrent'>
  readonly people: Pick<People, 'findProvider' | 'providersByService'>
  readonly now: () => Temporal.Instant
  readonly site: { readonly training: boolean }
}

/**
 * What a person may take in: services with a channel whose first step beside the applicant's is that of their post.
 * Staff take papers in for the body they work for, operators of a centre for every body that gives the service.
 */
export async function takingIn(deps: TakingInDependencies, party: Staff): Promise<readonly CounterService[]> {
  const { editions, people, now, site } = deps
  const [current, given] = await Promise.all([
    editions.allCurrent(countryDay(now()), site),
    people.providersByService(),
  ])
  const found = current.flatMap((edition) =>
    [...edition.regulation.channels.keys()].flatMap((channel) =>
      mayTakeIn(edition.regulation, channel, party)
        ? (given.get(edition.regulation.id) ?? [])
            .filter((body) => isForBody(edition.regulation, channel, body, party))
            .map((providerId) => ({ edition, channel, providerId }))
        : [],
    ),
  )
  const services = await Promise.all(
    found.map(async ({ providerId, ...service }) => {
      const provider = await people.findProvider(providerId)
      return provider === undefined ? [] : [{ ...service, provider }]
    }),
  )
  return services.flat()
}

/** Whether a person holds the post that takes papers in by a channel. */
export function mayTakeIn(regulation: Regulation, channel: string, { roles }: Staff): boolean {
  const taker = wayIn(regulation, channel)?.taker
  return taker !== undefined && roles.some(({ actor }) => actor === taker.actor)
}

function isForBody(regulation: Regulation, channel: string, body: string, { providerId }: Staff): boolean {
  const actor = wayIn(regulation, channel)?.taker.actor ?? ''
  return regulation.actors.get(actor)?.kind === 'operator' || body === providerId
}
