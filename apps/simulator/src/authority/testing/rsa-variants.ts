import { generateKeyPairSync } from 'node:crypto'
import { OID, parseAnchors } from '@qyzmet/eds'
import * as fc from 'fast-check'
import { toPem } from '../authority.ts'
import { buildCertificate, encodeName, extensions, utf8, type Holding } from '../certificate-builder.ts'
import { buildSignedData, buildSignerInfo, digestOf } from '../cms-builder.ts'
import { freshSerial } from '../founding.ts'
import { rsaKey, type SigningKey } from '../signing-key.ts'
import type { OracleCase } from './oracles.ts'

/** What may be right or wrong about a signature and the chain behind it; every combination is a case. */
export interface RsaVariant {
  /** Days from now to the start and the end of each certificate. */
  readonly leaf: Validity
  readonly authority: Validity
  readonly root: Validity
  /** A second authority between the first and the holder. */
  readonly isDeep: boolean
  readonly authorityMay: 'everything' | 'no-issuing' | 'no-authority'
  readonly pathLength: 'none' | 0 | 1
  readonly usage: 'sign' | 'sign-in' | 'none'
  readonly anchors: 'all' | 'another-root' | 'no-authority'
  readonly inside: readonly ('leaf' | 'authority' | 'root' | 'stranger')[]
  readonly content: 'detached' | 'attached' | 'other-attached'
  readonly document: 'right' | 'other'
  readonly key: 'own' | 'of-another'
  readonly names: 'own' | 'of-another'
  /** Octets of the message to change: where, as a share of its length, and how. */
  readonly damage: readonly { readonly at: number; readonly mask: number }[]
}

export interface Validity {
  readonly from: number
  readonly to: number
}

const often = <T>(right: T, ...wrong: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant(right) },
    ...(wrong.length === 0 ? [] : [{ weight: 1, arbitrary: fc.constantFrom(...wrong) }]),
  )

const validity: fc.Arbitrary<Validity> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ from: fc.integer({ min: -900, max: -1 }), to: fc.integer({ min: 1, max: 900 }) }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ from: -90, to: -1 }, { from: 1, to: 90 }) },
)

export const rsaVariants: fc.Arbitrary<RsaVariant> = fc.record({
  leaf: validity,
  authority: validity,
  root: validity,
  isDeep: fc.boolean(),
  authorityMay: often<RsaVariant['authorityMay']>('everything', 'no-issuing', 'no-authority'),
  pathLength: often<RsaVariant['pathLength']>('none', 0, 1),
  usage: often<RsaVariant['usage']>('sign', 'sign-in', 'none'),
  anchors: often<RsaVariant['anchors']>('all', 'another-root', 'no-authority'),
  inside: often<RsaVariant['inside']>(
    ['leaf'],
    [],
    ['leaf', 'leaf'],
    ['leaf', 'authority'],
    ['authority', 'leaf'],
    ['root', 'authority', 'leaf'],
    ['stranger', 'leaf'],
    ['stranger'],
  ),
  content: often<RsaVariant['content']>('detached', 'attached', 'other-attached'),
  document: often<RsaVariant['document']>('right', 'other'),
  key: often<RsaVariant['key']>('own', 'of-another'),
  names: often<RsaVariant['names']>('own', 'of-another'),
  damage: fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({ at: fc.double({ min: 0, max: 0.9999, noNaN: true }), mask: fc.integer({ min: 1, max: 255 }) }),
        { minLength: 1, maxLength: 2 },
      ),
    },
  ),
})

/** Everything a verifier is given to judge a variant. */
export interface RsaCase extends OracleCase {
  /** As openssl is given them. */
  readonly anchorsPem: string
  readonly isPathTooLong: boolean
  /** Whether an authority that is not trusted came with the message. */
  readonly isAuthorityInside: boolean
  readonly isDamaged: boolean
}

const DOCUMENT = utf8('{"service":"queue","answers":{"rooms":2}}')
const OTHER = utf8('{"service":"queue","answers":{"rooms":3}}')
/** The shortest key that is trusted. */
const BITS = 2048

