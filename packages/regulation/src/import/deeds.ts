import type { ActionName } from '../actions.ts'
import type { ActorKind } from '../model.ts'
import type { Passage } from './passage.ts'
import {
  type Deed,
  DEEDS,
  RESULT_WORDS,
  TO_APPLICANT,
  TO_COMMISSION,
  TO_EXECUTOR,
  TO_HEAD,
  TO_SIGN,
} from './vocabulary/deeds.ts'

/** Kinds of deeds that a passage tells of. */
export function deedsOf({ fold }: Pick<Passage, 'fold'>): ReadonlySet<Deed> {
  const told = new Set<Deed>()
  for (const [deed, words] of DEED_LIST) if (words.in(fold)) told.add(deed)
  return told
}

const DEED_LIST = [
  ['accept', DEEDS.accept],
  ['register', DEEDS.register],
  ['assign', DEEDS.assign],
  ['check', DEEDS.check],
  ['inspect', DEEDS.inspect],
  ['draft', DEEDS.draft],
  ['sign', DEEDS.sign],
  ['decide', DEEDS.decide],
  ['send', DEEDS.send],
  ['hand', DEEDS.hand],
  ['print', DEEDS.print],
  ['scan', DEEDS.scan],
] as const satisfies readonly (readonly [Deed, unknown])[]

interface Doer {
  readonly id: string
  readonly kind: ActorKind
}

interface Judged {
  readonly action: ActionName
  readonly confidence: number
}

/** The action of the vocabulary that a step of the procedure is, judged by who acts and what is told. */
export function actionOfStep(passage: Passage, doer: Doer | undefined): Judged | undefined {
  const told = deedsOf(passage)
  const isTo = { head: TO_HEAD.in(passage.fold), commission: TO_COMMISSION.in(passage.fold) }
  const givesResult = RESULT_WORDS.in(passage.fold) && (TO_APPLICANT.in(passage.fold) || told.has('hand'))
  if (doer?.kind === 'commission') return { action: 'decide-in-session', confidence: 0.9 }
  if (doer?.kind === 'operator') return actionOfOperator(told)
  if (doer?.kind === 'applicant') return told.size === 0 ? undefined : { action: 'hand-in', confidence: 0.8 }
  if (told.has('sign') && !isClerk(doer) && !TO_SIGN.in(passage.fold)) return { action: 'sign-result', confidence: 0.9 }
  if (told.has('assign') && !told.has('draft') && !isClerk(doer)) return { action: 'assign', confidence: 0.9 }
  if (told.has('send') && HEADS.has(doer?.id ?? '') && TO_EXECUTOR.in(passage.fold) && !told.has('draft')) {
    return { action: 'assign', confidence: 0.75 }
  }
  if (isTo.commission && !told.has('decide')) return { action: 'prepare-session', confidence: 0.8 }
  if (told.has('draft') && !isClerk(doer)) return { action: 'draft-result', confidence: 0.85 }
  if ((told.has('send') || told.has('hand')) && givesResult && !isTo.head) {
    return { action: 'dispatch-result', confidence: 0.8 }
  }
  if (told.has('accept') || told.has('register')) {
    const isLast = !told.has('accept') && !isTo.head && (told.has('send') || told.has('hand'))
    return isLast ? { action: 'dispatch-result', confidence: 0.7 } : { action: 'register', confidence: 0.85 }
  }
  if (told.has('draft')) return { action: 'draft-result', confidence: 0.6 }
  if (told.has('check')) return { action: 'check-documents', confidence: 0.6 }
  if (told.has('hand') || told.has('send')) return { action: 'dispatch-result', confidence: 0.5 }
  return undefined
}

const HEADS: ReadonlySet<string> = new Set(['head', 'deputy-head', 'department-head', 'akim'])

function isClerk(doer: Doer | undefined): boolean {
  return doer?.id === 'clerk'
}

function actionOfOperator(told: ReadonlySet<Deed>): Judged | undefined {
  if (told.has('accept') || (told.has('register') && told.has('send'))) return { action: 'register', confidence: 0.8 }
  if (told.has('hand')) return { action: 'hand-over', confidence: 0.8 }
  if (told.has('register')) return { action: 'register', confidence: 0.7 }
  if (told.has('send')) return { action: 'sign-and-send-request', confidence: 0.5 }
  return undefined
}
