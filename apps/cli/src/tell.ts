import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type Locale,
  LOCALES,
  tell,
  toldAsHtml,
  toldAsMarkdown,
  type ToldDocument,
  TOLD_KINDS,
} from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { findRegulation, RegulationNotFoundError, regulationsIn } from './regulation-files.ts'

const FORMATS = ['md', 'html'] as const
type Format = (typeof FORMATS)[number]

export const tellCommand: Command = {
  name: 'tell',
  usage: [
    'qyzmet tell <regulation>           tell a regulation to people: its text item by item and its time tables',
    `    --what ${TOLD_KINDS.join('|')}   (told: text and tables)`,
    `    --golden                            write what is told of every regulation beside its act, for review`,
    `    --channel <name>  --locale ${LOCALES.join('|')}  --format ${FORMATS.join('|')}  --out <folder>`,
  ].join('\n'),
  run: (args) => runTell(args),
}

/** Prints a told regulation, or writes it to a folder: there in every language unless one is named. */
export function runTell(args: readonly string[]): CommandResult {
  const options = readOptions(args)
  if (options === 'golden') return { output: writeGolden().join('\n'), exitCode: 0 }
  if (options === undefined) return { output: tellCommand.usage, exitCode: 2 }
  const { given, what, channel, format, out } = options
  try {
    const { regulation, path } = findRegulation(given)
    if (channel !== undefined && !regulation.channels.has(channel)) {
      const known = [...regulation.channels.keys()].join(', ')
      return { output: `There is no channel "${channel}". There are: ${known}.`, exitCode: 2 }
    }
    const told = (locale: Locale): string => written(tell(what, regulation, locale, { channel }), format)
    if (out === undefined) return { output: told(options.locale ?? 'kk').trimEnd(), exitCode: 0 }
    mkdirSync(out, { recursive: true })
    const parts = [basename(path, '.yaml'), what, ...(channel === undefined ? [] : [channel])]
    const names = (options.locale === undefined ? LOCALES : [options.locale]).map((locale) => {
      const name = join(out, `${[...parts, locale].join('.')}.${format}`)
      writeFileSync(name, told(locale))
      return name
    })
    return { output: names.join('\n'), exitCode: 0 }
  } catch (error) {
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 2 }
    throw error
  }
}

/** The told regulations that are kept beside their acts, so that a change of words is read as a difference. */
export function goldenFiles(): ReadonlyMap<string, string> {
  return new Map(
    regulationsIn().flatMap(({ regulation, path, root }) =>
      LOCALES.map((locale): [string, string] => [
        join(root, dirname(path), 'golden', `${basename(path, '.yaml')}.told.${locale}.md`),
        toldAsMarkdown(tell('told', regulation, locale)),
      ]),
    ),
  )
}

function writeGolden(): readonly string[] {
  for (const [name, text] of goldenFiles()) {
    mkdirSync(dirname(name), { recursive: true })
    writeFileSync(name, text)
  }
  return [...goldenFiles().keys()]
}

function written(document: ToldDocument, format: Format): string {
  return format === 'md' ? toldAsMarkdown(document) : toldAsHtml(document)
}

interface TellCall {
  readonly given: string
  readonly what: (typeof TOLD_KINDS)[number]
  readonly channel: string | undefined
  readonly locale: Locale | undefined
  readonly format: Format
  readonly out: string | undefined
}

/** The call as it was typed; undefined when it is not understood. */
function readOptions(args: readonly string[]): TellCall | 'golden' | undefined {
  const parsed = parse(args)
  if (parsed === undefined) return undefined
  const { values, positionals } = parsed
  if (values.golden === true && args.length === 1) return 'golden'
  const [given] = positionals
  const what = TOLD_KINDS.find((kind) => kind === (values.what ?? 'told'))
  const format = FORMATS.find((one) => one === (values.format ?? 'md'))
  const locale = LOCALES.find((one) => one === values.locale)
  if (given === undefined || positionals.length > 1 || what === undefined || format === undefined) return undefined
  if (values.locale !== undefined && locale === undefined) return undefined
  return { given, what, channel: values.channel, locale, format, out: values.out }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = {
    channel: text,
    what: text,
    locale: text,
    format: text,
    out: text,
    golden: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    // An option that is not known, or one without its value.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
