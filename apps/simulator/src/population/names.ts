import type { Chance } from './chance.ts'

export type Sex = 'male' | 'female'

/** Words for example, trial, lesson, fancy: nobody is called so. */
const STEMS = [
  'Үлгі',
  'Сынақ',
  'Мысал',
  'Оқу',
  'Жаттығу',
  'Байқау',
  'Тәжірибе',
  'Сабақ',
  'Дәріс',
  'Нұсқа',
  'Жоба',
  'Қиял',
  'Ертегі',
  'Өнеге',
  'Дағды',
  'Машық',
  'Болжам',
  'Елес',
  'Тәлім',
  'Үйрену',
  'Көрініс',
  'Сурет',
  'Ойлап',
  'Жасанды',
]
const ENDINGS = ['баев', 'беков', 'ханов', 'жанов', 'таев', 'нұров', 'темиров', 'қалиев']

const GIVEN: Readonly<Record<Sex, readonly string[]>> = {
  male: [
    'Айдар',
    'Алмас',
    'Арман',
    'Асқар',
    'Ақжол',
    'Әділет',
    'Бауыржан',
    'Берік',
    'Болат',
    'Дәурен',
    'Ержан',
    'Еркін',
    'Ерлан',
    'Жандос',
    'Жасұлан',
    'Қайрат',
    'Қанат',
    'Мақсат',
    'Марат',
    'Мұрат',
    'Нұрбек',
    'Нұрлан',
    'Олжас',
    'Рүстем',
    'Санжар',
    'Серік',
    'Тимур',
    'Төлеген',
    'Шыңғыс',
    'Ілияс',
  ],
  female: [
    'Ажар',
    'Айгерім',
    'Айнұр',
    'Алма',
    'Асель',
    'Әсем',
    'Ботагөз',
    'Гүлжан',
    'Гүлмира',
    'Дана',
    'Динара',
    'Жадыра',
    'Жазира',
    'Зарина',
    'Индира',
    'Қарлығаш',
    'Лаура',
    'Мадина',
    'Мөлдір',
    'Нұргүл',
    'Перизат',
    'Раушан',
    'Сабина',
    'Сандуғаш',
    'Толғанай',
    'Ұлбосын',
    'Үміт',
    'Фатима',
    'Шынар',
    'Інжу',
  ],
}

/** A surname of a family, in the form that its men bear. */
export function drawSurname(chance: Chance): string {
  return `${chance.pick(STEMS)}${chance.pick(ENDINGS)}`
}

/** The form that a woman or a man of the family bears. */
export function surnameOf(family: string, sex: Sex): string {
  return sex === 'female' ? `${family}а` : family
}

export function drawGivenName(chance: Chance, sex: Sex): string {
  return chance.pick(GIVEN[sex])
}

/** Made of «мысал», "example", so that nobody takes these people for somebody. */
export function patronymicOf(sex: Sex): string {
  return sex === 'male' ? 'Мысалұлы' : 'Мысалқызы'
}
