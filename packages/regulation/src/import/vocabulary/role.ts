import type { ActorKind } from '../../model.ts'
import { type Cue, cue } from '../cue.ts'

/** Somebody or something that acts in regulations of this family, and the words for it. */
export interface RoleWords {
  /** Name that a draft gives the actor. */
  readonly id: string
  readonly kind: ActorKind
  readonly words: Cue
}

/** A role with the phrases that name it. */
export function role(id: string, kind: ActorKind, ...phrases: readonly string[]): RoleWords {
  return { id, kind, words: cue(...phrases) }
}

/** Heads of noun phrases that can act, for roles that no table lists. */
export const AGENT_HEAD = {
  kk: /(?:уши|уши(?:си)?|[а-я]ши(?:си)?|кер(?:и)?|ман(?:и)?|герлер|басшиси|бол[ие]м(?:и)?|баскарма(?:си)?|сектор(?:и)?|мектеп|комитет(?:и)?|топ|тоби|кенес(?:и)?|аким(?:и)?|аппарат(?:и)?|уиим(?:и)?|кизмет(?:и)?)$/u,
  ru: /(?:ник|тель|ист|тор|лог|лицо|тарь|комиссия|шии|центр|архив|отдел|совет|группа|аким|аппарат|чик|карь|управление|бюро)$/u,
} as const
