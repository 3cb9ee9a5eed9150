import type { ImportedAct, NumberAndDay, Read, RegulationFacts } from '../facts.ts'

/** The facts of an act as a table that a person can write by hand. */
export interface FactsTable {
  readonly act: {
    readonly adopted?: string
    readonly registration?: string
    readonly repeal?: string
    readonly amendments: readonly string[]
  }
  readonly regulations: readonly RegulationTable[]
}

export interface RegulationTable {
  readonly title?: string
  readonly standard?: string
  readonly intake: readonly string[]
  readonly delivery: readonly string[]
  readonly units: readonly string[]
  /** `5(1) clerk 15 minutes register`; a dash where the act tells no limit. */
  readonly procedure: readonly string[]
  /** `5(3) limit`: where section 3 tells otherwise than section 2. */
  readonly differs: readonly string[]
  /** `P1 8(2) authenticate 1 minute`; a dash for a step without a label. */
  readonly channels: Readonly<Record<string, readonly string[]>>
  /** `1 applicant 30 seconds to 1 minute 2,3`, by table. */
  readonly tables?: readonly (readonly string[])[]
  readonly annexes: readonly string[]
}

/** Writes the facts of an act as such a table. */
export function factsTable({ act, regulations }: ImportedAct): FactsTable {
  return {
    act: {
      ...optional('adopted', act.adopted),
      ...optional('registration', act.registration),
      ...optional('repeal', act.repeal),
      amendments: act.amendments.map(({ value }) => numbered(value)),
    },
    regulations: regulations.map((regulation) => regulationTable(regulation)),
  }
}

function regulationTable(facts: RegulationFacts): RegulationTable {
  return {
    ...(facts.title === undefined ? {} : { title: facts.title.value }),
    ...optional('standard', facts.standard),
    intake: facts.intake.map(({ value }) => value).toSorted(),
    delivery: facts.delivery.map(({ value }) => value).toSorted(),
    units: facts.units.map(({ actor }) => actor.id),
    procedure: facts.procedure.map(({ item, actor, limit, action }) =>
      [item, actor?.value.id ?? '-', limit?.value.written ?? '-', action?.value ?? '-'].join(' '),
    ),
    differs: facts.procedure.flatMap(({ item, again }) =>
      (again?.differs ?? []).filter(({ what }) => what !== 'action').map(({ what }) => `${item} ${what}`),
    ),
    channels: Object.fromEntries(
      facts.channels.map(({ channel, steps }) => [
        channel,
        steps.map(({ label, item, action, limit }) =>
          [label ?? '-', item, action?.value, limit?.value.written].filter((part) => part !== undefined).join(' '),
        ),
      ]),
    ),
    ...(facts.tables.length === 0
      ? {}
      : {
          tables: facts.tables.map(({ actions }) =>
            actions.map(({ number, actor, limit, next }) =>
              [number, actor?.value.id ?? '-', limit?.value.written ?? '-', next.join(',')].join(' ').trim(),
            ),
          ),
        }),
    annexes: facts.annexes.map(({ number, shows }) => `${number} ${shows}`),
  }
}

function optional<Key extends string>(key: Key, read: Read<NumberAndDay> | undefined): Partial<Record<Key, string>> {
  const made: Partial<Record<Key, string>> = {}
  if (read !== undefined) made[key] = numbered(read.value)
  return made
}

function numbered({ number, on }: NumberAndDay): string {
  return `${on} № ${number}`
}
