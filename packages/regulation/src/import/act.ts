import type { ActFacts, NumberAndDay, Read } from './facts.ts'
import { cue } from './cue.ts'
import { asFact, type FoundAct, numbersAndDays } from './dates.ts'
import type { SourceLine } from './lines.ts'
import { linesOf, type Passage, passageOf, slice } from './passage.ts'
import type { ActText } from './structure.ts'

const ADOPTED = cue('қаулысы=', 'қаулысы.=', 'шешімі=', 'бұйрығы=', 'постановление', 'решение', 'приказ')
const AUTHORITY = cue(
  'әкімдігінің',
  'әкімдігі',
  'мәслихатының',
  'мәслихаты',
  'акимат',
  'акимата',
  'акиматом',
  'маслихат',
  'министрінің',
  'министра',
)
const REGISTERED = cue('болып тіркелді', 'тіркелді', 'тіркелген', 'зарегистрирован')
const REPEALED = cue('күші жойылды', 'утратило силу', 'утратил силу', 'утратившим= силу')
const NEW_WORDING = cue(
  'жаңа редакцияда',
  'редакцияда',
  'өзгерістер енгізілді',
  'толықтырылды',
  'с= изменениями внесенными',
  'в= редакции',
  'дополнен',
  'изменени внесен',
)
const TO_CHANGE = cue(
  'өзгерістер енгізу',
  'өзгеріс енгізу',
  'толықтырулар енгізу',
  'о= внесении изменений',
  'внесении изменения',
)
const AFTER_PUBLICATION = cue(
  'күнтізбелік он күн',
  'он күнтізбелік күн',
  '10 күнтізбелік күн',
  'десяти календарных дней',
  '10 календарных дней',
)
const NOTE = cue('ескерту', 'сноска')

/** Reads what an act says of itself: the lines before the first regulation, and the notes inside the regulations. */
export function readAct(text: ActText, all: readonly SourceLine[]): ActFacts {
  const front = passageOf(text.preamble)
  const found = numbersAndDays(front)
  const head = headOf(front)
  const adoptedAt = adoptedIn(front, found, head)
  const registration = firstAfter(front, found, REGISTERED, adoptedAt?.end ?? 0)
  const repeal = repealIn(front, found)
  const changes = changesIn(front, found, adoptedAt)
  const authority = authorityIn(front, adoptedAt)
  const title = titleIn(front, head, authority, adoptedAt)
  const days = AFTER_PUBLICATION.find(front.fold)
  return {
    ...(title === undefined ? {} : { title }),
    ...(authority === undefined ? {} : { authority }),
    ...(adoptedAt === undefined ? {} : { adopted: asFact(front, adoptedAt) }),
    ...(registration === undefined ? {} : { registration: asFact(front, registration) }),
    ...(repeal === undefined ? {} : { repeal: asFact(front, repeal) }),
    amendments: amendmentsIn(all, [adoptedAt?.value.on, repeal?.value.on]),
    ...(changes === undefined ? {} : { changes: asFact(front, changes, 0.85) }),
    ...(days === undefined
      ? {}
      : { daysAfterPublication: { value: 10, lines: linesOf(front, days.at, days.end), confidence: 0.9 } }),
  }
}

/** Where the notes below the title end: at the reference to the laws, or the first numbered item. */
function headOf(front: Passage): Passage {
  const laws = cue('заңдарын', 'заңына', 'заңының', 'заңдарына', 'в= соответствии', 'қаулы етеді', 'постановляет').find(
    front.fold,
  )
  return slice(front, 0, laws?.at ?? front.text.length)
}

/** The act's own number and day: with "resolution" near, and no word of repeal before it. */
function adoptedIn(front: Passage, found: readonly FoundAct[], head: Passage): FoundAct | undefined {
  const isOwn = ({ at, end }: FoundAct): boolean => {
    const [before, after] = [front.fold.slice(Math.max(0, at - 130), at), front.fold.slice(end, end + 28)]
    const isRepeal = REPEALED.findAll(before).some(({ end: to }) => !/[.]/.test(before.slice(to)))
    return (
      !isRepeal && !NOTE.in(before.slice(-60)) && ((ADOPTED.find(after)?.at ?? 99) < 4 || ADOPTED.in(before.slice(-90)))
    )
  }
  const inHead = found.filter(({ end }) => end <= head.text.length)
  const registered = REGISTERED.find(front.fold)
  const beforeRegistration = inHead.filter(({ at }) => registered === undefined || at < registered.at)
  return (
    beforeRegistration.findLast(
      (one) =>
        isOwn(one) &&
        /^[^\p{L}]{0,3}(?:каулиси|шешими|буириги)(?!\p{L})/u.test(front.fold.slice(one.end, one.end + 16)),
    ) ??
    beforeRegistration.find(isOwn) ??
    inHead.find(isOwn) ??
    found.find(isOwn)
  )
}

