import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCHEMAS } from '@qyzmet/regulation'
import type { Command } from './commands.ts'

export const schemaCommand: Command = {
  name: 'schema',
  usage: 'qyzmet schema <folder>            write the JSON Schemas of the language for editors',
  run: ([folder]) => {
    if (folder === undefined) return { output: schemaCommand.usage, exitCode: 2 }
    writeSchemas(folder)
    return { output: '', exitCode: 0 }
  },
}

/** The published schemas by file name, as they stand in `regulations/schema/`. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([kind, schema]) => [
      `${kind}.schema.json`,
      `${JSON.stringify(schema, undefined, 2)}\n`,
    ]),
  )
}

/** Writes the schemas that editors complete from; run after the language has changed. */
export function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of schemaFiles()) writeFileSync(join(folder, name), text)
}
