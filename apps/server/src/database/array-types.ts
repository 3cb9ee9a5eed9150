import type postgres from 'postgres'

/** Numbers that PostgreSQL itself has given to the types of arrays. */
const ARRAYS = { bytea: 1001, integer: 1007, text: 1009, varchar: 1015, bigint: 1016, uuid: 2951 } as const

const BYTEA = 17

type Item = string | number | Uint8Array | null

/**
 * The types of arrays our queries use, told to the driver beforehand.
 *
 * The driver could ask each new connection for them, but nobody waits for that question: a connection that is cut
 * while it is being asked (PostgreSQL was restarted, say) ends the whole process with an unhandled rejection.
 */
export const ARRAY_TYPES: Readonly<Record<string, postgres.PostgresType<readonly Item[]>>> = Object.fromEntries(
  Object.entries(ARRAYS).map(([name, oid]) => [
    `${name}Array`,
    { to: oid, from: [oid], serialize: writeArray, parse: name === 'integer' ? readIntegers : readTexts },
  ]),
)

/** Lets `sql.array` find the type of an array of bytes, which it would otherwise take for one value. */
export function nameArrayTypes(sql: postgres.Sql): postgres.Sql {
  // The driver keeps this map where it would put what it asked for; its types do not tell of it.
  const { shared } = sql.options as unknown as { readonly shared: { readonly typeArrayMap: Record<number, number> } }
  shared.typeArrayMap[BYTEA] = ARRAYS.bytea
  return sql
}

/** One-dimensional array literal; each item in quotes, so that its text means nothing to the parser. */
function writeArray(items: readonly Item[] | string): string {
  if (typeof items === 'string') return items
  const textOf = (item: Item): string =>
    item instanceof Uint8Array ? `\\x${Buffer.from(item).toString('hex')}` : String(item)
  const quoted = (item: Item): string => `"${textOf(item).replaceAll(/["\\]/g, String.raw`\$&`)}"`
  return `{${items.map((item) => (item === null ? 'NULL' : quoted(item))).join(',')}}`
}

/** An item in quotes, with its escapes, or a bare one. */
const ITEM = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gs

function readTexts(literal: string): readonly (string | null)[] {
  return [...literal.matchAll(ITEM)].map(([, quoted, bare]) => {
    if (quoted !== undefined) return quoted.replaceAll(/\\(.)/gs, '$1')
    return bare === undefined || bare === 'NULL' ? null : bare
  })
}

function readIntegers(literal: string): readonly (number | null)[] {
  return readTexts(literal).map((item) => (item === null ? null : Number(item)))
}
