import type { AnswerFault } from './authority.ts'
import type { Branch } from './founding.ts'
import { revocationOf, type IssuedRegister } from './issued-register.ts'
import { buildCrl, type RevokedEntry } from './revocation-builder.ts'
import type { KeyKind } from './signing-key.ts'

/** Publishes the revocation lists of both hierarchies; their numbers grow over all lists, base and delta. */
export interface ListPublisher {
  readonly base: (fault?: AnswerFault, keys?: KeyKind) => Uint8Array
  readonly delta: (fault?: AnswerFault, keys?: KeyKind) => Uint8Array
}

interface BaseList {
  readonly number: number
  readonly revoked: readonly RevokedEntry[]
}

const BASE_LASTS = { hours: 27 }
const DELTA_LASTS = { hours: 3 }
/** How old the lists are that a stale answer gives. */
const STALE = { hours: 72 }

export function createListPublisher({
  branchOf,
  issued,
  clock,
}: {
  readonly branchOf: (keys?: KeyKind) => Branch
  readonly issued: IssuedRegister
  readonly clock: () => Temporal.Instant
}): ListPublisher {
  let number = Math.floor(clock().epochMilliseconds / 1000)
  const bases = new Map<KeyKind, BaseList>()

  const revokedOf = (keys: KeyKind): readonly RevokedEntry[] =>
    issued.all().flatMap((record) => {
      const revocation = (record.keys ?? 'rsa') === keys ? revocationOf(record) : undefined
      return revocation === undefined ? [] : [{ serial: record.serial, ...revocation }]
    })

  const publish = (
    list: { readonly number: number; readonly revoked: readonly RevokedEntry[]; readonly deltaTo?: number },
    keys: KeyKind,
    fault?: AnswerFault,
  ): Uint8Array => {
    const { issuer, root } = branchOf(keys)
    const thisUpdate = fault === 'stale' ? clock().subtract(STALE) : clock()
    const nextUpdate = thisUpdate.add(list.deltaTo === undefined ? BASE_LASTS : DELTA_LASTS)
    const signer = fault === 'wrong-signature' ? { ...issuer, key: root.key } : issuer
    const revoked = fault === 'hides-revocations' ? [] : list.revoked
    return buildCrl({ ...list, revoked, thisUpdate, nextUpdate }, signer)
  }

  const newBase = (keys: KeyKind): BaseList => {
    number += 1
    const base = { number, revoked: revokedOf(keys) }
    bases.set(keys, base)
    return base
  }

  return {
    base: (fault, keys = 'rsa') => publish(newBase(keys), keys, fault),
    delta(fault, keys = 'rsa') {
      const base = bases.get(keys) ?? newBase(keys)
      number += 1
      const now = revokedOf(keys)
      const isIn = (list: readonly RevokedEntry[], entry: RevokedEntry): boolean =>
        list.some(({ serial, reason, at }) => serial === entry.serial && reason === entry.reason && at.equals(entry.at))
      const changed = now.filter((entry) => !isIn(base.revoked, entry))
      const removed = base.revoked
        .filter(({ serial }) => !now.some((entry) => entry.serial === serial))
        .map(({ serial }) => ({ serial, at: clock(), reason: 'removeFromCRL' as const }))
      return publish({ number, revoked: [...changed, ...removed], deltaTo: base.number }, keys, fault)
    },
  }
}
