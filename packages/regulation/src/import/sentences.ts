import { slice, type Passage } from './passage.ts'

/** Sentences of a passage; abbreviations, initials and numbers with dots do not end one. */
export function sentencesOf(passage: Passage): readonly Passage[] {
  const ends = [...passage.text.matchAll(/(?<=[\p{Ll}»"”)])\.\s+(?=[\p{Lu}"«])/gu)].map(({ index }) => index + 1)
  const cuts = [0, ...ends]
  return cuts.map((from, index) => slice(passage, from, cuts[index + 1])).filter(({ text }) => text !== '')
}
