import type { Text } from '@qyzmet/regulation'
import type { ApplicationRefusal } from '../portal-application.ts'

/** What the state portal shows to the applicant, in its own cabinet: always all languages at once. */
export const portalWords = {
  registered: {
    kk: 'Өтініш өңірлік шлюздің жұмыс орнында тіркелді',
    ru: 'Заявление зарегистрировано на рабочем месте регионального шлюза',
    en: 'The application is registered at the regional gateway workstation',
  },
  accepted: {
    kk: 'Өтініш қабылданды',
    ru: 'Заявление принято',
    en: 'The application is accepted',
  },
  assigned: {
    kk: 'Жауапты орындаушы тағайындалды',
    ru: 'Назначен ответственный исполнитель',
    en: 'An executor is named',
  },
  granted: {
    kk: 'Қызмет көрсетілді, нәтижесі дайын',
    ru: 'Услуга оказана, результат готов',
    en: 'The service is given and its result is ready',
  },
  refused: {
    kk: 'Қызмет көрсетуден дәлелді бас тартылды',
    ru: 'Дан мотивированный отказ в оказании услуги',
    en: 'The service is refused with reasons',
  },
  stopped: {
    kk: 'Өтініш қабылданбады: электрондық қолтаңба расталмады немесе жеке басы анықталмады',
    ru: 'Заявление не принято: электронная подпись или личность не подтверждена',
    en: 'The application is not accepted: the signature or the identity was not confirmed',
  },
  refusals: {
    'service-unknown': {
      kk: 'Мұндай қызмет бұл жерде көрсетілмейді',
      ru: 'Такая услуга здесь не оказывается',
      en: 'There is no such service here',
    },
    'provider-unknown': {
      kk: 'Көрсетілген орган бұл қызметті көрсетпейді',
      ru: 'Указанный орган эту услугу не оказывает',
      en: 'The body named does not give this service',
    },
    'application-unreadable': {
      kk: 'Өтініштің қол қойылған мәтінін оқу мүмкін болмады. Өтінішті қайта жіберіңіз',
      ru: 'Подписанный текст заявления не читается. Отправьте заявление ещё раз',
      en: 'The signed text of the application cannot be read. Send the application again',
    },
    'answers-faulty': {
      kk: 'Өтініштің кейбір жолдары толтырылмаған немесе қате толтырылған',
      ru: 'Некоторые поля заявления не заполнены или заполнены неверно',
      en: 'Some fields of the application are empty or wrong',
    },
    'documents-missing': {
      kk: 'Қажетті құжаттар толық емес',
      ru: 'Приложены не все нужные документы',
      en: 'Not all documents needed are attached',
    },
    'file-differs': {
      kk: 'Жіберілген файл қол қойылған файлға сәйкес келмейді немесе оның түрі қабылданбайды',
      ru: 'Присланный файл отличается от подписанного или такого вида файлы не принимаются',
      en: 'A file differs from the one that was signed, or files of its kind are not taken',
    },
  },
} as const satisfies Readonly<Record<string, Text | Readonly<Record<ApplicationRefusal, Text>>>>
