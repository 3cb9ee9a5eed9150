import type { ReadActor } from './facts.ts'
import { linesOf, type Lines, type Passage } from './passage.ts'
import { findLimits } from './limits.ts'
import { PERSONS } from './vocabulary/persons.ts'
import { AGENT_HEAD, type RoleWords } from './vocabulary/role.ts'
import { SYSTEMS } from './vocabulary/systems.ts'

/** Grammatical case of a role in its sentence; only those matter that tell who acts. */
type Case = 'nominative' | 'genitive' | 'instrumental' | 'other'

/** A role named in a passage. */
export interface Mention {
  readonly role: RoleWords
  readonly text: string
  readonly at: number
  readonly end: number
  readonly grammaticalCase: Case
}

/** Organisations whose name in the genitive only says whose the next person is. */
const OWNERS = new Set(['provider', 'centre-operator'])

/** Every role that a passage names, longest names first where they overlap. */
export function mentionsOf(passage: Passage, roles: readonly RoleWords[] = PERSONS): readonly Mention[] {
  const { fold, text } = passage
  const all = roles.flatMap((role) =>
    role.words.findAll(fold).map(({ at, end }) => ({ role, at, end, text: text.slice(at, end) })),
  )
  const kept = all
    .filter((one) => !all.some((other) => other !== one && covers(other, one)))
    .toSorted((a, b) => a.at - b.at)
    .map((one): Mention => ({ ...one, grammaticalCase: caseOf(fold.slice(one.at, one.end)) }))
  return kept.filter((one, index) => {
    const next = kept[index + 1]
    return !(
      OWNERS.has(one.role.id) &&
      one.grammaticalCase === 'genitive' &&
      next !== undefined &&
      /^[\s\p{L}]{0,40}$/u.test(fold.slice(one.end, next.at)) &&
      next.role.id !== 'applicant'
    )
  })
}

/** Whether `other` makes `one` superfluous: it contains it and is longer, or overlaps it and ends later. */
function covers(
  other: { readonly at: number; readonly end: number },
  one: { readonly at: number; readonly end: number },
): boolean {
  if (other.at >= one.end || other.end <= one.at) return false
  if (other.end - other.at === one.end - one.at) return false
  if (other.at <= one.at && other.end >= one.end) return true
  return other.at > one.at && other.end > one.end
}

/** Who acts in a sentence: the first in the nominative, else the first in the instrumental or genitive. */
export function actorOf(
  passage: Passage,
  without: readonly string[] = [],
): { readonly actor: ReadActor; readonly lines: Lines; readonly confidence: number } | undefined {
  const mentions = mentionsOf(passage).filter(
    (one) => !isPossessor(passage, one) && !isInParticiple(passage, one) && !without.includes(one.role.id),
  )
  const nominative = mentions.find(({ grammaticalCase }) => grammaticalCase === 'nominative')
  const instrumental = mentions.find(({ grammaticalCase }) => grammaticalCase === 'instrumental')
  const genitive = mentions.find(({ grammaticalCase }) => grammaticalCase === 'genitive')
  const [chosen, confidence] =
    nominative !== undefined
      ? [nominative, nominative.at < 60 ? 0.95 : 0.75]
      : instrumental !== undefined
        ? [instrumental, 0.9]
        : [genitive, 0.85]
  if (chosen === undefined) return mentions.length === 0 && without.length === 0 ? unlistedActor(passage) : undefined
  return {
    actor: { id: chosen.role.id, kind: chosen.role.kind, text: chosen.text, isKnown: true },
    lines: linesOf(passage, chosen.at, chosen.end),
    confidence,
  }
}

/** Whose data, papers or wish it is; such a genitive does not act. */
function isPossessor({ fold }: Passage, { end, grammaticalCase, role }: Mention): boolean {
  if (grammaticalCase !== 'genitive') return false
  const next = fold.slice(end, end + 60)
  const owned =
    /^\s*(?:онимен|[^\p{L}]*\p{L}+\s+)?(?:деректер|мали?мет|кужат|сурау|суранис|ацк|ацп|окил|сенимхат|атин|тег[ие]|отинишин?(?!\p{L}*у)|талаб|тили|данн|документ|заявлени|запрос|представител|доверенност|жеке|авторизац)/u
  if (!owned.test(next)) return false
  return role.id === 'applicant' || /^\s*(?:деректер|малимет|данн)/u.test(next)
}

