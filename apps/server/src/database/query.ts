/** More or fewer rows came back than the query promises. */
export class RowCountError extends Error {
  override readonly name = 'RowCountError'
}

/** The one row of a query that always has one. */
export async function one<Row>(query: PromiseLike<readonly Row[]>): Promise<Row> {
  const row = await maybeOne(query)
  if (row === undefined) throw new RowCountError('The query found no row.')
  return row
}

/** The row of a query that has one or none. */
export async function maybeOne<Row>(query: PromiseLike<readonly Row[]>): Promise<Row | undefined> {
  const rows = await query
  if (rows.length > 1) throw new RowCountError(`The query found ${rows.length} rows.`)
  return rows[0]
}

/** All rows, as a plain array. */
export async function many<Row>(query: PromiseLike<readonly Row[]>): Promise<readonly Row[]> {
  return [...(await query)]
}
