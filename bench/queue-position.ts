/**
 * Place of one person among a million: look-up and move in the index in memory, and its load.
 *
 *   node bench/queue-position.ts [entries]
 */
import type { QueueEntry } from '@qyzmet/registry'
import { createQueueIndex } from '@qyzmet/registry'

const amount = Number(process.argv[2] ?? 1_000_000)
const start = Temporal.Instant.from('2012-01-10T04:00:00Z')
let seed = 12_345
const chance = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed % below
}

const entryAt = (index: number): QueueEntry => ({
  providerId: '0190f0c0-0000-7000-8000-000000000001',
  list: 'vulnerable',
  caseId: `0190f0c0-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
  completeAt: start.add({ seconds: index * 400 }),
  number: `Ж-${index}`,
})

const entries = Array.from({ length: amount }, (_, index) => entryAt(index))
const before = process.memoryUsage()
const from = performance.now()
const index = createQueueIndex(entries)
console.log(`load of ${amount} entries in order: ${Math.round(performance.now() - from)} ms`)
const used = process.memoryUsage()
const bytes = used.heapUsed + used.arrayBuffers - before.heapUsed - before.arrayBuffers
console.log(`memory beside the texts: ${Math.round(bytes / 1_000_000)} MB`)

const some = Array.from({ length: 20_000 }, () => entries[chance(amount)]).filter((entry) => entry !== undefined)
report('look-up', some, (entry) => index.position(entry))
report('page of 50 from the middle', some.slice(0, 5000), () => index.page(entryAt(0), Math.floor(amount / 2), 50))
const places = new Map(some.map((entry) => [entry, start.add({ seconds: chance(amount * 400) })]))
report('move (leave and enter elsewhere)', some, (entry) => {
  index.remove(entry)
  index.insert({ ...entry, completeAt: places.get(entry) ?? start })
})

function report(what: string, inputs: readonly QueueEntry[], run: (entry: QueueEntry) => unknown): void {
  const times = inputs.map((entry) => {
    const from = performance.now()
    run(entry)
    return (performance.now() - from) * 1000
  })
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  console.log(`${what}: median ${at(0.5)} µs, p95 ${at(0.95)} µs`)
}
