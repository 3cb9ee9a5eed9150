import { executorActorOf } from '@qyzmet/regulation'
import {
  type AllowedAction,
  type CasePart,
  dueOf,
  explainDue,
  mayTakeOut,
  type NamedExecutor,
  type OpenedCase,
  type Party,
  statusOf,
  TOTAL_TERM,
  votersToSign,
} from '@qyzmet/casework'
import { citeItem, type Input, type Locale, type Regulation, type Source, type Step, termOf } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import type { CaseLetter } from '../gateway/letters/CaseLetters.tsx'
import type { EsedoLine } from '../gateway/esedo/esedo.queries.ts'
import { filingView } from '../gateway/esedo/filing-view.ts'
import { formatInstant } from '../messages/dates.ts'
import { formatBytes } from '../messages/sizes.ts'
import type { PageError } from '../ui/ErrorSummary.tsx'
import { answerSections } from '../case-papers/models.ts'
import { wordedSections } from './answer-sections.ts'
import type { AskedInput, CaseTab, CaseView, Choice, DecisionForm, FileLink, Task, TermView } from './case-view.ts'
import { deadlineView } from './deadline-view.ts'
import { historyView } from './history-view.ts'
import { providerMessages } from './messages/provider.ts'
import { type RegisterMaterial, registerViews } from './register-view.ts'
import { inspectionView, minutesView } from './signed-papers-view.ts'

type ReadyCase = Extract<CaseView, { kind: 'ready' }>

/** What a person posted that was not accepted, to be shown again as filled. */
export interface Refilled {
  readonly form: 'decide' | 'return' | 'vote' | 'reassign'
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly PageError[]
}

/** All that the page of a case is drawn from. */
export interface CaseMaterial {
  readonly loaded: LoadedCase
  readonly party: Party
  readonly actions: readonly AllowedAction[]
  readonly visible: ReadonlySet<CasePart>
  readonly executors: readonly { readonly accountId: string; readonly name: string }[]
  readonly members: number
  /** Who has not voted yet. */
  readonly membersMissing: readonly NamedExecutor[]
  /** Hash of the minutes; absent while nobody has had them before them. */
  readonly minutesSha256: string | undefined
  /** The report that this person has written and has yet to sign. */
  readonly report: string | undefined
  /** Purposes for which a signature of this person waits to be confirmed. */
  readonly pendingSignature: boolean
  /** What the registers said; empty for somebody whose step does not need it. */
  readonly registers: RegisterMaterial
  readonly filings: readonly EsedoLine[]
  readonly letters: readonly CaseLetter[]
  readonly now: Temporal.Instant
  readonly locale: Locale
  readonly tab: CaseTab
  readonly notice: string | undefined
  readonly problem: string | undefined
  readonly refilled: Refilled | undefined
}

/** The case as this person may see it; what their step does not need is left out. */
export function caseView(material: CaseMaterial): ReadyCase {
  const { loaded, locale, visible, now } = material
  const { state, edition, graph } = loaded
  const { regulation, clock } = edition
  const t = providerMessages[locale]
  const status = statusOf(state, regulation, graph)
  const step = state.current && graph.steps.get(state.current.step)
  const due = step && dueOf(state.ledger, termOf(step), clock)
  const total = dueOf(state.ledger, TOTAL_TERM, clock)
  const base = `/${locale}/work/cases/${loaded.caseId}`
  return {
    kind: 'ready',
    caseId: loaded.caseId,
    tab: material.tab,
    number: state.number,
    service: regulation.shortTitle[locale],
    applicant: visible.has('applicant') ? state.applicant.name : undefined,
    stage: status.current?.title[locale] ?? status.closed?.title[locale] ?? '',
    item: step && t.case.item(citeItem(step.item, locale)),
    instruction: material.actions.length > 0 ? step?.instruction?.[locale] : undefined,
    due: due && deadlineView(due, now, clock, locale),
    totalDue: total && deadlineView(total, now, clock, locale).date,
    task: taskOf(material, step, base),
    reassign: reassignForm(material),
    preview: visible.has('draft') && state.draft && state.signed === undefined ? `${base}/draft.pdf` : undefined,
    registers: visible.has('register-answers')
      ? registerViews(state, step, regulation, material.registers, base, locale)
      : [],
    opinion: visible.has('opinion') ? state.opinion : undefined,
    inspection: visible.has('inspection') ? inspectionView(loaded, base, locale) : undefined,
    minutes: visible.has('minutes') ? minutesView(loaded, material.minutesSha256, base, locale) : undefined,
    valuation: visible.has('valuation') && state.valuation ? t.case.tenge(BigInt(state.valuation.sumTenge)) : undefined,
    answers: visible.has('answers') ? wordedSections(answerSections(state, regulation), locale) : [],
    files: filesOf(material, base),
    filings: material.filings.map((line) => filingView(line, locale, clock.timeZone)),
    letters: material.letters,
    history: historyView(status.timeline, loaded, visible, locale),
    container: mayTakeOut(state, material.party, graph) ? `${base}/container` : undefined,
    terms: termViews(material),
    notice: material.notice,
    problem: material.problem,
  }
}

