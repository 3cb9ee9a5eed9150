import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draftFiles, importAct, importReport, type Locale, LOCALES } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'

export const importCommand: Command = {
  name: 'import',
  usage:
    'qyzmet import <act.txt> [--out <folder>] [--json] [--locale kk|ru|en]\n' +
    '                                  read the text of an act, report what it tells, and draft its files',
  run: (args) => importText(args),
}

/** Reads the text of an act; reports what was read, or prints it for programs, and drafts files where asked to. */
export function importText(args: readonly string[]): CommandResult {
  const given = readArguments(args)
  if (given === undefined) return { output: importCommand.usage, exitCode: 2 }
  const { file, out, locale, isJson } = given
  const status = statSync(file, { throwIfNoEntry: false })
  if (status === undefined || status.isDirectory()) return { output: `There is no file ${file}.`, exitCode: 2 }
  const imported = importAct(readFileSync(file, 'utf8'))
  const drafts = draftFiles(imported)
  const written: string[] = []
  if (out !== undefined) {
    const taken = drafts.find(({ path }) => statSync(join(out, path), { throwIfNoEntry: false }) !== undefined)
    if (taken !== undefined) {
      return { output: `${join(out, taken.path)} is already there; name another folder.`, exitCode: 2 }
    }
    mkdirSync(out, { recursive: true })
    for (const { path, text } of drafts) {
      writeFileSync(join(out, path), text)
      written.push(join(out, path))
    }
  }
  const exitCode = imported.regulations.length === 0 ? 1 : 0
  if (isJson) return { output: JSON.stringify(imported, undefined, 2), exitCode }
  return { output: [importReport(imported, locale), ...written.map((path) => `+ ${path}`)].join('\n'), exitCode }
}

interface Arguments {
  readonly file: string
  readonly out?: string
  readonly locale: Locale
  readonly isJson: boolean
}

function readArguments(args: readonly string[]): Arguments | undefined {
  let file: string | undefined
  let out: string | undefined
  let locale: Locale = 'en'
  let isJson = false
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (arg === '--json') isJson = true
    else if (arg === '--out' || arg === '--locale') {
      index += 1
      const value = args[index]
      const known = LOCALES.find((one) => one === value)
      if (value === undefined || (arg === '--locale' && known === undefined)) return undefined
      if (arg === '--out') out = value
      else if (known !== undefined) locale = known
    } else if (arg.startsWith('--') || file !== undefined) return undefined
    else file = arg
  }
  return file === undefined ? undefined : { file, ...(out === undefined ? {} : { out }), locale, isJson }
}
