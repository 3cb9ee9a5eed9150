import type { ChartNode } from '../chart/chart.ts'

/** The name of a node in one line: number, title, and what is noted below it. */
export function nodeName({ heading, text, notes }: ChartNode): string {
  const title = heading === undefined ? text : `${heading}. ${text}`
  return notes.length === 0 ? title : `${title} (${notes.join('; ')})`
}
