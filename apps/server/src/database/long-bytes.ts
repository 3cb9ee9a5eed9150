import type { PendingQuery, Row } from 'postgres'
import type { Sql, TransactionSql } from './connect.ts'
import { one } from './query.ts'

/** Octets as part of a statement. */
export type LongBytes = PendingQuery<Row[]>

/** The driver writes all that one statement is given at once, and nothing else happens meanwhile. */
const PIECE_BYTES = 256 * 1024

/**
 * Gives statements octets of any length. Long ones go ahead in pieces, into a large object that lives no longer than
 * the transaction, so that each takes some milliseconds of the event loop.
 *
 * @param use is given each value as a part of a statement, null where there is none; in one transaction when any is long
 */
export async function withLongBytes<Name extends string, Result>(
  sql: Sql,
  values: Readonly<Record<Name, Uint8Array | undefined>>,
  use: (sql: Sql | TransactionSql, long: Readonly<Record<Name, LongBytes>>) => Promise<Result>,
): Promise<Result> {
  const named = Object.entries<Uint8Array | undefined>(values)
  const partsOf = (parts: readonly (readonly [string, LongBytes])[]) =>
    Object.fromEntries(parts) as Record<Name, LongBytes> // The names are those of the values.
  if (!named.some(([, value]) => isLong(value))) {
    return use(sql, partsOf(named.map(([name, value]) => [name, piece(sql, value)])))
  }
  const { result } = await sql.begin(async (transaction) => {
    const parts: (readonly [string, LongBytes])[] = []
    const ahead: number[] = []
    for (const [name, value] of named) {
      if (isLong(value)) {
        const object = await sendAhead(transaction, value)
        ahead.push(object)
        parts.push([name, transaction`lo_get(${object})`])
      } else {
        parts.push([name, piece(transaction, value)])
      }
    }
    const used = await use(transaction, partsOf(parts))
    for (const object of ahead) await transaction`select lo_unlink(${object})`
    return { result: used }
  })
  return result
}

function isLong(value: Uint8Array | undefined): value is Uint8Array {
  return value !== undefined && value.length > PIECE_BYTES
}

async function sendAhead(transaction: TransactionSql, value: Uint8Array): Promise<number> {
  const { object } = await one(transaction<{ object: number }[]>`select lo_create(0) as object`)
  for (let at = 0; at < value.length; at += PIECE_BYTES) {
    await transaction`select lo_put(${object}, ${at}, ${piece(transaction, value.subarray(at, at + PIECE_BYTES))})`
  }
  return object
}

/** As Base64: the driver's own form of octets takes it ten times as long. */
function piece(sql: Sql | TransactionSql, value: Uint8Array | undefined): LongBytes {
  const text = value && Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  return sql`decode(${text ?? null}::text, 'base64')`
}
