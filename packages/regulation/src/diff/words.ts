import type { Locale, Text } from '../text.ts'
import type { Change, SubjectKind } from './change.ts'

/** What the parts of a regulation are called in a comparison. */
export const SUBJECT_WORDS: Readonly<Record<SubjectKind, Text>> = {
  regulation: { kk: 'Регламент', ru: 'Регламент', en: 'Regulation' },
  act: { kk: 'Акт', ru: 'Акт', en: 'Act' },
  standard: { kk: 'Стандарт', ru: 'Стандарт', en: 'Standard' },
  provider: { kk: 'Көрсетілетін қызметті беруші', ru: 'Услугодатель', en: 'Service provider' },
  actor: { kk: 'Кім орындайды', ru: 'Кто действует', en: 'Who acts' },
  channel: { kk: 'Өтініш беру жолдары', ru: 'Каналы', en: 'Channels' },
  step: { kk: 'Қадамдар', ru: 'Действия', en: 'Steps' },
  end: { kk: 'Аяқталу жолдары', ru: 'Завершения', en: 'Ends' },
  document: { kk: 'Құжаттар', ru: 'Документы', en: 'Documents' },
  ground: { kk: 'Бас тарту негіздері', ru: 'Основания отказа', en: 'Grounds of refusal' },
  result: { kk: 'Нәтижелер', ru: 'Результаты', en: 'Results' },
  category: { kk: 'Санаттар', ru: 'Категории', en: 'Categories' },
  register: { kk: 'Тіркелімдер', ru: 'Регистры', en: 'Registers' },
  form: { kk: 'Өтініш нысаны', ru: 'Форма заявления', en: 'Form of the application' },
  finding: { kk: 'Акт бойынша шешімдер', ru: 'Решения по тексту акта', en: 'Decisions on the text of the act' },
}

export const KIND_WORDS: Readonly<Record<Change['kind'], Text>> = {
  added: { kk: 'қосылды', ru: 'добавлено', en: 'added' },
  removed: { kk: 'алынып тасталды', ru: 'исключено', en: 'removed' },
  changed: { kk: 'өзгерді', ru: 'изменено', en: 'changed' },
  moved: { kk: 'орны ауысты', ru: 'переставлено', en: 'moved' },
}

