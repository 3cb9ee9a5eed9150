import type { ActionName } from '../../actions.ts'
import { type Cue, cue } from '../cue.ts'

interface InteractionRule {
  readonly action: ActionName
  /** Which numbering it stands in; unset: either. */
  readonly of?: 'process' | 'condition'
  /** Each cue must be there. */
  readonly all: readonly Cue[]
  readonly none?: readonly Cue[]
}

const REFUSAL = cue('бас тарт', 'отказ')
const MESSAGE = cue('хабар', 'сообщени', 'уведомлени', 'ақпарат қалыптас')
const IMPOSSIBLE = cue(
  'мүмкін емес',
  'мүмкіндігінің болмау',
  'мүмкіндік жоқ',
  'мүмкіншілік болмау',
  'невозможност',
  'отсутстви',
)
const SIGNATURE = cue(
  'ЭЦҚ',
  'ЭЦК',
  'ЭЦП',
  'цифрлық қолтаңба',
  'цифровой подпис',
  'тіркеу куәлі',
  'регистрационн свидетельств',
)
const CERTIFICATE = cue('тіркеу куәлі', 'регистрационн свидетельств', 'қайтарылған', 'отозванн')
const PASSWORD = cue('пароль', 'парол', 'құпия сөз', 'құпиясөз', 'логин')
const REGISTER = cue(
  'дерек қор',
  'деректер қор',
  'деректер база',
  'дерекқор',
  'МДҚ',
  'МДК',
  'МДБ',
  'БНАЖ',
  'ГБД',
  'ЕНИС',
  'баз данных',
  'базу данных',
  'базе данных',
  'нотариал',
  'ақпараттық жүйелерден',
)
const GATEWAY = cue('шлюз', 'ЭҮШ', 'ШЭП', 'ЭҮӨШ', 'ЭҮАШ', 'РШЭП', 'АЖО', 'АРМ=')
const QUESTION = cue('сұрау', 'сұраны', 'запрос')
const SENDING = cue('жібер', 'жолда', 'бағытта', 'сұрау салу', 'направл', 'отправ', 'передач')
const PACKAGE = cue('топтама', 'пакет', 'толықты', 'толық емес', 'полнот', 'полный', 'неполн')
const RECEIPT = cue('қолхат', 'расписк')
const PAPERS = cue('құжат', 'документ')

/** Deeds that make an unnumbered action a check, as conditions are. */
export const CHECKING = cue('тексер', 'провер', 'салыстыр', 'сверк')

/** Signing up to the portal, which comes before every case. */
export const SIGNING_UP = cue(
  'тіркеуді жүзеге',
  'тіркеледі',
  'тіркелу',
  'регистрацию на',
  'регистрацию в',
  'регистрируется',
)

/** What a process or a condition is, by its words; the first rule whose cues are all there. */
export const INTERACTION_RULES: readonly InteractionRule[] = [
  {
    action: 'refuse-acceptance',
    all: [RECEIPT, cue('қабылдаудан бас тарт', 'отказе в= прием', 'отказ в= прием', 'отказе в= приём')],
  },
  { action: 'check-signature', of: 'condition', all: [CERTIFICATE] },
  { action: 'check-identity', of: 'condition', all: [PASSWORD] },
  {
    action: 'check-signature',
    of: 'condition',
    all: [cue('идентификационных данных', 'сәйкестендіру дерек')],
    none: [PAPERS, REGISTER],
  },
  { action: 'check-identity', of: 'condition', all: [cue('түпнұсқа', 'подлинност')], none: [PAPERS] },
  { action: 'check-package', of: 'condition', all: [PACKAGE], none: [REGISTER] },
  { action: 'check-answer', of: 'condition', all: [REGISTER] },
  { action: 'check-documents', of: 'condition', all: [PAPERS] },
  { action: 'check-answer', of: 'condition', all: [cue('дерек', 'мәлімет', 'данн')] },
  {
    action: 'report-refusal',
    of: 'process',
    all: [MESSAGE, REFUSAL],
    none: [cue('алуы', 'алу=', 'алады', 'получени')],
  },
  { action: 'report-refusal', of: 'process', all: [MESSAGE, IMPOSSIBLE] },
  {
    action: 'report-refusal',
    of: 'process',
    all: [REFUSAL],
    none: [cue('нәтиже', 'результат', 'алуы', 'алады', 'получени')],
  },
  {
    action: 'hand-over',
    all: [
      cue('нәтиже', 'қорытынды', 'анықтама', 'результат', 'справк', 'уведомлени', 'ответ'),
      cue('алуы', 'алу=', 'алу.=', 'алады', 'беру', 'береді', 'получени', 'получает', 'выдач', 'выдает'),
    ],
    none: [QUESTION],
  },
  { action: 'carry-papers', of: 'process', all: [cue('курьер')], none: [cue('алуы', 'получени')] },
  { action: 'print-answers', of: 'process', all: [cue('басып шығар', 'распечат')] },
  { action: 'authenticate', of: 'process', all: [PASSWORD], none: [cue('таңда', 'выбор')] },
  { action: 'authenticate', of: 'process', all: [cue('авториз')] },
  { action: 'ask-register', all: [QUESTION, REGISTER, SENDING] },
  {
    action: 'ask-register',
    of: 'process',
    all: [cue('мәліметтерді алу', 'мәліметтер… алу', 'получени сведений', 'получени… данных'), GATEWAY],
  },
  { action: 'compose-request', of: 'process', all: [cue('таңда', 'выбор', 'выбира')] },
  { action: 'sign-and-send-request', of: 'process', all: [SIGNATURE, SENDING] },
  { action: 'sign-and-send-request', of: 'process', all: [SENDING, GATEWAY] },
  { action: 'ask-register', of: 'process', all: [QUESTION, SENDING] },
  { action: 'scan-documents', of: 'process', all: [cue('сканер', 'сканир')] },
  { action: 'compose-request', of: 'process', all: [cue('толтыр', 'заполн'), QUESTION] },
  { action: 'scan-documents', of: 'process', all: [cue('сканер', 'сканир')] },
  { action: 'sign-and-send-request', of: 'process', all: [SIGNATURE] },
  { action: 'number-request', all: [cue('тірке', 'регистрац'), GATEWAY] },
  { action: 'register', all: [cue('тірке', 'регистрац')] },
  { action: 'check-documents', all: [cue('тексер', 'провер', 'өңде', 'обработ')] },
  { action: 'carry-papers', all: [cue('курьер')] },
  { action: 'hand-in', all: [cue('тапсыр', 'ұсын', 'береді', 'подает', 'сдает', 'предоставл'), PAPERS] },
]

/** Words of timed statements beside the steps. */
export const WAITING = cue('күту', 'ожидани')
export const SERVING = cue(
  'қызмет көрсету уақыт',
  'қызмет көрсетудің ең ұзақ',
  'қызмет көрсетудің рұқсат',
  'обслуживания',
)
export const KEEPING = cue('сақта', 'хранени')
