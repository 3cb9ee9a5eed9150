import type { CitedAct, Read, RegulationFacts } from './facts.ts'
import { type Cue, cue } from './cue.ts'
import { numbersAndDays } from './dates.ts'
import { linesOf, type Passage, passageOf, slice } from './passage.ts'
import { sentencesOf } from './sentences.ts'
import type { Item, RegulationText } from './structure.ts'
import { subjectOf } from './subjects.ts'
import { CHANNELS, type ChannelName } from './vocabulary/channels.ts'
import { SUBJECTS } from './vocabulary/subjects.ts'

type Provisions = Pick<
  RegulationFacts,
  | 'title'
  | 'provider'
  | 'standard'
  | 'intake'
  | 'delivery'
  | 'serviceForms'
  | 'resultForms'
  | 'formItems'
  | 'isFree'
  | 'result'
  | 'begins'
>

const STANDARD = cue('стандарт')
const PARTLY = cue('ішінара автоматтандыр', 'частично автоматизир')
const ELECTRONIC = cue('электронд', 'электронн')
const PAPER = cue('қағаз', 'бумажн')
const FREE = cue('тегін', 'бесплатн', 'на= безвозмездной')
const CALLED = /\(\s*(?:бұдан\s+[әа]рі|далее)\s*[–—-]\s*/iu

/** General provisions: who gives the service, through what, in which form, with what result, and by which standard. */
export function readProvisions(text: RegulationText): Provisions {
  const general = text.items.filter(
    ({ section, number }) => section === 'general' || section === undefined || (number ?? 9) <= 1,
  )
  const statements = general.flatMap((item) => statementsOf(item))
  const about = (words: (typeof SUBJECTS)[keyof typeof SUBJECTS]): Statement | undefined =>
    statements.find(({ passage }) => words.in(slice(passage, 0, 170).fold))
  const forms = about(SUBJECTS.serviceForm)
  const resultForm = about(SUBJECTS.resultForm)
  const result = resultOf(general)
  const begins = text.items.find((item) => subjectOf(item) === 'begins')
  const title = titleOf(text)
  const provider = providerOf(statements)
  const standard = standardOf(general)
  const free = statements.find(({ passage }) => FREE.in(passage.fold))
  const whole = (item: Item): Passage => item.lead
  return {
    ...(title === undefined ? {} : { title }),
    ...(provider === undefined ? {} : { provider }),
    ...(standard === undefined ? {} : { standard }),
    ...channelsOf(general),
    serviceForms: forms === undefined ? [] : formsIn(forms.passage),
    resultForms: resultForm === undefined ? [] : formsIn(resultForm.passage).filter(isFormOfResult),
    formItems: {
      ...(forms === undefined ? {} : { service: forms.item }),
      ...(resultForm === undefined ? {} : { result: resultForm.item }),
    },
    ...(free === undefined ? {} : { isFree: { value: true, lines: linesOf(free.passage), confidence: 0.95 } }),
    ...(result === undefined ? {} : { result }),
    ...(begins === undefined
      ? {}
      : {
          begins: {
            value: {
              item: String(begins.number ?? 0),
              text: [whole(begins), ...begins.entries.map(({ passage }) => passage)].map((one) => one.text).join(' '),
            },
            lines: [linesOf(begins.lead)[0], linesOf(begins.entries.at(-1)?.passage ?? begins.lead)[1]],
            confidence: 0.9,
          },
        }),
  }
}

interface Statement {
  readonly item: string
  readonly passage: Passage
}

function statementsOf(item: Item): readonly Statement[] {
  const number = String(item.number ?? 0)
  return [item.lead, ...item.entries.map(({ passage }) => passage)].map((passage) => ({ item: number, passage }))
}

function isFormOfResult<Form extends string>(one: Read<Form>): one is Read<Form & ('electronic' | 'paper')> {
  return one.value === 'electronic' || one.value === 'paper'
}

/** The official title of the service: the quoted name in item 1, else the quoted name above the first heading. */
function titleOf(text: RegulationText): Read<string> | undefined {
  const candidates = [text.items[0]?.lead, passageOf(text.title)].filter((one) => one !== undefined)
  for (const passage of candidates) {
    const quoted = outerQuote(passage.text)
    if (quoted === undefined) continue
    const value = passage.text.slice(quoted.from, quoted.to).trim()
    if (value.length < 12) continue
    return { value, lines: linesOf(passage, quoted.from, quoted.to), confidence: 0.9 }
  }
  return undefined
}

/** The first quotation of a text; straight quotes are paired by the blanks beside them. */
function outerQuote(text: string): { readonly from: number; readonly to: number } | undefined {
  const open = /["«“]\s?(?=[\p{L}])/u.exec(text)
  if (open === null) return undefined
  const from = open.index + open[0].length
  const close = /[\p{L})]\s?["»”](?=[\s,.;(]|$)/u.exec(text.slice(from))
  return close === null ? undefined : { from, to: from + close.index + 1 }
}

/** The body that gives the service: what stands before "(hereafter the provider)", or beside "gives". */
function providerOf(statements: readonly Statement[]): Read<string> | undefined {
  for (const { passage } of statements) {
    const named = new RegExp(
      CALLED.source + String.raw`(?:көрсетілетін\s+қызметті\s+беруші|қызмет\s+беруші|услугодатель)`,
      'iu',
    ).exec(passage.text)
    if (named === null) continue
    const before = passage.text.slice(0, named.index).trimEnd()
    const from = startOfProvider(before)
    return { value: before.slice(from).trim(), lines: linesOf(passage, from, before.length), confidence: 0.85 }
  }
  for (const { passage } of statements) {
    const match =
      /["«]([^"«»]{10,140})["»]?\s+(?:коммуналдық\s+)?мемлекеттік\s+мекемесі\s+көрсетеді|оказывается\s+([^,.;(]{8,200})/iu.exec(
        passage.text,
      )
    const value = match?.[1] ?? match?.[2]
    if (match === null || value === undefined) continue
    return { value: value.trim(), lines: linesOf(passage, match.index, match.index + match[0].length), confidence: 0.7 }
  }
  return undefined
}

/** Where the name of the provider begins: behind the last mention of the service. */
function startOfProvider(before: string): number {
  const starts = [
    ...before.matchAll(
      /(?:көрсетілетін\s+қызмет(?:ті|і|ін)?(?:\s+\([^)]*\))?|қызметі|оказывается|стандартына[^.]*сәйкес|атауы:|услуга?)\s+/giu,
    ),
  ]
  const last = starts.at(-1)
  return last === undefined ? 0 : last.index + last[0].length
}

