import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  CalendarGapError,
  findCure,
  LOCALES,
  type Locale,
  planOf,
  planStaff,
  plotDays,
  plotLate,
  plotLines,
  type Regulation,
  simulate,
  simulationCsv,
  simulationMessages,
  tellSimulation,
  termClockOf,
  UnknownNameError,
} from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { calendarOf, findRegulation, RegulationNotFoundError } from './regulation-files.ts'

export const simulateCommand: Command = {
  name: 'simulate',
  usage: `qyzmet simulate <regulation>      run invented cases through it and tell what is late and which post cures it
    --arrivals 20 | portal=30,centre=10   applications a day; on working days at a counter
    --cases 10000          how many come in all
    --staff clerk=2,…      people in each post, meetings of a commission in a week; chosen by the load when left out
    --per-session 60       cases in one meeting
    --effort step=20,…     minutes of work, instead of those assumed
    --outcomes step/outcome=0.2,…   shares of decisions, instead of those assumed
    --cost executor=1,head=3        what one more costs;  --target 0.01   share of late cases that is borne
    --from 2015-01-05  --seed 1  --locale kk|ru|en  --out folder   plots as SVG and the figures as CSV`,
  run: (args) => runSimulation(args, process.stderr.isTTY ? (line) => process.stderr.write(line) : undefined),
}

/** Something in the call is not as it has to be. */
class CallError extends Error {
  override readonly name = 'CallError'
}

/** @param show writes the progress bar; none when nobody watches */
export function runSimulation(args: readonly string[], show?: (line: string) => void): CommandResult {
  try {
    return { output: simulateAs(args, show), exitCode: 0 }
  } catch (error) {
    if (error instanceof CallError || error instanceof UnknownNameError || error instanceof CalendarGapError) {
      return { output: error.message, exitCode: 2 }
    }
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 1 }
    if (error instanceof TypeError && 'code' in error) return { output: error.message, exitCode: 2 }
    throw error
  }
}

function simulateAs(args: readonly string[], show: ((line: string) => void) | undefined): string {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      arrivals: { type: 'string', default: '20' },
      cases: { type: 'string', default: '10000' },
      staff: { type: 'string' },
      'per-session': { type: 'string' },
      effort: { type: 'string' },
      outcomes: { type: 'string' },
      cost: { type: 'string' },
      target: { type: 'string', default: '0.01' },
      from: { type: 'string' },
      seed: { type: 'string', default: '1' },
      locale: { type: 'string', default: 'en' },
      out: { type: 'string' },
    },
  })
  const [given] = positionals
  if (given === undefined) throw new CallError(simulateCommand.usage)
  const locale = localeOf(values.locale)
  const found = findRegulation(given)
  const { regulation } = found
  const arrivals = arrivalsOf(values.arrivals, regulation)
  const plan = planOf(regulation, {
    channels: [...arrivals.keys()],
    effort: Object.fromEntries(pairs('effort', values.effort)),
    outcomes: Object.fromEntries(pairs('outcomes', values.outcomes)),
  })
  const base = {
    regulation,
    plan,
    clock: termClockOf(regulation, calendarOf(found)),
    from: values.from === undefined ? regulation.edition.period.from : dateOf(values.from),
    arrivals,
    cases: wholeOf('cases', values.cases),
    seed: wholeOf('seed', values.seed),
    ...(values['per-session'] === undefined ? {} : { casesPerSession: wholeOf('per-session', values['per-session']) }),
  }
  const asked = pairs('staff', values.staff)
  const names = new Set([...plan.posts.map(({ actor }) => actor), ...plan.sessions])
  const costs = pairs('cost', values.cost)
  for (const name of [...asked.keys(), ...costs.keys()]) {
    if (!names.has(name)) throw new CallError(`Nobody is called ${name}. There are: ${[...names].join(', ')}.`)
  }
  const isStaffChosen = [...names].some((name) => !asked.has(name))
  const chosen = planStaff(base)
  const options = { ...base, casesPerSession: chosen.casesPerSession, staff: new Map([...chosen.staff, ...asked]) }
  const result = simulate({ ...options, ...(show && { onProgress: progressBar(show, locale) }) })
  show?.('\r\u001b[K')
  const target = shareOf('target', values.target)
  const cure = findCure(options, target, (actor) => costs.get(actor) ?? 1)
  if (values.out !== undefined) {
    const drawing = { regulation, plan, result, locale }
    mkdirSync(values.out, { recursive: true })
    for (const [name, text] of [
      ['late.svg', plotLate(drawing)],
      ['lines.svg', plotLines(drawing)],
      ['days.svg', plotDays(drawing)],
      ['steps.csv', simulationCsv(result)],
    ] as const)
      writeFileSync(join(values.out, `${regulation.id}.${name}`), text)
  }
  return tellSimulation({ regulation, plan, result, cure, target, locale, isStaffChosen })
}

function progressBar(show: (line: string) => void, locale: Locale): (share: number) => void {
  return (share) => {
    const done = Math.round(share * 30)
    const bar = `${'█'.repeat(done)}${'░'.repeat(30 - done)}`
    show(`\r${bar} ${Math.round(share * 100)} % ${simulationMessages[locale].progress}`)
  }
}

function localeOf(given: string): Locale {
  const locale = LOCALES.find((one) => one === given)
  if (locale === undefined) throw new CallError(`--locale is one of ${LOCALES.join(', ')}.`)
  return locale
}

function arrivalsOf(given: string, regulation: Regulation): ReadonlyMap<string, number> {
  if (!given.includes('=')) {
    const each = numberOf('arrivals', given) / regulation.channels.size
    return new Map([...regulation.channels.keys()].map((channel) => [channel, each]))
  }
  const arrivals = pairs('arrivals', given)
  for (const channel of arrivals.keys()) {
    if (!regulation.channels.has(channel)) {
      throw new CallError(`There is no channel ${channel}. There are: ${[...regulation.channels.keys()].join(', ')}.`)
    }
  }
  return arrivals
}

/** `a=1,b=2` as a map. */
function pairs(option: string, given: string | undefined): ReadonlyMap<string, number> {
  if (given === undefined || given === '') return new Map()
  return new Map(
    given.split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [name.trim(), numberOf(option, value)]
    }),
  )
}

function numberOf(option: string, given: string): number {
  const value = Number(given)
  if (given.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new CallError(`--${option} takes numbers of 0 or more; "${given}" is none.`)
  }
  return value
}

function wholeOf(option: string, given: string): number {
  const value = numberOf(option, given)
  if (!Number.isInteger(value) || value < 1) throw new CallError(`--${option} takes a whole number of 1 or more.`)
  return value
}

function shareOf(option: string, given: string): number {
  const value = numberOf(option, given)
  if (value > 1) throw new CallError(`--${option} is a share between 0 and 1.`)
  return value
}

function dateOf(given: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(given)
  } catch (error) {
    throw new CallError(`--from takes a date such as 2015-01-05; "${given}" is none.`, { cause: error })
  }
}
