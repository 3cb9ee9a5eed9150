import type { Regulation } from '../model.ts'
import type { Locale } from '../text.ts'
import { simulationMessages } from './messages.ts'
import type { Plan } from './plan.ts'
import { lateShare, type SimulationResult } from './result.ts'
import type { Cure } from './staffing.ts'

export interface TellingOptions {
  readonly regulation: Regulation
  readonly plan: Plan
  readonly result: SimulationResult
  readonly cure?: Cure
  readonly target: number
  readonly locale: Locale
  /** True when the number of people was chosen by the program. */
  readonly isStaffChosen: boolean
}

/** The report of a run as Markdown, for people. */
export function tellSimulation(options: TellingOptions): string {
  const { regulation, plan, result, locale } = options
  const t = simulationMessages[locale]
  const whole = wholeFormat(locale)
  const facts: readonly (readonly [string, string])[] = [
    [t.came, whole(result.arrived)],
    [t.granted, whole(result.granted)],
    [t.refused, whole(result.refused)],
    [t.stopped, whole(result.stopped)],
    [t.open, whole(result.stillOpen)],
    [t.late, formatShare(lateShare(result), locale)],
    [t.days, `${whole(result.daysMedian)}, ${whole(result.daysP95)}`],
  ]
  const hours = (minutes: number): string => formatHours(minutes, locale)
  const steps = result.steps.flatMap((one, index) => {
    const step = plan.steps[index]
    if (step === undefined || step.doer.kind === 'system' || one.passed === 0) return []
    const late = one.late === undefined ? t.unstated : formatShare(one.late, locale)
    const title = `${step.step.label ?? step.step.item} ${step.step.title[locale]}`
    return [
      [
        regulation.channels.get(one.channel)?.title[locale] ?? one.channel,
        title,
        whole(one.passed),
        late,
        `${hours(one.waitMedian)} / ${hours(one.waitP95)}`,
        `${hours(one.spentMedian)} / ${hours(one.spentP95)}`,
      ],
    ]
  })
  const posts = result.posts.map((post) => [
    nameOf(regulation, post.actor, locale),
    plan.sessions.includes(post.actor) ? t.perWeek(post.count) : whole(post.count),
    formatShare(post.load, locale),
    whole(Math.round(post.lineMean)),
    whole(post.lineMax),
  ])
  return [
    `# ${t.title(regulation.shortTitle[locale])}`,
    facts.map(([name, value]) => `- ${name}: ${value}`).join('\n'),
    `## ${t.steps}`,
    table(Object.values(t.columns), steps),
    `## ${t.posts}`,
    table(Object.values(t.postColumns), posts),
    ...(options.cure ? [tellCure(options.cure, options)] : []),
    [t.assumed, ...(options.isStaffChosen ? [t.chosenStaff] : [])].join('\n'),
  ].join('\n\n')
}

function tellCure(cure: Cure, { regulation, target, locale }: TellingOptions): string {
  const t = simulationMessages[locale]
  const share = formatShare(target, locale)
  if (cure.isCured && cure.added.length === 0) return t.cureNone(share)
  const lines = cure.added.map(
    ({ actor, worst }) => `- ${t.added(nameOf(regulation, actor, locale), formatShare(worst, locale))}`,
  )
  return [...(lines.length > 0 ? [t.cureAdd(share), ...lines] : []), ...(cure.isCured ? [] : [t.cureNot])].join('\n')
}

/** The figures of every step, one line each, for a spreadsheet: numbers with a point, minutes of the wall clock. */
export function simulationCsv(result: SimulationResult): string {
  const rows = result.steps.map((one) =>
    [
      one.channel,
      one.step,
      one.passed,
      one.late?.toFixed(6) ?? '',
      one.waitMedian.toFixed(1),
      one.waitP95.toFixed(1),
      one.spentMedian.toFixed(1),
      one.spentP95.toFixed(1),
    ].join(','),
  )
  return `${['channel,step,passed,late,wait_median,wait_p95,spent_median,spent_p95', ...rows].join('\r\n')}\r\n`
}

export function nameOf(regulation: Regulation, actor: string, locale: Locale): string {
  return regulation.actors.get(actor)?.title[locale] ?? actor
}

export function formatShare(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru', {
    style: 'percent',
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  }).format(share)
}

function formatHours(minutes: number, locale: Locale): string {
  const digits = minutes < 600 ? 1 : 0
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru', { maximumFractionDigits: digits }).format(minutes / 60)
}

function wholeFormat(locale: Locale): (value: number) => string {
  const format = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru')
  return (value) => format.format(value)
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
