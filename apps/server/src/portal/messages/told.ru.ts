import type { ToldPagesMessages } from './told.kk.ts'

export const toldPagesRu: ToldPagesMessages = {
  toRegulation: 'Текст регламента',
  toHandbook: 'Справочник бизнес-процессов',
  pdf: 'Открыть в формате PDF',
  contents: 'Содержание страницы',
  decisions: 'список решений',
  repealed: 'Эта редакция сейчас не применяется. Она показана только для изучения и сравнения.',
  wordings: 'Редакции регламента',
  wordingsText:
    'Каждое заявление рассматривают по той редакции, при которой оно подано; позднейшие изменения его не касаются.',
  period: 'Когда применяется',
  read: 'Текст',
  shown: 'на этой странице',
  readWording: 'Читать',
  largeDrawing: 'Открыть диаграмму в полном размере',
  drawingScrolls: (caption) => `${caption}. Можно прокрутить вбок`,
}
