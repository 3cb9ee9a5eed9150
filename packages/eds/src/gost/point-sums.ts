import { INFINITE, type Curve, type JacobianPoint, type Point } from './curve-points.ts'

/** What is to be added at each power of two so that the sum is a multiple of a point. */
export type Schedule = readonly (Point | undefined)[]

/** Schedules the multiples of one point. */
export type Multiplier = (scalar: bigint) => Schedule

/** The sum of what the schedules say; all share the doublings. */
export function sumOf(curve: Curve, schedules: readonly Schedule[]): JacobianPoint {
  let sum = INFINITE
  for (let power = Math.max(0, ...schedules.map(({ length }) => length)) - 1; power >= 0; power--) {
    sum = curve.double(sum)
    for (const schedule of schedules) {
      const point = schedule[power]
      if (point !== undefined) sum = curve.add(sum, point)
    }
  }
  return sum
}

const WINDOW_BITS = 5

/**
 * For a point that is multiplied once or twice: odd digits of five bits and both signs, at most every fifth power.
 *
 * @param point of order q
 */
export function windowMultiplier(curve: Curve, point: Point): Multiplier {
  const start = { ...point, z: 1n }
  const [twice = point] = curve.toAffine([curve.double(start)])
  const multiples: JacobianPoint[] = [start]
  while (multiples.length < 1 << (WINDOW_BITS - 2)) multiples.push(curve.add(multiples.at(-1) ?? start, twice))
  const odd = curve.toAffine(multiples)
  return (scalar) => {
    const bits = bitsOf(scalar)
    const schedule: (Point | undefined)[] = Array.from({ length: bits.length + 1 })
    let carry = 0
    for (let power = 0; power < schedule.length;) {
      if ((((bits[power] ?? 0) + carry) & 1) === 0) {
        power += 1
        continue
      }
      let digit = carry
      for (let place = 0; place < WINDOW_BITS; place++) digit += (bits[power + place] ?? 0) * 2 ** place
      carry = digit >> (WINDOW_BITS - 1)
      if (carry === 1) digit -= 1 << WINDOW_BITS
      const multiple = odd[Math.abs(digit) >> 1]
      schedule[power] = multiple && digit < 0 ? { x: multiple.x, y: -multiple.y } : multiple
      power += WINDOW_BITS
    }
    return schedule
  }
}

const TEETH = 8

/**
 * For a point that is multiplied again and again: a table of 255 sums of widely spaced powers leaves an eighth of the
 * doublings. Making it costs as much as two multiplications.
 *
 * @param point of order q
 */
export function combMultiplier(curve: Curve, point: Point): Multiplier {
  const spacing = Math.ceil(bitsOf(curve.q).length / TEETH)
  const spaced: JacobianPoint[] = [{ ...point, z: 1n }]
  while (spaced.length < TEETH) {
    let next = spaced.at(-1) ?? INFINITE
    for (let turn = 0; turn < spacing; turn++) next = curve.double(next)
    spaced.push(next)
  }
  const sums: JacobianPoint[] = [INFINITE]
  for (const tooth of curve.toAffine(spaced)) sums.push(...sums.map((sum) => curve.add(sum, tooth)))
  const table: Schedule = [undefined, ...curve.toAffine(sums.slice(1))]
  return (scalar) => {
    const bits = bitsOf(scalar)
    return Array.from({ length: spacing }, (_, power) => {
      let entry = 0
      for (let tooth = 0; tooth < TEETH; tooth++) entry |= (bits[power + tooth * spacing] ?? 0) << tooth
      return table[entry]
    })
  }
}

/** The lowest first. */
function bitsOf(value: bigint): readonly number[] {
  const text = value.toString(2)
  return Array.from(text, (_, place) => text.charCodeAt(text.length - 1 - place) & 1)
}
