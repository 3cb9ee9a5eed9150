import type { Locale } from '../../text.ts'
import type { ChannelName } from '../vocabulary/channels.ts'

/** What the report of an import says, in one language. */
interface ReportTexts {
  readonly act: string
  readonly adopted: string
  readonly registration: string
  readonly repeal: string
  readonly amendments: string
  readonly changes: string
  readonly notFound: string
  readonly regulation: string
  readonly provider: string
  readonly standard: string
  readonly units: string
  readonly procedure: string
  readonly noLimit: string
  readonly nobody: string
  readonly noAction: string
  readonly differs: string
  readonly channels: Readonly<Record<ChannelName, string>>
  readonly table: string
  readonly unsure: string
  readonly nothingUnsure: string
  readonly notUnderstood: string
  readonly everythingUnderstood: string
  readonly line: string
  readonly lines: string
  readonly counts: (counts: { lines: number; read: number; known: number; notUnderstood: number }) => string
  readonly facts: Readonly<Record<FactName, string>>
}

/** Facts that may be unsure. */
export type FactName = 'actor' | 'limit' | 'action' | 'result' | 'title' | 'standard' | 'act' | 'unit' | 'provider'

export const REPORT_TEXTS: Readonly<Record<Locale, ReportTexts>> = {
  kk: {
    act: 'Акт',
    adopted: 'қабылданды',
    registration: 'тіркелді',
    repeal: 'күші жойылды',
    amendments: 'өзгерістер',
    changes: 'мына актінің регламенттерін жаңа редакцияда баяндайды',
    notFound: 'табылмады',
    regulation: 'Регламент',
    provider: 'қызмет беруші',
    standard: 'стандарт',
    units: 'бөлімшелер',
    procedure: 'Қызмет берушінің рәсімдері',
    noLimit: 'мерзімі айтылмаған',
    nobody: 'орындаушысы айтылмаған',
    noAction: 'әрекеті танылмады',
    differs: '3-бөлімде басқаша',
    channels: {
      centre: 'Орталық арқылы',
      portal: 'Портал арқылы',
      office: 'Қызмет берушінің кеңсесі арқылы',
      workstation: 'Қызмет берушінің жұмыс орны арқылы',
    },
    table: 'Кесте',
    unsure: 'Тексеруді қажет ететін деректер',
    nothingUnsure: 'Күмәнді дерек жоқ.',
    notUnderstood: 'Түсініксіз қалған жолдар',
    everythingUnderstood: 'Түсініксіз жол қалмады.',
    line: 'жол',
    lines: 'жолдар',
    counts: ({ lines, read, known, notUnderstood }) =>
      `Барлығы ${lines} жол: ${read} жолдан дерек алынды, ${known} жол таныс, бірақ жобаға керек емес, ${notUnderstood} жол түсініксіз.`,
    facts: {
      actor: 'орындаушы',
      limit: 'мерзім',
      action: 'әрекет',
      result: 'нәтиже',
      title: 'атауы',
      standard: 'стандарт',
      act: 'актінің деректері',
      unit: 'бөлімше',
      provider: 'қызмет беруші',
    },
  },
  ru: {
    act: 'Акт',
    adopted: 'принят',
    registration: 'зарегистрирован',
    repeal: 'утратил силу',
    amendments: 'изменения',
    changes: 'излагает в новой редакции регламенты акта',
    notFound: 'не найдено',
    regulation: 'Регламент',
    provider: 'услугодатель',
    standard: 'стандарт',
    units: 'подразделения',
    procedure: 'Действия услугодателя',
    noLimit: 'срок не указан',
    nobody: 'исполнитель не назван',
    noAction: 'действие не распознано',
    differs: 'в разделе 3 иначе',
    channels: {
      centre: 'Через центр',
      portal: 'Через портал',
      office: 'Через канцелярию услугодателя',
      workstation: 'На рабочем месте услугодателя',
    },
    table: 'Таблица',
    unsure: 'Что стоит проверить',
    nothingUnsure: 'Сомнительных данных нет.',
    notUnderstood: 'Что осталось непонятым',
    everythingUnderstood: 'Непонятых строк не осталось.',
    line: 'строка',
    lines: 'строки',
    counts: ({ lines, read, known, notUnderstood }) =>
      `Всего строк: ${lines}; с данными: ${read}; знакомых, но не нужных проекту: ${known}; непонятых: ${notUnderstood}.`,
    facts: {
      actor: 'исполнитель',
      limit: 'срок',
      action: 'действие',
      result: 'результат',
      title: 'название',
      standard: 'стандарт',
      act: 'данные акта',
      unit: 'подразделение',
      provider: 'услугодатель',
    },
  },
  en: {
    act: 'Act',
    adopted: 'adopted',
    registration: 'registered',
    repeal: 'repealed',
    amendments: 'amendments',
    changes: 'words anew the regulations of',
    notFound: 'not found',
    regulation: 'Regulation',
    provider: 'provider',
    standard: 'standard',
    units: 'units',
    procedure: 'Procedure of the provider',
    noLimit: 'no limit told',
    nobody: 'nobody named',
    noAction: 'action not recognised',
    differs: 'section 3 tells otherwise',
    channels: {
      centre: 'Through the centre',
      portal: 'Through the portal',
      office: 'Through the provider’s office',
      workstation: 'At the provider’s workstation',
    },
    table: 'Table',
    unsure: 'Worth a look',
    nothingUnsure: 'Nothing is unsure.',
    notUnderstood: 'Not understood',
    everythingUnderstood: 'No line was left.',
    line: 'line',
    lines: 'lines',
    counts: ({ lines, read, known, notUnderstood }) =>
      `${lines} lines: ${read} gave facts, ${known} are known and of no use to a draft, ${notUnderstood} were not understood.`,
    facts: {
      actor: 'actor',
      limit: 'limit',
      action: 'action',
      result: 'result',
      title: 'title',
      standard: 'standard',
      act: 'data of the act',
      unit: 'unit',
      provider: 'provider',
    },
  },
}
