import type { FindingDefinition } from './definition.ts'

/** Who acts, and what the act says of their actions. */
export const UNIT_CODES = {
  'unused-actor': {
    severity: 'warning',
    message: {
      kk: '«{actor}» ешқандай қадамға қатыспайды. Оған қадам беріңіз немесе алып тастаңыз.',
      ru: '«{actor}» не участвует ни в одном действии. Поручите ему действие или уберите его.',
      en: '“{actor}” takes part in no step. Give it a step or remove it.',
    },
  },
  'unit-idle': {
    severity: 'warning',
    message: {
      kk: 'Актінің бөлімшелер тізімінде «{actor}» бар ({item}), бірақ оған ешқандай іс тапсырылмаған. Не істейтінін жазыңыз немесе тізімнен шығарыңыз.',
      ru: 'В перечне подразделений акта есть «{actor}» ({item}), но ему ничего не поручено. Напишите, что он делает, или исключите его из перечня.',
      en: 'The act lists “{actor}” among the units ({item}) and gives it nothing to do. Say what it does, or strike it from the list.',
    },
  },
  'actor-not-listed': {
    severity: 'warning',
    message: {
      kk: '«{step}» қадамын «{actor}» орындайды, бірақ ол актінің бөлімшелер тізімінде жоқ. Оны тізімге қосыңыз.',
      ru: 'Действие «{step}» выполняет «{actor}», но в перечне подразделений акта его нет. Внесите его в перечень.',
      en: '“{step}” is done by “{actor}”, who is not on the act’s list of units. Add it to the list.',
    },
  },
  'result-missing': {
    severity: 'warning',
    message: {
      kk: 'Актіде рәсім саны – {actions}, нәтиже саны – {results}: «{step}» қадамының нәтижесі жоқ. Келесі қадам неден басталатынын жазыңыз.',
      ru: 'В акте действий {actions}, а результатов {results}: у действия «{step}» результата нет. Назовите, чем оно открывает следующее.',
      en: 'The act counts {actions} actions and {results} results: “{step}” has none. Name what it hands to the next action.',
    },
  },
  'result-shared': {
    severity: 'warning',
    message: {
      kk: 'Актіде рәсім саны – {actions}, нәтиже саны – {results}: {item} бірден бірнеше рәсімге жазылған ({steps}). Әр рәсімге өз нәтижесін беріңіз.',
      ru: 'В акте действий {actions}, а результатов {results}: {item} записан сразу для нескольких действий ({steps}). Дайте каждому свой результат.',
      en: 'The act counts {actions} actions and {results} results: {item} stands for several at once ({steps}). Give each its own result.',
    },
  },
  'retold-differently': {
    severity: 'warning',
    message: {
      kk: '«{step}» қадамы актіде екі жерде ({item}, {other}) әртүрлі жазылған: {difference}. Бірін қалдырыңыз.',
      ru: 'Действие «{step}» описано в акте дважды ({item}, {other}) и по-разному: {difference}. Оставьте одно из двух.',
      en: 'The act tells “{step}” in two places ({item}, {other}) and differently: {difference}. Keep one of the two.',
    },
  },
} as const satisfies Record<string, FindingDefinition>
