import type { ActionName } from '../actions.ts'
import type { ChannelFacts, ChannelStep, Read, ReadActor, TimedStatement } from './facts.ts'
import { actorOf, mentionsOf, systemOf } from './actors.ts'
import { findLimits } from './limits.ts'
import type { Label } from './markers.ts'
import { linesOf, type Passage } from './passage.ts'
import { itemOf, readLimit } from './procedure.ts'
import { sentencesOf } from './sentences.ts'
import type { Entry, Item } from './structure.ts'
import { CHANNELS, type ChannelName } from './vocabulary/channels.ts'
import { CHECKING, INTERACTION_RULES, KEEPING, SERVING, SIGNING_UP, WAITING } from './vocabulary/interaction.ts'

/** The channel that an item of section 4 describes; undefined when its words name none. */
export function channelOf(item: Item): ChannelName | undefined {
  const places = (['centre', 'portal', 'office'] as const).flatMap((channel) => {
    const found = CHANNELS[channel].find(item.lead.fold)
    return found === undefined ? [] : [{ channel, at: channel === 'office' ? found.at + 1000 : found.at }]
  })
  return places.toSorted((a, b) => a.at - b.at)[0]?.channel
}

/** What items of section 4 tell of the channels, in the order in which the act takes them. */
export function readChannels(items: readonly Item[]): readonly ChannelFacts[] {
  const channels: { channel: ChannelName; items: string[]; steps: ChannelStep[]; timed: TimedStatement[] }[] = []
  for (const item of items) {
    const channel = channelOf(item) ?? 'workstation'
    let open = channels.find((one) => one.channel === channel)
    if (open === undefined) {
      open = { channel, items: [], steps: [], timed: [] }
      channels.push(open)
    }
    if (item.number !== undefined && !open.items.includes(String(item.number))) open.items.push(String(item.number))
    open.steps.push(...stepsOf(item))
    open.timed.push(...timedOf(item))
  }
  return channels.filter(({ steps, timed }) => steps.length + timed.length > 0)
}

function stepsOf(item: Item): readonly ChannelStep[] {
  const isNumbered = item.entries.some(({ number }) => number !== undefined)
  const isLabelled = item.entries.some(({ label }) => label !== undefined)
  const steps: ChannelStep[] = []
  let counted = 0
  for (const [index, entry] of item.entries.entries()) {
    if (isNumbered && entry.number === undefined) continue
    const isFirst = index === 0 && isLabelled
    if (!isNumbered && entry.label === undefined && !isFirst) continue
    counted += 1
    steps.push(readStep(entry, itemOf(item, entry, counted)))
  }
  return steps
}

function readStep(entry: Entry, item: string): ChannelStep {
  const { passage, label } = entry
  const [limit] = findLimits(sentencesOf(passage)[0] ?? passage)
  const action = actionOf(passage, label)
  const actor = actorOfStep(passage, action)
  return {
    ...(label === undefined ? {} : { label: nameOfLabel(label) }),
    item,
    ...(entry.number === undefined || entry.isInferred ? { isCounted: true as const } : {}),
    text: passage.text,
    lines: linesOf(passage),
    confidence: label === undefined ? 0.8 : 0.97,
    ...(actor === undefined ? {} : { actor }),
    ...(limit === undefined ? {} : { limit: readLimit(limit) }),
    ...(action === undefined ? {} : { action: { value: action, lines: linesOf(passage), confidence: 0.75 } }),
  }
}

/** `P5`, `C2`. */
export function nameOfLabel({ kind, number }: Label): string {
  return `${kind === 'process' ? 'P' : 'C'}${number}`
}

function actionOf(passage: Passage, label: Label | undefined): ActionName | undefined {
  const isCheck = CHECKING.in(passage.fold)
  if (label === undefined && SIGNING_UP.in(passage.fold) && CHANNELS.portal.in(passage.fold)) return undefined
  return INTERACTION_RULES.find(
    ({ of, all, none }) =>
      (of === undefined || of === (label?.kind ?? (isCheck ? 'condition' : 'process'))) &&
      all.every((one) => one.in(passage.fold)) &&
      !(none ?? []).some((one) => one.in(passage.fold)),
  )?.action
}

/** Actions that a system does, whoever's data the words name. */
const BY_SYSTEM: readonly ActionName[] = ['check-identity', 'check-signature', 'check-answer', 'report-refusal']

function actorOfStep(passage: Passage, action: ActionName | undefined): Read<ReadActor> | undefined {
  const asRead = (one: ReturnType<typeof actorOf>, share = 1): Read<ReadActor> | undefined =>
    one === undefined
      ? undefined
      : { value: one.actor, lines: one.lines, confidence: Math.round(one.confidence * share * 100) / 100 }
  if (action !== undefined && BY_SYSTEM.includes(action)) return asRead(systemOf(passage), 1.3)
  const sentence = sentencesOf(passage)[0] ?? passage
  const named = mentionsOf(sentence).length > 0 ? actorOf(sentence, NOT_ACTING[action ?? 'register']) : undefined
  return asRead(named, 0.9) ?? asRead(systemOf(passage))
}

/** Whose data or papers the words are about, where they name nobody who acts. */
const NOT_ACTING: Partial<Readonly<Record<ActionName, readonly string[]>>> = {
  'ask-register': ['applicant', 'provider'],
  'check-documents': ['applicant'],
  'check-package': ['applicant'],
  'refuse-acceptance': ['applicant'],
  'sign-and-send-request': ['provider'],
  register: ['applicant'],
  'number-request': ['applicant'],
  'scan-documents': ['applicant'],
}

/** Limits told beside the steps: how long one waits, is served, how long a result is kept. */
function timedOf(item: Item): readonly TimedStatement[] {
  const isNumbered = item.entries.some(({ number, label }) => number !== undefined || label !== undefined)
  const beside = item.entries.filter(
    (entry) => entry.label === undefined && (entry.number === undefined || !isNumbered),
  )
  return [...(item.entries.length === 0 ? [item.lead] : []), ...beside.map(({ passage }) => passage)].flatMap(
    (passage) =>
      sentencesOf(passage).flatMap((sentence) =>
        findLimits(sentence).map((limit): TimedStatement => {
          const actor = actorOf(sentence)
          return {
            item: String(item.number ?? 0),
            about: WAITING.in(sentence.fold)
              ? 'waiting'
              : SERVING.in(sentence.fold) && /максимал|ең ұзақ|рұқсат|шек/iu.test(sentence.text)
                ? 'serving'
                : KEEPING.in(sentence.fold)
                  ? 'keeping'
                  : 'other',
            limit: readLimit(limit),
            lines: linesOf(sentence),
            ...(actor === undefined
              ? {}
              : { actor: { value: actor.actor, lines: actor.lines, confidence: actor.confidence } }),
            text: sentence.text,
          }
        }),
      ),
  )
}
