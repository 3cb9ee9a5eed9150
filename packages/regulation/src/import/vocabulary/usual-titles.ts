import type { Text } from '../../text.ts'

/** Usual terms for those who act outside the list of units, as the glossary has them. */
export const USUAL_TITLES: Readonly<Record<string, Text>> = {
  applicant: { kk: 'Көрсетілетін қызметті алушы', ru: 'Услугополучатель', en: 'Applicant' },
  provider: { kk: 'Көрсетілетін қызметті беруші', ru: 'Услугодатель', en: 'Provider' },
  'centre-operator': {
    kk: 'Мемлекеттік корпорация қызметкері',
    ru: 'Работник Государственной корпорации',
    en: 'Centre employee',
  },
  'centre-storage': {
    kk: 'Мемлекеттік корпорацияның жинақтау бөлімі',
    ru: 'Накопительный отдел Государственной корпорации',
    en: 'Store of the centre',
  },
  courier: { kk: 'Курьер', ru: 'Курьер', en: 'Courier' },
  portal: { kk: '«Электрондық үкімет» порталы', ru: 'Портал «электронного правительства»', en: 'E-government portal' },
  gateway: {
    kk: '«Электрондық үкімет» шлюзі (ЭҮШ)',
    ru: 'Шлюз «электронного правительства» (ШЭП)',
    en: 'E-government gateway',
  },
  'gateway-workstation': {
    kk: 'Өңірлік шлюздің автоматтандырылған жұмыс орны',
    ru: 'АРМ регионального шлюза «электронного правительства»',
    en: 'Regional gateway workstation',
  },
  'centre-workstation': {
    kk: 'Орталықтың автоматтандырылған жұмыс орны',
    ru: 'АРМ интегрированной информационной системы центра',
    en: 'Workstation of the centre',
  },
  'persons-register': {
    kk: '«Жеке тұлғалар» мемлекеттік дерекқоры',
    ru: 'Государственная база данных «Физические лица»',
    en: 'State register of persons',
  },
  'legal-entities-register': {
    kk: '«Заңды тұлғалар» мемлекеттік дерекқоры',
    ru: 'Государственная база данных «Юридические лица»',
    en: 'State register of legal entities',
  },
  'notary-system': {
    kk: 'Бірыңғай нотариаттық ақпараттық жүйе',
    ru: 'Единая нотариальная информационная система',
    en: 'Unified notary information system',
  },
}