/** `алушы ұсынған құжаттар`: who did something before does not act now. */
function isInParticiple({ fold }: Passage, { end, grammaticalCase }: Mention): boolean {
  return (
    grammaticalCase === 'nominative' &&
    /^\s+(?:коса\s+)?\p{L}{3,}(?:ган|ген|кан|кен)(?!\p{L})/u.test(fold.slice(end, end + 40)) &&
    !/^\s+\p{L}{3,}(?:ил|ел|ал)(?:ган|ген)(?!\p{L})/u.test(fold.slice(end, end + 40))
  )
}

/** A system that a passage names first. */
export function systemOf(
  passage: Passage,
): { readonly actor: ReadActor; readonly lines: Lines; readonly confidence: number } | undefined {
  const [first] = mentionsOf(passage, SYSTEMS)
  if (first === undefined) return undefined
  return {
    actor: { id: first.role.id, kind: 'system', text: first.text, isKnown: true },
    lines: linesOf(passage, first.at, first.end),
    confidence: 0.6,
  }
}

/** The subject of a sentence whose role no table lists: its first words, when the last of them can act. */
function unlistedActor(
  passage: Passage,
): { readonly actor: ReadActor; readonly lines: Lines; readonly confidence: number } | undefined {
  const limit = findLimits(passage)[0]
  const until = Math.min(limit?.at ?? passage.text.length, 90)
  const words = [...passage.fold.slice(0, until).matchAll(/[\p{L}-]+/gu)].slice(0, 7)
  for (let count = words.length; count >= 1; count -= 1) {
    const last = words[count - 1]
    if (last === undefined) continue
    const isAgent = AGENT_HEAD.kk.test(last[0]) || AGENT_HEAD.ru.test(last[0])
    if (!isAgent || caseOf(last[0]) !== 'nominative') continue
    const end = last.index + last[0].length
    const text = passage.text.slice(0, end)
    if (/[;:.,]/.test(text)) continue
    return {
      actor: { id: nameOf(text), kind: 'staff', text, isKnown: false },
      lines: linesOf(passage, 0, end),
      confidence: 0.45,
    }
  }
  return undefined
}

/** A Latin name for the draft, from the act's own words. */
export function nameOf(text: string): string {
  const latin = Array.from(text.toLowerCase())
    .map((letter) => LATIN[letter] ?? (/[a-z0-9]/.test(letter) ? letter : '-'))
    .join('')
  return (
    latin
      .replace(/-+/g, '-')
      .replace(/^-|-$/g, '')
      .replace(/^(?=\d)/, 'n')
      .slice(0, 40)
      .replace(/-$/, '') || 'unnamed'
  )
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  'а a,ә a,б b,в v,г g,ғ g,д d,е e,ё e,ж zh,з z,и i,й i,к k,қ q,л l,м m,н n,ң n,о o,ө o,п p,р r,с s,т t,у u,ұ u,ү u,ф f,х h,һ h,ц ts,ч ch,ш sh,щ sh,ъ ,ы y,і i,ь ,э e,ю yu,я ya'
    .split(',')
    .map((pair) => pair.split(' '))
    .map(([letter = '', latin = '']) => [letter, latin]),
)

/** The case of a role, told by the ending of its head word; both languages, over folded text. */
function caseOf(folded: string): Case {
  const words = folded.split(/[^\p{L}]+/u).filter((word) => word !== '')
  const russian = words.find((word) => RUSSIAN_NOMINATIVE.test(word))
  if (russian !== undefined) return 'nominative'
  if (words.some((word) => RUSSIAN_INSTRUMENTAL.test(word))) return 'instrumental'
  const last = words.at(-1) ?? ''
  if (/(?:тулга|адам|мамани|исти|маман)$/.test(last)) return 'nominative'
  if (/(?:нин|дин|тин)$/.test(last)) return 'genitive'
  if (/(?:мен|бен|пен)$/.test(last)) return 'instrumental'
  if (
    /(?:га|ге|ка|ке|на|не|дан|ден|тан|тен|нан|нен|да|де|та|те|нда|нде|ни|ди|ти|син|рин|шин|у|ю|ов|ам|ам[иы]|иям|ом)$/.test(
      last,
    )
  ) {
    return 'other'
  }
  if (/(?:ника|теля|иста|тора|лога|лица|комиссии|корпорации|канцелярии|директора|архива|отдела)$/.test(last))
    return 'genitive'
  return 'nominative'
}

const RUSSIAN_NOMINATIVE =
  /(?:ник|тель|ист|атор|ектор|тектор|лог|лицо|тарь|рист|комиссия|корпорация|канцелярия|группа|заведующии|аким|курьер|цон|центр|отдел|сектор)$/u
const RUSSIAN_INSTRUMENTAL =
  /(?:ником|телем|истом|тором|логом|лицом|тарем|комиссиеи|корпорациеи|канцеляриеи|группои|ведующим|акимом|курьером|центром|отделом|сектором)$/u
