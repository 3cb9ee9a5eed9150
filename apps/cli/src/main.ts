import { check } from './check.ts'
import { writeSchemas } from './schema.ts'

const USAGE = `qyzmet check <files or folders>   check regulations and print every fault with its place
qyzmet schema <folder>            write the JSON Schemas of the language for editors`

const [command = 'help', ...rest] = process.argv.slice(2)
switch (command) {
  case 'check': {
    const { output, exitCode } = check(rest)
    console.log(output)
    process.exitCode = exitCode
    break
  }
  case 'schema': {
    const [folder] = rest
    if (folder === undefined) {
      console.log(USAGE)
      process.exitCode = 2
    } else writeSchemas(folder)
    break
  }
  default:
    console.log(USAGE)
    process.exitCode = command === 'help' ? 0 : 2
}
