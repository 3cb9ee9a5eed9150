import { type Due, isOverdue, usedShare, workingDaysLeft } from '@qyzmet/casework'
import { formatTime, type Locale, type TermClock } from '@qyzmet/regulation'
import { formatDateShort } from '../messages/dates.ts'
import { uiMessages } from '../messages/ui.ts'
import type { Urgency } from '../ui/Deadline.tsx'

/** The end of a term as a list or a case page shows it. */
export interface DeadlineView {
  readonly date: string | undefined
  readonly words: string
  readonly urgency: Urgency
}

/** From this share of the term on, its end counts as near. */
const SOON_SHARE = 0.5

export function deadlineView(due: Due, now: Temporal.Instant, clock: TermClock, locale: Locale): DeadlineView {
  const t = uiMessages[locale].deadline
  if (due.at === undefined) return { date: undefined, words: t.unstated, urgency: 'none' }
  const local = due.at.toZonedDateTimeISO(clock.timeZone)
  const today = now.toZonedDateTimeISO(clock.timeZone).toPlainDate()
  const lastDay = due.on ?? local.toPlainDate()
  const date = formatDateShort(lastDay)
  const days = workingDaysLeft(due, now, clock) ?? 0
  if (isOverdue(due, now)) {
    return { date, words: days < 0 ? t.overdueWorkingDays(-days) : t.overdue, urgency: 'overdue' }
  }
  if (lastDay.equals(today)) {
    const words = due.on === undefined ? t.todayUntil(formatTime(local.toPlainTime())) : t.today
    return { date, words, urgency: 'today' }
  }
  const isSoon = (usedShare(due, now, clock) ?? 0) >= SOON_SHARE
  return { date, words: t.workingDaysLeft(days), urgency: isSoon ? 'soon' : 'calm' }
}
