import type { ContainerError } from '@qyzmet/evidence'
import type { Locale } from '@qyzmet/regulation'

/** Words of the report on a container and on a paper; the Kazakh ones are the shape. */
const kk = {
  holds: { case: 'Контейнердегінің бәрі дұрыс.', paper: 'Құжаттың түпнұсқалығы дәлелденді.' },
  fails: { case: 'Контейнер тексеруден өтпеді.', paper: 'Құжаттың түпнұсқалығы дәлелденбеді.' },
  training: 'ОҚУ ҮЛГІСІ: заңдық күші жоқ.',
  service: 'Қызмет',
  edition: 'Регламент редакциясы',
  number: 'Өтініш нөмірі',
  applicant: 'Өтініш беруші',
  opened: 'Іс ашылған уақыт',
  due: 'Қызмет мерзімінің соңғы күні',
  result: 'Нәтиже',
  stamped: 'Уақыт белгісі',
  events: 'Оқиғалар саны',
  inside: 'Контейнерде',
  parts: (attachments: number, answers: number, papers: number) =>
    `қоса берілген файлдар: ${attachments}, тіркелім жауаптары: ${answers}, құжаттар: ${papers}`,
  paper: 'Құжат',
  paperNumber: 'Құжат нөмірі',
  dated: 'Күні',
  provider: 'Берген орган',
  trusted: 'Сенім куәліктерінің нұсқасы',
  verdicts: { VALID: 'жарамды', INVALID: 'жарамсыз', INDETERMINATE: 'анықталмады' },
  purposes: {
    request: 'өтініш',
    'co-signature': 'өтініш (тағы бір адам)',
    result: 'нәтиже',
    minutes: 'хаттама',
    inspection: 'зерделеу актісі',
    package: 'қағазбен келген өтініш',
  } as Readonly<Record<string, string>>,
  noFile: (file: string) => `${file} деген файл жоқ.`,
  anchors: (what: string) => `Сенім куәліктерін оқу мүмкін болмады: ${what}.`,
  faults: {
    'no-evidence':
      'Бұл PDF құжатының дәлелдері жоқ: оны жүктеген беттен дәлелдер файлын да жүктеп, PDF жанына қойыңыз немесе --evidence арқылы көрсетіңіз.',
    'not-a-container': 'Бұл файл контейнер де, PDF құжаты да емес.',
    'too-large': 'Файлдың ішіндегісі кез келген контейнерден үлкен, сондықтан ашылмады.',
    'bad-name': 'Контейнерде болмауы тиіс файл атауы бар, сондықтан ол ашылмады.',
  } satisfies Record<ContainerError['code'] | 'no-evidence', string>,
}
type Messages = typeof kk

const ru: Messages = {
  holds: { case: 'В контейнере всё верно.', paper: 'Подлинность документа доказана.' },
  fails: { case: 'Контейнер не прошёл проверку.', paper: 'Подлинность документа не доказана.' },
  training: 'УЧЕБНЫЙ ОБРАЗЕЦ: юридической силы нет.',
  service: 'Услуга',
  edition: 'Редакция регламента',
  number: 'Номер заявления',
  applicant: 'Заявитель',
  opened: 'Дело открыто',
  due: 'Последний день срока услуги',
  result: 'Результат',
  stamped: 'Метка времени',
  events: 'Событий',
  inside: 'В контейнере',
  parts: (attachments, answers, papers) =>
    `приложенных файлов: ${attachments}, ответов регистров: ${answers}, документов: ${papers}`,
  paper: 'Документ',
  paperNumber: 'Номер документа',
  dated: 'Дата',
  provider: 'Кем выдан',
  trusted: 'Версия доверенных сертификатов',
  verdicts: { VALID: 'действительна', INVALID: 'недействительна', INDETERMINATE: 'не установлено' },
  purposes: {
    request: 'заявление',
    'co-signature': 'заявление (ещё один человек)',
    result: 'результат',
    minutes: 'протокол',
    inspection: 'акт обследования',
    package: 'заявление, принятое на бумаге',
  },
  noFile: (file) => `Нет файла ${file}.`,
  anchors: (what) => `Не удалось прочитать доверенные сертификаты: ${what}.`,
  faults: {
    'no-evidence':
      'У этого PDF нет доказательств: скачайте файл доказательств там же, где документ, и положите его рядом с PDF или укажите через --evidence.',
    'not-a-container': 'Этот файл не контейнер и не документ PDF.',
    'too-large': 'Содержимое файла больше любого контейнера, поэтому он не открыт.',
    'bad-name': 'В контейнере есть имя файла, которого в нём быть не может, поэтому он не открыт.',
  },
}

const en: Messages = {
  holds: { case: 'Everything in the container holds.', paper: 'The paper is proved genuine.' },
  fails: { case: 'The container does not hold.', paper: 'The paper is not proved genuine.' },
  training: 'TRAINING SPECIMEN: no legal force.',
  service: 'Service',
  edition: 'Edition of the regulation',
  number: 'Number of the application',
  applicant: 'Applicant',
  opened: 'Case opened',
  due: 'Last day of the term of the service',
  result: 'Result',
  stamped: 'Time stamp',
  events: 'Events',
  inside: 'In the container',
  parts: (attachments, answers, papers) =>
    `attached files: ${attachments}, answers of registers: ${answers}, papers: ${papers}`,
  paper: 'Paper',
  paperNumber: 'Number of the paper',
  dated: 'Date',
  provider: 'Issued by',
  trusted: 'Version of the trusted certificates',
  verdicts: { VALID: 'valid', INVALID: 'not valid', INDETERMINATE: 'not proved' },
  purposes: {
    request: 'application',
    'co-signature': 'application (somebody else)',
    result: 'result',
    minutes: 'minutes',
    inspection: 'act of inspection',
    package: 'application taken in on paper',
  },
  noFile: (file) => `There is no file ${file}.`,
  anchors: (what) => `The trusted certificates cannot be read: ${what}.`,
  faults: {
    'no-evidence':
      'This PDF comes without evidence: download its evidence file where you got the paper and put it beside the PDF, or name it with --evidence.',
    'not-a-container': 'This file is neither a container nor a PDF.',
    'too-large': 'What is inside is larger than any container; it was not opened.',
    'bad-name': 'The container holds a file name that none may have; it was not opened.',
  },
}

export const verifyMessages: Readonly<Record<Locale, Messages>> = { kk, ru, en }
