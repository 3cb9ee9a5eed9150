/**
 * What terms cost: parsing the calendar, the end of a term, its explanation, the next mark of a case.
 *
 *   node bench/terms.ts
 */
import { readFileSync } from 'node:fs'
import type { LedgerEntry } from '@qyzmet/casework'
import { dueOf, explainDue, nextMark } from '@qyzmet/casework'
import type { TermClock } from '@qyzmet/regulation'
import { addWorkingTime, endOfTerm, parseCalendar } from '@qyzmet/regulation'

const text = readFileSync(new URL('../regulations/calendars/kz.yaml', import.meta.url), 'utf8')
const { calendar } = parseCalendar(text)
if (!calendar) throw new Error('the calendar of Kazakhstan has problems')
const time = (text: string) => Temporal.PlainTime.from(text)
const clock: TermClock = {
  timeZone: 'Asia/Almaty',
  calendar,
  hours: {
    from: time('09:00'),
    to: time('18:30'),
    lunchFrom: time('13:00'),
    lunchTo: time('14:30'),
    source: { act: 'bench', item: '1', mark: 'derived' },
  },
}

const start = Temporal.Instant.from('2016-06-06T05:00:00Z')
const limit = { amount: 30, unit: 'calendar-day' } as const
const ledger: readonly LedgerEntry[] = [
  { type: 'started', term: 'total', at: start, limit, item: '5(1)' },
  { type: 'started', term: 'check', at: start, limit: { amount: 7, unit: 'working-day' }, item: '5(3)' },
]
const due = dueOf(ledger, 'total', clock)
if (!due) throw new Error('the total term has no due date')

report('parse the calendar', 20, () => parseCalendar(text))
report('end of 30 calendar days', 5000, () => endOfTerm(limit, start, clock))
report('end of 10 working hours', 5000, () => addWorkingTime(start, 600, clock))
report('due date with its lines', 5000, () => dueOf(ledger, 'total', clock))
report('explanation in Kazakh', 5000, () => explainDue(due, clock, 'kk'))
report('next mark of two running terms', 5000, () => nextMark(ledger, clock))

function report(what: string, times: number, run: () => unknown): void {
  for (let warm = 0; warm < times / 4; warm += 1) run()
  const took = Array.from({ length: times }, () => {
    const from = performance.now()
    run()
    return (performance.now() - from) * 1000
  }).toSorted((a, b) => a - b)
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(1)
  console.log(`${what}: median ${at(0.5)} µs, p95 ${at(0.95)} µs`)
}
