import type { Locale } from '@qyzmet/regulation'

/** What a container fails to prove. */
export type ContainerFinding =
  | 'list-differs'
  | 'not-stamped'
  | 'stamp-wrong'
  | 'unreadable'
  | 'chain-broken'
  | 'history-broken'
  | 'edition-differs'
  | 'regulation-unsound'
  | 'calendar-unsound'
  | 'request-differs'
  | 'attachment-missing'
  | 'attachment-differs'
  | 'paper-missing'
  | 'paper-differs'
  | 'answer-missing'
  | 'answer-differs'
  | 'scan-missing'
  | 'scan-differs'
  | 'signature-missing'
  | 'signature-unproved'
  | 'signed-thing-missing'
  | 'anchors-inside'
  | 'unsigned'

export interface Finding {
  readonly code: ContainerFinding
  /** `fault`: something is not as it says. `weak`: nothing is wrong, but it is not proved either. */
  readonly severity: 'fault' | 'weak'
  /** The file, signature or number concerned, and a reason of the signature verifier where there is one. */
  readonly about?: string
}

/** `weak` ones: all the rest are faults. */
const WEAK: ReadonlySet<ContainerFinding> = new Set(['not-stamped', 'anchors-inside', 'unsigned'])

export function finding(code: ContainerFinding, about?: string): Finding {
  return { code, severity: WEAK.has(code) ? 'weak' : 'fault', ...(about === undefined ? {} : { about }) }
}

const kk: Record<ContainerFinding, string> = {
  'list-differs': 'Контейнердегі файлдар тізімге сәйкес емес: біреу өзгертілген, қосылған немесе алынған',
  'not-stamped': 'Контейнерде уақыт белгісі жоқ, сондықтан оның қашан жасалғаны дәлелденбейді',
  'stamp-wrong': 'Уақыт белгісі осы тізімге сәйкес емес немесе оған сенуге болмайды',
  unreadable: 'Контейнердің ішіндегісі оқылмайды',
  'chain-broken': 'Оқиғалар тізбегі үзілген: жазба өзгертілген немесе алынған',
  'history-broken': 'Оқиғалар бір-біріне сәйкес келмейді',
  'edition-differs': 'Регламент мәтіні іс ашылған редакцияға сәйкес емес',
  'regulation-unsound': 'Регламент мәтіні оқылмайды немесе қатесі бар',
  'calendar-unsound': 'Күнтізбе оқылмайды немесе регламенттікі емес',
  'request-differs': 'Өтініш мәтіні іс ашылғандағы мәтін емес',
  'attachment-missing': 'Өтінішке қоса берілген файл жоқ',
  'attachment-differs': 'Қоса берілген файл өзгертілген',
  'paper-missing': 'Қол қойылған құжат жоқ',
  'answer-missing': 'Тіркелімнің жауабы жоқ',
  'signature-missing': 'Қолтаңба жоқ',
  'signature-unproved': 'Қолтаңбаның жарамдылығы дәлелденбеді',
  'signed-thing-missing': 'Қолтаңба қойылған құжат контейнерде жоқ',
  'scan-missing': 'Қолмен енгізілген мәлімет көшірілген құжаттың көшірмесі жоқ',
  'scan-differs': 'Қолмен енгізілген мәлімет көшірілген құжаттың көшірмесі өзгертілген немесе басқа құжаттікі',
  'answer-differs': 'Тіркелімге қойылған сұрақ немесе оның жауабы өзгертілген',
  'paper-differs': 'Берілген файл контейнердегі құжаттардың ешқайсысына сәйкес емес: өзгертілген немесе басқа құжат',
  unsigned: 'Бұл құжатқа қол қойылмаған: түпнұсқалығын тек берген органның тексеру беті растай алады',
  'anchors-inside':
    'Сенім куәліктері контейнердің өзінен алынды. Оларды Ұлттық куәландырушы орталық жариялаған куәліктермен салыстырыңыз',
}

