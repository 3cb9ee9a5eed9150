import { enableCompileCache } from 'node:module'
import type { Command } from './commands.ts'

// Compiled once and kept in the folder for temporary files: half of the time until a command begins is spared.
enableCompileCache()
const { COMMANDS } = await import('./commands.ts')

const [name = 'help', ...rest] = process.argv.slice(2)
const command: Command | undefined = COMMANDS.find((one) => one.name === name)
if (command === undefined) {
  console.log(COMMANDS.map(({ usage }) => usage).join('\n'))
  process.exitCode = name === 'help' ? 0 : 2
} else {
  const { output, exitCode } = await command.run(rest)
  if (output !== '') console.log(output)
  process.exitCode = exitCode
}
