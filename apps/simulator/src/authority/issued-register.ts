import type { RevocationReason } from '@qyzmet/eds'
import { readIfThere, writeWhole } from './folder.ts'
import type { CertificateKind } from './holder-profile.ts'
import { isRevocationReason } from './revocation-builder.ts'
import type { KeyKind } from './signing-key.ts'

/** A certificate this authority issued; it is never forgotten. */
export interface IssuedRecord {
  readonly serial: string
  /** IIN of the person; the identifier of a digital system. */
  readonly iin: string
  readonly kind: CertificateKind
  readonly label: string
  /** Absent for RSA. */
  readonly keys?: KeyKind
  readonly der: string
  readonly notBefore: string
  readonly notAfter: string
  readonly revokedAt?: string
  readonly reason?: string
}

/** The authority's own register, kept in one file. */
export interface IssuedRegister {
  find(serial: string): IssuedRecord | undefined
  all(): readonly IssuedRecord[]
  keep(record: IssuedRecord): Promise<void>
}

export async function openIssuedRegister(path: string): Promise<IssuedRegister> {
  const text = await readIfThere(path)
  // The file is this program's own.
  const kept = text === undefined ? [] : (JSON.parse(text.toString('utf8')) as readonly IssuedRecord[])
  const records = new Map(kept.map((record) => [record.serial, record]))
  let saving: Promise<void> = Promise.resolve()
  /** The save that has not begun: it takes along whatever is kept until then. */
  let next: Promise<void> | undefined
  const save = (): Promise<void> => {
    next = undefined
    return writeWhole(path, JSON.stringify([...records.values()], undefined, 2))
  }
  return {
    find: (serial) => records.get(serial),
    all: () => [...records.values()],
    keep(record) {
      records.set(record.serial, record)
      next ??= saving = saving.catch(() => undefined).then(save)
      return next
    },
  }
}

/** When and why it was revoked, if it was. */
export function revocationOf({
  revokedAt,
  reason,
}: IssuedRecord): { readonly at: Temporal.Instant; readonly reason?: RevocationReason } | undefined {
  if (revokedAt === undefined) return undefined
  const at = Temporal.Instant.from(revokedAt)
  return reason !== undefined && isRevocationReason(reason) ? { at, reason } : { at }
}