const ru: Record<ContainerFinding, string> = {
  'list-differs': 'Файлы контейнера не совпадают со списком: какой-то изменён, добавлен или изъят',
  'not-stamped': 'В контейнере нет метки времени, поэтому не доказано, когда он создан',
  'stamp-wrong': 'Метка времени не относится к этому списку или ей нельзя доверять',
  unreadable: 'Содержимое контейнера не читается',
  'chain-broken': 'Цепочка событий прервана: запись изменена или изъята',
  'history-broken': 'События не согласуются между собой',
  'edition-differs': 'Текст регламента не тот, с которым открыто дело',
  'regulation-unsound': 'Текст регламента не читается или содержит ошибку',
  'calendar-unsound': 'Календарь не читается или не тот, что назван регламентом',
  'request-differs': 'Текст заявления не тот, с которым открыто дело',
  'attachment-missing': 'Нет файла, приложенного к заявлению',
  'attachment-differs': 'Приложенный файл изменён',
  'paper-missing': 'Нет подписанного документа',
  'answer-missing': 'Нет ответа регистра',
  'signature-missing': 'Нет подписи',
  'signature-unproved': 'Действительность подписи не доказана',
  'signed-thing-missing': 'В контейнере нет того, что подписано',
  'scan-missing': 'Нет скана документа, с которого сведения введены вручную',
  'scan-differs': 'Скан документа, с которого сведения введены вручную, изменён или относится к другому документу',
  'answer-differs': 'Вопрос к регистру или его ответ изменён',
  'paper-differs': 'Данный файл не совпадает ни с одним документом в контейнере: он изменён или это другой документ',
  unsigned: 'Документ не подписан: подлинность может подтвердить только страница проверки органа, который его выдал',
  'anchors-inside':
    'Доверенные сертификаты взяты из самого контейнера. Сравните их с теми, что публикует Национальный удостоверяющий центр',
}

const en: Record<ContainerFinding, string> = {
  'list-differs': 'The files are not those of the list: one was changed, added or taken out',
  'not-stamped': 'The container has no time stamp, so nothing proves when it was made',
  'stamp-wrong': 'The time stamp is not over this list, or cannot be trusted',
  unreadable: 'What is inside cannot be read',
  'chain-broken': 'The chain of events is broken: a record was changed or taken out',
  'history-broken': 'The events contradict each other',
  'edition-differs': 'The text of the regulation is not the one the case was opened under',
  'regulation-unsound': 'The text of the regulation cannot be read, or has a fault',
  'calendar-unsound': 'The calendar cannot be read, or is not the one the regulation names',
  'request-differs': 'The application is not the one the case was opened with',
  'attachment-missing': 'A file attached to the application is missing',
  'attachment-differs': 'An attached file was changed',
  'paper-missing': 'A signed document is missing',
  'answer-missing': 'An answer of a register is missing',
  'signature-missing': 'A signature is missing',
  'signature-unproved': 'The signature is not proved valid',
  'signed-thing-missing': 'What was signed is not in the container',
  'scan-missing': 'The scan from which an answer was entered by hand is missing',
  'scan-differs': 'The scan from which an answer was entered by hand was changed, or is of another paper',
  'answer-differs': 'The question to a register or its answer was changed',
  'paper-differs': 'The file given is none of the papers in the container: it was changed, or is another one',
  unsigned:
    'The paper bears no signature: only the public check of the body that issued it can tell whether it is genuine',
  'anchors-inside':
    'The trusted certificates came with the container itself. Compare them with those the National Certification Authority publishes',
}

const SENTENCES: Readonly<Record<Locale, Record<ContainerFinding, string>>> = { kk, ru, en }

/** What a finding means, as a sentence without a full stop. */
export function describeContainerFinding({ code, about }: Finding, locale: Locale): string {
  const sentence = SENTENCES[locale][code]
  return about === undefined ? sentence : `${sentence} (${about})`
}
