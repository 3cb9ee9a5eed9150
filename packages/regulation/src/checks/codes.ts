import type { Locale, Text } from '../text.ts'
import { GRAPH_CODES } from './codes/graph.ts'
import { LAW_CODES } from './codes/law.ts'
import { TERM_CODES } from './codes/terms.ts'
import { UNIT_CODES } from './codes/units.ts'
import { WAY_CODES } from './codes/ways.ts'

/** Everything that checks find in acts. A code is stable: `accepted` entries and texts refer to it. */
export const FINDINGS = { ...GRAPH_CODES, ...WAY_CODES, ...UNIT_CODES, ...TERM_CODES, ...LAW_CODES } as const

export type FindingCode = keyof typeof FINDINGS

/** The sentence of a code in three languages, with its parameters put in. */
export function sentenceOf(code: FindingCode, parameters: Readonly<Record<string, Text | string | number>>): Text {
  return { kk: filled(code, parameters, 'kk'), ru: filled(code, parameters, 'ru'), en: filled(code, parameters, 'en') }
}

function filled(
  code: FindingCode,
  parameters: Readonly<Record<string, Text | string | number>>,
  locale: Locale,
): string {
  return FINDINGS[code].message[locale].replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = parameters[name] ?? ''
    return typeof value === 'object' ? value[locale] : String(value)
  })
}