function taskOf(material: CaseMaterial, step: Step | undefined, base: string): Task {
  const { loaded, actions, locale, pendingSignature } = material
  const { state, edition, graph } = loaded
  if (state.closed) {
    return { kind: 'closed', end: graph.ends.get(state.closed.end)?.title[locale] ?? '' }
  }
  const action = actions.find((candidate) => candidate.kind !== 'reassign')
  const voted = material.members - material.membersMissing.length
  if (!action || !step) {
    const hasVoted =
      material.party.kind === 'staff' &&
      state.votes.some((vote) => vote.step === step?.id && vote.member.accountId === partyAccount(material.party))
    if (hasVoted)
      return { kind: 'voted', voted, members: material.members, isConcluded: state.conclusion !== undefined }
    if (material.registers.toEnter.length > 0) return { kind: 'help' }
    const actor = step && edition.regulation.actors.get(step.actor)
    return { kind: 'none', waitsFor: actor?.title[locale] ?? '', assignee: state.current?.assignee?.name }
  }
  switch (action.kind) {
    case 'vote':
      return { kind: 'vote', form: voteForm(material, action), voted, members: material.members }
    case 'sign-minutes':
      return {
        kind: 'sign-minutes',
        pdf: `${base}/to-sign`,
        conclusion: conclusionWords(state, step, locale),
        pending: pendingSignature,
      }
    case 'close-session':
      return {
        kind: 'close-session',
        step: step.id,
        version: loaded.version,
        missing: (state.conclusion ? votersToSign(state, step) : material.membersMissing).map(({ name }) => name),
        isConcluded: state.conclusion !== undefined,
      }
    case 'complete': {
      if (action.step.action === 'sign-and-send-request') {
        return { kind: 'send-package', copies: state.attachments.length, pending: pendingSignature }
      }
      if (action.step.action === 'inspect') {
        const form = decisionForm(material, action, action.outcomes, 'decide', '')
        const written = material.report === undefined ? {} : { report: material.report }
        return {
          kind: 'inspect',
          form: { ...form, values: { ...written, ...form.values } },
          pdf: material.report === undefined ? undefined : `${base}/to-sign`,
          pending: pendingSignature,
        }
      }
      const signs = action.outcomes.some((outcome) => outcome.inputs.includes('signature'))
      if (!signs) return { kind: 'decide', form: decisionForm(material, action, action.outcomes, 'decide', '') }
      const others = action.outcomes.filter((outcome) => !outcome.inputs.includes('signature'))
      return {
        kind: 'sign-result',
        pdf: `${base}/to-sign`,
        returns: others.length === 0 ? undefined : decisionForm(material, action, others, 'return', 'return-'),
        pending: pendingSignature,
      }
    }
    case 'reassign':
      return { kind: 'none', waitsFor: '', assignee: undefined }
  }
}

function partyAccount(party: Party): string | undefined {
  return party.kind === 'system' ? undefined : party.accountId
}

function conclusionWords(state: OpenedCase, step: Step, locale: Locale): string {
  const outcome = step.outcomes.find((candidate) => candidate.id === state.conclusion?.conclusion)
  return providerMessages[locale].vote.conclusion(outcome?.title[locale] ?? '')
}

