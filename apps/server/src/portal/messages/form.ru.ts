import { pluralRu } from '../../messages/catalogue.ts'
import type { FormMessages } from './form.kk.ts'

export const formRu: FormMessages = {
  aboutPerson: (number, message) => `Человек ${number}: ${message}`,
  faults: {
    missing: 'Дайте ответ',
    malformed: 'Напишите ответ заново',
    'too-short': (min) => `Напишите не меньше ${min} ${pluralRu(min, 'знака', 'знаков', 'знаков')}`,
    'too-long': (max) => `Напишите не больше ${max} ${pluralRu(max, 'знака', 'знаков', 'знаков')}`,
    'not-an-option': 'Выберите один из предложенных ответов',
    'too-few': (min) => `Нужно не меньше ${min} ${pluralRu(min, 'ответа', 'ответов', 'ответов')}`,
    'too-many': (max) => `Укажите не больше ${max} ${pluralRu(max, 'ответа', 'ответов', 'ответов')}`,
    'not-a-number': 'Напишите число, например 45,5',
    'too-small': (min) => `Напишите число не меньше ${min}`,
    'too-large': (max) => `Напишите число не больше ${max}`,
    'too-large-number': 'Это число слишком велико. Проверьте его',
    'date-malformed': 'Укажите день, месяц и год цифрами, например 15 05 1989',
    'date-impossible': 'Такого дня нет. Проверьте дату',
    'date-in-future': 'Этот день ещё не наступил. Проверьте дату',
    'phone-malformed': 'Укажите телефон в виде +7 701 234 56 78',
    'iin-twice': 'Этот ИИН указан у двух человек. Проверьте его',
    'iin-not-digits': 'ИИН состоит только из цифр. Уберите лишние знаки',
    'iin-wrong-length': 'В ИИН должно быть 12 цифр',
    'iin-looks-like-bin': 'Это БИН организации. Укажите ИИН человека',
    'iin-wrong-date': 'Первые шесть цифр ИИН не похожи на дату рождения. Проверьте их',
    'iin-wrong-century': 'Седьмая цифра ИИН неверна. Проверьте её',
    'iin-wrong-check-digit': 'В ИИН ошибка. Сверьте его с удостоверением личности',
  },
}
