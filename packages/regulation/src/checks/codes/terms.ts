import type { FindingDefinition } from './definition.ts'

/** How long things may take. */
export const TERM_CODES = {
  'limit-unstated': {
    severity: 'warning',
    message: {
      kk: '«{step}» қадамына мерзім берілмеген. Қалған қадамдар жалпы мерзімнің ({total}) {sum} бөлігін алады. Қалғанына сыятын мерзім белгілеңіз.',
      ru: 'Для действия «{step}» срок не указан. Остальные действия занимают {sum} из общего срока ({total}). Укажите срок, который помещается в остаток.',
      en: 'No limit is stated for “{step}”. The other actions take {sum} of the total ({total}). State a limit that fits into the rest.',
    },
  },
  'limit-missing': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: көрші процестердің мерзімі бар, ал «{step}» процесінде жоқ. Мерзімін жазыңыз.',
      ru: '«{channel}»: у соседних процессов срок есть, а у процесса «{step}» его нет. Укажите срок.',
      en: '“{channel}”: the processes around “{step}” have limits, and it has none. State one.',
    },
  },
  'sum-over-total': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: қадамдардың мерзімдері қосылғанда {sum} шығады, ал стандарттың жалпы мерзімі – {total}. Бір қадамның мерзімін қысқартыңыз.',
      ru: '«{channel}»: сроки действий в сумме дают {sum}, а общий срок стандарта – {total}. Сократите срок одного из действий.',
      en: '“{channel}”: the limits of the actions add up to {sum}, and the total of the standard is {total}. Shorten one of them.',
    },
  },
  'late-in-calendar': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: мерзімдердің қосындысы ({sum}) жалпы мерзімге ({total}) сыяды, бірақ күнтізбеде сыймайды: кезеңдегі {starts} бастау күнінің {late} күнінде әркім өз мерзімін сақтаса да, нәтиже кешігеді. Мерзімдерді қысқартыңыз немесе қадам мерзімі демалыс күнінен жылжымайтынын жазыңыз.',
      ru: '«{channel}»: сумма сроков ({sum}) помещается в общий срок ({total}), но не в календарь: из {starts} возможных дней начала в {late} результат опаздывает, хотя каждый соблюдает свой срок. Сократите сроки или запишите, что конец срока действия не переносится с выходного.',
      en: '“{channel}”: the limits add up to {sum} and fit into the total ({total}), but not into the calendar: of {starts} days on which a case may begin, {late} end too late though everybody keeps their limit. Shorten the limits, or say that the end of an action does not move from a day off.',
    },
  },
  'no-day-for-centre': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: нәтиже орталыққа мерзімнен бір күн бұрын түсуі керек ({law}), ал қадамдарға {sum} берілген, жалпы мерзім – {total}. Бір қадамның мерзімін бір күнге қысқартыңыз.',
      ru: '«{channel}»: результат должен быть в центре за день до конца срока ({law}), а на действия отведено {sum} при общем сроке {total}. Сократите срок одного действия на день.',
      en: '“{channel}”: the result must be at the centre a day before the term ends ({law}), and the actions are given {sum} of {total}. Shorten one of them by a day.',
    },
  },
  'late-for-centre': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: нәтиже орталыққа мерзімнен бір күн бұрын түсуі керек ({law}). Мерзімдердің қосындысы ({sum}) осыған жеткенімен, күнтізбеде кезеңдегі {starts} бастау күнінің {late} күнінде нәтиже кешігеді. Мерзімдерді қысқартыңыз.',
      ru: '«{channel}»: результат должен быть в центре за день до конца срока ({law}). Сумма сроков ({sum}) это позволяет, но по календарю из {starts} возможных дней начала в {late} результат опаздывает. Сократите сроки.',
      en: '“{channel}”: the result must be at the centre a day before the term ends ({law}). The limits add up to {sum}, which would allow it, but by the calendar {late} of {starts} days on which a case may begin end too late. Shorten the limits.',
    },
  },
  'counter-over-serving': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: қызметкердің терезедегі қадамдары {sum} алады, ал стандарт бойынша қызмет көрсету уақыты – {limit}. Қадамдардың бірін қысқартыңыз.',
      ru: '«{channel}»: действия у окна занимают {sum}, а по стандарту обслуживание длится не дольше {limit}. Сократите одно из действий.',
      en: '“{channel}”: the actions at the counter take {sum}, and by the standard serving takes no longer than {limit}. Shorten one of them.',
    },
  },
  'counter-limit-missing': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: өтініш беруші терезеге келеді, ал стандартта {what} көрсетілмеген. Оны стандартқа жазыңыз.',
      ru: '«{channel}»: заявитель приходит к окну, а в стандарте не указано {what}. Впишите его в стандарт.',
      en: '“{channel}”: the applicant comes to a counter, and the standard does not state {what}. Add it to the standard.',
    },
  },
  'cycle-without-limit': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: іс {steps} қадамдарын шексіз айнала алады, өйткені «{step}» қадамының мерзімі жоқ. Мерзім немесе уақыт өткендегі жолды жазыңыз.',
      ru: '«{channel}»: дело может бесконечно ходить по кругу ({steps}), потому что у действия «{step}» нет срока. Укажите срок или что следует, когда время вышло.',
      en: '“{channel}”: a case can go round for ever ({steps}), since “{step}” has no limit. State a limit, or what follows when the time is over.',
    },
  },
} as const satisfies Record<string, FindingDefinition>
