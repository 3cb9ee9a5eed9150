// How long it takes to prove every regulation that comes with the product: the whole command in a process of its own,
// and the proofs alone in a process that has run them before.
//
//   node bench/check.ts
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { checkRegulations } from '../packages/regulation/src/checks/check-regulations.ts'
import { median } from './closed-loop.ts'

const REGULATIONS = fileURLToPath(new URL('../regulations', import.meta.url))
const COMMAND = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url))

/** All regulations, from the start of the command to its end. */
export const CHECK_BAR_MS = 2000

export interface CheckFigure {
  readonly regulations: number
  readonly findings: number
  /** Median of the whole command. */
  readonly commandMs: number
  /** Median of the proofs alone, with the files in memory. */
  readonly proofsMs: number
}

export async function measureCheck(rounds: number): Promise<CheckFigure> {
  const files = new Map(
    readdirSync(REGULATIONS, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name.split(sep).join('/'), readFileSync(join(REGULATIONS, name), 'utf8')]),
  )
  const commands: number[] = []
  const proofs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    await promisify(execFile)(process.execPath, [COMMAND, 'check', REGULATIONS])
    commands.push(performance.now() - started)
  }
  checkRegulations(files, files.keys())
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    checkRegulations(new Map(files), files.keys())
    proofs.push(performance.now() - started)
  }
  const { regulations } = checkRegulations(files, files.keys())
  return {
    regulations: regulations.length,
    findings: regulations.reduce((sum, { findings }) => sum + findings.length, 0),
    commandMs: median(commands),
    proofsMs: median(proofs),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { regulations, findings, commandMs, proofsMs } = await measureCheck(5)
  console.log(`${regulations} regulations, ${findings} findings`)
  console.log(`whole command  ${commandMs.toFixed(0)} ms`)
  console.log(`proofs alone   ${proofsMs.toFixed(0)} ms`)
}
