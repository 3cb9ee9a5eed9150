import { makeBin } from './bin.ts'
import type { Chance } from './chance.ts'
import { PLACES, STREETS } from './places.ts'
import { ageOn, isAlive, LAST_DAY, type Home, type Resident } from './residents.ts'

/** An invented company. */
export interface Firm {
  readonly bin: string
  readonly name: { readonly kk: string; readonly ru: string }
  readonly registeredOn: Temporal.PlainDate
  readonly liquidatedOn?: Temporal.PlainDate
  readonly leaderIin: string
  readonly leaderSince: Temporal.PlainDate
  readonly founderIins: readonly string[]
  readonly address: Home
  /** Main kind of activity: code and words. */
  readonly activity: { readonly oked: string; readonly kk: string; readonly ru: string }
}

const ACTIVITIES: readonly Firm['activity'][] = [
  { oked: '41201', kk: 'Тұрғын үйлер салу', ru: 'Строительство жилых зданий' },
  { oked: '47111', kk: 'Бөлшек сауда', ru: 'Розничная торговля' },
  { oked: '49410', kk: 'Жүк тасымалдау', ru: 'Грузовые перевозки' },
  { oked: '56100', kk: 'Қоғамдық тамақтандыру', ru: 'Общественное питание' },
  { oked: '62010', kk: 'Бағдарламалар жасау', ru: 'Разработка программного обеспечения' },
  { oked: '85100', kk: 'Мектепке дейінгі білім беру', ru: 'Дошкольное образование' },
]
const WORDS = ['Үлгі', 'Сынақ', 'Мысал', 'Сабақ', 'Тәжірибе', 'Нұсқа', 'Өнеге', 'Машық']

/** Companies led and founded by living adults of the population; every seventh has been wound up. */
export function foundFirms(chance: Chance, count: number, residents: readonly Resident[]): readonly Firm[] {
  const adults = residents.filter(
    (person) => isAlive(person) && ageOn(person, LAST_DAY) >= 25 && person.story !== 'staff',
  )
  const taken = new Set<string>()
  const firms: Firm[] = []
  while (firms.length < count) {
    const leader = chance.pick(adults)
    const earliest = Math.max(2000, leader.birthDate.year + 21)
    const year = earliest + chance.below(Math.max(1, 2026 - earliest))
    const registeredOn = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: chance.below(360) })
    if (Temporal.PlainDate.compare(registeredOn, LAST_DAY) >= 0) continue
    const bin = makeBin(registeredOn, 90_000 + chance.below(10_000))
    if (bin === undefined || taken.has(bin)) continue
    taken.add(bin)
    const ended = registeredOn.add({ days: 400 + chance.below(3000) })
    const isLiquidated = firms.length % 7 === 6 && Temporal.PlainDate.compare(ended, LAST_DAY) < 0
    const title = `${chance.pick(WORDS)}-${firms.length + 1}`
    firms.push({
      bin,
      name: { kk: `«${title}» ЖШС`, ru: `ТОО «${title}»` },
      registeredOn,
      ...(isLiquidated ? { liquidatedOn: ended } : {}),
      leaderIin: leader.iin,
      leaderSince: registeredOn,
      founderIins: [...new Set([leader.iin, ...(chance.happens(40) ? [chance.pick(adults).iin] : [])])],
      address: {
        code: `97${String(firms.length + 1).padStart(14, '0')}`,
        place: chance.pick(PLACES),
        street: chance.pick(STREETS),
        building: String(800 + chance.below(100)),
      },
      activity: chance.pick(ACTIVITIES),
    })
  }
  return firms
}
