import { OID } from '../object-identifiers.ts'
import { createCurve, type Curve } from './curve-points.ts'
import { CURVE_256_A, CURVE_512_A, CURVE_CRYPTOPRO_A } from './curves.ts'
import { createGost34311 } from './gost-34311.ts'
import { combMultiplier, type Multiplier } from './point-sums.ts'
import type { RunningHash } from './running-hash.ts'
import { createStreebog } from './streebog.ts'

/** A kind of GOST keys with the one curve and the one hash Kazakhstan uses it with. */
export interface GostFamily {
  /** Object identifiers. */
  readonly key: string
  readonly paramSet: string
  readonly signature: string
  readonly digest: string
  /** How keys may name their hash beside the curve. */
  readonly keyDigests: readonly string[]
  readonly curve: Curve
  readonly createHash: () => RunningHash
  /** Multiplies the base point of the curve; its table is made at first use. */
  readonly base: Multiplier
}

export const GOST_512: GostFamily = defineFamily({
  key: OID.gost512Key,
  paramSet: OID.gost512ParamSetA,
  signature: OID.gost512Signature,
  digest: OID.streebog512,
  keyDigests: [OID.streebog512],
  curve: createCurve(CURVE_512_A),
  createHash: () => createStreebog(512),
})

export const GOST_256: GostFamily = defineFamily({
  key: OID.gost256Key,
  paramSet: OID.gost256ParamSetA,
  signature: OID.gost256Signature,
  digest: OID.streebog256,
  keyDigests: [OID.streebog256],
  curve: createCurve(CURVE_256_A),
  createHash: () => createStreebog(256),
})

export const GOST_2004: GostFamily = defineFamily({
  key: OID.gost2004Key,
  paramSet: OID.gost2004ParamSetA,
  signature: OID.gost2004Signature,
  digest: OID.gost34311,
  keyDigests: [OID.gost34311, OID.gost34311ParamSet],
  curve: createCurve(CURVE_CRYPTOPRO_A),
  createHash: () => createGost34311(),
})

/** Others, such as the Gamma keys of hardware modules (1.3.6.1.4.1.6801.1.5.8), are not supported. */
export const GOST_FAMILIES: readonly GostFamily[] = [GOST_512, GOST_256, GOST_2004]

function defineFamily(family: Omit<GostFamily, 'base'>): GostFamily {
  let base: Multiplier | undefined
  return { ...family, base: (scalar) => (base ??= combMultiplier(family.curve, family.curve.base))(scalar) }
}