/** Builds cases around one set of keys: making a key takes longer than everything else together. */
export function createRsaCases(at: Temporal.Instant): (variant: RsaVariant) => RsaCase {
  const [root, authority, deep, leaf, stranger] = Array.from({ length: 5 }, newKey)
  if (!root || !authority || !deep || !leaf || !stranger) throw new TypeError('five keys are made')
  const day = (count: number): Temporal.Instant => at.add({ hours: 24 * count })

  const certify = (
    key: SigningKey,
    subject: Uint8Array,
    issuer: { readonly name: Uint8Array; readonly key: SigningKey },
    { from, to }: Validity,
    parts: readonly Uint8Array[],
  ): Holding => {
    const plan = { serial: freshSerial(), issuer: issuer.name, subject, publicKey: key.spki }
    return {
      der: buildCertificate({ ...plan, notBefore: day(from), notAfter: day(to), extensions: parts }, issuer.key),
      key,
    }
  }
  const authorityParts = ({ authorityMay, pathLength }: RsaVariant): readonly Uint8Array[] => [
    ...(authorityMay === 'no-authority' ? [] : [extensions.authority(pathLength === 'none' ? undefined : pathLength)]),
    extensions.keyUsage(authorityMay === 'no-issuing' ? 'answer' : 'authority'),
  ]
  const whole: Validity = { from: -1000, to: 1000 }

  return (variant) => {
    const rootName = nameOf('ROOT TEST')
    const rootHolding = certify(root, rootName, { name: rootName, key: root }, variant.root, [
      extensions.authority(),
      extensions.keyUsage('authority'),
    ])
    const authorityName = nameOf('AUTHORITY TEST')
    const first = certify(
      authority,
      authorityName,
      { name: rootName, key: root },
      variant.authority,
      authorityParts(variant),
    )
    const deepName = nameOf('DEEP TEST')
    const second = certify(deep, deepName, { name: authorityName, key: authority }, whole, [
      extensions.authority(),
      extensions.keyUsage('authority'),
    ])
    const issuer = variant.isDeep ? { name: deepName, key: deep } : { name: authorityName, key: authority }
    const holder = certify(leaf, nameOf('ҮЛГІБАЕВА АЙСӘУЛЕ'), issuer, variant.leaf, leafParts(variant))
    const other = certify(stranger, nameOf('ҮЛГІБАЕВА АЙСӘУЛЕ'), issuer, whole, leafParts(variant))

    const signer = { der: holder.der, key: variant.key === 'own' ? leaf : stranger }
    const namedCertificate = variant.names === 'own' ? holder.der : other.der
    const inside = { leaf: holder.der, authority: first.der, root: rootHolding.der, stranger: other.der }
    const content = { detached: undefined, attached: DOCUMENT, 'other-attached': OTHER }[variant.content]
    const cms = buildSignedData({
      signerInfos: [buildSignerInfo({ signer, digest: digestOf(DOCUMENT), signingTime: at, namedCertificate })],
      certificates: variant.inside.map((which) => inside[which]),
      ...(content === undefined ? {} : { content }),
    })
    const foreign = certify(stranger, rootName, { name: rootName, key: stranger }, whole, [
      extensions.authority(),
      extensions.keyUsage('authority'),
    ])
    const authorities = variant.isDeep ? [first, second] : [first]
    const pinned = [
      variant.anchors === 'another-root' ? foreign : rootHolding,
      ...(variant.anchors === 'no-authority' ? authorities.slice(1) : authorities),
    ]
    // A certificate that is no authority is no anchor; without it nothing leads to the root.
    const usable = variant.authorityMay === 'no-authority' ? pinned.filter((one) => one !== first) : pinned
    const anchorsPem = usable.map(({ der }) => toPem(der)).join('')
    return {
      cms: variant.damage.reduce((octets, damage) => damaged(octets, damage), cms),
      document: variant.document === 'right' ? DOCUMENT : OTHER,
      anchors: parseAnchors(anchorsPem, { profile: 'training' }),
      anchorsPem: pinned.map(({ der }) => toPem(der)).join(''),
      at,
      isPathTooLong: variant.isDeep && variant.pathLength === 0,
      isAuthorityInside: variant.anchors === 'no-authority' && variant.inside.includes('authority'),
      isDamaged: variant.damage.length > 0,
    }
  }
}

function newKey(): SigningKey {
  return rsaKey(generateKeyPairSync('rsa', { modulusLength: BITS }).privateKey)
}

function nameOf(commonName: string): Uint8Array {
  return encodeName([[OID.commonName, commonName]])
}

function leafParts({ usage }: RsaVariant): readonly Uint8Array[] {
  if (usage === 'none') return []
  return [
    extensions.keyUsage(usage === 'sign' ? 'sign' : 'authenticate'),
    extensions.extendedKeyUsage([usage === 'sign' ? OID.emailProtection : OID.clientAuth, OID.individual]),
    extensions.policies([OID.policyPersonSigns]),
  ]
}

function damaged(octets: Uint8Array, { at, mask }: { readonly at: number; readonly mask: number }): Uint8Array {
  const place = Math.floor(at * octets.length)
  return octets.with(place, (octets[place] ?? 0) ^ mask)
}
