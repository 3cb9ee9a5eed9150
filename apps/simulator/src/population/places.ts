export interface PlaceName {
  readonly kk: string
  readonly ru: string
}

/** A town of the training population, by the codes that registers use for it. */
export interface Place {
  readonly town: PlaceName
  readonly region: PlaceName
  /** Classifier of administrative units: nine digits of the town. */
  readonly kato: string
  /** Codes of the register of persons: of the region and of the town. */
  readonly regionCode: string
  readonly townCode: string
}

const TARAZ: Place = {
  town: { kk: 'Тараз қаласы', ru: 'г. Тараз' },
  region: { kk: 'Жамбыл облысы', ru: 'Жамбылская область' },
  kato: '311010000',
  regionCode: '1919',
  townCode: '1919401',
}
const ALMATY: Place = {
  town: { kk: 'Алматы қаласы', ru: 'г. Алматы' },
  region: { kk: 'Алматы қаласы', ru: 'г. Алматы' },
  kato: '750000000',
  regionCode: '1910',
  townCode: '1910000',
}
const AKTOBE: Place = {
  town: { kk: 'Ақтөбе қаласы', ru: 'г. Актобе' },
  region: { kk: 'Ақтөбе облысы', ru: 'Актюбинская область' },
  kato: '151010000',
  regionCode: '1904',
  townCode: '1904401',
}
const ORAL: Place = {
  town: { kk: 'Орал қаласы', ru: 'г. Уральск' },
  region: { kk: 'Батыс Қазақстан облысы', ru: 'Западно-Казахстанская область' },
  kato: '271010000',
  regionCode: '1926',
  townCode: '1926401',
}
const TALDYQORGHAN: Place = {
  town: { kk: 'Талдықорған қаласы', ru: 'г. Талдыкорган' },
  region: { kk: 'Жетісу облысы', ru: 'область Жетісу' },
  kato: '331010000',
  regionCode: '1907',
  townCode: '1907401',
}

/** Where the named people of the stories live. */
export const HOME_TOWN: Place = TARAZ
/** The towns whose services the product gives; the first is drawn as often as all others together. */
export const PLACES: readonly Place[] = [TARAZ, TARAZ, TARAZ, TARAZ, ALMATY, AKTOBE, ORAL, TALDYQORGHAN]

/** Streets that exist nowhere: their names are words for example, trial and lesson. */
export const STREETS: readonly PlaceName[] = [
  { kk: 'Үлгі көшесі', ru: 'ул. Үлгі' },
  { kk: 'Сынақ көшесі', ru: 'ул. Сынақ' },
  { kk: 'Мысал көшесі', ru: 'ул. Мысал' },
  { kk: 'Сабақ көшесі', ru: 'ул. Сабақ' },
  { kk: 'Жаттығу көшесі', ru: 'ул. Жаттығу' },
  { kk: 'Тәжірибе көшесі', ru: 'ул. Тәжірибе' },
]
