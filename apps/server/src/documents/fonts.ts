import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The faces documents are set in, Regular first. Noto Serif has every letter of Kazakh and of Russian. */
export function readFonts(): readonly [Buffer, ...Buffer[]] {
  return [face('400Regular/NotoSerif_400Regular.ttf'), face('600SemiBold/NotoSerif_600SemiBold.ttf')]
}

function face(file: string): Buffer {
  return readFileSync(require.resolve(`@expo-google-fonts/noto-serif/${file}`))
}
