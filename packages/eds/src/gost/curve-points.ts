import type { CurveParameters } from './curves.ts'
import { createPrimeField, type PrimeField } from './prime-field.ts'

/** A point that is not the infinite one. Coordinates may be any congruent numbers. */
export interface Point {
  readonly x: bigint
  readonly y: bigint
}

/** Jacobian coordinates: the point is (X/Z², Y/Z³), the infinite one when Z is zero. */
export interface JacobianPoint {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
}

export const INFINITE: JacobianPoint = { x: 1n, y: 1n, z: 0n }

export interface Curve extends CurveParameters {
  readonly field: PrimeField
  readonly base: Point
  /** Whether the point is on the curve and its multiples are those of the subgroup of order q. */
  hasOrderQ(point: Point): boolean
  double(point: JacobianPoint): JacobianPoint
  add(left: JacobianPoint, right: Point): JacobianPoint
  /** All at once, for the price of one inversion. None may be infinite. */
  toAffine(points: readonly JacobianPoint[]): readonly Point[]
}

export function createCurve(parameters: CurveParameters): Curve {
  const { a, b, p, q } = parameters
  const field = createPrimeField(p)
  const { fold, shorten, residue, isZero } = field
  const isMinusThree = a === p - 3n

  // Only what leaves a formula is folded; what is multiplied once more inside it is short enough when shortened.
  const double = ({ x, y, z }: JacobianPoint): JacobianPoint => {
    if (z === 0n) return INFINITE
    const yy = shorten(y * y)
    const s = shorten((x * yy) << 2n)
    const zz = shorten(z * z)
    const m = shorten(isMinusThree ? 3n * (x - zz) * (x + zz) : 3n * x * x + a * fold(zz * zz))
    const x3 = fold(m * m - (s << 1n))
    return { x: x3, y: fold(m * (s - x3) - ((yy * yy) << 3n)), z: fold((y * z) << 1n) }
  }

  const add = (left: JacobianPoint, right: Point): JacobianPoint => {
    const { x, y, z } = left
    if (z === 0n) return { ...right, z: 1n }
    const zz = shorten(z * z)
    const h = shorten(right.x * zz) - x
    const r = shorten(right.y * shorten(zz * z)) - y
    if (isZero(h)) return isZero(r) ? double(left) : INFINITE
    const hh = shorten(h * h)
    const hhh = shorten(h * hh)
    const v = shorten(x * hh)
    const x3 = fold(r * r - hhh - (v << 1n))
    return { x: x3, y: fold(r * (v - x3) - y * hhh), z: fold(z * h) }
  }

  const isOnCurve = ({ x, y }: Point): boolean => isZero(y * y - (x * x + a) * x - b)
  const isWholeGroup = 2n * q > p
  const isUndoneByOrder = (point: Point): boolean => {
    let sum = INFINITE
    for (const bit of q.toString(2)) {
      sum = double(sum)
      if (bit === '1') sum = add(sum, point)
    }
    return sum.z === 0n
  }

  return {
    ...parameters,
    field,
    base: { x: parameters.x, y: parameters.y },
    hasOrderQ: (point) => isOnCurve(point) && (isWholeGroup || isUndoneByOrder(point)),
    double,
    add,
    toAffine(points) {
      // Each product holds those before it; walking back, the inverse of the whole gives up one factor at a time.
      const products: bigint[] = []
      let product = 1n
      for (const { z } of points) {
        products.push(product)
        product = fold(product * z)
      }
      let inverse = field.inverse(product)
      return points
        .toReversed()
        .map(({ x, y, z }, place) => {
          const own = fold(inverse * (products[points.length - 1 - place] ?? 1n))
          inverse = fold(inverse * z)
          const square = fold(own * own)
          return { x: residue(x * square), y: residue(y * fold(square * own)) }
        })
        .toReversed()
    },
  }
}
