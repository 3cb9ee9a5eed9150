import type { Party } from '@qyzmet/casework'
import type { Regulation } from '@qyzmet/regulation'
import type { People, Provider } from '../people/people.ts'
import { countryDay } from '../regulations/country-zone.ts'
import type { Edition, Editions } from '../regulations/editions.ts'
import { wayIn } from './way-in.ts'

type Staff = Extract<Party, { kind: 'staff' }>

/** A service whose papers somebody may take in, by a channel, for the body that gives it. */
export interface CounterOffer {
  readonly edition: Edition
  readonly channel: string
  readonly providerId: string
}

/** The same with all that is known of the body. */
export interface CounterService extends CounterOffer {
  readonly provider: Provider
}

export interface TakingInDependencies {
  readonly editions: Pick<Editions, 'allCurrent'>
  readonly people: Pick<People, 'providersByService'>
  readonly now: () => Temporal.Instant
  readonly site: { readonly training: boolean }
}

/**
 * What a person may take in: services with a channel whose first step beside the applicant's is that of their post.
 * Staff take papers in for the body they work for, operators of a centre for every body that gives the service.
 */
export async function takingIn(deps: TakingInDependencies, party: Staff): Promise<readonly CounterOffer[]> {
  const { editions, people, now, site } = deps
  const [current, given] = await Promise.all([
    editions.allCurrent(countryDay(now()), site),
    people.providersByService(),
  ])
  return current.flatMap((edition) =>
    [...edition.regulation.channels.keys()].flatMap((channel) =>
      mayTakeIn(edition.regulation, channel, party)
        ? (given.get(edition.regulation.id) ?? [])
            .filter((body) => isForBody(edition.regulation, channel, body, party))
            .map((providerId) => ({ edition, channel, providerId }))
        : [],
    ),
  )
}

/** What is offered with the bodies that give it. */
export async function withProviders(
  people: Pick<People, 'findProvider'>,
  offers: readonly CounterOffer[],
): Promise<readonly CounterService[]> {
  const services = await Promise.all(
    offers.map(async (offer) => {
      const provider = await people.findProvider(offer.providerId)
      return provider === undefined ? [] : [{ ...offer, provider }]
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
