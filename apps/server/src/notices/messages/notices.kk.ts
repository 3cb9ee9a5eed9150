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
}

export const noticesKk: NoticeMessages = {
  subjects: {
    accepted: (number) => `№ ${number} өтінішіңіз қабылданды`,
    'not-accepted': () => 'Өтінішіңіз жіберілмеді: қолтаңба расталмады',
    'result-ready': (number) => `№ ${number} өтінішіңіздің нәтижесі дайын`,
    overdue: (number) => `№ ${number} өтінішіңізге жауап беру мерзімі өтіп кетті`,
    'signature-awaited': (number) => `№ ${number} өтініш сіздің қолыңызды күтіп тұр`,
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
}
