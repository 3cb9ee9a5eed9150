import type { ToldPagesMessages } from './told.kk.ts'

export const toldPagesEn: ToldPagesMessages = {
  toRegulation: 'Text of the regulation',
  toHandbook: 'Handbook of business processes',
  pdf: 'Open as PDF',
  contents: 'Contents of this page',
  decisions: 'list of decisions',
  repealed: 'This edition does not apply now. It is shown for study and comparison only.',
  wordings: 'Editions of the regulation',
  wordingsText:
    'An application is examined under the edition of the day on which it was made; later changes do not touch it.',
  period: 'When it applies',
  read: 'Text',
  shown: 'on this page',
  readWording: 'Read',
  largeDrawing: 'Open the diagram in full size',
  drawingScrolls: (caption) => `${caption}. It scrolls sideways`,
}
