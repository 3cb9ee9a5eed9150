export const toldPagesKk = {
  toRegulation: 'Регламент мәтіні',
  toHandbook: 'Бизнес-процестер анықтамалығы',
  pdf: 'PDF түрінде ашу',
  contents: 'Осы беттің мазмұны',
  decisions: 'шешімдер тізімі',
  repealed: 'Бұл редакция қазір қолданылмайды. Ол оқу және салыстыру үшін ғана көрсетіледі.',
  wordings: 'Регламент редакциялары',
  wordingsText: 'Әр өтініш өзі ашылған күнгі редакция бойынша қаралады, кейінгі өзгерістер оған қолданылмайды.',
  period: 'Қолданылатын кезең',
  read: 'Мәтіні',
  shown: 'осы бетте',
  readWording: 'Оқу',
  largeDrawing: 'Диаграмманы толық өлшемде ашу',
  drawingScrolls: (caption: string) => `${caption}. Көлденең жылжытуға болады`,
}

export type ToldPagesMessages = typeof toldPagesKk
