import type { Regulation } from '../model.ts'
import { LOCALES } from '../text.ts'
import type { Value } from './change.ts'

/** A value that is compared as a whole, with the names that lead to it from the top of the model. */
export interface Leaf {
  readonly path: readonly string[]
  readonly value: Value
}

/** The members of a collection in their order: steps, documents, pages, fields. */
export interface Order {
  readonly path: readonly string[]
  readonly ids: readonly string[]
}

export interface Places {
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly orders: ReadonlyMap<string, Order>
}

/** Follows from other places of the model, so that a change of it would be told twice. */
function isDerived(id: string, path: readonly string[]): boolean {
  return path.length === 0 ? id === 'unconfirmed' : path.at(-1) === 'graph' && (id === 'regulation' || id === 'channel')
}

/** Every place of a regulation: nothing that can be written in its files is left out. */
export function placesOf(regulation: Regulation): Places {
  const leaves = new Map<string, Leaf>()
  const orders = new Map<string, Order>()
  const visit = (value: unknown, path: readonly string[]): void => {
    const members = membersOf(value)
    if (members === undefined) {
      leaves.set(keyOf(path), { path, value: plain(value) })
      return
    }
    if (members.ordered) orders.set(keyOf(path), { path, ids: members.entries.map(([id]) => id) })
    for (const [id, member] of members.entries) {
      if (member !== undefined && !isDerived(id, path)) visit(member, [...path, id])
    }
  }
  visit(regulation, [])
  return { leaves, orders }
}

export function keyOf(path: readonly string[]): string {
  return path.join('\n')
}

interface Members {
  readonly entries: readonly (readonly [id: string, value: unknown])[]
  readonly ordered: boolean
}

/** What a value is made of; undefined for what is compared as a whole. */
function membersOf(value: unknown): Members | undefined {
  if (value instanceof Map) {
    return { entries: [...value].map(([key, member]) => [String(key), member] as const), ordered: true }
  }
  if (Array.isArray(value)) {
    const entries = value.map((member: unknown) => [idOf(member), member] as const)
    const ids = entries.map(([id]) => id)
    const named = ids.every((id) => id !== undefined) && new Set(ids).size === ids.length && ids.length > 0
    return named ? { entries: entries.map(([id, member]) => [id ?? '', member] as const), ordered: true } : undefined
  }
  if (!isRecord(value) || isWhole(value)) return undefined
  return { entries: Object.entries(value), ordered: false }
}

function idOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  const id = value['id'] ?? value['value']
  return typeof id === 'string' ? id : undefined
}

/** Texts, limits, sources, conditions and dates say one thing each. */
function isWhole(value: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(value)
  return (
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainTime ||
    LOCALES.every((locale) => locale in value) ||
    ('amount' in value && 'unit' in value) ||
    ('act' in value && 'mark' in value) ||
    keys.some((key) => WHOLE.has(key)) ||
    keys.length === 0
  )
}

const WHOLE: ReadonlySet<string> = new Set(['field', 'all', 'any', 'not', 'register'])

/** Data without classes, so that it can be compared and printed. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.PlainTime) return value.toString()
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, plain(member)]),
  )
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
