import type { FindingDefinition } from './definition.ts'

/** Where a case can go. */
export const WAY_CODES = {
  'end-without-result': {
    severity: 'error',
    message: {
      kk: '«{channel}»: іс «{end}» деп аяқталады, бірақ нәтиженің ешбір құжаты жасалмайды. Нәтижені әзірлейтін қадам қосыңыз.',
      ru: '«{channel}»: дело заканчивается так: «{end}», хотя документ результата никто не составил. Добавьте действие, которое его готовит.',
      en: '“{channel}”: a case ends as “{end}” though nobody has drafted a document of the result. Add a step that drafts it.',
    },
  },
  'refusal-without-ground': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: іс бас тартумен аяқталады («{end}»), бірақ ешбір қадам оның негізін атамайды. Негізді белгілейтін қадам қосыңыз.',
      ru: '«{channel}»: дело заканчивается отказом («{end}»), хотя ни одно действие не назвало его основания. Добавьте действие, которое устанавливает основание.',
      en: '“{channel}”: a case ends in a refusal (“{end}”) though no step has named its ground. Add a step that establishes the ground.',
    },
  },
  'ground-out-of-reach': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: «{ground}» негізі ешбір қадамда анықталмайды, ал басқа жолда анықталады. Осы жолдың тексеру қадамына қосыңыз.',
      ru: '«{channel}»: основание «{ground}» здесь не может установить ни одно действие, а в другом канале может. Добавьте его к проверке этого канала.',
      en: '“{channel}”: no step here can establish the ground “{ground}”, though another channel can. Add it to the check of this channel.',
    },
  },
  'refusal-before-performance': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: қызмет беруші өз рәсімінің бірде-бір қадамын бастамай тұрып бас тартуға болады ({item}). Бас тартуды қабылдау мен тексеруден кейін қойыңыз.',
      ru: '«{channel}»: отказать можно раньше, чем услугодатель начал хотя бы одно действие своего порядка ({item}). Поставьте отказ после приёма и рассмотрения.',
      en: '“{channel}”: a case can be refused before the provider has begun any action of its procedure ({item}). Put the refusal after the intake and the examination.',
    },
  },
  'request-not-numbered': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: электрондық өтініш өңірлік шлюздің жұмыс орнында тіркелмей, «{step}» қадамына өтеді. Жіберілгеннен кейін тіркеу процесін қосыңыз.',
      ru: '«{channel}»: электронное заявление попадает на действие «{step}», не получив регистрации на рабочем месте регионального шлюза. Добавьте процесс регистрации после отправки.',
      en: '“{channel}”: an electronic request reaches “{step}” without having been registered at the gateway workstation. Add the process of registration after the sending.',
    },
  },
  'incomplete-package-missing': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: құжаттар қолдан қабылданады, бірақ толық емес пакетті қабылдаудан бас тарту жолы жоқ ({law}). Тексеру мен қолхат беру процестерін қосыңыз.',
      ru: '«{channel}»: документы принимают из рук в руки, но нет отказа в приёме неполного пакета ({law}). Добавьте проверку пакета и расписку.',
      en: '“{channel}”: papers are taken in over a counter, and there is no refusal to accept an incomplete package ({law}). Add the check of the package and the receipt.',
    },
  },
  'channel-result-differs': {
    severity: 'warning',
    message: {
      kk: '«{result}» нәтижесі «{other}» жолында беріледі, ал «{channel}» жолында берілмейді. Екі жолдың нәтижесін теңестіріңіз.',
      ru: 'Результат «{result}» выдают в канале «{other}», но не в канале «{channel}». Приведите результаты каналов в соответствие.',
      en: 'The result “{result}” is given in the channel “{other}” and not in “{channel}”. Make the results of the channels agree.',
    },
  },
  'channel-never-refuses': {
    severity: 'warning',
    message: {
      kk: '«{channel}»: бұл жолда бас тартылған бірде-бір іс болмайды, ал «{other}» жолында бас тартылады. Бас тарту жолын қосыңыз.',
      ru: '«{channel}»: ни одно дело этого канала не может закончиться отказом, а в канале «{other}» может. Добавьте отказ.',
      en: '“{channel}”: no case of this channel can end in a refusal, though one of “{other}” can. Add the refusal.',
    },
  },
} as const satisfies Record<string, FindingDefinition>
