import { formatDiagnostic, tellExample } from '@qyzmet/regulation'
import type { CheckedRegulation, CheckReport, Diagnostic, Finding, Locale } from '@qyzmet/regulation'

const WORDS = {
  error: { kk: 'қате', ru: 'ошибка', en: 'error' },
  warning: { kk: 'ескерту', ru: 'предупреждение', en: 'warning' },
  accepted: { kk: 'қабылданған', ru: 'принято', en: 'accepted' },
  reason: { kk: 'Шешім', ru: 'Решение', en: 'Decision' },
  regulation: { kk: 'Регламент', ru: 'Регламент', en: 'Regulation' },
  edition: { kk: 'Редакция', ru: 'Редакция', en: 'Edition' },
  errors: { kk: 'қате', ru: 'ошибок', en: 'errors' },
  warnings: { kk: 'ескерту', ru: 'предупреждений', en: 'warnings' },
} as const

interface Wanted {
  readonly locale: Locale
  /** True when accepted findings are printed too. */
  readonly accepted: boolean
  /** How many files were looked at. */
  readonly checked: number
}

/** A report for people: regulation by regulation, then a table and one line that sums everything up. */
export function reportInWords(report: CheckReport, wanted: Wanted): string {
  const blocks = [
    ...report.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)),
    ...report.regulations.flatMap((each) => regulationInWords(each, wanted)),
  ]
  const counted = report.regulations.filter(({ regulation }) => regulation !== undefined)
  return [
    ...blocks.flatMap((block) => [block, '']),
    ...(counted.length === 0 ? [] : [...table(counted, wanted.locale), '']),
    lastLine(report, wanted),
  ].join('\n')
}

function regulationInWords(checked: CheckedRegulation, { locale, accepted }: Wanted): readonly string[] {
  const { diagnostics, findings, regulation } = checked
  const shown = findings.filter((finding) => accepted || finding.accepted === undefined)
  const heading =
    shown.length === 0 || regulation === undefined
      ? []
      : [`${regulation.shortTitle[locale]} · ${regulation.id} · ${regulation.edition.id}`]
  return [
    ...diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)),
    ...heading,
    ...shown.map((finding) => findingInWords(finding, checked, locale)),
  ]
}

/** Place, severity, code and items; the sentence; the line with carets; the case; the decision when it is accepted. */
function findingInWords(finding: Finding, { regulation }: CheckedRegulation, locale: Locale): string {
  const { file, line, column, severity, code, items, accepted, example } = finding
  const word = accepted === undefined ? WORDS[severity][locale] : WORDS.accepted[locale]
  const cited = items.join(', ')
  const told = example === undefined || regulation === undefined ? [] : tellExample(example, regulation, locale)
  return [
    `${file}:${line}:${column}: ${word} ${code}${cited === '' ? '' : ` · ${cited}`}`,
    ...wrapped(finding.message[locale], '  ', '  '),
    finding.excerpt,
    ...told.flatMap((text) => (text.startsWith('  ') ? [`  ${text}`] : wrapped(text, '  ', '      '))),
    ...(accepted === undefined
      ? []
      : wrapped(`${WORDS.reason[locale]} (${accepted.id}): ${accepted.reason[locale]}`, '  ', '      ')),
  ].join('\n')
}

const WIDTH = 118

/** Text broken at spaces so that no line is longer than a wide terminal. */
function wrapped(text: string, first: string, rest: string): readonly string[] {
  const lines: string[] = []
  let line = first
  for (const word of text.split(' ')) {
    const isStart = line === first || line === rest
    if (!isStart && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = rest
    }
    line += (line === first || line === rest ? '' : ' ') + word
  }
  return [...lines, line]
}

function table(regulations: readonly CheckedRegulation[], locale: Locale): readonly string[] {
  const heads = [WORDS.regulation, WORDS.edition, WORDS.errors, WORDS.warnings, WORDS.accepted].map(
    (word) => word[locale],
  )
  const rows = regulations.map(({ regulation, diagnostics, findings }) => {
    const open = [...diagnostics, ...findings.filter(({ accepted }) => accepted === undefined)]
    return [
      regulation?.id ?? '',
      regulation?.edition.id ?? '',
      ...[ofSeverity(open, 'error'), ofSeverity(open, 'warning')].map(String),
      String(findings.filter(({ accepted }) => accepted !== undefined).length),
    ]
  })
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [heads, ...rows].map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  )
}

function lastLine({ regulations, diagnostics }: CheckReport, { checked, locale }: Wanted): string {
  const findings = regulations.flatMap((each) => each.findings)
  const open = [
    ...diagnostics,
    ...regulations.flatMap((each) => each.diagnostics),
    ...findings.filter(({ accepted }) => accepted === undefined),
  ]
  const accepted = findings.length - findings.filter((each) => each.accepted === undefined).length
  const [errors, warnings] = [ofSeverity(open, 'error'), ofSeverity(open, 'warning')]
  switch (locale) {
    case 'kk':
      return `Тексерілген файл саны – ${checked}: қате – ${errors}, ескерту – ${warnings}, қабылданғаны – ${accepted}.`
    case 'ru':
      return `Проверено файлов: ${checked}; ошибок: ${errors}, предупреждений: ${warnings}, принято: ${accepted}.`
    case 'en':
      return (
        `${count(checked, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}, ` +
        `${accepted} accepted.`
      )
  }
}

function ofSeverity(all: readonly { readonly severity: string }[], severity: Diagnostic['severity']): number {
  return all.filter((each) => each.severity === severity).length
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

/** The same for programs: every finding in three languages, with the whole case. */
export function reportAsJson({ regulations, diagnostics }: CheckReport): string {
  const plain = regulations.map(({ regulation, ...rest }) => ({
    id: regulation?.id,
    edition: regulation?.edition.id,
    ...rest,
  }))
  return JSON.stringify({ regulations: plain, diagnostics }, undefined, 2)
}
