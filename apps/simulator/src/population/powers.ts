import type { Chance } from './chance.ts'
import { ageOn, fullName, isAlive, LAST_DAY, type Resident } from './residents.ts'

/** A power of attorney as the notaries' register keeps it. */
export interface Power {
  readonly number: string
  readonly registerNumber: string
  readonly notary: { readonly name: string; readonly licence: string; readonly region: string }
  readonly issuedOn: Temporal.PlainDate
  readonly validUntil: Temporal.PlainDate
  readonly principalIins: readonly string[]
  readonly attorneyIins: readonly string[]
  readonly powers: { readonly kk: string; readonly ru: string }
  readonly substitutionAllowed: boolean
  readonly revokedOn?: Temporal.PlainDate
  /** Number of the power that took the place of this one. */
  readonly replacedBy?: string
  /** Number of the power under which the attorney gave this one on. */
  readonly substitutes?: string
}

export type PowerStatus = 'in-force' | 'revoked' | 'expired' | 'replaced'

export function statusOn(power: Power, day: Temporal.PlainDate): PowerStatus {
  if (power.replacedBy !== undefined) return 'replaced'
  if (power.revokedOn !== undefined && Temporal.PlainDate.compare(power.revokedOn, day) <= 0) return 'revoked'
  return Temporal.PlainDate.compare(power.validUntil, day) < 0 ? 'expired' : 'in-force'
}

const HOUSING = {
  kk: 'Тұрғын үй мәселелері бойынша мемлекеттік органдарда өкілдік ету, өтініш беру, құжаттарды алу',
  ru: 'Представлять интересы в государственных органах по жилищным вопросам, подавать заявления, получать документы',
}
const MATTERS: readonly Power['powers'][] = [
  HOUSING,
  { kk: 'Көлікті басқару және иелік ету', ru: 'Управление и распоряжение автомобилем' },
  { kk: 'Зейнетақы мен жәрдемақы алу', ru: 'Получение пенсии и пособий' },
  { kk: 'Пәтерді сату', ru: 'Продажа квартиры' },
]
const NOTARIES: readonly Power['notary'][] = [
  { name: 'Куәлікова Айша Мысалқызы', licence: '9900001', region: 'Жамбыл облысы' },
  { name: 'Мөрбаев Сержан Мысалұлы', licence: '9900002', region: 'Алматы қаласы' },
  { name: 'Растаева Камила Мысалқызы', licence: '9900003', region: 'Ақтөбе облысы' },
]

/** The two powers of the stories; numbers 1 and 2. The principal of both is the first of the named people. */
function namedPowers(residents: readonly Resident[]): readonly Power[] {
  const of = (story: Resident['story']): readonly string[] =>
    residents
      .filter((person) => person.story === story)
      .slice(0, 1)
      .map(({ iin }) => iin)
  const [notary = { name: '', licence: '', region: '' }] = NOTARIES
  const common = {
    notary,
    principalIins: of('ordinary'),
    powers: HOUSING,
    issuedOn: Temporal.PlainDate.from('2025-09-01'),
    validUntil: Temporal.PlainDate.from('2035-09-01'),
    substitutionAllowed: false,
  }
  return [
    { ...common, ...numbered(1, 2025), attorneyIins: of('power-good') },
    {
      ...common,
      ...numbered(2, 2025),
      attorneyIins: of('power-revoked'),
      revokedOn: Temporal.PlainDate.from('2026-02-10'),
    },
  ]
}

/** Powers between living adults, most often of one family: in force, revoked, expired, replaced, given on. */
export function grantPowers(chance: Chance, count: number, residents: readonly Resident[]): readonly Power[] {
  const adults = residents.filter(
    (person) => isAlive(person) && ageOn(person, LAST_DAY) >= 20 && person.story !== 'staff',
  )
  const powers: Power[] = [...namedPowers(residents)]
  while (powers.length < count) {
    const place = chance.below(adults.length)
    const [principal, next] = [adults[place], adults[place + 1]]
    const attorney = chance.happens(70) ? next : chance.pick(adults)
    if (!principal || !attorney || principal === attorney) continue
    const issuedOn = LAST_DAY.subtract({ days: 10 + chance.below(700) })
    const number = powers.length + 1
    const base: Power = {
      ...numbered(number, issuedOn.year),
      notary: chance.pick(NOTARIES),
      issuedOn,
      validUntil: issuedOn.add({ years: chance.happens(25) ? 1 : 3 + chance.below(8) }),
      principalIins: [principal.iin],
      attorneyIins: [attorney.iin],
      powers: chance.pick(MATTERS),
      substitutionAllowed: chance.happens(30),
    }
    const days = issuedOn.until(LAST_DAY, { largestUnit: 'days' }).days
    if (chance.happens(15)) powers.push({ ...base, revokedOn: issuedOn.add({ days: 1 + chance.below(days) }) })
    else if (chance.happens(10) && powers.length + 1 < count) {
      const later = numbered(number + 1, LAST_DAY.year)
      powers.push(
        { ...base, replacedBy: later.number },
        { ...base, ...later, issuedOn: LAST_DAY.subtract({ days: 5 }) },
      )
    } else if (base.substitutionAllowed && chance.happens(40) && powers.length + 1 < count) {
      const other = chance.pick(adults)
      const given = { ...base, ...numbered(number + 1, LAST_DAY.year), issuedOn: LAST_DAY.subtract({ days: 3 }) }
      powers.push(base, {
        ...given,
        attorneyIins: [other.iin],
        substitutionAllowed: false,
        substitutes: base.number,
      })
    } else powers.push(base)
  }
  return powers
}

/** The unique number and the notary's own. */
function numbered(number: number, year: number): Pick<Power, 'number' | 'registerNumber'> {
  return { number: `99${year}${String(number).padStart(6, '0')}`, registerNumber: `9-${number}` }
}

/** "number, day, principal → attorney", for lists. */
export function partiesOf(power: Power, find: (iin: string) => Resident | undefined): string {
  const names = (iins: readonly string[]): string =>
    iins
      .map((iin) => {
        const person = find(iin)
        return person ? fullName(person) : iin
      })
      .join(', ')
  return `${names(power.principalIins)} → ${names(power.attorneyIins)}`
}
