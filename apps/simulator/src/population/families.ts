import { makeIin } from '../registers/iin.ts'
import type { Chance } from './chance.ts'
import { drawGivenName, drawSurname, patronymicOf, surnameOf, type Sex } from './names.ts'
import { PLACES, STREETS } from './places.ts'
import { ageOn, LAST_DAY, type Home, type Marriage, type Resident } from './residents.ts'

export interface FamilyPool {
  readonly residents: Resident[]
  readonly marriages: Marriage[]
}

/** From this age on children live in a home of their own. */
const LEAVES_HOME = 27
/** How many children a couple wants; the list is drawn from evenly. */
const WISHES = [0, 1, 1, 2, 2, 2, 3, 3, 4, 5]

type Known = Omit<Resident, 'iin' | 'givenName' | 'patronymic' | 'story' | 'index'>

/**
 * Raises families until there are enough people: couples with their children, some with a grandmother or a grandfather,
 * some divorced or widowed, and single people. All dates agree with each other.
 *
 * @param pool holds the people that are there already; no number of theirs is given out again
 */
export function raiseFamilies(chance: Chance, count: number, pool: FamilyPool): void {
  const { residents, marriages } = pool
  const taken = new Set(residents.map(({ iin }) => iin))
  let homes = 0

  const newHome = (): Home => {
    homes += 1
    return {
      code: `99${String(homes).padStart(14, '0')}`,
      place: chance.pick(PLACES),
      street: chance.pick(STREETS),
      building: String(900 + chance.below(100)),
      ...(chance.happens(70) ? { flat: String(1 + chance.below(120)) } : {}),
    }
  }

  const freshIin = (birthDate: Temporal.PlainDate, sex: Sex): string => {
    for (let serial = 9900 + chance.below(60); serial < 10_000; serial++) {
      const iin = makeIin(birthDate, sex, serial)
      if (iin !== undefined && !taken.has(iin)) {
        taken.add(iin)
        return iin
      }
    }
    throw new RangeError('so many are born on this day that the numbers are used up')
  }

  /** @param unlike given names of the brothers and sisters */
  const add = (known: Known, unlike: readonly string[] = []): Resident => {
    let givenName = drawGivenName(chance, known.sex)
    while (unlike.includes(givenName)) givenName = drawGivenName(chance, known.sex)
    const person: Resident = {
      ...known,
      iin: freshIin(known.birthDate, known.sex),
      givenName,
      patronymic: patronymicOf(known.sex),
      story: known.deathDate ? 'deceased' : ageOn(known, LAST_DAY) < 18 ? 'minor' : 'ordinary',
      index: residents.length,
    }
    residents.push(person)
    return person
  }

  const dayOf = (year: number): Temporal.PlainDate =>
    Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: chance.below(365) })

  /** @param within how many days after `since`, at most, the address was registered */
  const registered = (home: Home, since: Temporal.PlainDate, within = 60): Pick<Resident, 'home' | 'homeSince'> => ({
    home,
    homeSince: earliestOf(since.add({ days: 3 + chance.below(within) }), LAST_DAY),
  })

  const single = (): void => {
    const sex: Sex = chance.happens(50) ? 'male' : 'female'
    const birthDate = dayOf(1950 + chance.below(57))
    const home = registered(newHome(), birthDate.add({ years: 18 }), 7000)
    add({ sex, surname: surnameOf(drawSurname(chance), sex), birthDate, ...home })
  }

  const grandparent = (child: Temporal.PlainDate, family: string, home: Home): { readonly iin: string; sex: Sex } => {
    const sex: Sex = chance.happens(75) ? 'female' : 'male'
    const birthDate = dayOf(child.year - 21 - chance.below(10))
    return add({
      sex,
      surname: surnameOf(family, sex),
      birthDate,
      ...registered(home, birthDate.add({ years: 20 }), 7000),
    })
  }

  const couple = (): void => {
    const home = newHome()
    const family = drawSurname(chance)
    const maiden = surnameOf(drawSurname(chance), 'female')
    const wifeBorn = dayOf(1945 + chance.below(58))
    const husbandBorn = wifeBorn.subtract({ days: chance.below(2500) - 500 })
    const married = wifeBorn.add({ years: 19, days: chance.below(3600) })
    const isMarried = Temporal.PlainDate.compare(married, LAST_DAY) < 0
    if (!isMarried) return single()

    const older = chance.happens(12) ? grandparent(husbandBorn, family, home) : undefined
    const isDissolved = chance.happens(14)
    const ended = married.add({ days: 500 + chance.below(5000) })
    const dissolvedOn = isDissolved && Temporal.PlainDate.compare(ended, LAST_DAY) < 0 ? ended : undefined
    const isWidow = dissolvedOn === undefined && wifeBorn.year < 1985 && chance.happens(wifeBorn.year < 1960 ? 35 : 5)
    // After the wife's forty-third birthday there are no children, so no child is born after its father's death.
    const lost = wifeBorn.add({ years: 44, days: chance.below(9000) })
    const deathDate = isWidow && Temporal.PlainDate.compare(lost, LAST_DAY) < 0 ? lost : undefined
    const husband = add({
      sex: 'male',
      surname: family,
      birthDate: husbandBorn,
      ...(deathDate === undefined ? {} : { deathDate }),
      ...(older === undefined ? {} : older.sex === 'female' ? { motherIin: older.iin } : { fatherIin: older.iin }),
      // After a divorce the husband has moved out.
      ...(dissolvedOn === undefined ? registered(home, married) : registered(newHome(), dissolvedOn)),
    })
    const wife = add({
      sex: 'female',
      surname: surnameOf(family, 'female'),
      birthSurname: maiden,
      birthDate: wifeBorn,
      ...registered(home, married),
    })
    marriages.push({
      actNumber: `99-${married.year}-${String(marriages.length + 1).padStart(5, '0')}`,
      husbandIin: husband.iin,
      wifeIin: wife.iin,
      registeredOn: married,
      ...(dissolvedOn === undefined ? {} : { dissolvedOn }),
    })

    const lastBirth = earliestOf(wifeBorn.add({ years: 43 }), LAST_DAY, dissolvedOn ?? LAST_DAY)
    const siblings: string[] = []
    let born = married.add({ days: 280 + chance.below(700) })
    for (let wanted = chance.pick(WISHES); wanted > 0; wanted--) {
      if (Temporal.PlainDate.compare(born, lastBirth) >= 0) break
      const sex: Sex = chance.happens(51) ? 'male' : 'female'
      const leaves = born.add({ years: LEAVES_HOME })
      const hasLeft = Temporal.PlainDate.compare(leaves, LAST_DAY) < 0
      const child: Known = {
        sex,
        surname: surnameOf(family, sex),
        birthDate: born,
        motherIin: wife.iin,
        fatherIin: husband.iin,
        ...(hasLeft ? registered(newHome(), leaves) : registered(home, born)),
      }
      siblings.push(add(child, siblings).givenName)
      born = born.add({ days: 420 + chance.below(1000) })
    }
  }

  while (residents.length < count) {
    if (chance.happens(16)) single()
    else couple()
  }
}

function earliestOf(...days: readonly [Temporal.PlainDate, ...Temporal.PlainDate[]]): Temporal.PlainDate {
  return days.reduce((first, day) => (Temporal.PlainDate.compare(day, first) < 0 ? day : first))
}
