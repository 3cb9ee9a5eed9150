import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { checkFiles, formatDiagnostic } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'

export const checkCommand: Command = {
  name: 'check',
  usage: 'qyzmet check <files or folders>   check regulations and print every fault with its place',
  run: (args) => check(args),
}

/** Checks regulation files and folders of them; prints every fault with its place. */
export function check(paths: readonly string[]): CommandResult {
  if (paths.length === 0) return { output: 'Name a file or a folder: qyzmet check regulations', exitCode: 2 }
  const lines: string[] = []
  let errors = 0
  let warnings = 0
  let checked = 0
  for (const given of paths) {
    const path = resolve(given)
    const status = statSync(path, { throwIfNoEntry: false })
    if (status === undefined) return { output: `There is no ${given}.`, exitCode: 2 }
    const root = rootOf(path, status.isDirectory())
    const files = readFiles(root)
    const wanted = [...files.keys()].filter((file) => isWithin(join(root, file), path))
    checked += wanted.length
    for (const diagnostic of checkFiles(files, wanted)) {
      if (diagnostic.severity === 'error') errors += 1
      else warnings += 1
      const shown = relative(process.cwd(), join(root, diagnostic.file))
      lines.push(formatDiagnostic({ ...diagnostic, file: shown }), '')
    }
  }
  lines.push(`${count(checked, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`)
  return { output: lines.join('\n'), exitCode: errors > 0 ? 1 : 0 }
}

/** The folder that paths in regulation files stay within: the nearest one called `regulations`. */
function rootOf(path: string, isFolder: boolean): string {
  const folder = isFolder ? path : dirname(path)
  for (let here = folder; here !== dirname(here); here = dirname(here)) {
    if (basename(here) === 'regulations') return here
  }
  return folder
}

function readFiles(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return new Map(
    names
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]),
  )
}

function isWithin(file: string, path: string): boolean {
  return file === path || file.startsWith(path + sep)
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