/** Properties as a lawyer calls them; one that has no name here is shown by its name in the files. */
export const PROPERTY_WORDS: Readonly<Record<string, Text>> = {
  title: { kk: 'атауы', ru: 'название', en: 'title' },
  shortTitle: { kk: 'қысқа атауы', ru: 'краткое название', en: 'short title' },
  item: { kk: 'тармағы', ru: 'пункт', en: 'item' },
  repeatedIn: { kk: 'қайталанатын тармақтар', ru: 'повторено в пунктах', en: 'told again in' },
  retold: { kk: 'басқаша айтылған жері', ru: 'сказано иначе', en: 'told otherwise in' },
  addedBy: { kk: 'қосылу себебі', ru: 'почему добавлено', en: 'why it was added' },
  label: { kk: 'нөмірі', ru: 'номер', en: 'number' },
  kind: { kk: 'түрі', ru: 'вид', en: 'kind' },
  actor: { kk: 'орындаушысы', ru: 'исполнитель', en: 'actor' },
  receiver: { kk: 'кімге жіберіледі', ru: 'кому направляется', en: 'sent to' },
  action: { kk: 'әрекеті', ru: 'действие', en: 'action' },
  limit: { kk: 'мерзімі', ru: 'срок', en: 'limit' },
  term: { kk: 'ортақ мерзімі', ru: 'общий срок с', en: 'limit shared with' },
  timeOut: { kk: 'уақыт өткенде', ru: 'по истечении времени', en: 'when time passes' },
  message: { kk: 'өтініш берушіге айтылатыны', ru: 'что говорят заявителю', en: 'what the applicant is told' },
  instruction: { kk: 'нұсқауы', ru: 'указание', en: 'instruction' },
  result: { kk: 'қадамның нәтижесі', ru: 'результат действия', en: 'result of the step' },
  consults: { kk: 'сұралатын тіркелімдер', ru: 'запрашиваемые регистры', en: 'registers asked' },
  about: { kk: 'кім туралы сұралады', ru: 'о ком запрашивают', en: 'asked about' },
  question: { kk: 'не сұралады', ru: 'о чём запрашивают', en: 'what is asked' },
  subjects: {
    kk: 'өтініш берушіден басқа кім туралы',
    ru: 'о ком кроме заявителя',
    en: 'about whom beside the applicant',
  },
  coSigners: { kk: 'тағы кім қол қояды', ru: 'кто ещё подписывает', en: 'who else signs' },
  ofFullAge: { kk: 'кәмелетке толғандары ғана', ru: 'только совершеннолетние', en: 'those of full age only' },
  within: { kk: 'қолтаңба қанша күтіледі', ru: 'сколько ждут подпись', en: 'how long the signature is awaited' },
  orDocument: { kk: 'қолтаңбаның орнына', ru: 'вместо подписи', en: 'instead of the signature' },
  where: { kk: 'қайсысы', ru: 'кто из них', en: 'which of them' },
  outcomes: { kk: 'шешім нұсқасы', ru: 'исход', en: 'outcome' },
  edges: { kk: 'келесі қадамы', ru: 'что дальше', en: 'what follows' },
  drafts: { kk: 'дайындалатын құжат', ru: 'готовится документ', en: 'document drafted' },
  report: { kk: 'жазылатын акт', ru: 'составляется акт', en: 'report written' },
  certificate: { kk: 'қол қоятын куәлігі', ru: 'каким сертификатом подписывается', en: 'certificate to sign with' },
  closes: { kk: 'іс қалай жабылады', ru: 'чем закрывается дело', en: 'how the case closes' },
  start: { kk: 'бірінші қадамы', ru: 'первое действие', en: 'first step' },
  totalTermStartsAfter: {
    kk: 'жалпы мерзім неден басталады',
    ru: 'с чего начинается общий срок',
    en: 'the total term begins after',
  },
  totalTermEndsWith: {
    kk: 'жалпы мерзім немен бітеді',
    ru: 'чем кончается общий срок',
    en: 'the total term ends with',
  },
  before: { kk: 'алдын ала', ru: 'предварительно', en: 'beforehand' },
  totalLimit: { kk: 'жалпы мерзімі', ru: 'общий срок', en: 'total limit' },
  maxWaiting: { kk: 'күту уақыты', ru: 'время ожидания', en: 'waiting time' },
  maxServing: { kk: 'қызмет көрсету уақыты', ru: 'время обслуживания', en: 'serving time' },
  limitSources: { kk: 'мерзімнің қайнар көзі', ru: 'источник срока', en: 'source of the limit' },
  fee: { kk: 'ақысы', ru: 'плата', en: 'fee' },
  whoMayApply: { kk: 'кім жүгіне алады', ru: 'кто может обратиться', en: 'who may apply' },
  appeal: { kk: 'шағымдану тәртібі', ru: 'обжалование', en: 'appeal' },
  source: { kk: 'қайнар көзі', ru: 'источник', en: 'source' },
  from: { kk: 'қайдан алынады', ru: 'откуда берётся', en: 'where it comes from' },
  checkedIn: { kk: 'қай тіркелім тексереді', ru: 'каким регистром проверяется', en: 'checked in the register' },
  channels: { kk: 'қай жолдарда', ru: 'в каких каналах', en: 'channels' },
  required: { kk: 'міндетті', ru: 'обязательно', en: 'required' },
  when: { kk: 'шарты', ru: 'условие', en: 'condition' },
  hint: { kk: 'түсіндірме', ru: 'пояснение', en: 'hint' },
  remedy: { kk: 'не істеуге болады', ru: 'что можно сделать', en: 'remedy' },
  establishedAt: { kk: 'қай қадамда анықталады', ru: 'где устанавливается', en: 'established at' },
  document: { kk: 'құжат үлгісі', ru: 'форма документа', en: 'form of the document' },
  entersQueue: { kk: 'кезекке енгізіледі', ru: 'вносит в очередь', en: 'enters the queue' },
  fields: { kk: 'өрістер', ru: 'поля', en: 'fields' },
  widget: { kk: 'жауап түрі', ru: 'вид ответа', en: 'kind of answer' },
  options: { kk: 'нұсқалар', ru: 'варианты', en: 'options' },
  missing: { kk: 'жауап болмаса', ru: 'если ответа нет', en: 'when the answer is missing' },
  prefill: { kk: 'алдын ала толтырылады', ru: 'заполняется заранее', en: 'filled in beforehand' },
  min: { kk: 'ең азы', ru: 'не менее', en: 'at least' },
  max: { kk: 'ең көбі', ru: 'не более', en: 'at most' },
  edition: { kk: 'редакция', ru: 'редакция', en: 'edition' },
  period: { kk: 'қолданылу кезеңі', ru: 'срок действия', en: 'period' },
  'period from': { kk: 'қай күннен', ru: 'с какого дня', en: 'from' },
  'period until': { kk: 'қай күнге дейін', ru: 'до какого дня', en: 'until' },
  'hours from': { kk: 'басталуы', ru: 'начало', en: 'from' },
  'hours to': { kk: 'аяқталуы', ru: 'конец', en: 'until' },
  cite: { kk: 'қысқа сілтеме', ru: 'краткая ссылка', en: 'short name' },
  on: { kk: 'күні', ru: 'дата', en: 'on' },
  repeals: { kk: 'күші жойылған актілер', ru: 'отменённые акты', en: 'acts repealed' },
  act: { kk: 'акт', ru: 'акт', en: 'act' },
  text: { kk: 'мәтіні', ru: 'текст', en: 'text' },
  paperForms: { kk: 'қағаз нысандар', ru: 'бумажные формы', en: 'paper forms' },
  reports: { kk: 'актілер үлгілері', ru: 'виды актов', en: 'reports' },
  service: { kk: 'қызметтің', ru: 'услуги', en: 'of the service' },
  kinds: { kk: 'түрлері', ru: 'виды', en: 'kinds' },
  request: { kk: 'үлгісі', ru: 'образец', en: 'pattern' },
  shows: { kk: 'көрсетеді', ru: 'показывает', en: 'shows' },
  channel: { kk: 'жолы', ru: 'канал', en: 'channel' },
  items: { kk: 'тармақтары', ru: 'пункты', en: 'items' },
  steps: { kk: 'қадамдар', ru: 'действия', en: 'steps' },
  code: { kk: 'тексеру белгісі', ru: 'код проверки', en: 'code of the check' },
  value: { kk: 'мәні', ru: 'значение', en: 'value' },
  unit: { kk: 'өлшем бірлігі', ru: 'единица', en: 'unit' },
  formula: { kk: 'формула', ru: 'формула', en: 'formula' },
  note: { kk: 'ескертпе', ru: 'примечание', en: 'note' },
  until: { kk: 'қай күнге дейін', ru: 'до какого дня', en: 'until' },
  id: { kk: 'белгісі', ru: 'обозначение', en: 'name in the files' },
  annexes: { kk: 'қосымшалар', ru: 'приложения', en: 'annexes' },
  forms: { kk: 'нысаны', ru: 'форма', en: 'form' },
  begins: { kk: 'бастау негізі', ru: 'основание начала', en: 'ground to begin' },
  hours: { kk: 'жұмыс уақыты', ru: 'часы работы', en: 'working hours' },
  address: { kk: 'мекенжайы', ru: 'адрес', en: 'address' },
  number: { kk: 'нөмірі', ru: 'номер', en: 'number' },
  adoptedOn: { kk: 'қабылданған күні', ru: 'дата принятия', en: 'adopted on' },
  registration: { kk: 'мемлекеттік тіркелуі', ru: 'государственная регистрация', en: 'registration' },
  amendments: { kk: 'өзгерістер', ru: 'изменения', en: 'amendments' },
  repeal: { kk: 'күшін жоюы', ru: 'отмена', en: 'repeal' },
  authority: { kk: 'қабылдаған орган', ru: 'принявший орган', en: 'authority' },
  commission: { kk: 'комиссия', ru: 'комиссия', en: 'commission' },
  quorumPercent: { kk: 'кворум, пайыз', ru: 'кворум, процентов', en: 'quorum, per cent' },
  numbering: { kk: 'өтініш нөмірі', ru: 'номер заявления', en: 'number of requests' },
  parameters: { kk: 'көрсеткіштер', ru: 'показатели', en: 'parameters' },
  storage: { kk: 'сақтау мерзімі', ru: 'хранение', en: 'storage' },
  journals: { kk: 'журналдар', ru: 'журналы', en: 'journals' },
  receipt: { kk: 'қолхат', ru: 'расписка', en: 'receipt' },
  finding: { kk: 'кемшілік', ru: 'что найдено', en: 'finding' },
  reason: { kk: 'шешім', ru: 'решение', en: 'decision' },
  pages: { kk: 'беттер', ru: 'страницы', en: 'pages' },
  categoryField: { kk: 'санат өрісі', ru: 'поле категории', en: 'field of the category' },
  actTitles: { kk: 'сілтеме жасалған актілер', ru: 'акты, на которые даны ссылки', en: 'acts cited' },
  timeZone: { kk: 'уақыт белдеуі', ru: 'часовой пояс', en: 'time zone' },
  calendar: { kk: 'күнтізбе', ru: 'календарь', en: 'calendar' },
}

