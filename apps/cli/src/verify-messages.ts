import type { ContainerError } from '@qyzmet/evidence'
import type { Locale } from '@qyzmet/regulation'

/** Words of the report on a container; the Kazakh ones are the shape. */
const kk = {
  holds: 'Контейнердегінің бәрі дұрыс.',
  fails: 'Контейнер тексеруден өтпеді.',
  training: 'ОҚУ ҮЛГІСІ: заңдық күші жоқ.',
  service: 'Қызмет',
  number: 'Өтініш нөмірі',
  applicant: 'Өтініш беруші',
  opened: 'Іс ашылған уақыт',
  result: 'Нәтиже',
  stamped: 'Уақыт белгісі',
  events: 'Оқиғалар саны',
  trusted: 'Сенім куәліктерінің нұсқасы',
  verdicts: { VALID: 'жарамды', INVALID: 'жарамсыз', INDETERMINATE: 'анықталмады' },
  purposes: { request: 'өтініш', result: 'нәтиже', minutes: 'хаттама' } as Readonly<Record<string, string>>,
  noFile: (file: string) => `${file} деген файл жоқ.`,
  anchors: (what: string) => `Сенім куәліктерін оқу мүмкін болмады: ${what}.`,
  container: {
    'not-a-container': 'Бұл файл іс контейнері емес.',
    'too-large': 'Файлдың ішіндегісі кез келген контейнерден үлкен, сондықтан ашылмады.',
    'bad-name': 'Контейнерде болмауы тиіс файл атауы бар, сондықтан ол ашылмады.',
  } satisfies Record<ContainerError['code'], string>,
}
type Messages = typeof kk

const ru: Messages = {
  holds: 'В контейнере всё верно.',
  fails: 'Контейнер не прошёл проверку.',
  training: 'УЧЕБНЫЙ ОБРАЗЕЦ: юридической силы нет.',
  service: 'Услуга',
  number: 'Номер заявления',
  applicant: 'Заявитель',
  opened: 'Дело открыто',
  result: 'Результат',
  stamped: 'Метка времени',
  events: 'Событий',
  trusted: 'Версия доверенных сертификатов',
  verdicts: { VALID: 'действительна', INVALID: 'недействительна', INDETERMINATE: 'не установлено' },
  purposes: { request: 'заявление', result: 'результат', minutes: 'протокол' },
  noFile: (file) => `Нет файла ${file}.`,
  anchors: (what) => `Не удалось прочитать доверенные сертификаты: ${what}.`,
  container: {
    'not-a-container': 'Этот файл не контейнер дела.',
    'too-large': 'Содержимое файла больше любого контейнера, поэтому он не открыт.',
    'bad-name': 'В контейнере есть имя файла, которого в нём быть не может, поэтому он не открыт.',
  },
}

const en: Messages = {
  holds: 'Everything in the container holds.',
  fails: 'The container does not hold.',
  training: 'TRAINING SPECIMEN: no legal force.',
  service: 'Service',
  number: 'Number of the application',
  applicant: 'Applicant',
  opened: 'Case opened',
  result: 'Result',
  stamped: 'Time stamp',
  events: 'Events',
  trusted: 'Version of the trusted certificates',
  verdicts: { VALID: 'valid', INVALID: 'not valid', INDETERMINATE: 'not proved' },
  purposes: { request: 'application', result: 'result', minutes: 'minutes' },
  noFile: (file) => `There is no file ${file}.`,
  anchors: (what) => `The trusted certificates cannot be read: ${what}.`,
  container: {
    'not-a-container': 'This file is no case container.',
    'too-large': 'What is inside is larger than any container; it was not opened.',
    'bad-name': 'The container holds a file name that none may have; it was not opened.',
  },
}

export const verifyMessages: Readonly<Record<Locale, Messages>> = { kk, ru, en }
