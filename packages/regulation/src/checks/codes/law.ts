import type { FindingDefinition } from './definition.ts'

/** What the law demands of every act, and the dates of acts. */
export const LAW_CODES = {
  'document-from-register': {
    severity: 'warning',
    message: {
      kk: '«{document}» өтініш берушіден сұралады, бірақ оны «{register}» береді. Құжатты тіркелімнен алыңыз.',
      ru: '«{document}» спрашивают у заявителя, хотя эти сведения даёт «{register}». Берите их из регистра.',
      en: '“{document}” is asked from the applicant, though “{register}” gives it. Take it from the register.',
    },
  },
  'receipt-field-missing': {
    severity: 'warning',
    message: {
      kk: 'Құжаттар қабылданғаны туралы қолхатта заң талап ететін деректер жоқ: {fields} ({law}). Оларды қолхатқа қосыңыз.',
      ru: 'В расписке о приёме нет того, что требует закон: {fields} ({law}). Добавьте это в расписку.',
      en: 'The receipt of acceptance lacks what the law demands: {fields} ({law}). Add it to the receipt.',
    },
  },
  'result-field-missing': {
    severity: 'warning',
    message: {
      kk: '«{result}» нәтижесінде заң талап ететін деректер жоқ: {fields} ({law}). Оларды нәтижеге қосыңыз.',
      ru: 'В результате «{result}» нет того, что требует закон: {fields} ({law}). Добавьте это в результат.',
      en: 'The result “{result}” lacks what the law demands: {fields} ({law}). Add it to the result.',
    },
  },
  'result-form': {
    severity: 'warning',
    message: {
      kk: 'Актіде нәтиже нысаны – {form} ({item}), ал «{channel}» жолында «{step}» қадамы басқаша береді. Нысандарды теңестіріңіз.',
      ru: 'По акту форма результата: {form} ({item}), а в канале «{channel}» действие «{step}» выдаёт его иначе. Согласуйте формы.',
      en: 'By the act the result is {form} ({item}), but in the channel “{channel}” the step “{step}” gives it otherwise. Make the forms agree.',
    },
  },
  'editions-overlap': {
    severity: 'error',
    message: {
      kk: '{from} бастап {until} дейін екі редакция қатар қолданылады: {first} және {second}. Біреуінің күнін түзетіңіз.',
      ru: 'С {from} по {until} действуют сразу две редакции: {first} и {second}. Исправьте дату одной из них.',
      en: 'From {from} until {until} two editions apply at once: {first} and {second}. Correct the date of one of them.',
    },
  },
  'editions-gap': {
    severity: 'warning',
    message: {
      kk: '{from} бастап {until} дейін бірде-бір редакция қолданылмайды: {first} аяқталған, {second} басталмаған. Жетіспейтін редакцияны қосыңыз немесе күнін түзетіңіз.',
      ru: 'С {from} по {until} не действует ни одна редакция: {first} кончилась, {second} не началась. Добавьте недостающую редакцию или исправьте дату.',
      en: 'From {from} until {until} no edition applies: {first} has ended and {second} has not begun. Add the missing edition or correct a date.',
    },
  },
  'edition-outside-act': {
    severity: 'error',
    message: {
      kk: 'Редакция {edition}, ал акт {act}. Күндердің бірін түзетіңіз.',
      ru: 'Редакция {edition}, а акт {act}. Исправьте одну из дат.',
      en: 'The edition {edition}, but the act {act}. Correct one of the dates.',
    },
  },
  'dates-out-of-order': {
    severity: 'error',
    message: {
      kk: 'Актінің күндері ретімен емес: {later} ({laterDay}) {earlier} күнінен ({earlierDay}) бұрын тұр. Күндердің бірін түзетіңіз.',
      ru: 'Даты акта стоят не по порядку: {later} ({laterDay}) раньше, чем {earlier} ({earlierDay}). Исправьте одну из дат.',
      en: 'The dates of the act are out of order: {later} ({laterDay}) comes before {earlier} ({earlierDay}). Correct one of them.',
    },
  },
  'accepted-in-vain': {
    severity: 'warning',
    message: {
      kk: '«{entry}» жазбасы «{code}» кодын қабылдайды, бірақ {where} ондай ешнәрсе табылмайды. Жазбаны алып тастаңыз немесе түзетіңіз.',
      ru: 'Запись «{entry}» принимает код «{code}», но {where} ничего такого не находится. Уберите запись или исправьте её.',
      en: 'The entry `{entry}` accepts `{code}`, but nothing of the kind is found {where}. Remove the entry or correct it.',
    },
  },
} as const satisfies Record<string, FindingDefinition>