function decisionForm(
  material: CaseMaterial,
  action: AllowedAction,
  outcomes: AllowedAction['outcomes'],
  form: Refilled['form'],
  prefix: string,
): DecisionForm {
  const { locale, refilled } = material
  const mine = refilled?.form === form ? refilled : undefined
  return {
    step: action.step.id,
    outcomes: outcomes.map((outcome) => ({
      value: outcome.id,
      label: outcome.title[locale],
      inputs: outcome.inputs.filter(isAsked),
    })),
    grounds: groundChoices(material, action),
    executors: executorChoices(material),
    executorTitle: executorTitle(material),
    values: mine?.values ?? {},
    errors: (mine?.errors ?? []).map((error) => ({ ...error, field: error.field && `${prefix}${error.field}` })),
    version: material.loaded.version,
  }
}

/** Votes are the outcomes of the session, and a declared conflict of interest beside them. */
function voteForm(material: CaseMaterial, action: AllowedAction): DecisionForm {
  const { locale } = material
  const base = decisionForm(material, action, [], 'vote', '')
  return {
    ...base,
    outcomes: [
      ...action.step.outcomes.map((outcome) => ({
        value: outcome.id,
        label: outcome.title[locale],
        inputs: outcome.id === 'negative' ? (['ground', 'reason'] as const) : [],
      })),
      { value: 'conflict', label: providerMessages[locale].vote.conflict, inputs: [] },
    ],
  }
}

function reassignForm(material: CaseMaterial): DecisionForm | undefined {
  const action = material.actions.find((candidate) => candidate.kind === 'reassign')
  if (!action) return undefined
  const form = decisionForm(material, action, [], 'reassign', 'reassign-')
  const label = providerMessages[material.locale].case.reassignButton
  return { ...form, outcomes: [{ value: 'reassign', label, inputs: ['executor', 'reason'] }] }
}

/** A signature is given on a page of its own; everything else is asked in the form. */
function isAsked(input: Input): input is AskedInput {
  return input !== 'signature'
}

function groundChoices({ loaded, locale }: CaseMaterial, action: AllowedAction): readonly Choice[] {
  return loaded.edition.regulation.standard.grounds
    .filter((ground) => action.grounds.includes(ground.id))
    .map((ground) => ({
      value: ground.id,
      label: ground.title[locale],
      hint: sourceWords(loaded.edition.regulation, ground.source, locale),
    }))
}

/** An act by its title and the item in words, as the reader's language cites them. */
function sourceWords({ actTitles }: Regulation, { act, item }: Source, locale: Locale): string {
  return `${actTitles.get(act)?.[locale] ?? act}, ${citeItem(item, locale)}`
}

function executorChoices({ executors, loaded }: CaseMaterial): readonly Choice[] {
  return executors
    .filter((person) => person.accountId !== loaded.state.executor?.accountId)
    .map((person) => ({ value: person.accountId, label: person.name }))
}

function executorTitle({ loaded, locale }: CaseMaterial): string {
  const actor = executorActorOf(loaded.graph, loaded.edition.regulation)
  return (actor && loaded.edition.regulation.actors.get(actor)?.title[locale]) ?? ''
}

function filesOf({ loaded, visible, locale }: CaseMaterial, base: string): readonly FileLink[] {
  const { state, edition } = loaded
  if (!visible.has('attachments')) return []
  const title = (id: string): string =>
    edition.regulation.standard.documents.find((document) => document.id === id)?.title[locale] ?? id
  return state.attachments.map((attachment) => ({
    title: title(attachment.documentId),
    fileName: attachment.fileName,
    href: `${base}/files/${attachment.sha256}`,
    size: formatBytes(attachment.size, locale),
  }))
}

function termViews({ loaded, now, locale }: CaseMaterial): readonly TermView[] {
  const { state, edition, graph } = loaded
  const { clock } = edition
  const t = providerMessages[locale].case
  const started = state.ledger.flatMap((line) => (line.type === 'started' ? [line.term] : []))
  return [...new Set(started)].flatMap((term) => {
    const due = dueOf(state.ledger, term, clock)
    if (!due) return []
    const view = deadlineView(due, now, clock, locale)
    const step = [...graph.steps.values()].find((candidate) => termOf(candidate) === term)
    const title = term === TOTAL_TERM ? t.totalTerm : t.stepTerm(step?.title[locale] ?? term)
    return [
      {
        title,
        starts: formatInstant(due.startedAt, clock.timeZone, locale),
        ends: view.date ?? '',
        urgency: due.stoppedAt ? ('none' as const) : view.urgency,
        words: due.stoppedAt ? '' : view.words,
        running: due.stoppedAt === undefined,
        lines: explainDue(due, clock, locale),
      },
    ]
  })
}
