import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  DIAGRAM_KINDS,
  type DiagramKind,
  drawBpmn,
  drawSheets,
  drawSvg,
  type StepsTable,
  stepsTable,
} from '@qyzmet/diagrams'
import { type Locale, LOCALES, type Regulation } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { drawnPage } from './drawn-page.ts'
import { goldenFiles } from './golden-diagrams.ts'
import { findRegulation, RegulationNotFoundError } from './regulation-files.ts'

const USAGE = `qyzmet draw <regulation> --out <folder>   draw its diagrams; all of them, or those chosen by
    [--channel <id>] [--kind interaction|handbook] [--locale kk|ru|en] [--format svg|bpmn|html]
qyzmet draw --golden                      write anew the drawings kept beside the regulations`

export const drawCommand: Command = { name: 'draw', usage: USAGE, run: (args) => draw(args) }

const FORMATS = ['svg', 'bpmn', 'html'] as const
type Format = (typeof FORMATS)[number]

/** Draws what was asked for and tells which files it wrote. */
export function draw(args: readonly string[]): CommandResult {
  const wrong = (why: string): CommandResult => ({ output: `${why}\n${USAGE}`, exitCode: 2 })
  const options = readOptions(args)
  if (typeof options === 'string') return wrong(options)
  const { golden, out, positionals } = options
  if (golden) return written(goldenFiles())
  const [given] = positionals
  if (given === undefined || positionals.length > 1) return wrong('Name one regulation.')
  if (out === undefined) return wrong('Name a folder with --out.')
  let regulation: Regulation
  try {
    ;({ regulation } = findRegulation(given))
  } catch (error) {
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 1 }
    throw error
  }
  const known = [...regulation.channels.keys()]
  const unknown = options.channels.find((channel) => !known.includes(channel))
  if (unknown !== undefined) return wrong(`There is no channel "${unknown}". There are: ${known.join(', ')}.`)
  const channels = options.channels.length > 0 ? options.channels : known
  const files = channels.flatMap((channel) =>
    options.kinds.flatMap((kind) =>
      options.locales.flatMap((locale) =>
        options.formats.flatMap((format) => filesOf(regulation, channel, kind, locale, format)),
      ),
    ),
  )
  return written(files.map(({ name, text }) => ({ path: join(out, name), text })))
}

interface Options {
  readonly positionals: readonly string[]
  readonly golden: boolean
  readonly out: string | undefined
  readonly channels: readonly string[]
  readonly kinds: readonly DiagramKind[]
  readonly locales: readonly Locale[]
  readonly formats: readonly Format[]
}

/** What was asked for, or what is wrong with it. Nothing named means everything, but for the language: Kazakh. */
function readOptions(args: readonly string[]): Options | string {
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        golden: { type: 'boolean', default: false },
        out: { type: 'string' },
        channel: { type: 'string', multiple: true, default: [] },
        kind: { type: 'string', multiple: true, default: [...DIAGRAM_KINDS] },
        locale: { type: 'string', multiple: true, default: ['kk'] },
        format: { type: 'string', multiple: true, default: [...FORMATS] },
      },
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { values, positionals } = parsed
  const kinds = chosen(values.kind, DIAGRAM_KINDS)
  const locales = chosen(values.locale, LOCALES)
  const formats = chosen(values.format, FORMATS)
  const wrong = [kinds, locales, formats].find((one) => typeof one === 'string')
  if (typeof wrong === 'string') return wrong
  if (typeof kinds === 'string' || typeof locales === 'string' || typeof formats === 'string') return ''
  const { golden, out, channel: channels } = values
  return { positionals, golden, out, channels, kinds, locales, formats }
}

function chosen<T extends string>(given: readonly string[], known: readonly T[]): readonly T[] | string {
  const wrong = given.find((word) => !known.some((one) => one === word))
  if (wrong !== undefined) return `There is no "${wrong}". There are: ${known.join(', ')}.`
  return known.filter((one) => given.includes(one))
}

interface NamedText {
  readonly name: string
  readonly text: string
}

/** A diagram that needs several sheets of A3 is written both whole and sheet by sheet. */
function filesOf(
  regulation: Regulation,
  channel: string,
  kind: DiagramKind,
  locale: Locale,
  format: Format,
): readonly NamedText[] {
  const base = `${regulation.id}.${channel}.${kind}.${locale}`
  if (format === 'bpmn') return [{ name: `${base}.bpmn`, text: drawBpmn(regulation, channel, kind, locale) }]
  const sheets = drawSheets(regulation, channel, kind, locale)
  if (format === 'html') {
    const table: StepsTable = stepsTable(regulation, channel, locale)
    return [{ name: `${base}.html`, text: drawnPage(sheets, table, locale) }]
  }
  const whole: NamedText = { name: `${base}.svg`, text: drawSvg(regulation, channel, kind, locale) }
  if (sheets.length === 1) return [whole]
  return [whole, ...sheets.map((text, index) => ({ name: `${base}.sheet-${index + 1}.svg`, text }))]
}

function written(files: readonly { readonly path: string; readonly text: string }[]): CommandResult {
  for (const { path, text } of files) {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
  }
  const names = files.map(({ path }) => path)
  return {
    output: [...names, `${files.length} ${files.length === 1 ? 'file' : 'files'} written.`].join('\n'),
    exitCode: 0,
  }
}
