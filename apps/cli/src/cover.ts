import { parseArgs } from 'node:util'
import type { Branch, ChannelCover } from '@qyzmet/casework'
import { coverOf, REHEARSAL_WORDS } from '@qyzmet/casework'
import { formatDiagnostic, LOCALES } from '@qyzmet/regulation'
import type { Locale, Regulation, Text } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { findRegulation, RegulationNotFoundError, regulationsIn } from './regulation-files.ts'
import { playAll } from './scenarios.ts'

export const coverCommand: Command = {
  name: 'cover',
  usage: [
    'qyzmet cover [regulation]          show which branches of each channel no scenario takes; ends with 1 when there are any',
    `    --locale ${LOCALES.join('|')}`,
  ].join('\n'),
  run: (args) => cover(args),
}

/** A regulation with what its scenarios take of each channel. */
export interface CoveredRegulation {
  readonly regulation: Regulation
  readonly channels: readonly ChannelCover[]
}

const HEAD: readonly Text[] = [
  { kk: 'регламент', ru: 'регламент', en: 'regulation' },
  { kk: 'арна', ru: 'канал', en: 'channel' },
  { kk: 'қадам', ru: 'шагов', en: 'steps' },
  { kk: 'тармақ', ru: 'ветвей', en: 'branches' },
  { kk: 'сценарий', ru: 'сценариев', en: 'scenarios' },
  { kk: 'сценарийсіз', ru: 'без сценария', en: 'uncovered' },
]

/** Prints what the scenarios take of each channel, and each branch that they do not take. */
export function cover(args: readonly string[]): CommandResult {
  const call = readCall(args)
  if (call === undefined) return { output: coverCommand.usage, exitCode: 2 }
  try {
    const wanted = call.given === undefined ? regulationsIn() : [findRegulation(call.given)]
    const { files, diagnostics } = playAll(wanted)
    const covered = wanted.map(({ regulation }): CoveredRegulation => {
      const played = files.filter((file) => file.regulation === regulation).flatMap((file) => file.played)
      return { regulation, channels: coverOf(regulation, played) }
    })
    const missing = covered.some(({ channels }) => channels.some((each) => each.missing.length > 0))
    const lines = [...diagnostics.map(formatDiagnostic), ...tellCover(covered, call.locale)]
    return { output: lines.join('\n'), exitCode: missing || diagnostics.length > 0 ? 1 : 0 }
  } catch (error) {
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 2 }
    throw error
  }
}

function tellCover(covered: readonly CoveredRegulation[], locale: Locale): readonly string[] {
  const rows = covered.flatMap(({ regulation, channels }) =>
    channels.map(({ channel, steps, branches, scenarios, missing }) => [
      `${regulation.id}@${regulation.edition.id}`,
      channel,
      ...[steps, branches.length, scenarios, missing.length].map(String),
    ]),
  )
  const table = [HEAD.map((cell) => cell[locale]), ...rows]
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  const shown = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const missing = covered.flatMap(({ regulation, channels }) =>
    channels.flatMap((each) =>
      each.missing.map(
        (branch) => `  ${regulation.id} ${each.channel}: ${tellBranch(branch, regulation, each, locale)}`,
      ),
    ),
  )
  return [...shown, ...(missing.length === 0 ? [] : ['', ...missing])]
}

function tellBranch(branch: Branch, regulation: Regulation, { channel }: ChannelCover, locale: Locale): string {
  if (branch.kind === 'answer') {
    const register = regulation.standard.registers.find(({ id }) => id === branch.register)
    return `${register?.title[locale] ?? branch.register} — ${REHEARSAL_WORDS[locale].answers[branch.answer]}`
  }
  const { step, outcome, edge } = branch
  const graph = regulation.channels.get(channel)?.graph
  const to = graph?.steps.get(edge.to)?.title[locale] ?? graph?.ends.get(edge.to)?.title[locale] ?? edge.to
  return `${step.label ?? step.item} ${step.title[locale]}: ${outcome.title[locale]} → ${to}`
}

function readCall(
  args: readonly string[],
): { readonly given: string | undefined; readonly locale: Locale } | undefined {
  try {
    const options = { locale: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const locale = LOCALES.find((one) => one === (values.locale ?? 'kk'))
    return locale === undefined || positionals.length > 1 ? undefined : { given: positionals[0], locale }
  } catch (error) {
    // An option that is not known, or one without its value.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
