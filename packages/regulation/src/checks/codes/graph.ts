import type { FindingDefinition } from './definition.ts'

/**
 * What makes a regulation unfit to run. The compiler refuses such a file with the same codes; here each has its items,
 * its case and three languages.
 */
export const GRAPH_CODES = {
  'unreachable-step': {
    severity: 'error',
    message: {
      kk: '«{channel}»: басынан «{step}» қадамына ешбір жол бармайды. Оған жол салыңыз немесе алып тастаңыз.',
      ru: '«{channel}»: от начала ни один путь не ведёт к действию «{step}». Проведите к нему путь или уберите его.',
      en: '“{channel}”: no way leads from the start to the step “{step}”. Lead to it or remove it.',
    },
  },
  'unreached-end': {
    severity: 'error',
    message: {
      kk: '«{channel}»: ешбір іс «{end}» деп аяқталмайды. Оған жол салыңыз немесе алып тастаңыз.',
      ru: '«{channel}»: ни одно дело не заканчивается так: «{end}». Проведите туда путь или уберите этот конец.',
      en: '“{channel}”: no case ends as “{end}”. Lead to it or remove it.',
    },
  },
  'no-way-to-end': {
    severity: 'error',
    message: {
      kk: '«{channel}»: «{step}» қадамынан кейін ешбір жол аяғына жеткізбейді. Шығар жол қосыңыз.',
      ru: '«{channel}»: от действия «{step}» ни один путь не ведёт к концу. Добавьте выход.',
      en: '“{channel}”: from the step “{step}” no way leads to an end. Add a way out.',
    },
  },
  'dead-end': {
    severity: 'error',
    message: {
      kk: '«{channel}»: іс «{step}» қадамында тұрып қалады, бірде-бір шешімнің жолы ашық емес. Шарттарды түзетіңіз.',
      ru: '«{channel}»: дело застревает на действии «{step}», ни один его исход не открыт. Исправьте условия.',
      en: '“{channel}”: a case gets stuck at the step “{step}”, where no outcome is open. Correct the conditions.',
    },
  },
  'outcome-unguided': {
    severity: 'error',
    message: {
      kk: '«{channel}»: «{step}» қадамының «{outcome}» шешімі ешқайда апармайды. Шартсыз бағыт қосыңыз.',
      ru: '«{channel}»: исход «{outcome}» действия «{step}» никуда не ведёт. Добавьте путь без условия.',
      en: '“{channel}”: the outcome “{outcome}” of the step “{step}” leads nowhere. Add a route without a condition.',
    },
  },
  'never-taken': {
    severity: 'error',
    message: {
      kk: '«{channel}»: «{step}» қадамынан «{to}» бағытына ешбір іс жүрмейді. Оны алып тастаңыз немесе шартын түзетіңіз.',
      ru: '«{channel}»: по пути от действия «{step}» к «{to}» не идёт ни одно дело. Уберите его или исправьте условие.',
      en: '“{channel}”: no case takes the route from “{step}” to “{to}”. Remove it or correct its condition.',
    },
  },
  'wrong-end': {
    severity: 'error',
    message: {
      kk: '«{channel}»: «{step}» қадамынан кейін істің аяқталуы оған жіберілген құжатқа қайшы келеді. Жолды түзетіңіз.',
      ru: '«{channel}»: после действия «{step}» дело заканчивается не тем, о чём говорит отправленный документ. Исправьте путь.',
      en: '“{channel}”: after the step “{step}” a case ends otherwise than the document sent says. Correct the route.',
    },
  },
  'unsigned-result': {
    severity: 'error',
    message: {
      kk: '«{channel}»: «{step}» қадамы өтініш берушіге ешкім қол қоймаған нәтижені береді. Алдымен қол қою қадамынан өткізіңіз.',
      ru: '«{channel}»: действие «{step}» выдаёт заявителю результат, который никто не подписал. Проведите дело через подпись.',
      en: '“{channel}”: the step “{step}” gives the applicant a result that nobody has signed. Lead through the signature.',
    },
  },
  'too-many-states': {
    severity: 'error',
    message: {
      kk: '«{channel}»: қаралатын жағдай саны {limit} шегінен асады. Шарттарды азайтыңыз.',
      ru: '«{channel}»: положений больше {limit}, столько не рассмотреть. Уменьшите число условий.',
      en: '“{channel}”: there are more than {limit} situations to look at. Use fewer conditions.',
    },
  },
} as const satisfies Record<string, FindingDefinition>
