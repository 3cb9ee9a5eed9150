import { join, relative, resolve, sep } from 'node:path'
import { statSync } from 'node:fs'
import { checkRegulations, LOCALES } from '@qyzmet/regulation'
import type { CheckReport, Locale } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { reportAsJson, reportInWords } from './check-report.ts'
import { readFiles, rootOf } from './regulation-files.ts'

export const checkCommand: Command = {
  name: 'check',
  usage: [
    'qyzmet check <files or folders>   check regulations and print every fault with its place and a case that shows it',
    '  --accepted        print accepted findings too, each with its reason',
    '  --locale kk|ru|en the language of the sentences; English when left out',
    '  --json            everything for programs, accepted findings included',
  ].join('\n'),
  run: (args) => check(args),
}

interface Options {
  readonly paths: readonly string[]
  readonly accepted: boolean
  readonly json: boolean
  readonly locale: Locale
}

/** Checks regulation files and folders of them. Ends with 1 when there is an error, with 2 when it was called wrongly. */
export function check(args: readonly string[]): CommandResult {
  const options = parseOptions(args)
  if (typeof options === 'string') return { output: options, exitCode: 2 }
  const [first] = options.paths
  if (first === undefined) return { output: 'Name a file or a folder: qyzmet check regulations', exitCode: 2 }
  const reports: CheckReport[] = []
  let checked = 0
  for (const given of options.paths) {
    const path = resolve(given)
    const status = statSync(path, { throwIfNoEntry: false })
    if (status === undefined) return { output: `There is no ${given}.`, exitCode: 2 }
    const root = rootOf(path, status.isDirectory())
    const files = readFiles(root)
    const wanted = [...files.keys()].filter((file) => isWithin(join(root, file), path))
    checked += wanted.length
    reports.push(withShownPaths(checkRegulations(files, wanted), root))
  }
  const report = {
    regulations: reports.flatMap(({ regulations }) => regulations),
    diagnostics: reports.flatMap(({ diagnostics }) => diagnostics),
  }
  const output = options.json ? reportAsJson(report) : reportInWords(report, { ...options, checked })
  return { output, exitCode: hasError(report) ? 1 : 0 }
}

/** The options, or what is wrong with them. */
function parseOptions(args: readonly string[]): Options | string {
  const paths: string[] = []
  let [accepted, json, locale]: [boolean, boolean, Locale] = [false, false, 'en']
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (arg === '--accepted') accepted = true
    else if (arg === '--json') json = true
    else if (arg === '--locale') {
      index += 1
      const found = LOCALES.find((each) => each === args[index])
      if (found === undefined) return `Write --locale with one of: ${LOCALES.join(', ')}.`
      locale = found
    } else if (arg.startsWith('--')) return `There is no option ${arg}.\n${checkCommand.usage}`
    else paths.push(arg)
  }
  return { paths, accepted, json, locale }
}

function hasError({ regulations, diagnostics }: CheckReport): boolean {
  return [...diagnostics, ...regulations.flatMap((each) => [...each.diagnostics, ...each.findings])].some(
    ({ severity }) => severity === 'error',
  )
}

/** Paths as whoever called the program would write them. */
function withShownPaths(report: CheckReport, root: string): CheckReport {
  const shown = <T extends { readonly file: string }>(each: T): T => ({
    ...each,
    file: relative(process.cwd(), join(root, each.file)),
  })
  return {
    regulations: report.regulations.map((each) => ({
      ...shown(each),
      diagnostics: each.diagnostics.map(shown),
      findings: each.findings.map(shown),
    })),
    diagnostics: report.diagnostics.map(shown),
  }
}

function isWithin(file: string, path: string): boolean {
  return file === path || file.startsWith(path + sep)
}
