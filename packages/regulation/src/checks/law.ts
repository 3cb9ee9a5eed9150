import type { Period, Source } from '../model.ts'
import type { Text } from '../text.ts'
import { readFileOf } from '../language/source-file.ts'
import { checkShape } from '../language/shape.ts'
import type { Files } from '../language/compile.ts'
import type { WrittenCitedActs, WrittenSource } from '../language/written.ts'

/** Something that the law demands of every service for some time. */
export interface Demand {
  readonly source: Source
  readonly period: Period
}

export interface FieldsDemand extends Demand {
  readonly fields: readonly string[]
}

export interface ResultDemand extends FieldsDemand {
  readonly closes: 'granted' | 'refused'
  /** True when only results that enter a queue must show the fields. */
  readonly entersQueue: boolean
}

export interface RegisterDemand extends Demand {
  readonly register: string
  /** Documents that the register gives. */
  readonly gives: readonly string[]
}

/** What the law of a country demands of every service; the file `law.yaml` of the country's folder. */
export interface Law {
  readonly receipt: readonly FieldsDemand[]
  readonly results: readonly ResultDemand[]
  readonly registers: readonly RegisterDemand[]
  readonly incompletePackage: readonly Demand[]
  readonly dayBefore: readonly Demand[]
  /** What the fields of papers are called, by their ids. */
  readonly fieldNames: ReadonlyMap<string, Text>
  /** What the acts cited are called, by their short names. */
  readonly titles: ReadonlyMap<string, Text>
}

/** A law that demands nothing, for countries without a file. */
export const NO_LAW: Law = {
  receipt: [],
  results: [],
  registers: [],
  incompletePackage: [],
  dayBefore: [],
  fieldNames: new Map(),
  titles: new Map(),
}

interface WrittenDemand {
  readonly source: WrittenSource
  readonly from: string
  readonly until?: string
}

/** The file as its schema has checked it. */
interface WrittenLaw {
  readonly citedActs: WrittenCitedActs
  readonly fieldNames: Readonly<Record<string, Text>>
  readonly receipt: readonly (WrittenDemand & { readonly fields: readonly string[] })[]
  readonly results: readonly (WrittenDemand & {
    readonly closes: 'granted' | 'refused'
    readonly entersQueue?: boolean
    readonly fields: readonly string[]
  })[]
  readonly registers: readonly (WrittenDemand & { readonly register: string; readonly gives: readonly string[] })[]
  readonly incompletePackage: readonly WrittenDemand[]
  readonly dayBefore: readonly WrittenDemand[]
}

/** The law that holds for the regulation at `path`: that of its country's folder. A faulty file demands nothing here. */
export function lawOf(files: Files, path: string): Law {
  const file = `${path.split('/')[0]}/law.yaml`
  const read = readFileOf(files, file)
  if (read?.ok !== true || checkShape('law', read.source).length > 0) return NO_LAW
  // The schema has just checked that the value has this shape.
  const written = read.source.value as WrittenLaw
  return {
    receipt: written.receipt.map((demand) => ({ ...demandOf(demand), fields: demand.fields })),
    results: written.results.map((demand) => ({
      ...demandOf(demand),
      fields: demand.fields,
      closes: demand.closes,
      entersQueue: demand.entersQueue ?? false,
    })),
    registers: written.registers.map((demand) => ({
      ...demandOf(demand),
      register: demand.register,
      gives: demand.gives,
    })),
    incompletePackage: written.incompletePackage.map(demandOf),
    dayBefore: written.dayBefore.map(demandOf),
    fieldNames: new Map(Object.entries(written.fieldNames)),
    titles: new Map(written.citedActs.map(({ cite, title }) => [cite, title])),
  }
}

function demandOf({ source, from, until }: WrittenDemand): Demand {
  return {
    source: { act: source.act ?? '', item: source.item ?? '', mark: source.mark },
    period: {
      from: Temporal.PlainDate.from(from),
      ...(until === undefined ? {} : { until: Temporal.PlainDate.from(until) }),
    },
  }
}

/** The demands that hold on some day of a period. */
export function inForce<D extends Demand>(demands: readonly D[], { from, until }: Period): readonly D[] {
  return demands.filter(
    ({ period }) =>
      (period.until === undefined || Temporal.PlainDate.compare(from, period.until) < 0) &&
      (until === undefined || Temporal.PlainDate.compare(period.from, until) < 0),
  )
}
