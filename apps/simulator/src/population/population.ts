import { seededChance } from './chance.ts'
import { raiseFamilies } from './families.ts'
import { foundFirms, type Firm } from './firms.ts'
import { namedMarriages, namedResidents } from './named-people.ts'
import { grantPowers, type Power } from './powers.ts'
import { isAlive, type Marriage, type Resident } from './residents.ts'

/** Everybody and everything that the registers of the training know. The same seed always gives the same. */
export interface Population {
  readonly residents: readonly Resident[]
  readonly marriages: readonly Marriage[]
  readonly firms: readonly Firm[]
  readonly powers: readonly Power[]
  find(iin: string): Resident | undefined
  findFirm(bin: string): Firm | undefined
  /** The marriages of a person, the first one first. */
  marriagesOf(iin: string): readonly Marriage[]
  childrenOf(iin: string): readonly Resident[]
  /** The living who are registered at the same address, the person among them. */
  householdOf(person: Resident): readonly Resident[]
}

export interface PopulationOptions {
  /** Default 2026. */
  readonly seed?: number
  /** How many people. Default 3000. */
  readonly size?: number
  readonly firms?: number
  readonly powers?: number
}

/** The population that everybody in a training meets. */
export const trainingPopulation: () => Population = lazyPopulation()

/** A population made when somebody first looks at it. */
function lazyPopulation(options: PopulationOptions = {}): () => Population {
  let made: Population | undefined
  return () => (made ??= makePopulation(options))
}

export function makePopulation(options: PopulationOptions = {}): Population {
  const { seed = 2026, size = 3000, firms: firmCount = 200, powers: powerCount = 300 } = options
  const chance = seededChance(seed)
  const named = namedResidents()
  const residents = [...named]
  const marriages = [...namedMarriages(named)]
  raiseFamilies(chance, size, { residents, marriages })
  const byIin = new Map(residents.map((person) => [person.iin, person]))
  const firms = foundFirms(chance, firmCount, residents)
  const byBin = new Map(firms.map((firm) => [firm.bin, firm]))
  const atHome = Map.groupBy(residents.filter(isAlive), ({ home }) => home?.code)
  const byParent = Map.groupBy(
    residents.flatMap((child) =>
      [child.motherIin, child.fatherIin].flatMap((parent) => (parent === undefined ? [] : [{ parent, child }])),
    ),
    ({ parent }) => parent,
  )
  const bySpouse = Map.groupBy(
    marriages.flatMap((marriage) => [marriage.husbandIin, marriage.wifeIin].map((spouse) => ({ spouse, marriage }))),
    ({ spouse }) => spouse,
  )
  return {
    residents,
    marriages,
    firms,
    powers: grantPowers(chance, powerCount, residents),
    find: (iin) => byIin.get(iin),
    findFirm: (bin) => byBin.get(bin),
    marriagesOf: (iin) => (bySpouse.get(iin) ?? []).map(({ marriage }) => marriage),
    childrenOf: (iin) => (byParent.get(iin) ?? []).map(({ child }) => child),
    householdOf: ({ home }) => (home === undefined ? [] : (atHome.get(home.code) ?? [])),
  }
}
