import type { Locale } from '@qyzmet/regulation'
import { countryDay } from './country-zone.ts'
import type { Editions } from './editions.ts'

/** What a regulation says when somebody could not be recognised, and by which item. */
export interface IdentityRefusal {
  readonly text: string
  readonly act: string
  readonly item: string
}

/** Finds the message of the step to which a refuted identity leads, in the edition in force today. */
export function refusalOfIdentity(editions: Pick<Editions, 'current'>, now: () => Temporal.Instant, training: boolean) {
  return async (service: string, locale: Locale): Promise<IdentityRefusal | undefined> => {
    const edition = await editions.current(service, countryDay(now()), { training })
    for (const { graph } of edition?.regulation.channels.values() ?? []) {
      for (const step of graph.steps.values()) {
        if (step.action !== 'check-identity') continue
        const refuted = step.outcomes.find((outcome) => outcome.id === 'refuted')
        const told = graph.steps.get(refuted?.edges[0]?.to ?? '')
        if (told?.message && edition) {
          return { text: told.message[locale], act: edition.regulation.act.cite, item: told.item }
        }
      }
    }
    return undefined
  }
}
