/** How one step of a channel fared. Durations are minutes of the clock on the wall, nights and days off included. */
export interface StepResult {
  readonly channel: string
  readonly step: string
  readonly passed: number
  /** Share of those who passed that were late by the step's own limit; undefined where the act states none. */
  readonly late: number | undefined
  readonly waitMedian: number
  readonly waitP95: number
  readonly spentMedian: number
  readonly spentP95: number
}

/** How one post or commission fared. */
export interface PostResult {
  readonly actor: string
  /** People, or meetings in a week. */
  readonly count: number
  /**
   * Work that came, as a share of what the people, or the meetings, can do while applications come. Above 1 the line
   * only grows.
   */
  readonly load: number
  readonly lineMean: number
  readonly lineMax: number
  /** Cases waiting at the end of each day, from the first day on. */
  readonly lineByDay: readonly number[]
}

export interface SimulationResult {
  readonly asked: number
  readonly arrived: number
  readonly stillOpen: number
  readonly granted: number
  readonly refused: number
  /** Ended before there was anything to decide: not signed in, package incomplete, no data. */
  readonly stopped: number
  /** Results given, late ones among them by the total term of the standard. */
  readonly given: number
  readonly givenLate: number
  /** Number of results by the days that passed since the application: index 0 is the same day. */
  readonly daysToResult: readonly number[]
  readonly daysMedian: number
  readonly daysP95: number
  readonly days: number
  readonly staff: ReadonlyMap<string, number>
  readonly steps: readonly StepResult[]
  readonly posts: readonly PostResult[]
}

/** Share of results given after the total term; 0 when none was given. */
export function lateShare({ given, givenLate }: Pick<SimulationResult, 'given' | 'givenLate'>): number {
  return given === 0 ? 0 : givenLate / given
}
