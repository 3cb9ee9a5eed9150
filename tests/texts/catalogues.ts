import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'yaml'

export type Locale = 'kk' | 'ru' | 'en'
export const LOCALES: readonly Locale[] = ['kk', 'ru', 'en']

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** One place of a catalogue with what stands there in each language: a sentence, or a function that makes one. */
export interface Entry {
  readonly path: string
  readonly said: ReadonlyMap<Locale, unknown>
}

export interface Catalogue {
  readonly name: string
  /** Official papers have no English. */
  readonly locales: readonly Locale[]
  readonly entries: readonly Entry[]
}

/** Every catalogue of the product: `x.kk.ts`, `messages/kk.ts` and what `term-sentences.ts` exports by language. */
export async function readCatalogues(): Promise<readonly Catalogue[]> {
  const kazakh: string[] = []
  for await (const file of glob(['{apps,packages}/*/src/**/*.kk.ts', '{apps,packages}/*/src/**/messages/kk.ts'], {
    cwd: ROOT,
  }))
    kazakh.push(file)
  const found = await Promise.all(kazakh.toSorted().map((file) => readSubject(file)))
  return [...found, await readSentences('packages/casework/src/term-sentences.ts')]
}

async function readSubject(kazakhFile: string): Promise<Catalogue> {
  const files = await Promise.all(
    LOCALES.map(async (locale) => [locale, await importOnly(kazakhFile.replace(/kk\.ts$/, `${locale}.ts`))] as const),
  )
  return catalogue(
    kazakhFile.replace(/\.?kk\.ts$/, ''),
    files.flatMap(([locale, texts]) => (texts === undefined ? [] : [[locale, texts] as const])),
  )
}

async function readSentences(file: string): Promise<Catalogue> {
  const byLocale = new Map(Object.entries(Object(await importOnly(file))))
  return catalogue(
    file,
    LOCALES.map((locale) => [locale, byLocale.get(locale)] as const),
  )
}

/** The one object of texts a file exports; nothing when there is no such file. */
async function importOnly(file: string): Promise<unknown> {
  try {
    const exported: object = await import(pathToFileURL(ROOT + file).href)
    return Object.values(exported).find((value) => typeof value === 'object')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function catalogue(name: string, texts: readonly (readonly [Locale, unknown])[]): Catalogue {
  const entries = new Map<string, Map<Locale, unknown>>()
  for (const [locale, tree] of texts)
    for (const [path, leaf] of leavesOf(tree, '')) {
      const said = entries.get(path) ?? new Map<Locale, unknown>()
      entries.set(path, said.set(locale, leaf))
    }
  return {
    name,
    locales: texts.map(([locale]) => locale),
    entries: [...entries].map(([path, said]) => ({ path, said })),
  }
}

function leavesOf(tree: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof tree !== 'object' || tree === null) return [[path, tree]]
  return Object.entries(tree).flatMap(([key, branch]) => leavesOf(branch, path === '' ? key : `${path}.${key}`))
}

/** A text of a YAML file: whatever has a language for its key. */
export interface WrittenText {
  readonly file: string
  readonly path: string
  readonly text: Readonly<Record<string, unknown>>
}

/** Every text in three languages under `regulations/`. */
export async function readRegulationTexts(): Promise<readonly WrittenText[]> {
  const files: string[] = []
  for await (const file of glob('regulations/**/*.yaml', { cwd: ROOT })) files.push(file)
  return files.toSorted().flatMap((file) => {
    const tree: unknown = parse(readFileSync(ROOT + file, 'utf8'))
    return textsOf(tree, '').map(([path, text]) => ({ file, path, text }))
  })
}

function textsOf(tree: unknown, path: string): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (typeof tree !== 'object' || tree === null) return []
  const branches = Object.entries(tree)
  const own = Object.fromEntries(branches.filter(([key]) => LOCALES.some((locale) => locale === key)))
  const here = Object.keys(own).length > 0 ? [[path, own] as const] : []
  return [...here, ...branches.flatMap(([key, branch]) => textsOf(branch, path === '' ? key : `${path}.${key}`))]
}

/** Source files that may hold words for people outside catalogues; not tests and what they stand on. */
export async function readSources(): Promise<readonly { readonly file: string; readonly source: string }[]> {
  const found: { readonly file: string; readonly source: string }[] = []
  for await (const file of glob('{apps,packages}/*/src/**/*.{ts,tsx,typ}', { cwd: ROOT }))
    if (!/\.test\.tsx?$|\/testing\//.test(file)) found.push({ file, source: readFileSync(ROOT + file, 'utf8') })
  return found
}
