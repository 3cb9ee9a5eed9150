import { hashOfEdition } from '@qyzmet/evidence'
import { type Period, type ProductionCalendar, type Regulation, type TermClock, termClockOf } from '@qyzmet/regulation'
import { createDueCache, type EndOf } from '../cases/due-cache.ts'
import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import { compileEdition } from './edition-files.ts'

/** A published edition of a regulation, compiled. */
export interface Edition {
  /** Short name of the edition inside this installation; rows carry it. */
  readonly number: number
  /** Hash of the files it is compiled from, hexadecimal. */
  readonly sha256: string
  readonly regulation: Regulation
  readonly clock: TermClock
  /** Ends of terms under this edition's calendar and hours, remembered. */
  readonly endOf: EndOf
}

export interface CurrentOptions {
  /** Also an edition that is no longer in force, when none is: for training only. */
  readonly training: boolean
}

/** A wording of a regulation that was published here, with the text of it that was published last. */
export interface Wording {
  /** Name of the wording in its regulation's file. */
  readonly id: string
  readonly sha256: string
  readonly period: Period
}

export interface Editions {
  /**
   * The edition with this hash, whatever the files say today.
   *
   * @throws {UnknownEditionError} when nothing was published under the hash
   */
  readonly get: (sha256: string) => Promise<Edition>
  /** The edition that new cases of a regulation open under on a day; undefined when there is none. */
  readonly current: (
    regulation: string,
    on: Temporal.PlainDate,
    options: CurrentOptions,
  ) => Promise<Edition | undefined>
  /** The editions that new cases of all regulations open under on a day, by id of the regulation. */
  readonly allCurrent: (on: Temporal.PlainDate, options: CurrentOptions) => Promise<readonly Edition[]>
  /** The wordings of a regulation, the latest first; none when the regulation is not known. */
  readonly wordingsOf: (regulation: string) => Promise<readonly Wording[]>
}

/** No edition was published under a hash. */
export class UnknownEditionError extends Error {
  override readonly name = 'UnknownEditionError'
}

/** A published edition cannot be compiled or is not what its hash says: the database was tampered with, or the compiler forgot an old construct. */
export class EditionUnreadableError extends Error {
  override readonly name = 'EditionUnreadableError'
}

/** Published editions, compiled once for each process. */
export function createEditions(sql: Sql, calendars: ReadonlyMap<string, ProductionCalendar>): Editions {
  const known = new Map<string, Promise<Edition>>()

  const get = (sha256: string): Promise<Edition> => {
    const found = known.get(sha256)
    if (found) return found
    const loading = loadEdition(sql, sha256, calendars)
    known.set(sha256, loading)
    loading.catch(() => known.delete(sha256))
    return loading
  }

  const current: Editions['current'] = async (regulation, on, { training }) => {
    const row = await findCurrent(sql, regulation, on, training)
    return row && get(row.sha256)
  }

  return {
    get,
    current,
    wordingsOf: (regulation) => findWordings(sql, regulation),
    allCurrent: async (on, options) => {
      const names = await many(sql<{ regulation: string }[]>`
        select distinct regulation from regulation_edition order by regulation`)
      const found = await Promise.all(names.map(({ regulation }) => current(regulation, on, options)))
      return found.filter((edition) => edition !== undefined)
    },
  }
}

/** In force on the day, else (for training) the one that was in force last; among texts of one period the latest. */
function findCurrent(
  sql: Sql,
  regulation: string,
  on: Temporal.PlainDate,
  training: boolean,
): Promise<{ readonly sha256: string } | undefined> {
  const day = on.toString()
  return maybeOne(sql<{ sha256: string }[]>`
    select sha256 from regulation_edition
    where regulation = ${regulation} and from_on <= ${day}
      and (${training} or until_on is null or until_on > ${day})
    order by until_on is null or until_on > ${day} desc, from_on desc, number desc limit 1`)
}

async function findWordings(sql: Sql, regulation: string): Promise<readonly Wording[]> {
  const rows = await many(sql<{ edition: string; sha256: string; from_on: string; until_on: string | null }[]>`
    select distinct on (edition) edition, sha256, from_on::text, until_on::text from regulation_edition
    where regulation = ${regulation} order by edition, number desc`)
  return rows
    .map(({ edition, sha256, from_on, until_on }) => ({
      id: edition,
      sha256,
      period: {
        from: Temporal.PlainDate.from(from_on),
        ...(until_on === null ? {} : { until: Temporal.PlainDate.from(until_on) }),
      },
    }))
    .toSorted((a, b) => Temporal.PlainDate.compare(b.period.from, a.period.from))
}

async function loadEdition(
  sql: Sql,
  sha256: string,
  calendars: ReadonlyMap<string, ProductionCalendar>,
): Promise<Edition> {
  const row = await maybeOne(sql<{ number: number; main_file: string; files: Record<string, string> }[]>`
    select number, main_file, files from regulation_edition where sha256 = ${sha256}`)
  if (!row) throw new UnknownEditionError(`no edition ${sha256}`)
  const compiled = compileEdition(new Map(Object.entries(row.files)), row.main_file)
  if (!compiled.regulation || hashOfEdition(compiled) !== sha256) {
    throw new EditionUnreadableError(`edition ${sha256} of ${row.main_file} cannot be read`)
  }
  const { regulation } = compiled
  const calendar = calendars.get(regulation.calendar)
  if (!calendar) throw new EditionUnreadableError(`edition ${sha256} needs the calendar ${regulation.calendar}`)
  const clock = termClockOf(regulation, calendar)
  return { number: row.number, sha256, regulation, clock, endOf: createDueCache(clock) }
}
