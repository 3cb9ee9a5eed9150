import type { NoticeMessages } from './notices.kk.ts'

export const noticesRu: NoticeMessages = {
  subjects: {
    accepted: (number) => `Ваше заявление № ${number} принято`,
    'not-accepted': () => 'Ваше заявление не отправлено: подпись не подтверждена',
    'result-ready': (number) => `Результат по вашему заявлению № ${number} готов`,
    overdue: (number) => `Срок ответа на ваше заявление № ${number} истёк`,
    'consent-awaited': (number) =>
      number
        ? `Ваше заявление № ${number} ждёт согласия на доступ к данным`
        : 'Ваше заявление ждёт согласия на доступ к данным',
    'signature-awaited': () => 'Одно заявление ждёт вашей подписи',
    'co-signed': () => 'Ваше заявление подписал ещё один человек',
    'co-signature-declined': () => 'Ваше заявление отказались подписать',
    'co-signature-expired': () => 'Срок подписания вашего заявления вышел',
    'co-signing-failed': () => 'Ваше заявление не отправлено: его нужно подписать снова',
  },
  look: (address) => `Подробнее в личном кабинете: ${address}`,
  lookShort: 'Подробнее в личном кабинете.',
  doNotReply: 'Это письмо отправлено автоматически, отвечать на него не нужно.',
  training: 'УЧЕБНЫЙ ОБРАЗЕЦ: юридической силы нет.',
  code: {
    subject: 'Код подтверждения адреса',
    text: (code, minutes) =>
      `Код подтверждения адреса для извещений: ${code}. Он действует ${minutes} минут. Никому его не сообщайте. Если вы его не запрашивали, ничего делать не нужно.`,
  },
  given: {
    title: 'Извещения',
    none: 'Извещений пока не было.',
    columns: { what: 'О чём', channel: 'Куда', status: 'Состояние', at: 'Время' },
    what: {
      accepted: 'Заявление принято',
      'not-accepted': 'Заявление не отправлено',
      'result-ready': 'Результат готов',
      overdue: 'Срок истёк',
      'signature-awaited': 'Ожидается подпись',
      'consent-awaited': 'Нужно согласие на доступ к данным',
      'co-signed': 'Подписал ещё один человек',
      'co-signature-declined': 'Подписать отказались',
      'co-signature-expired': 'Срок подписания вышел',
      'co-signing-failed': 'Заявление не отправлено',
    },
    channels: { portal: 'Личный кабинет', email: 'Электронная почта', sms: 'SMS' },
    statuses: {
      queued: 'Ждёт отправки',
      sending: 'Отправляется',
      sent: 'Отправлено',
      delivered: 'Доставлено',
      seen: 'Прочитано',
      failed: 'Не доставлено',
      unclear: 'Неизвестно, ушло ли',
    },
  },
}
