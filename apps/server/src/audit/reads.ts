import type { Party } from '@qyzmet/casework'
import type { Sql } from '../database/connect.ts'
import { insertListed, insertRead, listReads, type Reader, type ReadRow } from './reads.queries.ts'
import { instantOf } from '../database/instants.ts'

/** One look at personal data: `purpose` is a code with its words in the messages, `fields` names what was shown. */
export interface Read {
  readonly party: Party
  readonly caseId: string
  /** Step at which the reader works; absent when the reader is the applicant or no step is open. */
  readonly step?: string
  /** Actor as which the reader looked, when it is one of several roles. */
  readonly actor?: string
  readonly purpose: string
  readonly fields: readonly string[]
}

/** Cases of which a list has shown the same parts. */
export interface Listed extends Pick<Read, 'party' | 'purpose' | 'fields'> {
  readonly cases: readonly { readonly caseId: string; readonly step: string | undefined }[]
}

export interface RecordedRead {
  readonly reader: {
    readonly kind: 'applicant' | 'staff' | 'system'
    readonly accountId?: string
    readonly name: string
    readonly providerId?: string
    readonly actor?: string
    /** Name of the absent person for whom the reader acted. */
    readonly substitutes?: string
  }
  readonly step?: string
  readonly purpose: string
  readonly fields: readonly string[]
  readonly at: Temporal.Instant
}

export interface ReadAudit {
  /** Writes the look down before the data is shown; when this fails, nothing may be shown. */
  recordRead(read: Read): Promise<void>
  /** The same for many cases of a list; what the reader was shown for the purpose within a day is not written again. */
  recordListed(listed: Listed): Promise<void>
  /** Who looked at a case, newest first, so that the citizen can see it. */
  readsOfCase(caseId: string, limit?: number): Promise<readonly RecordedRead[]>
}

export function createReadAudit({ sql, clock }: { sql: Sql; clock: () => Temporal.Instant }): ReadAudit {
  return {
    recordRead: ({ party, actor, caseId, step, purpose, fields }) =>
      insertRead(sql, {
        ...readerOf(party, actor),
        caseId,
        ...(step !== undefined && { step }),
        purpose,
        fields,
        at: clock(),
      }),

    recordListed: async ({ party, purpose, fields, cases }) => {
      if (cases.length > 0)
        await insertListed(sql, { ...readerOf(party, undefined), purpose, fields, cases, at: clock() })
    },

    readsOfCase: async (caseId, limit = 200) => (await listReads(sql, caseId, limit)).map(recordedReadOf),
  }
}

function readerOf(party: Party, actor: string | undefined): Reader {
  const role = party.kind === 'staff' ? roleOf(party, actor) : undefined
  return {
    readerName: party.name,
    readerKind: party.kind,
    ...(party.kind !== 'system' && { accountId: party.accountId }),
    ...(party.kind === 'staff' && party.providerId !== '' && { providerId: party.providerId }),
    ...(role && { actor: role.actor }),
    ...(role?.substitutes && { substitutes: role.substitutes.name }),
  }
}

function recordedReadOf(row: ReadRow): RecordedRead {
  return {
    reader: {
      kind: row.reader_kind,
      name: row.reader_name,
      ...(row.account_id !== null && { accountId: row.account_id }),
      ...(row.provider_id !== null && { providerId: row.provider_id }),
      ...(row.actor !== null && { actor: row.actor }),
      ...(row.substitutes !== null && { substitutes: row.substitutes }),
    },
    ...(row.step !== null && { step: row.step }),
    purpose: row.purpose,
    fields: row.fields,
    at: instantOf(row.read_at),
  }
}

/** The role that let the reader in: the named actor, else the only or first role. */
function roleOf(
  party: Extract<Party, { kind: 'staff' }>,
  actor: string | undefined,
): (typeof party.roles)[number] | undefined {
  return actor === undefined ? party.roles[0] : party.roles.find((role) => role.actor === actor)
}
