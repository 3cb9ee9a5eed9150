import { PLANNED_LOAD, SESSION } from './assumptions.ts'
import type { Plan } from './plan.ts'
import { lateShare, type SimulationResult, type StepResult } from './result.ts'
import { simulate, type SimulationOptions } from './simulate.ts'

/** Applications that the search looks at for each staffing; enough to tell cured from not, and quick. */
const SEARCH_CASES = 20_000
/** Posts that the search adds at the most. */
const MOST_POSTS = 12
/** Meetings of a commission in a week, at the most. */
const MOST_MEETINGS = 5

export interface AddedPost {
  readonly actor: string
  readonly cost: number
  /** Worst share of late cases when the post is there. */
  readonly worst: number
}

export interface Cure {
  /** Worst share of late cases with the staff as given. */
  readonly before: number
  /** Posts to add, in the order in which they help most for their cost; empty when nothing has to be added. */
  readonly added: readonly AddedPost[]
  /** True when the target is kept in the end. */
  readonly isCured: boolean
}

/** Share of cases late by the total term, or by the limit of one step of a post or commission, whichever is worst. */
export function worstLate(result: SimulationResult, plan: Plan): number {
  return Math.max(lateShare(result), ...stepsOfPeople(result, plan).map(({ late }) => late ?? 0))
}

function stepsOfPeople(result: SimulationResult, plan: Plan): readonly StepResult[] {
  return result.steps.filter((_, index) => {
    const step = plan.steps[index]
    return step !== undefined && (step.doer.kind === 'post' || step.doer.kind === 'session') && !step.applicantComes
  })
}

/**
 * The cheapest posts to add so that no more than `target` of the cases are late. One post at a time: the cheapest that
 * cures alone if there is one, else the one that cures most for its cost; then again. The same applicants come each time.
 *
 * @param target share of late cases that is borne, such as 0.01
 * @param costOf cost of one more person in a post, or of one more meeting of a commission in a week
 */
export function findCure(options: SimulationOptions, target: number, costOf: (actor: string) => number): Cure {
  const { plan } = options
  const cases = Math.min(options.cases, SEARCH_CASES)
  const run = (staff: ReadonlyMap<string, number>): number => {
    const { onProgress: _, ...quiet } = options
    const result = simulate({ ...quiet, cases, staff })
    // Cases that nobody got to before the calendar's end are late beyond doubt.
    return Math.max(worstLate(result, plan), result.arrived === 0 ? 0 : result.stillOpen / result.arrived)
  }
  const actors = [...plan.posts.map(({ actor }) => actor), ...plan.sessions]
  const before = run(options.staff)
  let staff = options.staff
  let worst = before
  const added: AddedPost[] = []
  while (worst > target && added.length < MOST_POSTS) {
    const tried = actors
      .filter((actor) => !plan.sessions.includes(actor) || (staff.get(actor) ?? 1) < MOST_MEETINGS)
      .map((actor) => {
        const more = new Map([...staff, [actor, (staff.get(actor) ?? 1) + 1]])
        return { actor, cost: costOf(actor), worst: run(more), more }
      })
    const curing = tried
      .filter((trial) => trial.worst <= target)
      .toSorted((a, b) => a.cost - b.cost || a.worst - b.worst)
    const helping = tried.toSorted((a, b) => (worst - b.worst) / b.cost - (worst - a.worst) / a.cost)
    const best = curing[0] ?? helping[0]
    if (best === undefined || best.worst >= worst) break
    added.push({ actor: best.actor, cost: best.cost, worst: best.worst })
    staff = best.more
    worst = best.worst
  }
  return { before, added, isCured: worst <= target }
}

export interface PlannedStaff {
  readonly staff: ReadonlyMap<string, number>
  readonly casesPerSession: number
}

/**
 * How many people each post needs to be busy for four fifths of its hours, by a run in which nobody ever waits. A
 * commission meets as often in a week as its cases demand; where five meetings are not enough, it takes more at a time.
 */
export function planStaff(options: Omit<SimulationOptions, 'staff'>): PlannedStaff {
  const { plan } = options
  const { onProgress: _, ...quiet } = options
  const staff = new Map(plan.posts.map(({ actor, isOwn }) => [actor, isOwn ? 500 : 10_000]))
  const result = simulate({ ...quiet, staff, cases: Math.min(options.cases, SEARCH_CASES / 4) })
  const needed = new Map(
    result.posts.map(({ actor, load, count }) => [actor, Math.max(1, Math.ceil((load * count) / PLANNED_LOAD))]),
  )
  const places = options.casesPerSession ?? SESSION.casesPerSession
  const most = Math.max(1, ...plan.sessions.map((actor) => (needed.get(actor) ?? 1) / MOST_MEETINGS))
  return {
    staff: new Map(
      [...needed].map(([actor, count]) => [
        actor,
        plan.sessions.includes(actor) ? Math.min(count, MOST_MEETINGS) : count,
      ]),
    ),
    casesPerSession: options.casesPerSession ?? Math.ceil(places * most),
  }
}
