import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Files } from '../language/compile.ts'

const root = join(import.meta.dirname, '../../../../regulations')

/** The files of the regulations that come with the product, by their path under `regulations/`. */
export function shippedFiles(): Files {
  return new Map(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]),
  )
}
