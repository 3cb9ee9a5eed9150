export const esedoKk = {
  title: 'Е-әкімдік',
  application: 'Өтініш',
  result: 'Қызмет нәтижесі',
  registered: (number: string, on: string) => `Е-әкімдікте тіркелген: № ${number}, күні ${on}.`,
  executing: 'Орындалып жатыр.',
  finished: 'Орындалды деп белгіленген.',
  waiting: (since: string) => `Е-әкімдікте әлі тіркелген жоқ. Жіберуге қойылған уақыты: ${since}.`,
  delivered: (since: string) => `Е-әкімдікке жеткізілді, тіркеу нөмірін күтіп тұр. Жіберуге қойылған уақыты: ${since}.`,
  trying: (failure: string) => `Әзірге жіберілмей тұр. ${failure}. Жіберу өздігінен қайталанады.`,
  refused: (reason: string) => `Е-әкімдік тіркеуден бас тартты. Себебі: ${reason}`,
  noReason: 'айтылмаған',
  unsent: (failure: string) => `Е-әкімдікке жіберілмеді. ${failure}.`,
  stopped: 'Е-әкімдікке жіберу тоқтатылды.',
  whoRepeats: 'Құжатты өтініштерді тіркейтін қызметкер «Тіркеулер» бетінен қайта жібереді.',
}

export type EsedoMessages = typeof esedoKk
