import type { Locale } from '../../text.ts'
import type { ChannelStep, ImportedAct, NumberAndDay, ProcedureStep, Read, RegulationFacts } from '../facts.ts'
import type { Lines } from '../passage.ts'
import { type FactName, REPORT_TEXTS } from './texts.ts'

/** Below this a fact is put before the author. */
const SURE = 0.75

/** The report of an import for its author: what was read, what is unsure, what was not understood. */
export function importReport(imported: ImportedAct, locale: Locale): string {
  const { regulations, coverage, notUnderstood } = imported
  const texts = REPORT_TEXTS[locale]
  const place = (lines: Lines): string => placeOf(lines, locale)
  const unsure = unsureFacts(imported)
  return [
    ...actLines(imported, locale),
    ...regulations.flatMap((facts) => ['', ...regulationLines(facts, locale)]),
    '',
    unsure.length === 0 ? texts.nothingUnsure : `${texts.unsure} (${unsure.length}):`,
    ...unsure.map(
      ({ fact, item, text, lines, confidence }) =>
        `  ${place(lines)}: ${[item, `${texts.facts[fact]}: ${text}`].filter((one) => one !== '').join(' ')} (${percent(confidence)})`,
    ),
    '',
    notUnderstood.length === 0 ? texts.everythingUnderstood : `${texts.notUnderstood} (${notUnderstood.length}):`,
    ...notUnderstood.map(({ lines, text }) => `  ${place(lines)}: ${cut(text, 160)}`),
    '',
    texts.counts(coverage),
  ].join('\n')
}

function actLines({ act }: ImportedAct, locale: Locale): readonly string[] {
  const texts = REPORT_TEXTS[locale]
  const told = (name: string, read: Read<NumberAndDay> | undefined): readonly string[] =>
    read === undefined ? [] : [`  ${name}: ${numbered(read.value)} (${placeOf(read.lines, locale)})`]
  return [
    `${texts.act}: ${act.title === undefined ? texts.notFound : cut(act.title.value, 160)}`,
    act.adopted === undefined
      ? `  ${texts.adopted}: ${texts.notFound}`
      : `  ${texts.adopted}: ${[act.authority?.value, numbered(act.adopted.value)].join(' ').trim()} (${placeOf(act.adopted.lines, locale)})`,
    ...told(texts.registration, act.registration),
    ...told(texts.changes, act.changes),
    ...act.amendments.flatMap((one) => told(texts.amendments, one)),
    ...told(texts.repeal, act.repeal),
  ]
}

function regulationLines(facts: RegulationFacts, locale: Locale): readonly string[] {
  const texts = REPORT_TEXTS[locale]
  const { title, provider, standard, units, procedure, channels, tables } = facts
  return [
    `${texts.regulation}: ${title === undefined ? texts.notFound : cut(title.value, 200)}`,
    `  ${texts.provider}: ${provider === undefined ? texts.notFound : cut(provider.value, 160)}`,
    `  ${texts.standard}: ${standard === undefined ? texts.notFound : numbered(standard.value)}`,
    ...(units.length === 0 ? [] : [`  ${texts.units}: ${units.map(({ actor }) => actor.text).join('; ')}`]),
    ...(procedure.length === 0 ? [] : [`  ${texts.procedure}:`]),
    ...procedure.map((step) => `    ${procedureLine(step, locale)}`),
    ...channels.flatMap(({ channel, items, steps }) => [
      `  ${texts.channels[channel]} (${items.join(', ')}):`,
      ...steps.map((step) => `    ${channelLine(step, locale)}`),
    ]),
    ...tables.flatMap(({ number, actions }) => [
      `  ${texts.table} ${number}:`,
      ...actions.map(
        ({ number: at, actor, limit, next }) =>
          `    ${at}. ${actor?.value.text ?? texts.nobody}, ${limit?.value.written ?? texts.noLimit}${next.length === 0 ? '' : ` → ${next.join(', ')}`}`,
      ),
    ]),
  ]
}

function procedureLine({ item, actor, limit, action, again }: ProcedureStep, locale: Locale): string {
  const texts = REPORT_TEXTS[locale]
  const parts = [
    actor?.value.text ?? texts.nobody,
    limit?.value.written ?? texts.noLimit,
    action?.value ?? texts.noAction,
  ]
  const differs = (again?.differs ?? []).map(({ what }) => texts.facts[what])
  const note = differs.length === 0 ? '' : ` [${texts.differs}, ${again?.item ?? ''}: ${differs.join(', ')}]`
  return `${item} ${parts.join(' · ')}${note}`
}

function channelLine({ label, item, actor, limit, action }: ChannelStep, locale: Locale): string {
  const texts = REPORT_TEXTS[locale]
  const parts = [actor?.value.text, limit?.value.written, action?.value ?? texts.noAction].filter(
    (one) => one !== undefined,
  )
  return `${(label ?? '–').padEnd(3)} ${item} ${parts.join(' · ')}`
}

interface Unsure {
  readonly fact: FactName
  readonly item: string
  readonly text: string
  readonly lines: Lines
  readonly confidence: number
}

/** Facts whose reading is not sure, the least sure first. */
export function unsureFacts({ act, regulations }: ImportedAct): readonly Unsure[] {
  const found: Unsure[] = []
  const add = (fact: FactName, item: string, read: Read<unknown> | undefined, text: string): void => {
    if (read === undefined || read.confidence >= SURE) return
    found.push({ fact, item, text: cut(text, 90), lines: read.lines, confidence: read.confidence })
  }
  add('title', '', act.title, act.title?.value ?? '')
  for (const read of [act.adopted, act.registration, act.repeal, act.changes, ...act.amendments]) {
    add('act', '', read, read === undefined ? '' : numbered(read.value))
  }
  for (const facts of regulations) {
    add('provider', '', facts.provider, facts.provider?.value ?? '')
    add('standard', '', facts.standard, facts.standard === undefined ? '' : numbered(facts.standard.value))
    for (const { item, actor, lines, confidence } of facts.units) {
      add('unit', item, { value: actor, lines, confidence }, actor.text)
    }
    for (const step of [...facts.procedure, ...facts.channels.flatMap(({ steps }) => steps)]) {
      add('actor', step.item, step.actor, step.actor?.value.text ?? '')
      add('limit', step.item, step.limit, step.limit?.value.written ?? '')
      add('action', step.item, step.action, step.action?.value ?? '')
      if ('result' in step) add('result', step.item, step.result, step.result?.value.text ?? '')
    }
  }
  return found.toSorted((a, b) => a.confidence - b.confidence)
}

function placeOf([first, last]: Lines, locale: Locale): string {
  const texts = REPORT_TEXTS[locale]
  const places = first === last ? String(first) : `${first}–${last}`
  return locale === 'kk'
    ? `${places}-${first === last ? texts.line : texts.lines}`
    : `${first === last ? texts.line : texts.lines} ${places}`
}

function numbered({ number, on }: NumberAndDay): string {
  return `${on} № ${number}`
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')} …`
}
