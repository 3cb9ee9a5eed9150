import type { PlannedStep } from './plan.ts'

/** The cases that are open now: a handful of numbers each, in places that are used again when a case has ended. */
export interface Cases {
  readonly add: (number: number, channel: number, now: number) => number
  readonly close: (slot: number) => void
  readonly open: () => number
  readonly number: (slot: number) => number
  readonly channel: (slot: number) => number
  readonly nextDraw: (slot: number) => number
  readonly step: (slot: number) => number
  readonly enteredAt: (slot: number) => number
  readonly moveTo: (slot: number, step: number, now: number) => void
  readonly post: (slot: number) => number
  readonly setPost: (slot: number, post: number) => void
  /** Who among the executors has the case; -1 before anybody has. */
  readonly owner: (slot: number) => number
  readonly setOwner: (slot: number, owner: number) => void
  readonly term: (slot: number) => number
  readonly termDue: (slot: number) => number
  readonly startTerm: (slot: number, term: number, due: number) => void
  /** Moment at which the total term began; -1 while it has not, or after it has ended. */
  readonly totalStart: (slot: number) => number
  readonly totalDue: (slot: number) => number
  readonly startTotal: (slot: number, now: number, due: number) => void
  readonly endTotal: (slot: number) => void
  /**
   * Takes one of the open outcomes by its share and returns where it leads.
   *
   * @param uniform a number between 0 and 1; without one the outcome of the time-out is taken
   * @throws {RangeError} when no outcome is open
   */
  readonly choose: (slot: number, step: PlannedStep, uniform: number | undefined) => number
}

export function createCases(memory: number): Cases {
  let room = 1024
  const whole = { number: new Float64Array(room), draws: new Float64Array(room), channel: new Float64Array(room) }
  const at = {
    step: new Float64Array(room),
    entered: new Float64Array(room),
    post: new Float64Array(room),
    owner: new Float64Array(room),
  }
  const terms = {
    term: new Float64Array(room),
    due: new Float64Array(room),
    start: new Float64Array(room),
    totalDue: new Float64Array(room),
  }
  let remembered = new Uint8Array(room * memory)
  const free: number[] = []
  let used = 0

  const grow = (): void => {
    room *= 2
    for (const table of [whole, at, terms] as Record<string, Float64Array<ArrayBuffer>>[]) {
      for (const [name, old] of Object.entries(table)) {
        const larger = new Float64Array(room)
        larger.set(old)
        table[name] = larger
      }
    }
    const larger = new Uint8Array(room * memory)
    larger.set(remembered)
    remembered = larger
  }
  const isOpen = (slot: number, anyOf: readonly (readonly [step: number, outcome: number])[]): boolean => {
    if (anyOf.length === 0) return true
    for (const [step, outcome] of anyOf) if (remembered[slot * memory + step] === outcome + 1) return true
    return false
  }

  return {
    add: (number, channel, now) => {
      const slot = free.pop() ?? used++
      if (slot >= room) grow()
      whole.number[slot] = number
      whole.channel[slot] = channel
      whole.draws[slot] = 0
      at.step[slot] = -1
      at.entered[slot] = now
      at.post[slot] = -1
      at.owner[slot] = -1
      terms.term[slot] = -1
      terms.due[slot] = Number.POSITIVE_INFINITY
      terms.start[slot] = -1
      terms.totalDue[slot] = Number.POSITIVE_INFINITY
      remembered.fill(0, slot * memory, (slot + 1) * memory)
      return slot
    },
    close: (slot) => {
      free.push(slot)
    },
    open: () => used - free.length,
    number: (slot) => whole.number[slot] ?? 0,
    channel: (slot) => whole.channel[slot] ?? 0,
    nextDraw: (slot) => {
      const draw = whole.draws[slot] ?? 0
      whole.draws[slot] = draw + 1
      return draw
    },
    step: (slot) => at.step[slot] ?? -1,
    enteredAt: (slot) => at.entered[slot] ?? 0,
    moveTo: (slot, step, now) => {
      at.step[slot] = step
      at.entered[slot] = now
    },
    post: (slot) => at.post[slot] ?? -1,
    setPost: (slot, post) => {
      at.post[slot] = post
    },
    owner: (slot) => at.owner[slot] ?? -1,
    setOwner: (slot, owner) => {
      at.owner[slot] = owner
    },
    term: (slot) => terms.term[slot] ?? -1,
    termDue: (slot) => terms.due[slot] ?? Number.POSITIVE_INFINITY,
    startTerm: (slot, term, due) => {
      terms.term[slot] = term
      terms.due[slot] = due
    },
    totalStart: (slot) => terms.start[slot] ?? -1,
    totalDue: (slot) => terms.totalDue[slot] ?? Number.POSITIVE_INFINITY,
    startTotal: (slot, now, due) => {
      terms.start[slot] = now
      terms.totalDue[slot] = due
    },
    endTotal: (slot) => {
      terms.start[slot] = -1
    },
    choose: (slot, step, uniform) => {
      // One pass finds the open ways and how much is left for the ordinary one; the second takes a way.
      let named = 0
      let ordinary = -1
      let last = -1
      for (const [index, outcome] of step.outcomes.entries()) {
        if (outcome.isTimeOut !== (uniform === undefined)) continue
        if (!outcome.edges.some((edge) => isOpen(slot, edge.anyOf))) continue
        last = index
        if (Number.isNaN(outcome.share)) ordinary = index
        else named += outcome.share
      }
      if (last < 0) throw new RangeError(`no outcome of "${step.step.id}" is open`)
      const scale = ordinary < 0 ? named : Math.max(1, named)
      let left = (uniform ?? 0) * scale
      let chosen = ordinary < 0 ? last : ordinary
      for (const [index, outcome] of step.outcomes.entries()) {
        if (outcome.isTimeOut !== (uniform === undefined) || !(outcome.share > 0)) continue
        if (!outcome.edges.some((edge) => isOpen(slot, edge.anyOf))) continue
        if (left < outcome.share) {
          chosen = index
          break
        }
        left -= outcome.share
      }
      const outcome = step.outcomes[chosen]
      if (step.remembered >= 0) remembered[slot * memory + step.remembered] = chosen + 1
      const edge = outcome?.edges.find(({ anyOf }) => isOpen(slot, anyOf))
      if (edge === undefined) throw new RangeError(`no way is open after "${step.step.id}"`)
      return edge.to
    },
  }
}
