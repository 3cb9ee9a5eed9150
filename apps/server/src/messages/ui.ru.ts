import { pluralRu } from './catalogue.ts'
import type { UiMessages } from './ui.kk.ts'

export const uiRu: UiMessages = {
  product: 'Qyzmet',
  tagline: 'Государственные услуги',
  skipToContent: 'Перейти к содержанию',
  languages: 'Язык',
  training: 'Учебный режим',
  trainingNote: 'Данные здесь вымышлены, документы не имеют юридической силы.',
  errorPrefix: 'Ошибка:',
  optional: 'необязательно',
  back: 'Назад',
  continue: 'Продолжить',
  change: 'Изменить',
  remove: 'Удалить',
  notGiven: 'Не указано',
  yes: 'Да',
  no: 'Нет',
  choose: 'Выберите',
  required: 'Заполните это поле',
  mainNavigation: 'Основные разделы',
  breadcrumbs: 'Вы находитесь здесь',
  footer: 'О сайте',
  footerNote: 'Каждый шаг и каждый срок опираются на пункт регламента.',
  navigation: {
    services: 'Услуги',
    cabinet: 'Личный кабинет',
    verify: 'Проверка документа',
    work: 'Рабочее место',
    signIn: 'Войти',
    signUp: 'Регистрация',
    signOut: 'Выйти',
  },
  errorSummary: (count) => (count === 1 ? 'Чтобы продолжить, исправьте ошибку' : 'Чтобы продолжить, исправьте ошибки'),
  date: { day: 'День', month: 'Месяц', year: 'Год' },
  file: { choose: 'Выбрать файл', none: 'Файл не выбран' },
  taskStatus: {
    'not-started': 'Не начато',
    'in-progress': 'Заполняется',
    done: 'Заполнено',
    blocked: 'Пока недоступно',
    error: 'Есть ошибки',
  },
  pagination: {
    label: 'Страницы',
    previous: 'Предыдущая',
    next: 'Следующая',
    page: (number) => `Страница ${number}`,
  },
  sort: { ascending: 'отсортировано по возрастанию', descending: 'отсортировано по убыванию' },
  tableScrolls: 'Таблицу можно прокручивать вбок',
  deadline: {
    overdueDays: (days) => `просрочено на ${days} ${pluralRu(days, 'день', 'дня', 'дней')}`,
    overdueWorkingDays: (days) =>
      `просрочено на ${days} ${pluralRu(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    overdue: 'Срок истёк',
    today: 'Истекает сегодня',
    todayUntil: (time) => `Сегодня до ${time}`,
    daysLeft: (days) =>
      `${pluralRu(days, 'остался', 'осталось', 'осталось')} ${days} ${pluralRu(days, 'день', 'дня', 'дней')}`,
    workingDaysLeft: (days) =>
      `${pluralRu(days, 'остался', 'осталось', 'осталось')} ${days} ${pluralRu(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    unstated: 'Срок не установлен',
  },
  time: {
    at: (date, time) => `${date}, ${time}`,
  },
  limit: {
    second: (amount) => `${amount} ${pluralRu(amount, 'секунда', 'секунды', 'секунд')}`,
    minute: (amount) => `${amount} ${pluralRu(amount, 'минута', 'минуты', 'минут')}`,
    hour: (amount) => `${amount} ${pluralRu(amount, 'час', 'часа', 'часов')}`,
    'working-day': (amount) => `${amount} ${pluralRu(amount, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    'calendar-day': (amount) =>
      `${amount} ${pluralRu(amount, 'календарный день', 'календарных дня', 'календарных дней')}`,
    unstated: 'срок не установлен',
  },
  size: { kilobytes: (amount) => `${amount} КБ`, megabytes: (amount) => `${amount} МБ` },
}