/** Sentences of the comparison itself. */
export const SAY: Readonly<
  Record<
    Locale,
    {
      readonly compared: string
      readonly nothing: string
      readonly affected: string
      readonly applicants: string
      readonly categories: string
      readonly works: string
      readonly running: string
      readonly informative: string
      readonly gone: string
      readonly way: string
      readonly stepDue: string
      readonly totalDue: string
      readonly documents: string
      readonly none: string
      readonly unstated: string
      readonly yes: string
      readonly no: string
      readonly if: string
      readonly after: string
      readonly first: string
      readonly month: (amount: number) => string
    }
  >
> = {
  kk: {
    compared: 'Салыстыру',
    nothing: 'Айырмашылық жоқ.',
    affected: 'Кімге қатысты',
    applicants: 'өтініш берушілер',
    categories: 'санаттар',
    works: 'орындаушылар',
    running: 'Қаралып жатқан істер',
    informative:
      'Іс ашылған кездегі редакциямен соңына дейін жүреді, сондықтан бұл тізім тек мәлімет үшін: жаңа редакцияда не басқаша болар еді.',
    gone: 'бұл қадам енді жоқ',
    way: 'алдағы жолы басқа',
    stepDue: 'қадам мерзімі басқа',
    totalDue: 'жалпы мерзім басқа',
    documents: 'құжаттар басқа',
    none: 'жоқ',
    unstated: 'мерзімі берілмеген',
    yes: 'иә',
    no: 'жоқ',
    if: 'егер',
    after: 'мынадан кейін',
    first: 'басында',
    month: (amount) => `${amount} ай`,
  },
  ru: {
    compared: 'Сравнение',
    nothing: 'Различий нет.',
    affected: 'Кого касается',
    applicants: 'заявители',
    categories: 'категории',
    works: 'исполнители',
    running: 'Дела в работе',
    informative:
      'Дело до конца идёт по той редакции, по которой открыто. Список лишь для сведения: что было бы иначе по новой редакции.',
    gone: 'такого действия больше нет',
    way: 'иной путь впереди',
    stepDue: 'иной срок действия',
    totalDue: 'иной общий срок',
    documents: 'иные документы',
    none: 'нет',
    unstated: 'срок не указан',
    yes: 'да',
    no: 'нет',
    if: 'если',
    after: 'после',
    first: 'в начале',
    month: (amount) => `${amount} мес.`,
  },
  en: {
    compared: 'Comparison',
    nothing: 'There is no difference.',
    affected: 'Who is affected',
    applicants: 'applicants',
    categories: 'categories',
    works: 'those who act',
    running: 'Running cases',
    informative:
      'A case runs to its end under the wording it was opened with. The list only informs: what would be otherwise under the new one.',
    gone: 'the step is no longer there',
    way: 'another way ahead',
    stepDue: 'another limit of the step',
    totalDue: 'another total limit',
    documents: 'other documents',
    none: 'none',
    unstated: 'no limit given',
    yes: 'yes',
    no: 'no',
    if: 'if',
    after: 'after',
    first: 'at the beginning',
    month: (amount) => (amount === 1 ? '1 month' : `${amount} months`),
  },
}
