import type { Json } from './json.ts'

/** A stored text does not have the shape of what it is read as. */
export class DecodingError extends Error {
  override readonly name = 'DecodingError'
}

/** Reads an unknown value as a `T`; `path` says where in the whole it stands. */
export type Decoder<T> = (value: unknown, path: string) => T

/** What a decoder of several fields needs to know of one: how to read it, and whether it may be absent. */
export interface OptionalField<T> {
  readonly optional: Decoder<T>
}

type Fields = Readonly<Record<string, Decoder<unknown> | OptionalField<unknown>>>
type RequiredOf<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Decoder<unknown> ? K : never]: F[K] extends Decoder<infer T> ? T : never
}
type OptionalOf<F extends Fields> = {
  readonly [K in keyof F as F[K] extends OptionalField<unknown> ? K : never]?: F[K] extends OptionalField<infer T>
    ? T
    : never
}
type Flat<T> = { readonly [K in keyof T]: T[K] }
export type Decoded<F extends Fields> = Flat<RequiredOf<F> & OptionalOf<F>>

export const text: Decoder<string> = (value, path) => {
  if (typeof value !== 'string') throw new DecodingError(`${path} is not a text`)
  return value
}

export const number: Decoder<number> = (value, path) => {
  if (typeof value !== 'number') throw new DecodingError(`${path} is not a number`)
  return value
}

export const boolean: Decoder<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new DecodingError(`${path} is not true or false`)
  return value
}

export const instant: Decoder<Temporal.Instant> = (value, path) => {
  try {
    return Temporal.Instant.from(text(value, path))
  } catch (cause) {
    throw new DecodingError(`${path} is not a moment`, { cause })
  }
}

export function optional<T>(decoder: Decoder<T>): OptionalField<T> {
  return { optional: decoder }
}

export function oneOf<const T extends string>(...values: readonly T[]): Decoder<T> {
  return (value, path) => {
    const found = values.find((known) => known === value)
    if (found === undefined) throw new DecodingError(`${path} is not one of ${values.join(', ')}`)
    return found
  }
}

export function list<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new DecodingError(`${path} is not a list`)
    return value.map((item: unknown, index) => decoder(item, `${path}[${index}]`))
  }
}

export function record<T>(decoder: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value, path) => {
    const entries = Object.entries(object(value, path))
    return Object.fromEntries(entries.map(([key, item]) => [key, decoder(item, `${path}.${key}`)]))
  }
}

/** Tries the first decoder that the value looks like. */
export function either<A, B>(isFirst: (value: unknown) => boolean, first: Decoder<A>, second: Decoder<B>) {
  return (value: unknown, path: string): A | B => (isFirst(value) ? first(value, path) : second(value, path))
}

/** Reads an object with exactly these fields: what is not listed is an error, since it would be lost. */
export function fields<const F extends Fields>(shape: F): Decoder<Decoded<F>> {
  return (value, path) => {
    const source = object(value, path)
    const target: Record<string, unknown> = {}
    for (const key in shape) {
      const field = shape[key]
      if (field === undefined) continue
      if (typeof field === 'function') target[key] = field(source[key], `${path}.${key}`)
      else if (source[key] !== undefined) target[key] = field.optional(source[key], `${path}.${key}`)
    }
    for (const key of Object.keys(source)) {
      if (!Object.hasOwn(shape, key)) throw new DecodingError(`${path}.${key} is not known`)
    }
    return target as Decoded<F>
  }
}

function object(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DecodingError(`${path} is not an object`)
  }
  return value as Readonly<Record<string, unknown>>
}

/** The JSON form of plain data: moments become ISO texts, absent values are left out. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (value instanceof Temporal.Instant) return value.toString()
  if (Array.isArray(value)) return value.map(toJson)
  const source = object(value, 'value')
  const target: Record<string, Json> = {}
  for (const key of Object.keys(source)) {
    if (source[key] !== undefined) define(target, key, toJson(source[key]))
  }
  return target
}

/** Sets an own property even where the key is `__proto__`, which assignment would take for the prototype. */
function define<T>(target: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true })
  else target[key] = value
}
