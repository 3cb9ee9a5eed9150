import type { Party } from '@qyzmet/casework'
import { dueOf } from '@qyzmet/casework'
import { type Locale, termOf } from '@qyzmet/regulation'
import type { CaseService } from '../cases/case-service.ts'
import { INBOX_GROUPS, inboxCounts, type InboxKey, inboxPage, type InboxTask } from '../cases/inbox.queries.ts'
import type { Sql } from '../database/connect.ts'
import type { InboxTask as TaskView, InboxView } from './inbox-view.ts'
import { deadlineView } from './deadline-view.ts'
import { providerMessages } from './messages/provider.ts'
import type { Editions } from '../regulations/editions.ts'

export interface InboxDependencies {
  readonly sql: Sql
  readonly cases: CaseService
  readonly editions: Editions
  readonly now: () => Temporal.Instant
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
  const tasks = await Promise.all(page.tasks.map((task) => taskView(dependencies, task, locale)))
  return {
    kind: 'ready',
    tab,
    roles: await roleTitles(dependencies, party, locale),
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

/** A task in words; the deadline is derived from the case's ledger, the row only ordered it. */
export async function taskView(
  { cases, now }: InboxDependencies,
  task: Pick<InboxTask, 'caseId' | 'number' | 'applicantName'>,
  locale: Locale,
): Promise<TaskView> {
  const loaded = await cases.load(task.caseId)
  const step = loaded?.graph.steps.get(loaded.state.current?.step ?? '')
  const due = loaded && step && dueOf(loaded.state.ledger, termOf(step), loaded.edition.clock)
  const end = loaded?.graph.ends.get(loaded.state.closed?.end ?? '')
  return {
    caseId: task.caseId,
    number: task.number,
    step: (step ?? end)?.title[locale] ?? '',
    service: loaded?.edition.regulation.shortTitle[locale] ?? '',
    applicant: task.applicantName,
    assignee: loaded?.state.current?.assignee?.name,
    due:
      due && loaded
        ? deadlineView(due, now(), loaded.edition.clock, locale)
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