function firstAfter(
  front: Passage,
  found: readonly FoundAct[],
  words: typeof REGISTERED,
  from: number,
): FoundAct | undefined {
  return found.find(({ at, end }) => {
    if (at < from) return false
    const [before, after] = [front.fold.slice(Math.max(0, at - 110), at), front.fold.slice(end, end + 24)]
    return words.in(after) || words.findAll(before).some(({ end: to }) => !before.slice(to).includes('.'))
  })
}

function repealIn(front: Passage, found: readonly FoundAct[]): FoundAct | undefined {
  const near = found.filter(({ at }) => {
    const before = front.fold.slice(Math.max(0, at - 110), at)
    return REPEALED.findAll(before).some(({ end }) => !/[.](?!\d)/.test(before.slice(end)))
  })
  return near.find(({ isAdjacent }) => isAdjacent) ?? near[0]
}

/** The act that this one changes: named in a title that speaks of changes. */
function changesIn(front: Passage, found: readonly FoundAct[], adopted: FoundAct | undefined): FoundAct | undefined {
  const words = TO_CHANGE.find(front.fold)
  if (words === undefined || adopted === undefined || words.at > adopted.at + 800) return undefined
  return found.find(({ at, value }) => at < words.at && value.number !== adopted.value.number)
}

/** Acts that notes inside the text name as having worded a part anew. */
function amendmentsIn(
  all: readonly SourceLine[],
  others: readonly (string | undefined)[],
): readonly Read<NumberAndDay>[] {
  const facts: Read<NumberAndDay>[] = []
  for (const [index, line] of all.entries()) {
    if (!/^(?:Ескерту|Сноска)/.test(line.text)) continue
    const note = passageOf(all.slice(index, index + 4))
    const end = /[.)]\s+(?=\p{Lu}|\d+\s?[.)])/u.exec(note.text.slice(60))
    const passage = slice(note, 0, end === null ? note.text.length : 61 + end.index)
    if (!NEW_WORDING.in(passage.fold) || REPEALED.in(passage.fold)) continue
    for (const found of numbersAndDays(passage)) {
      if (others.includes(found.value.on) || facts.some(({ value }) => value.on === found.value.on)) continue
      facts.push(asFact(passage, found))
    }
  }
  return facts.toSorted((a, b) => a.value.on.localeCompare(b.value.on))
}

function authorityIn(front: Passage, adopted: FoundAct | undefined): Read<string> | undefined {
  if (adopted === undefined) return undefined
  const window = [Math.max(0, adopted.at - 90), adopted.at + 10] as const
  const found = AUTHORITY.findAll(front.fold).filter(({ at, end }) => end >= window[0] && at <= window[1])
  const nearest = found.at(-1)
  if (nearest === undefined) return undefined
  const isRussian = /^(?:акимат|маслихат|министра)/.test(front.fold.slice(nearest.at, nearest.end))
  const rest = front.text.slice(nearest.end).search(/\s(?:от|№|\d)/)
  const named = /(?:\p{Lu}[\p{L}-]*\s+)(?:(?:област|городск|районн)\p{L}+\s+)?$/u.exec(front.text.slice(0, nearest.at))
  const isNamedBefore = named !== null && !named[0].toLowerCase().startsWith('постановление')
  const from = isRussian
    ? isNamedBefore
      ? named.index
      : nearest.at
    : (startOfName(front.text, nearest.at) ?? nearest.at)
  const to = isRussian && rest >= 0 && rest < 80 ? nearest.end + rest : nearest.end
  const value = front.text
    .slice(from, to)
    .replace(/^постановление\s+/i, '')
    .trim()
  return { value, lines: linesOf(front, from, to), confidence: 0.9 }
}

/** The capital letter with which the name before a word begins, a few words back. */
function startOfName(text: string, at: number): number | undefined {
  const before = text.slice(Math.max(0, at - 70), at)
  const match = /((?:\p{Lu}[\p{L}-]*\s+){1,3}(?:облыс|аудан|қала)\p{L}*\s+)$/u.exec(before)
  return match === null ? undefined : at - (match[1]?.length ?? 0)
}

/** The title: what stands before the note that the act lost force, or before its data. */
function titleIn(
  front: Passage,
  head: Passage,
  authority: Read<string> | undefined,
  adopted: FoundAct | undefined,
): Read<string> | undefined {
  const stop = cue('күшін жойған', 'утративший силу').find(head.fold)
  const end = stop?.at ?? adopted?.at ?? 0
  const own = authority === undefined ? -1 : front.text.slice(0, end).lastIndexOf(authority.value)
  const text = front.text
    .slice(0, own >= 0 && end === adopted?.at ? own : end)
    .trim()
    .replace(/(?:^|\s+)постановление(?:\s+\S.*)?$/iu, '')
    .trim()
  if (text.length < 8) return undefined
  return { value: text, lines: linesOf(front, 0, end), confidence: /туралы|^Об?\s/iu.test(text) ? 0.9 : 0.4 }
}
