import { checkCommand } from './check.ts'
import { diffCommand } from './diff.ts'
import { importCommand } from './import.ts'
import { coverCommand } from './cover.ts'
import { runCommand } from './run.ts'
import { overviewCommand } from './overview.ts'
import { drawCommand } from './draw.ts'
import { schemaCommand } from './schema.ts'
import { tellCommand } from './tell.ts'
import { verifyCommand } from './verify.ts'
import { verifySignatureCommand } from './verify-signature.ts'
import { simulateCommand } from './simulate.ts'

/** What a command prints at its end, and how the program ends. */
export interface CommandResult {
  readonly output: string
  /** 0: done, perhaps with warnings; 1: something is wrong with what was given; 2: the program was called wrongly. */
  readonly exitCode: 0 | 1 | 2
}

/** One word after `qyzmet`; each command is a file of its own beside this one. */
export interface Command {
  readonly name: string
  /** A line or more for the help: the call, then what it does. */
  readonly usage: string
  readonly run: (args: readonly string[]) => CommandResult | Promise<CommandResult>
}

export const COMMANDS: readonly Command[] = [
  checkCommand,
  runCommand,
  coverCommand,
  drawCommand,
  tellCommand,
  diffCommand,
  simulateCommand,
  importCommand,
  verifyCommand,
  verifySignatureCommand,
  overviewCommand,
  schemaCommand,
]
