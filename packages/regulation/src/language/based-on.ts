import type { Path, SourceFile } from './source-file.ts'

type Mapping = Readonly<Record<string, unknown>>

/** A place in one of the two files. */
interface Origin {
  readonly source: SourceFile
  readonly path: Path
}

/** What an edition never takes over from the file it is based on: its own period and source. */
const OWN = 'edition'

/**
 * One wording of an act told by what differs from another: the base with the edition file laid over it.
 *
 * Mappings are joined key by key at every depth, a key with `null` is left out, a list takes the place of the list,
 * but lists whose entries have an `id` are joined by it. `edition` is the edition file's own. Every place of the result
 * leads into the file that wrote it.
 */
export function layOver(base: SourceFile, over: SourceFile): SourceFile {
  const { basedOn: _basedOn, ...differs } = asMapping(over.value)
  const value = joined(base.value, differs, true)
  const originOf = (path: Path): Origin => {
    const above = locate(path, differs, 'exact')
    if (above !== undefined) return { source: over, path: above }
    return { source: base, path: locate(path, base.value, 'nearest') ?? [] }
  }
  /** A path of the result inside one of the two values; entries of joined lists are found by their `id`. */
  function locate(path: Path, within: unknown, how: 'exact' | 'nearest'): Path | undefined {
    const found: (string | number)[] = []
    let whole: unknown = value
    let here = within
    for (const part of path) {
      const key = keyIn(here, whole, part)
      if (key === undefined) return how === 'exact' ? undefined : found
      found.push(key)
      here = childOf(here, key)
      whole = childOf(whole, part)
    }
    return found
  }
  return {
    file: over.file,
    text: over.text,
    value,
    at(path, code, parameters, what) {
      const origin = originOf(path)
      return origin.source.at(origin.path, code, parameters, what)
    },
    spot(path, what) {
      const origin = originOf(path)
      return origin.source.spot(origin.path, what)
    },
  }
}

/** Path, in the edition file, of the file it is based on; undefined for a file that is whole. */
export function basedOn(value: unknown): string | undefined {
  const path = asMapping(value)['basedOn']
  return typeof path === 'string' ? path : undefined
}

function joined(base: unknown, over: unknown, isTop = false): unknown {
  if (isMapping(base) && isMapping(over)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])]
    const entries = keys.flatMap((key): readonly [string, unknown][] => {
      if (!Object.hasOwn(over, key)) return [[key, base[key]]]
      if (over[key] === null) return []
      if (!Object.hasOwn(base, key) || (isTop && key === OWN)) return [[key, over[key]]]
      return [[key, joined(base[key], over[key])]]
    })
    return Object.fromEntries(entries)
  }
  if (isNamedList(base) && isNamedList(over)) {
    const added = over.filter(({ id }) => !base.some((entry) => entry.id === id))
    const kept = base.map((entry) => {
      const differing = over.find(({ id }) => id === entry.id)
      return differing === undefined ? entry : joined(entry, differing)
    })
    return [...kept, ...added]
  }
  return over
}

/** The key or index in `here` of what is `part` in the joined value `whole`. */
function keyIn(here: unknown, whole: unknown, part: string | number): string | number | undefined {
  if (isMapping(here)) return Object.hasOwn(here, part) ? part : undefined
  if (!Array.isArray(here)) return undefined
  const wanted = asMapping(childOf(whole, part))['id']
  const index = isNamedList(here) ? here.findIndex(({ id }) => id === wanted) : Number(part)
  return index >= 0 && index < here.length ? index : undefined
}

function childOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {}
}

function isNamedList(value: unknown): value is readonly { readonly id: string }[] {
  return Array.isArray(value) && value.every((entry) => typeof asMapping(entry)['id'] === 'string')
}