/** The act that approves the standard: the number and day nearest before the word "standard" of the service. */
function standardOf(items: readonly Item[]): Read<CitedAct> | undefined {
  for (const item of items) {
    for (const { passage } of statementsOf(item)) {
      const acts = numbersAndDays(passage)
      if (acts.length === 0 || !STANDARD.in(passage.fold)) continue
      const chosen =
        acts.find(
          ({ at, end }) =>
            STANDARD.in(passage.fold.slice(end, end + 260)) ||
            STANDARD.in(passage.fold.slice(Math.max(0, at - 420), at)),
        ) ?? acts[0]
      if (chosen === undefined) continue
      const near = passage.fold.slice(Math.max(0, chosen.at - 120), chosen.end + 200)
      const registration = /№\s*(\d{4,6})\s*(?:болып\s*)?тиркелген|за\s*№\s*(\d{4,6})/u.exec(
        passage.fold.slice(chosen.end),
      )
      return {
        value: {
          kind: /буири|приказ/u.test(near) ? 'order' : /каули|постановлени/u.test(near) ? 'decree' : 'decision',
          ...chosen.value,
          ...(registration === null ? {} : { registration: registration[1] ?? registration[2] ?? '' }),
        },
        lines: linesOf(passage, chosen.at, chosen.end),
        confidence: chosen.isAdjacent ? 0.9 : 0.6,
      }
    }
  }
  return undefined
}

type Way = 'intake' | 'delivery'

