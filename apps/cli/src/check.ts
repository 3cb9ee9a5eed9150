import { statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { checkFiles, formatDiagnostic } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { readFiles, rootOf } from './regulation-files.ts'

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

function isWithin(file: string, path: string): boolean {
  return file === path || file.startsWith(path + sep)
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
