import type { Regulation, Source } from '../model.ts'
import type { Place } from './report.ts'
import type { WrittenRegulation, WrittenSource } from './written.ts'

/** A source as cited; `act` is the short name of the act that the file belongs to. */
export function compileSource(written: WrittenSource, act: string): Source {
  return { act: written.act ?? act, item: written.item ?? '', mark: written.mark }
}

export function compileProvider(
  written: WrittenRegulation['provider'],
  act: string,
  place: Place,
): Regulation['provider'] {
  const { from, to, lunchFrom, lunchTo, source } = written.hours
  const times = [from, ...(lunchFrom === undefined ? [] : [lunchFrom]), ...(lunchTo === undefined ? [] : [lunchTo]), to]
  const inOrder = times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time)
  if (!inOrder || (lunchFrom === undefined) !== (lunchTo === undefined)) {
    place.under('hours').fault('hours-reversed', { value: times.join(' – ') })
  }
  return {
    title: written.title,
    address: written.address,
    hours: {
      from: Temporal.PlainTime.from(from),
      to: Temporal.PlainTime.from(to),
      ...(lunchFrom === undefined ? {} : { lunchFrom: Temporal.PlainTime.from(lunchFrom) }),
      ...(lunchTo === undefined ? {} : { lunchTo: Temporal.PlainTime.from(lunchTo) }),
      source: compileSource(source, act),
    },
  }
}

/** True when the machine's time zone data know the zone. */
export function checkTimeZone(zone: string, place: Place): void {
  try {
    Temporal.PlainDate.from('2014-04-14').toZonedDateTime(zone)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    place.fault('unknown-time-zone', { zone })
  }
}