/** Which channels take applications in, and through which the result goes out. */
function channelsOf(items: readonly Item[]): {
  readonly intake: readonly Read<ChannelName>[]
  readonly delivery: readonly Read<ChannelName>[]
} {
  const found: Record<Way, Map<ChannelName, Read<ChannelName>>> = { intake: new Map(), delivery: new Map() }
  const add = (ways: readonly Way[], passage: Passage, from: number, among = CHANNEL_LIST): void => {
    const rest = passage.fold.slice(from)
    for (const [channel, words] of among) {
      const place = words.find(rest)
      if (place === undefined) continue
      const read = { value: channel, lines: linesOf(passage, from + place.at, from + place.end), confidence: 0.85 }
      for (const way of ways) if (!found[way].has(channel)) found[way].set(channel, read)
    }
  }
  for (const item of items) {
    let open: readonly Way[] = []
    for (const passage of statementsOf(item).flatMap((one) => sentencesOf(one.passage))) {
      const [into, out] = [SUBJECTS.channelsIn.find(passage.fold), SUBJECTS.channelsOut.find(passage.fold)]
      const isForm = SUBJECTS.resultForm.in(passage.fold) || SUBJECTS.serviceForm.in(slice(passage, 0, 120).fold)
      if ((into !== undefined || out !== undefined) && !isForm) {
        open = [
          ...(into === undefined ? [] : (['intake'] as const)),
          ...(out === undefined ? [] : (['delivery'] as const)),
        ]
        add(open, passage, Math.min(into?.at ?? Infinity, out?.at ?? Infinity))
        if (!passage.text.endsWith(':')) open = []
      } else if (open.length > 0 && isListed(item, passage)) add(open, passage, 0)
      else if (!passage.text.endsWith(';')) open = []
    }
  }
  if (found.intake.size === 0 && found.delivery.size === 0) namedInPassing(items, add)
  return { intake: [...found.intake.values()], delivery: [...found.delivery.values()] }
}

/** Channels of an act that only says through what the service is given. */
function namedInPassing(
  items: readonly Item[],
  add: (ways: readonly Way[], passage: Passage, from: number, among: ChannelList) => void,
): void {
  const [first] = items
  const lead = first?.lead
  if (lead !== undefined && cue('арқылы', 'через', 'посредством').in(lead.fold))
    add(['intake', 'delivery'], lead, 0, CHANNEL_LIST.slice(0, 2))
}

type ChannelList = readonly (readonly [ChannelName, Cue])[]

const CHANNEL_LIST: ChannelList = [
  ['centre', CHANNELS.centre],
  ['portal', CHANNELS.portal],
  ['office', CHANNELS.office],
]

function isListed(item: Item, passage: Passage): boolean {
  const entry = item.entries.find((one) => one.passage.text.startsWith(passage.text))
  return entry?.number !== undefined || /[;.]$/.test(passage.text)
}

function formsIn(passage: Passage): readonly Read<'electronic' | 'partly-automated' | 'paper'>[] {
  const forms = [
    ['electronic', ELECTRONIC],
    ['partly-automated', PARTLY],
    ['paper', PAPER],
  ] as const
  return forms.flatMap(([value, words]) => {
    const place = words.find(passage.fold)
    return place === undefined ? [] : [{ value, lines: linesOf(passage, place.at, place.end), confidence: 0.9 }]
  })
}

function resultOf(items: readonly Item[]): Read<{ readonly item: string; readonly text: string }> | undefined {
  const item = items.find((one) => {
    const head = slice(one.lead, 0, 120).fold
    return SUBJECTS.serviceResult.in(head) && !SUBJECTS.resultForm.in(head) && !SUBJECTS.channelsIn.in(head)
  })
  if (item === undefined) return undefined
  const parts = [item.lead, ...item.entries.map(({ passage }) => passage)].filter(
    (one) => !SUBJECTS.resultForm.in(slice(one, 0, 80).fold),
  )
  return {
    value: { item: String(item.number ?? 0), text: parts.map(({ text }) => text).join(' ') },
    lines: [linesOf(item.lead)[0], linesOf(parts.at(-1) ?? item.lead)[1]],
    confidence: 0.85,
  }
}
