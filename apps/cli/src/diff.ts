import { parseArgs } from 'node:util'
import { diffRegulations, LOCALES, toldDiff } from '@qyzmet/regulation'
import type { Locale } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { findRegulation, RegulationNotFoundError } from './regulation-files.ts'

export const diffCommand: Command = {
  name: 'diff',
  usage: [
    'qyzmet diff <old> <new>           compare two editions or two regulations in terms of the law: steps, actors, limits,',
    '                                   grounds, documents; whom it touches, and what it would be for running cases',
    `    --json  --locale ${LOCALES.join('|')}`,
  ].join('\n'),
  run: (args) => diff(args),
}

/** Prints what is otherwise in the second regulation than in the first. */
export function diff(args: readonly string[]): CommandResult {
  const call = readCall(args)
  if (call === undefined) return { output: diffCommand.usage, exitCode: 2 }
  try {
    const { regulation: before } = findRegulation(call.before)
    const { regulation: after } = findRegulation(call.after)
    const found = diffRegulations(before, after)
    const output = call.json
      ? JSON.stringify(found, undefined, 2)
      : toldDiff(found, before, after, call.locale).trimEnd()
    return { output, exitCode: 0 }
  } catch (error) {
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 2 }
    throw error
  }
}

interface DiffCall {
  readonly before: string
  readonly after: string
  readonly json: boolean
  readonly locale: Locale
}

function readCall(args: readonly string[]): DiffCall | undefined {
  try {
    const options = { json: { type: 'boolean' }, locale: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const locale = LOCALES.find((one) => one === (values.locale ?? 'kk'))
    const [before, after, ...more] = positionals
    if (before === undefined || after === undefined || more.length > 0 || locale === undefined) return undefined
    return { before, after, json: values.json === true, locale }
  } catch (error) {
    // An option that is not known, or one without its value.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
