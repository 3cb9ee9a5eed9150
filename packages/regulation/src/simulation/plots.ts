import { escapeMarkup } from '../markup.ts'
import type { Regulation } from '../model.ts'
import type { Locale } from '../text.ts'
import { simulationMessages } from './messages.ts'
import type { Plan } from './plan.ts'
import { lateShare, type PostResult, type SimulationResult } from './result.ts'
import { formatShare, nameOf } from './tell-simulation.ts'

export interface PlotOptions {
  readonly regulation: Regulation
  readonly plan: Plan
  readonly result: SimulationResult
  readonly locale: Locale
}

const WIDTH = 960
const LEFT = 380
/** Letters of a name that have room beside its bar. */
const LETTERS = 44
const RIGHT = 70
const TOP = 60
const ROW = 26
const FIELD = WIDTH - LEFT - RIGHT

/** Share of late cases of the service and of each step, channel by channel, as bars with their numbers. */
export function plotLate({ regulation, plan, result, locale }: PlotOptions): string {
  const t = simulationMessages[locale]
  const rows: readonly { readonly name: string; readonly share?: number }[] = [
    { name: t.total, share: lateShare(result) },
    ...plan.channels.flatMap(({ id }) => [
      { name: regulation.channels.get(id)?.title[locale] ?? id },
      ...result.steps.flatMap((one, index) => {
        const step = plan.steps[index]
        if (step?.channel !== id || one.late === undefined || step.doer.kind === 'system') return []
        return [{ name: `${step.step.label ?? step.step.item} ${step.step.title[locale]}`, share: one.late }]
      }),
    ]),
  ]
  const bars = rows.map(({ name, share }, index) => {
    const y = TOP + index * ROW
    if (share === undefined) return heading(name, y + 15)
    const width = Math.round(FIELD * Math.min(1, share))
    return (
      text(LEFT - 10, y + 15, shorten(name), 'end') +
      `<rect x="${LEFT}" y="${y}" width="${FIELD}" height="${ROW - 6}" fill="#eef1f4"/>` +
      `<rect x="${LEFT}" y="${y}" width="${width}" height="${ROW - 6}" fill="#1f5a8a"/>` +
      text(LEFT + FIELD + 8, y + 15, formatShare(share, locale))
    )
  })
  const said = rows
    .flatMap(({ name, share }) => (share === undefined ? [] : [`${name}: ${formatShare(share, locale)}`]))
    .join('; ')
  return svg(t.plots.late, said, TOP + rows.length * ROW + 20, bars.join('\n'), locale)
}

/** Cases in line at the end of each day, a small plot for each post on one scale of days. */
export function plotLines({ regulation, result, locale }: PlotOptions): string {
  const t = simulationMessages[locale]
  const height = 90
  const parts = result.posts.map((post, index) => {
    const y = TOP + index * (height + 30)
    const most = Math.max(1, ...post.lineByDay)
    return (
      text(LEFT - 10, y + height / 2, shorten(nameOf(regulation, post.actor, locale)), 'end') +
      text(LEFT + FIELD + 8, y + 10, String(most)) +
      text(LEFT + FIELD + 8, y + height, '0') +
      `<rect x="${LEFT}" y="${y}" width="${FIELD}" height="${height}" fill="#eef1f4"/>` +
      `<path d="${path(post, most, y, height)}" fill="none" stroke="#1f5a8a" stroke-width="1.5"/>`
    )
  })
  const bottom = TOP + result.posts.length * (height + 30)
  const axis = text(LEFT, bottom, '1') + text(LEFT + FIELD, bottom, `${result.days} (${t.axes.day})`, 'end')
  const said = result.posts
    .map((post) => `${nameOf(regulation, post.actor, locale)}: ${Math.round(post.lineMean)}, ${post.lineMax}`)
    .join('; ')
  return svg(t.plots.line, said, bottom + 20, `${parts.join('\n')}\n${axis}`, locale)
}

/** How many results were given after so many days. */
export function plotDays({ result, locale }: PlotOptions): string {
  const t = simulationMessages[locale]
  const height = 260
  const days = result.daysToResult
  const most = Math.max(1, ...days)
  const width = (WIDTH - 2 * RIGHT) / Math.max(1, days.length)
  const bars = days.map((count, day) => {
    const tall = (count / most) * height
    return `<rect x="${round(RIGHT + day * width)}" y="${round(TOP + height - tall)}" width="${round(Math.max(0.5, width * 0.85))}" height="${round(tall)}" fill="#1f5a8a"/>`
  })
  const axis =
    text(RIGHT, TOP + height + 20, '0') +
    text(WIDTH - RIGHT, TOP + height + 20, `${Math.max(0, days.length - 1)} (${t.axes.day})`, 'end') +
    text(RIGHT - 8, TOP + 12, String(most), 'end')
  const said = `${t.days}: ${result.daysMedian}, ${result.daysP95}`
  return svg(t.plots.days, said, TOP + height + 50, `${bars.join('\n')}\n${axis}`, locale)
}

/** A year and more of days is drawn by as many points as there is room for, each the longest line of its days. */
function path({ lineByDay }: PostResult, most: number, top: number, height: number): string {
  const points = Math.min(FIELD, lineByDay.length)
  const perPoint = lineByDay.length / Math.max(1, points)
  const at = Array.from({ length: points }, (_, index) => {
    const days = lineByDay.slice(Math.floor(index * perPoint), Math.max(1, Math.floor((index + 1) * perPoint)))
    const x = LEFT + (index / Math.max(1, points - 1)) * FIELD
    const y = top + height - (Math.max(0, ...days) / most) * height
    return `${round(x)} ${round(y)}`
  })
  return at.length === 0 ? '' : `M${at.join('L')}`
}

function svg(title: string, said: string, height: number, content: string, locale: Locale): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
    `role="img" lang="${locale}" font-family="sans-serif" font-size="13" fill="#1b1f23">\n` +
    `<title>${escapeMarkup(title)}</title>\n<desc>${escapeMarkup(said)}</desc>\n` +
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>\n` +
    `<text x="20" y="32" font-size="18" font-weight="bold">${escapeMarkup(title)}</text>\n${content}\n</svg>\n`
  )
}

function text(x: number, y: number, content: string, anchor: 'start' | 'end' = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeMarkup(content)}</text>`
}

function heading(content: string, y: number): string {
  return `<text x="20" y="${y}" font-weight="bold">${escapeMarkup(content)}</text>`
}

function shorten(content: string): string {
  return content.length <= LETTERS ? content : `${content.slice(0, LETTERS - 1).trimEnd()}…`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
