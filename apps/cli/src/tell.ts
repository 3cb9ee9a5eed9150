import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawSheets, drawSvg } from '@qyzmet/diagrams'
import {
  type Locale,
  LOCALES,
  type Regulation,
  tell,
  type PicturesOf,
  toldAsHtml,
  toldAsMarkdown,
  type ToldDocument,
  TOLD_KINDS,
} from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { findRegulation, RegulationNotFoundError, regulationsIn } from './regulation-files.ts'

const FORMATS = ['md', 'html', 'pdf'] as const
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
export async function runTell(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args)
  if (options === 'golden') return { output: writeGolden().join('\n'), exitCode: 0 }
  if (options === undefined) return { output: tellCommand.usage, exitCode: 2 }
  try {
    const { regulation, path } = findRegulation(options.given)
    const { channel } = options
    if (channel !== undefined && !regulation.channels.has(channel)) {
      const known = [...regulation.channels.keys()].join(', ')
      return { output: `There is no channel "${channel}". There are: ${known}.`, exitCode: 2 }
    }
    return options.out === undefined
      ? printOne(regulation, options)
      : await writeAll(regulation, path, options, options.out)
  } catch (error) {
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 2 }
    throw error
  }
}

function printOne(regulation: Regulation, { what, format, channel, locale = 'kk' }: TellCall): CommandResult {
  if (format === 'pdf') return { output: 'A PDF goes into a folder: name it with --out.', exitCode: 2 }
  const document = tell(what, regulation, locale, { channel })
  const printed = format === 'md' ? toldAsMarkdown(document) : htmlOf(document, regulation)
  return { output: printed.trimEnd(), exitCode: 0 }
}

async function writeAll(
  regulation: Regulation,
  path: string,
  { what, format, channel, locale }: TellCall,
  folder: string,
): Promise<CommandResult> {
  mkdirSync(folder, { recursive: true })
  const parts = [basename(path, '.yaml'), what, ...(channel === undefined ? [] : [channel])]
  const documents = (locale === undefined ? LOCALES : [locale]).map((one) => ({
    name: join(folder, `${[...parts, one].join('.')}.${format}`),
    document: tell(what, regulation, one, { channel }),
  }))
  if (format === 'pdf') await writePdfs(documents, regulation)
  else {
    for (const { name, document } of documents) {
      writeFileSync(name, format === 'md' ? toldAsMarkdown(document) : htmlOf(document, regulation))
    }
  }
  return { output: documents.map(({ name }) => name).join('\n'), exitCode: 0 }
}

/** A page with the diagrams of its regulation in it. */
function htmlOf(document: ToldDocument, regulation: Regulation): string {
  return toldAsHtml(document, ({ channel, shows }) => [drawSvg(regulation, channel, shows, document.locale)])
}

/** The typesetter is large; it is loaded only when it is needed. */
async function writePdfs(
  documents: readonly { readonly name: string; readonly document: ToldDocument }[],
  regulation: Regulation,
): Promise<void> {
  const { provider, edition } = regulation
  const { startToldPress } = await import('@qyzmet/server/told-press')
  const press = startToldPress({ workers: 1 })
  try {
    for (const { name, document } of documents) {
      const sheet = { author: provider.title[document.locale], on: edition.period.from, mark: '' }
      const sheets: PicturesOf = ({ channel, shows }) => drawSheets(regulation, channel, shows, document.locale)
      writeFileSync(name, await press.set(document, sheet, sheets))
    }
  } finally {
    await press.close()
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
  const golden = goldenFiles()
  for (const [name, text] of golden) {
    mkdirSync(dirname(name), { recursive: true })
    writeFileSync(name, text)
  }
  return [...golden.keys()]
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
