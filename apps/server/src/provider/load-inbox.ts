import type { Party } from '@qyzmet/casework'
import { dueOf } from '@qyzmet/casework'
import { inputsOf, type Locale, termOf } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import { INBOX_GROUPS, inboxCounts, type InboxKey, inboxPage, type InboxTask } from '../cases/inbox.queries.ts'
import { takingIn } from '../counter/taking-in.ts'
import { waitingLetters } from '../gateway/letters/letter-lines.queries.ts'
import { letterScopeOf } from '../gateway/letters/letter-scope.ts'
import { keepsRegistrations } from '../gateway/registrations/keepers.ts'
import { isAdministrator } from '../people/administrator.ts'
import { deadlineView } from './deadline-view.ts'
import type { ProviderDependencies } from './dependencies.ts'
import type { InboxTask as TaskView, InboxView } from './inbox-view.ts'
import { providerMessages } from './messages/provider.ts'
import { minutesWait } from './signed-papers-view.ts'
import { sightOf } from './sight.ts'

export interface InboxDependencies extends Pick<
  ProviderDependencies,
  'site' | 'sql' | 'cases' | 'editions' | 'people' | 'reads' | 'now'
> {
  readonly timeZone: string
}

type Staff = Extract<Party, { kind: 'staff' }>

/** The list of work of a person today. */
export async function loadInbox(
  dependencies: InboxDependencies,
  party: Staff,
  query: { readonly tab: 'mine' | 'all' | undefined; readonly after: InboxKey | undefined; readonly locale: Locale },
  notice: 'done' | 'nothing-to-take' | undefined,
): Promise<InboxView> {
  if (party.roles.length === 0) return { kind: 'no-roles' }
  const { sql, now, timeZone } = dependencies
  const { locale, after } = query
  const person = { accountId: party.accountId, officeId: party.providerId, roles: party.roles }
  const moment = { now: now(), timeZone }
  const [mineCounts, poolCounts] = await Promise.all([
    inboxCounts(sql, { person, list: 'mine', ...moment }),
    inboxCounts(sql, { person, list: 'pool', ...moment }),
  ])
  // People whose work is never given to them by name start with the common list.
  const mine = INBOX_GROUPS.some((group) => mineCounts[group] > 0)
  const tab = query.tab ?? (mine ? 'mine' : 'all')
  const list = tab === 'mine' ? 'mine' : 'pool'
  const page = await inboxPage(sql, { person, list, ...moment, ...(after ? { after } : {}) })
  const tasks = await taskViews(dependencies, party, page.tasks, 'list', locale)
  const keeping = keepsRegistrations(dependencies, party)
  const [roles, isKeeper, letters, offers] = await Promise.all([
    roleTitles(dependencies, party, locale),
    keeping,
    keeping.then((isKeeper) => lettersOf(dependencies, party, isKeeper)),
    takingIn(dependencies, party),
  ])
  return {
    kind: 'ready',
    tab,
    roles,
    isAdministrator: isAdministrator(party),
    keepsRegistrations: isKeeper,
    letters,
    takesPapersIn: offers.length > 0,
    counts: tab === 'mine' ? mineCounts : poolCounts,
    totals: { mine: sum(mineCounts), all: sum(poolCounts) },
    groups: INBOX_GROUPS.map((name) => ({
      name,
      tasks: tasks.filter((_, index) => page.tasks[index]?.group === name),
    })),
    next: page.next && nextHref(locale, tab, page.next),
    notice,
  }
}

async function lettersOf(
  dependencies: InboxDependencies,
  party: Staff,
  isKeeper: boolean,
): Promise<number | undefined> {
  const scope = await letterScopeOf(dependencies, party, isKeeper)
  return scope && waitingLetters(dependencies.sql, scope)
}

/**
 * Tasks in words. Whose they are is shown only to those whose step needs it, and is written down first: once a day
 * for each case and reader, as a list is opened again and again.
 */
export async function taskViews(
  dependencies: InboxDependencies,
  party: Staff,
  tasks: readonly Pick<InboxTask, 'caseId' | 'number'>[],
  purpose: 'list' | 'search',
  locale: Locale,
): Promise<readonly TaskView[]> {
  const { cases, reads, now } = dependencies
  const sight = sightOf(dependencies, party)
  const shown = await Promise.all(
    tasks.map(async (task) => {
      const loaded = await cases.load(task.caseId)
      const mayKnowWho = loaded !== undefined && (await sight(loaded)).has('applicant')
      return { ...task, loaded, applicant: mayKnowWho ? loaded.state.applicant.name : undefined }
    }),
  )
  await reads.recordListed({
    party,
    purpose,
    fields: ['applicant'],
    cases: shown
      .filter(({ applicant }) => applicant !== undefined)
      .map(({ caseId, loaded }) => ({ caseId, step: loaded?.state.current?.step })),
  })
  return shown.map((task) => taskView(task, party.accountId, now(), locale))
}

/** The deadline is derived from the case's ledger, the row only ordered it. */
function taskView(
  task: Pick<InboxTask, 'caseId' | 'number'> & {
    readonly loaded: LoadedCase | undefined
    readonly applicant: string | undefined
  },
  accountId: string,
  now: Temporal.Instant,
  locale: Locale,
): TaskView {
  const { caseId, number, loaded, applicant } = task
  const step = loaded?.graph.steps.get(loaded.state.current?.step ?? '')
  const due = loaded && step && dueOf(loaded.state.ledger, termOf(step), loaded.edition.clock)
  const waits = loaded && minutesWait(loaded, accountId, now, locale)
  const end = loaded?.graph.ends.get(loaded.state.closed?.end ?? '')
  return {
    caseId,
    number,
    applicant,
    step: (step ?? end)?.title[locale] ?? '',
    service: loaded?.edition.regulation.shortTitle[locale] ?? '',
    assignee: loaded?.state.current?.assignee?.name,
    isToSign:
      waits !== undefined ||
      (step?.outcomes.some(({ id }) => inputsOf(step.action, id)?.includes('signature')) ?? false),
    waits,
    due:
      due && loaded
        ? deadlineView(due, now, loaded.edition.clock, locale)
        : { date: undefined, words: '', urgency: 'none' },
  }
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function nextHref(locale: Locale, tab: string, { dueAt, caseId }: InboxKey): string {
  return `/${locale}/work?${new URLSearchParams({ tab, due: dueAt, case: caseId }).toString()}`
}

/** Roles in the words of the regulations in force that name them. */
async function roleTitles(
  { editions, now, timeZone }: InboxDependencies,
  party: Staff,
  locale: Locale,
): Promise<readonly string[]> {
  const today = now().toZonedDateTimeISO(timeZone).toPlainDate()
  const current = await editions.allCurrent(today, { training: true })
  return party.roles.map((role) => {
    const actor = current.map(({ regulation }) => regulation.actors.get(role.actor)).find((found) => found)
    const title = actor?.title[locale] ?? role.actor
    return role.substitutes ? providerMessages[locale].inbox.substituting(title, role.substitutes.name) : title
  })
}
