import type { EsedoMessages } from './esedo.kk.ts'

export const esedoRu: EsedoMessages = {
  title: 'Е-акимат',
  application: 'Заявление',
  result: 'Результат услуги',
  registered: (number, on) => `Зарегистрировано в Е-акимате: № ${number} от ${on}.`,
  executing: 'Исполняется.',
  finished: 'Отмечено как исполненное.',
  waiting: (since) => `Ещё не зарегистрировано в Е-акимате. Поставлено в отправку: ${since}.`,
  delivered: (since) => `Доставлено в Е-акимат, ждёт номера. Поставлено в отправку: ${since}.`,
  trying: (failure) => `Пока не отправлено. ${failure}. Отправка повторится сама.`,
  refused: (reason) => `Е-акимат отказал в регистрации. Причина: ${reason}`,
  noReason: 'не указана',
  unsent: (failure) => `Не отправлено в Е-акимат. ${failure}.`,
  stopped: 'Отправка в Е-акимат прекращена.',
  whoRepeats: 'Снова документ отправляет сотрудник, который регистрирует заявления, на странице «Регистрации».',
}
