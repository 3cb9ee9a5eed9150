import type { AskedCode } from '../../notices/addresses.ts'
import type { ChannelName } from '../../notices/channel.ts'

export const noticeSettingsKk = {
  title: 'Хабарламалар',
  link: 'Хабарламалар қайда келсін',
  lead: 'Өтінішіңізде не болғанын жеке кабинеттен әрқашан көресіз. Қаласаңыз, электрондық пошта мен SMS арқылы да хабарлаймыз. Хабарламада шешімнің мазмұны жазылмайды.',
  language: 'Хабарламалар тілі',
  languages: { kk: 'Қазақша', ru: 'Орысша', en: 'Ағылшынша' },
  save: 'Сақтау',
  none: 'Бұл жерде хабарлама тек жеке кабинетке келеді.',
  channels: { email: 'Электрондық пошта', sms: 'SMS' } satisfies Readonly<Record<ChannelName, string>>,
  address: { email: 'Пошта мекенжайы', sms: 'Ұялы телефон нөмірі' } satisfies Readonly<Record<ChannelName, string>>,
  hint: { email: 'Мысалы: aty@example.kz', sms: 'Мысалы: +7 701 555 01 01' } satisfies Readonly<
    Record<ChannelName, string>
  >,
  goesTo: (address: string) => `Хабарламалар мына мекенжайға келеді: ${address}`,
  off: 'Әзірге қосылмаған.',
  sendCode: 'Растау кодын алу',
  remove: 'Өшіру',
  codeSent: (address: string) => `Код ${address} мекенжайына жіберілді. Ол 15 минут жарамды.`,
  code: 'Растау коды',
  codeHint: '6 сан',
  confirm: 'Растау',
  wrongCode: 'Код дұрыс емес, ескірген немесе тым көп рет енгізілген. Жаңа код алыңыз.',
  done: 'Өзгерістер сақталды.',
  faults: {
    malformed: 'Мекенжайды тексеріп, қайта енгізіңіз',
    'too-many': 'Бір сағатта бес кодтан артық жіберілмейді. Кейінірек қайталаңыз.',
    'not-taken': 'Бұл мекенжай хат қабылдамайды. Мекенжайды тексеріңіз.',
    silent: 'Код қазір жіберілмеді: қызмет жауап бермей тұр. Бірнеше минуттан кейін қайталаңыз.',
  } satisfies Readonly<Record<Exclude<AskedCode, 'sent'>, string>>,
}

export type NoticeSettingsMessages = typeof noticeSettingsKk
