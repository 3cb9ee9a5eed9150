import type { GivenNoticeLine } from '../given-notices.ts'
import type { NoticeCode } from '../notice-code.ts'

/** What a notice says: what happened to which case, and where to look. Never what was decided. */
export interface NoticeMessages {
  readonly subjects: Readonly<Record<NoticeCode, (number: string) => string>>
  readonly look: (address: string) => string
  readonly lookShort: string
  readonly doNotReply: string
  readonly training: string
  readonly code: {
    readonly subject: string
    readonly text: (code: string, minutes: number) => string
  }
  /** The list of what was told, on the pages of a case. */
  readonly given: {
    readonly title: string
    readonly none: string
    readonly columns: Readonly<Record<'what' | 'channel' | 'status' | 'at', string>>
    readonly what: Readonly<Record<NoticeCode, string>>
    readonly channels: Readonly<Record<GivenNoticeLine['channel'], string>>
    readonly statuses: Readonly<Record<GivenNoticeLine['status'], string>>
  }
}

export const noticesKk: NoticeMessages = {
  subjects: {
    accepted: (number) => `№ ${number} өтінішіңіз қабылданды`,
    'not-accepted': () => 'Өтінішіңіз жіберілмеді: қолтаңба расталмады',
    'result-ready': (number) => `№ ${number} өтінішіңіздің нәтижесі дайын`,
    overdue: (number) => `№ ${number} өтінішіңізге жауап беру мерзімі өтіп кетті`,
    'consent-awaited': (number) =>
      number
        ? `№ ${number} өтінішіңізге дербес деректерді алуға келісім керек`
        : 'Өтінішіңізге дербес деректерді алуға келісім керек',
    'signature-awaited': () => 'Бір өтініш сіздің қолыңызды күтіп тұр',
    'co-signed': () => 'Өтінішіңізге тағы бір адам қол қойды',
    'co-signature-declined': () => 'Өтінішіңізге қол қоюдан бас тартылды',
    'co-signature-expired': () => 'Өтінішіңізге қол қою мерзімі өтіп кетті',
    'co-signing-failed': () => 'Өтінішіңіз жіберілмеді: қайта қол қою керек',
  },
  look: (address) => `Толығырақ жеке кабинеттен қараңыз: ${address}`,
  lookShort: 'Жеке кабинеттен қараңыз.',
  doNotReply: 'Бұл хат автоматты түрде жіберілді, оған жауап берудің қажеті жоқ.',
  training: 'ОҚУ ҮЛГІСІ: заңдық күші жоқ.',
  code: {
    subject: 'Мекенжайды растау коды',
    text: (code, minutes) =>
      `Хабарламалар мекенжайын растау коды: ${code}. Ол ${minutes} минут жарамды. Кодты ешкімге айтпаңыз. Егер оны сіз сұрамаған болсаңыз, ештеңе істеудің қажеті жоқ.`,
  },
  given: {
    title: 'Хабарламалар',
    none: 'Әзірге хабарлама берілген жоқ.',
    columns: { what: 'Не туралы', channel: 'Қайда', status: 'Күйі', at: 'Уақыты' },
    what: {
      accepted: 'Өтініш қабылданды',
      'not-accepted': 'Өтініш жіберілмеді',
      'result-ready': 'Нәтиже дайын',
      overdue: 'Мерзім өтіп кетті',
      'signature-awaited': 'Қолтаңба күтілуде',
      'consent-awaited': 'Дербес деректерді алуға келісім сұралды',
      'co-signed': 'Тағы бір адам қол қойды',
      'co-signature-declined': 'Қол қоюдан бас тартылды',
      'co-signature-expired': 'Қол қою мерзімі өтті',
      'co-signing-failed': 'Өтініш жіберілмеді',
    },
    channels: { portal: 'Жеке кабинет', email: 'Электрондық пошта', sms: 'SMS' },
    statuses: {
      queued: 'Жіберуді күтіп тұр',
      sending: 'Жіберіліп жатыр',
      sent: 'Жіберілді',
      delivered: 'Жеткізілді',
      seen: 'Оқылды',
      failed: 'Жеткізілмеді',
      unclear: 'Жіберілгені белгісіз',
    },
  },
}
