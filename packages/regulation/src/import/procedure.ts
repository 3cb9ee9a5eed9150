import type { Difference, ProcedureStep, Read, ReadLimit } from './facts.ts'
import { actorOf } from './actors.ts'
import { actionOfStep, deedsOf } from './deeds.ts'
import { fold } from './letters.ts'
import { findLimits, type FoundLimit } from './limits.ts'
import { linesOf, type Passage, slice } from './passage.ts'
import { sentencesOf } from './sentences.ts'
import type { Entry, Item } from './structure.ts'
import { RESULT_HEAD } from './vocabulary/marks.ts'

/** A part of an item that tells a step, with the parts that belong to it. */
interface StepText {
  readonly item: string
  readonly isCounted?: true
  readonly passage: Passage
  readonly result?: Passage
}

/** The steps that an item of sections 2 or 3 tells. */
export function readSteps(item: Item): readonly ProcedureStep[] {
  return stepTexts(item).flatMap((text) => readStep(text) ?? [])
}

function readStep({ item, isCounted, passage, result }: StepText): ProcedureStep | undefined {
  const main = mainSentence(passage)
  const limits = findLimits(main)
  const further = findLimits(passage).filter(({ at }) => at >= 0)
  const [first] = limits
  const actor = actorOf(main) ?? actorOf(passage)
  const action = actionOfStep(passage, actor?.actor)
  if (actor === undefined && first === undefined && action === undefined) return undefined
  const others = further.filter((one) => first === undefined || one.written !== first.written)
  return {
    item,
    ...(isCounted === undefined ? {} : { isCounted }),
    text: passage.text,
    lines: linesOf(passage),
    confidence: lowest([actor?.confidence ?? 0.3, first?.confidence ?? 0.7, action?.confidence ?? 0.4]),
    ...(actor === undefined ? {} : { actor: { value: actor.actor, lines: actor.lines, confidence: actor.confidence } }),
    ...(first === undefined ? {} : { limit: readLimit(first) }),
    furtherLimits: others.map((one) => readLimit(one)),
    ...(action === undefined
      ? {}
      : { action: { value: action.action, lines: linesOf(passage), confidence: action.confidence } }),
    ...(result === undefined
      ? {}
      : { result: { value: { item, text: result.text }, lines: linesOf(result), confidence: 0.95 } }),
  }
}

/** The sentence that tells the limit; without one the first whose actor is not the applicant. */
function mainSentence(passage: Passage): Passage {
  const sentences = sentencesOf(passage)
  const timed = sentences.find((one) => findLimits(one).length > 0)
  if (timed !== undefined) return timed
  return sentences.find((one) => actorOf(one)?.actor.kind !== 'applicant') ?? passage
}

/** Steps are numbered parts, or paragraphs where the act numbers none. A result may follow its step. */
function stepTexts(item: Item): readonly StepText[] {
  const isNumbered = item.entries.some(({ number }) => number !== undefined)
  const texts: StepText[] = []
  let counted = 0
  for (const entry of item.entries) {
    const result = resultIn(entry.passage)
    const last = texts.at(-1)
    if (result !== undefined && result.before.text === '') {
      if (last !== undefined) texts[texts.length - 1] = { ...last, result: result.result }
      continue
    }
    if (isNumbered && entry.number === undefined) continue
    counted += 1
    texts.push({
      item: itemOf(item, entry, counted),
      ...(entry.number === undefined || entry.isInferred ? { isCounted: true as const } : {}),
      passage: result?.before ?? entry.passage,
      ...(result === undefined ? {} : { result: result.result }),
    })
  }
  return texts
}

/** `5(3)`; of an unnumbered part its place is counted. */
export function itemOf(item: Item, entry: Pick<Entry, 'number'>, counted: number): string {
  if (item.isOpened === true) return String(item.number ?? 0)
  return `${item.number ?? 0}(${entry.number ?? counted})`
}

/** A result told inside a step: `Нәтиже: …`, `Результат – …`. */
function resultIn(passage: Passage): { readonly before: Passage; readonly result: Passage } | undefined {
  const found = RESULT_HEAD.exec(passage.text)
  if (found === null) return undefined
  return { before: slice(passage, 0, found.index), result: slice(passage, found.index + found[0].length) }
}

export function readLimit(found: FoundLimit): Read<ReadLimit> {
  return {
    value: {
      written: found.written,
      ...(found.limit === undefined ? {} : { limit: found.limit }),
      ...(found.kindUnstated === undefined ? {} : { kindUnstated: found.kindUnstated }),
      ...(found.disagrees === undefined ? {} : { disagrees: found.disagrees }),
    },
    lines: found.lines,
    confidence: found.confidence,
  }
}

/** Puts the telling of section 3 beside the steps of section 2, and says where the two differ. */
export function compareTellings(
  steps: readonly ProcedureStep[],
  again: readonly ProcedureStep[],
): readonly ProcedureStep[] {
  if (steps.length === 0) return again
  if (again.length !== steps.length) return steps
  return steps.map((step, index): ProcedureStep => {
    const other = again[index]
    if (other === undefined) return step
    return {
      ...step,
      again: { item: other.item, text: other.text, lines: other.lines, differs: differences(step, other) },
    }
  })
}

function differences(one: ProcedureStep, other: ProcedureStep): readonly Difference[] {
  const found: Difference[] = []
  if (one.actor?.value.id !== other.actor?.value.id) found.push({ what: 'actor', text: other.actor?.value.text ?? '' })
  if (one.limit?.value.written !== other.limit?.value.written) {
    found.push({ what: 'limit', text: other.limit?.value.written ?? '' })
  }
  const [deeds, otherDeeds] = [deedsOf(folded(one)), deedsOf(folded(other))]
  if (deeds.symmetricDifference(otherDeeds).size > 0) found.push({ what: 'action', text: other.text })
  return found
}

function folded({ text }: ProcedureStep): { readonly fold: string } {
  return { fold: fold(text) }
}

function lowest(values: readonly number[]): number {
  return Math.min(...values)
}
