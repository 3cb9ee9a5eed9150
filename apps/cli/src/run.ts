import { relative, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  firstMorning,
  ORDINARY_PACE,
  playScenario,
  REHEARSAL_WORDS,
  rehearse,
  tellDifferences,
  tellRehearsal,
} from '@qyzmet/casework'
import type { Choice, Rehearsal, RehearsalOptions, Situation } from '@qyzmet/casework'
import { compileScenarios, formatDiagnostic, LOCALES, termClockOf } from '@qyzmet/regulation'
import type { Locale, TermClock } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { askInTerminal } from './run-questions.ts'
import { calendarOf, findRegulation, RegulationNotFoundError } from './regulation-files.ts'
import type { FoundRegulation } from './regulation-files.ts'
import { playAll } from './scenarios.ts'

export const runCommand: Command = {
  name: 'run',
  usage: [
    'qyzmet run <regulation>            rehearse a case without server or database: each step with who, item, limit, due',
    '                                   moment and what is written; in a terminal you choose, otherwise the first outcome',
    '    --channel <name>                the channel; the first one when left out',
    '    --scenario <file>               the cases of a scenario file instead, with what came out otherwise',
    '    --all                           every scenario of the regulation, or of all when none is named',
    `    --start 2015-03-02T09:30  --locale ${LOCALES.join('|')}  --explain (how each due moment came about)`,
  ].join('\n'),
  run: (args) => run(args),
}

interface RunCall {
  readonly given: string | undefined
  readonly channel: string | undefined
  readonly scenario: string | undefined
  readonly start: Temporal.PlainDateTime | undefined
  readonly locale: Locale
  readonly explain: boolean
  readonly all: boolean
}

/** Rehearses a case, the cases of a file, or all of them. Ends with 1 when one comes out otherwise than it says. */
export async function run(args: readonly string[]): Promise<CommandResult> {
  const call = readCall(args)
  if (typeof call === 'string') return { output: call, exitCode: 2 }
  try {
    if (call.all) return runAll(call)
    if (call.given === undefined) return { output: runCommand.usage, exitCode: 2 }
    const found = findRegulation(call.given)
    return call.scenario === undefined ? await runOne(found, call) : runFile(found, call.scenario, call)
  } catch (error) {
    if (error instanceof RegulationNotFoundError) return { output: error.message, exitCode: 2 }
    throw error
  }
}

/** Rehearses one case, asking at each choice when somebody sits at the terminal. */
async function runOne(found: FoundRegulation, call: RunCall): Promise<CommandResult> {
  const { regulation } = found
  const channel = call.channel ?? [...regulation.channels.keys()][0] ?? ''
  if (!regulation.channels.has(channel)) {
    const known = [...regulation.channels.keys()].join(', ')
    return { output: `There is no channel "${channel}". There are: ${known}.`, exitCode: 2 }
  }
  const clock = termClockOf(regulation, calendarOf(found))
  const startedAt = call.start?.toZonedDateTime(clock.timeZone).toInstant() ?? firstMorning(regulation, clock)
  const options = { regulation, channel, clock, startedAt, request: { training: true }, pace: ORDINARY_PACE }
  const rehearsal = await play(options, process.stdin.isTTY ? askInTerminal(regulation, call.locale) : () => ({}))
  const lines = tellRehearsal(rehearsal, { regulation, clock, locale: call.locale, explain: call.explain })
  const notInForce = isInForce(found, startedAt, clock) ? [] : [REHEARSAL_WORDS[call.locale].training]
  return { output: [...notInForce, ...lines].join('\n'), exitCode: rehearsal.halt === undefined ? 0 : 1 }
}

async function play(
  options: RehearsalOptions,
  choose: (situation: Situation) => Choice | Promise<Choice>,
): Promise<Rehearsal> {
  const playing = rehearse(options)
  let at = playing.next({})
  while (at.done !== true) at = playing.next(await choose(at.value))
  return at.value
}

function isInForce({ regulation }: FoundRegulation, at: Temporal.Instant, { timeZone }: TermClock): boolean {
  const { from, until } = regulation.edition.period
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate()
  return (
    Temporal.PlainDate.compare(day, from) >= 0 && (until === undefined || Temporal.PlainDate.compare(day, until) < 0)
  )
}

/** Rehearses the cases of one scenario file in full. */
function runFile(found: FoundRegulation, given: string, { locale, explain }: RunCall): CommandResult {
  if (!existsSync(given)) return { output: `There is no ${given}.`, exitCode: 2 }
  const path = relative(found.root, resolve(given))
  const { scenarios, diagnostics } = compileScenarios(found.files, path, new Map([[found.path, found.regulation]]))
  if (scenarios.length === 0) return { output: diagnostics.map(formatDiagnostic).join('\n'), exitCode: 1 }
  const { regulation } = found
  const clock = termClockOf(regulation, calendarOf(found))
  const played = scenarios.map((scenario) => playScenario(scenario, regulation, clock))
  const output = played.map((one) => {
    const lines = tellRehearsal(one.rehearsal, { regulation, clock, locale, explain })
    const failed = one.differences.length === 0 ? [] : tellDifferences(one, regulation, clock, locale)
    return [`== ${one.scenario.title[locale]}`, ...lines, ...failed].join('\n')
  })
  return { output: output.join('\n\n'), exitCode: played.some(({ differences }) => differences.length > 0) ? 1 : 0 }
}

/** Rehearses every scenario and tells only of those that come out otherwise. */
function runAll({ given, locale }: RunCall): CommandResult {
  const { files, diagnostics } = playAll(given === undefined ? undefined : [findRegulation(given)])
  const lines = diagnostics.map(formatDiagnostic)
  let failed = 0
  for (const { path, played, regulation, clock } of files) {
    const wrong = played.filter(({ differences }) => differences.length > 0)
    failed += wrong.length
    lines.push(`${path} ${regulation.edition.id}: ${played.length - wrong.length} / ${played.length}`)
    for (const one of wrong) lines.push(...tellDifferences(one, regulation, clock, locale))
  }
  const count = files.reduce((sum, { played }) => sum + played.length, 0)
  lines.push(`${count - failed} / ${count}`)
  return { output: lines.join('\n'), exitCode: failed > 0 || diagnostics.length > 0 ? 1 : 0 }
}

/** The call as it was typed, or what is wrong with it. */
function readCall(args: readonly string[]): RunCall | string {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { channel: text, scenario: text, start: text, locale: text, explain: flag, all: flag } as const
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const locale = LOCALES.find((one) => one === (values.locale ?? 'kk'))
    if (positionals.length > 1 || locale === undefined) return runCommand.usage
    return {
      given: positionals[0],
      channel: values.channel,
      scenario: values.scenario,
      start: values.start === undefined ? undefined : Temporal.PlainDateTime.from(values.start),
      locale,
      explain: values.explain === true,
      all: values.all === true,
    }
  } catch (error) {
    // An option that is not known, or one without its value.
    if (error instanceof TypeError) return runCommand.usage
    if (error instanceof RangeError) return 'Write --start as a date with a time, such as 2015-03-02T09:30.'
    throw error
  }
}
