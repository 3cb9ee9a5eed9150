import type { Cases } from './cases.ts'
import type { Plan, PlannedStep } from './plan.ts'
import { createWaitingLine, type WaitingLine } from './waiting-line.ts'

/** People and commissions, and who waits for them. A line is what one person, or all who share the work, take from. */
export interface Posts {
  /** Takes somebody for the step at which the case stands. False when all are busy: the case waits in the line of `cases.post`. */
  readonly take: (cases: Cases, slot: number, step: PlannedStep) => boolean
  /** The line of a post whose people share their work; -1 for executors. */
  readonly lineOf: (step: PlannedStep) => number
  /** Somebody of this line is done; the case they take next, or -1. */
  readonly release: (line: number) => number
  /** Number of the commission that the case now waits for. */
  readonly joinSession: (slot: number, actor: string) => number
  readonly nextInSession: (session: number) => number
  readonly meetingsOf: (session: number) => number
  readonly staff: () => ReadonlyMap<string, number>
}

interface Line {
  readonly servers: number
  readonly waiting: WaitingLine
  busy: number
}

/** Lines of an executor are one for each person, because a case stays with the one who was named. */
export function createPosts(plan: Plan, staff: ReadonlyMap<string, number>): Posts {
  const lines: Line[] = []
  const linesOf = new Map<string, { readonly first: number; readonly count: number }>()
  for (const { actor, isOwn } of plan.posts) {
    const people = staff.get(actor) ?? 1
    const servers = isOwn ? Array.from({ length: people }, () => 1) : [people]
    linesOf.set(actor, { first: lines.length, count: servers.length })
    lines.push(...servers.map((count) => ({ servers: count, waiting: createWaitingLine(), busy: 0 })))
  }
  const sessions = plan.sessions.map(() => createWaitingLine())
  const loadOf = (line: number): number => (lines[line]?.busy ?? 0) + (lines[line]?.waiting.length() ?? 0)

  const leastLoaded = (first: number, count: number): number => {
    let best = first
    for (let line = first + 1; line < first + count; line += 1) if (loadOf(line) < loadOf(best)) best = line
    return best
  }

  return {
    take: (cases, slot, step) => {
      const of = linesOf.get(step.step.actor)
      if (of === undefined) throw new RangeError(`nobody holds the post "${step.step.actor}"`)
      let index = of.first
      if (step.isOwn) {
        if (cases.owner(slot) < 0) cases.setOwner(slot, leastLoaded(of.first, of.count))
        index = cases.owner(slot)
      }
      cases.setPost(slot, index)
      const line = lines[index]
      if (line === undefined) throw new RangeError(`no line ${index}`)
      if (line.busy < line.servers) {
        line.busy += 1
        return true
      }
      line.waiting.join(slot)
      return false
    },
    lineOf: (step) => (step.isOwn ? -1 : (linesOf.get(step.step.actor)?.first ?? -1)),
    release: (index) => {
      const line = lines[index]
      if (line === undefined) return -1
      const next = line.waiting.next()
      if (next < 0) line.busy -= 1
      return next
    },
    joinSession: (slot, actor) => {
      const session = plan.sessions.indexOf(actor)
      sessions[session]?.join(slot)
      return session
    },
    nextInSession: (session) => sessions[session]?.next() ?? -1,
    meetingsOf: (session) => staff.get(plan.sessions[session] ?? '') ?? 1,
    staff: () =>
      new Map(
        [...plan.posts.map(({ actor }) => actor), ...plan.sessions].map((actor) => [actor, staff.get(actor) ?? 1]),
      ),
  }
}
