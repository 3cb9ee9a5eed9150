export { entriesOf, orderOf, positionOf, queueFactOf } from './queue.ts'
export type { QueueEntry, QueueFact, QueueList } from './queue.ts'
export { createQueueIndex } from './queue-index.ts'
export type { QueueIndex } from './queue-index.ts'
