/** What the register does when asked about a person; each training person has one. */
export type Story =
  | 'ordinary'
  | 'family'
  | 'deceased'
  | 'incapable'
  | 'excluded'
  | 'minor'
  | 'no-address'
  | 'expired-document'
  | 'several-found'
  | 'consent-pending'
  | 'consent-refused'
  | 'consent-late'
  | 'consent-expired'
  | 'power-good'
  | 'power-revoked'
  | 'namesake'
  | 'slow'
  | 'failing'
  | 'garbage'
  | 'not-found'
  | 'staff'

export type StoryText = Readonly<Record<'kk' | 'ru' | 'en', string>>

/** What to expect, in the words of the page that lists the people. */
export const STORY_TEXTS: Readonly<Record<Story, StoryText>> = {
  ordinary: {
    kk: 'Кәмелетке толған, деректері толық',
    ru: 'Совершеннолетний человек, данные полные',
    en: 'An adult with complete data',
  },
  family: {
    kk: 'Балалы отбасының мүшесі, бәрі бір мекенжайда тұрады',
    ru: 'Член семьи с детьми, все живут по одному адресу',
    en: 'One of a family with children, all at one address',
  },
  deceased: { kk: 'Қайтыс болған', ru: 'Человек умер', en: 'Has died' },
  incapable: {
    kk: 'Сот әрекетке қабілетсіз деп таныған',
    ru: 'Человек признан судом недееспособным',
    en: 'Declared incapable by a court',
  },
  excluded: {
    kk: 'Тіркелімнен шығарылған',
    ru: 'Запись исключена из регистра',
    en: 'Excluded from the register',
  },
  minor: { kk: '18 жасқа толмаған', ru: 'Нет 18 лет', en: 'Under 18' },
  'no-address': {
    kk: 'Тіркелген мекенжайы жоқ',
    ru: 'Нет адреса регистрации',
    en: 'Has no registered address',
  },
  'expired-document': {
    kk: 'Жеке куәлігінің мерзімі өтіп кеткен',
    ru: 'Срок удостоверения личности истёк',
    en: 'The identity card has expired',
  },
  'several-found': {
    kk: 'Бір ЖСН бойынша екі адам табылады (тіркелімнің қатесі)',
    ru: 'По одному ИИН находятся два человека (ошибка регистра)',
    en: 'Two people are found under one IIN (a fault of the register)',
  },
  'consent-pending': {
    kk: 'Деректерін беруге келісімі күтіледі: төмендегі батырмалар оның телефонының орнына жүреді',
    ru: 'Ожидается согласие на передачу данных: кнопки ниже заменяют телефон этого человека',
    en: 'Consent to share data is awaited: the buttons below stand for the phone',
  },
  'consent-refused': {
    kk: 'Деректерін беруден бас тартқан',
    ru: 'Отказ передавать данные',
    en: 'Refused to share data',
  },
  'consent-late': {
    kk: 'Деректерін беруге екі минуттан кейін ғана келісім береді',
    ru: 'Даёт согласие на передачу данных только через две минуты',
    en: 'Agrees to share data only after two minutes',
  },
  'consent-expired': {
    kk: 'Келісім сұрауына жауап бермейді, сұраудың мерзімі өтіп кетеді',
    ru: 'Не отвечает на запрос согласия, срок запроса истекает',
    en: 'Never answers the request for consent, which then expires',
  },
  'power-good': {
    kk: 'Өкіл, сенімхаты күшінде',
    ru: 'Представитель, доверенность действует',
    en: 'A representative whose power of attorney is in force',
  },
  'power-revoked': {
    kk: 'Өкіл, сенімхатының күші жойылған',
    ru: 'Представитель, доверенность отозвана',
    en: 'A representative whose power of attorney was revoked',
  },
  namesake: {
    kk: 'Аты-жөні мен туған күні бірдей екі адамның бірі',
    ru: 'Один из двух людей с одинаковыми именем и датой рождения',
    en: 'One of two people with the same name and date of birth',
  },
  slow: {
    kk: 'Жауап баяу келеді (5 секунд)',
    ru: 'Ответ приходит медленно (5 секунд)',
    en: 'The answer is slow (5 seconds)',
  },
  failing: { kk: 'Тіркелім қате қайтарады', ru: 'Регистр возвращает ошибку', en: 'The register returns an error' },
  garbage: {
    kk: 'Тіркелім түсініксіз жауап қайтарады',
    ru: 'Регистр возвращает неразборчивый ответ',
    en: 'The register returns something unreadable',
  },
  'not-found': {
    kk: 'ЖСН дұрыс, бірақ тіркелімде жоқ',
    ru: 'ИИН верный, но в регистре его нет',
    en: 'The IIN is well formed but not in the register',
  },
  staff: {
    kk: 'Оқу әкімдігінің қызметкері',
    ru: 'Сотрудник учебного акимата',
    en: 'Member of staff of the training akimat',
  },
}
