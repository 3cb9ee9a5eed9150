import type { OpenedCase } from '@qyzmet/casework'
import type { Regulation, Text } from '@qyzmet/regulation'
import type { AnswerSection } from '../documents/application.ts'
import { sentenceCase } from '../documents/sheet.ts'

/** Who signed the application beside the applicant; nothing where nobody had to. */
export function coSignedSections(
  { coSignatures = [] }: Pick<OpenedCase, 'coSignatures'>,
  { standard }: Regulation,
): readonly AnswerSection[] {
  if (coSignatures.length === 0) return []
  const rows = coSignatures.map(({ coSigner, iin, signature }) => ({
    label: labelOf(standard.coSigners?.find(({ id }) => id === coSigner)?.title ?? TITLE),
    values: [signature.signerName, { iin }],
  }))
  return [{ title: TITLE, rows, people: [] }]
}

const TITLE: Text = {
  kk: 'Өтінішке ЭЦҚ-мен тағы қол қойғандар',
  ru: 'Кто ещё подписал заявление ЭЦП',
  en: 'Who else signed the application digitally',
}

function labelOf({ kk, ru, en }: Text): Text {
  return { kk: sentenceCase(kk, 'kk'), ru: sentenceCase(ru, 'ru'), en: sentenceCase(en, 'en') }
}
