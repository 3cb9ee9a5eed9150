import { hashOfEdition } from '@qyzmet/evidence'
import { type Diagnostic, type Files, formatDiagnostic, type Regulation } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'
import { compileEdition, type EditionFiles, mainFilesOf } from './edition-files.ts'

/** Regulation files have errors; nothing was published. */
export class RegulationFaultsError extends Error {
  override readonly name = 'RegulationFaultsError'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'))
    this.diagnostics = diagnostics
  }
}

type CompiledEdition = ReturnType<typeof compileEdition>

/** Every regulation among the files, compiled; done ahead by a server that waits for its database. */
export function compileEditions(files: Files): readonly CompiledEdition[] {
  return mainFilesOf(files).map((path) => compileEdition(files, path))
}

/**
 * Compiles every regulation among the files and publishes those whose texts are new. What was published stays: a case
 * that runs under an earlier text goes on under it.
 *
 * @returns hashes of the editions published by this call
 * @throws {RegulationFaultsError} when any regulation has an error
 */
export async function publishEditions(
  sql: Sql,
  files: Files,
  publication: { readonly at: Temporal.Instant; readonly by: string },
  compiled: readonly CompiledEdition[] = compileEditions(files),
): Promise<readonly string[]> {
  const errors = compiled.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'))
  if (errors.length > 0) throw new RegulationFaultsError(errors)
  const published: string[] = []
  for (const edition of compiled) {
    if (!edition.regulation) continue
    const sha256 = await publish(sql, edition, edition.regulation, publication)
    if (sha256 !== undefined) published.push(sha256)
  }
  return published
}

async function publish(
  sql: Sql,
  edition: EditionFiles,
  { id, edition: { id: editionId, period } }: Regulation,
  publication: { readonly at: Temporal.Instant; readonly by: string },
): Promise<string | undefined> {
  const row = {
    sha256: hashOfEdition(edition),
    regulation: id,
    edition: editionId,
    from_on: period.from.toString(),
    until_on: period.until?.toString() ?? null,
    main_file: edition.mainFile,
    files: sql.json(Object.fromEntries(edition.files)),
    published_at: publication.at.toString(),
    published_by: publication.by,
  }
  const inserted = await maybeOne(sql<{ sha256: string }[]>`
    insert into regulation_edition ${sql(row)} on conflict (sha256) do nothing returning sha256`)
  return inserted?.sha256
}
