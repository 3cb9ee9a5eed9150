/**
 * A million applications through the housing queue of Zhambyl region on one core, with memory.
 *
 *   node bench/simulation.ts [cases]
 */
import { findRegulation, calendarOf } from '../apps/cli/src/regulation-files.ts'
import { planOf, planStaff, simulate, termClockOf } from '@qyzmet/regulation'

const cases = Number(process.argv[2] ?? 1_000_000)
const found = findRegulation('zhambyl-queue')
const options = {
  regulation: found.regulation,
  plan: planOf(found.regulation),
  clock: termClockOf(found.regulation, calendarOf(found)),
  from: found.regulation.edition.period.from,
  arrivals: new Map([
    ['portal', 400],
    ['centre', 100],
  ]),
  cases,
  seed: 1,
}
const { staff, casesPerSession } = planStaff(options)
const from = performance.now()
const { arrived, granted, refused, stopped, stillOpen } = simulate({ ...options, staff, casesPerSession })
const seconds = (performance.now() - from) / 1000
if (granted + refused + stopped + stillOpen !== arrived) throw new Error('cases were lost')
console.log(`${arrived} applications: ${seconds.toFixed(1)} s, ${((seconds / arrived) * 1e6).toFixed(1)} µs each`)
console.log(`memory of the whole program at the end: ${Math.round(process.memoryUsage.rss() / 1_000_000)} MB`)
