import type { Regulation } from '../model.ts'
import { affectedBy } from './affected.ts'
import type { Change, RegulationDiff } from './change.ts'
import { isRecord, keyOf, placesOf } from './places.ts'
import type { Places } from './places.ts'
import { runningCases } from './running-cases.ts'
import { subjectAt } from './subject.ts'

/**
 * What is otherwise in a new wording of a regulation, or in another regulation, in terms of the law: steps, actors,
 * limits, grounds, documents, results, the form, channels. Empty when nothing is.
 *
 * Whatever can be written in the files is compared. What is added or removed as a whole is told once, and what changed
 * alike in several channels is told once for all of them.
 */
export function diffRegulations(before: Regulation, after: Regulation): RegulationDiff {
  const [old, young] = [placesOf(before), placesOf(after)]
  const changes = merged([
    ...wholes(old, young, before, after),
    ...values(old, young, before, after),
    ...moves(old, young, before),
  ])
  return {
    before: nameOf(before),
    after: nameOf(after),
    changes: changes.map((change) => ({ ...change, affected: affectedBy(change, before, after) })),
    running: runningCases(before, after, changes),
  }
}

function nameOf({ id, edition, title }: Regulation): RegulationDiff['before'] {
  return { id, edition: edition.id, title }
}

/** Members of collections that are there on one side only. */
function wholes(old: Places, young: Places, before: Regulation, after: Regulation): readonly Change[] {
  const one = (here: Places, there: Places, kind: 'added' | 'removed', regulation: Regulation): readonly Change[] =>
    [...here.orders].flatMap(([key, { path, ids }]) => {
      if (isInsideWhole(path, here, there)) return []
      const others = new Set(there.orders.get(key)?.ids ?? [])
      return ids
        .filter((id) => !others.has(id))
        .map((id) => ({ kind, ...subjectAt([...path, id], regulation), ...side(kind, here, [...path, id]) }))
    })
  return [...one(old, young, 'removed', before), ...one(young, old, 'added', after)]
}

/** The values of what was added or removed, so that nothing of it is lost to whoever reads the data. */
function side(kind: 'added' | 'removed', places: Places, path: readonly string[]): Pick<Change, 'before' | 'after'> {
  const prefix = `${keyOf(path)}\n`
  const leaves = [...places.leaves.values()].filter((leaf) => `${keyOf(leaf.path)}\n`.startsWith(prefix))
  const value = Object.fromEntries(leaves.map((leaf) => [leaf.path.slice(path.length).join('.'), leaf.value]))
  return kind === 'added' ? { after: value } : { before: value }
}

/** True when something that holds the path is itself there on one side only: it is told as a whole. */
function isInsideWhole(path: readonly string[], here: Places, there: Places): boolean {
  return path.some((id, index) => {
    const key = keyOf(path.slice(0, index))
    return here.orders.has(key) && there.orders.get(key)?.ids.includes(id) !== true
  })
}

function values(old: Places, young: Places, before: Regulation, after: Regulation): readonly Change[] {
  const keys = new Set([...old.leaves.keys(), ...young.leaves.keys()])
  return [...keys].flatMap((key): readonly Change[] => {
    const [was, is] = [old.leaves.get(key), young.leaves.get(key)]
    const path = (is ?? was)?.path ?? []
    if (was !== undefined && is !== undefined && isEqual(was.value, is.value)) return []
    if (was === undefined && isInsideWhole(path, young, old)) return []
    if (is === undefined && isInsideWhole(path, old, young)) return []
    const subject = subjectAt(path, is === undefined ? before : after)
    return [{ kind: 'changed', ...subject, ...(was && { before: was.value }), ...(is && { after: is.value }) }]
  })
}

/** Members that stand elsewhere among those that both sides have. */
function moves(old: Places, young: Places, before: Regulation): readonly Change[] {
  return [...old.orders].flatMap(([key, { path, ids }]) => {
    const others = young.orders.get(key)?.ids ?? []
    const was = ids.filter((id) => others.includes(id))
    const is = others.filter((id) => ids.includes(id))
    const kept = new Set(longestCommon(was, is))
    return was
      .filter((id) => !kept.has(id))
      .map((id): Change => {
        const [from, to] = [was, is].map((order) => order[order.indexOf(id) - 1])
        const subject = subjectAt([...path, id], before)
        return { kind: 'moved', ...subject, ...(from && { before: from }), ...(to && { after: to }) }
      })
  })
}

/** The longest list of members that stand in the same order on both sides. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly string[] {
  let rows: readonly (readonly string[])[] = b.map(() => [])
  let best: readonly string[] = []
  for (const one of a) {
    rows = b.map((other, column) => {
      if (one !== other) return rows[column] ?? []
      const before = rows
        .slice(0, column)
        .reduce<readonly string[]>((long, row) => (row.length > long.length ? row : long), [])
      const row = [...before, one]
      if (row.length > best.length) best = row
      return row
    })
  }
  return best
}

/** The same change in several channels as one. */
function merged(changes: readonly Change[]): readonly Change[] {
  const once = new Map<string, Change>()
  for (const change of changes) {
    const { channels, ...rest } = change
    const key = JSON.stringify(rest)
    const known = once.get(key)
    once.set(key, known === undefined ? change : { ...known, channels: [...new Set([...known.channels, ...channels])] })
  }
  return [...once.values()]
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]))
  if (!isRecord(a) || !isRecord(b)) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]))
}
