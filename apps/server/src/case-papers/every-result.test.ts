import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type CaseEvent, fold, type OpenedCase, walk, WalkError } from '@qyzmet/casework'
import { type Regulation, termClockOf } from '@qyzmet/regulation'
import { REGULATIONS } from '../cases/testing/walked-case.ts'
import type { LoadedCase } from '../cases/case-service.ts'
import { newCaseId } from '../cases/case-id.ts'
import { jobOf } from '../documents/rendering.ts'
import { readPdf } from '../documents/testing/read-pdf.ts'
import { startTypesetter } from '../documents/typesetter.ts'
import { calendarsOf, compileEdition, mainFilesOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { noticeModel, refusalModel, signatoryOf } from './models.ts'
import { statementModel } from './statement-model.ts'

const files = await readRegulationFiles(REGULATIONS)
const calendars = calendarsOf(files)
const regulations = mainFilesOf(files).map((path) => compileEdition(files, path).regulation ?? assert.fail(path))
const typesetter = startTypesetter({ workers: 1 })
after(() => typesetter.close())

const DECIDING = ['check-documents', 'establish-ownership', 'decide-in-session', 'perform-service', 'draft-result']

/** Choices that lead a walk through the ordinary way, and through every other outcome of a decision. */
function waysOf(regulation: Regulation, channel: string): readonly Readonly<Record<string, readonly string[]>>[] {
  const steps = [...(regulation.channels.get(channel)?.graph.steps.values() ?? [])]
  const others = steps
    .filter(({ action }) => DECIDING.includes(action))
    .flatMap(({ id, outcomes }) => outcomes.slice(1).map((outcome) => ({ [id]: [outcome.id] })))
  return [{}, ...others]
}

/** The case each time a draft lay before whoever signs it. */
function draftsOf(regulation: Regulation, channel: string): readonly LoadedCase[] {
  const calendar = calendars.get(regulation.calendar) ?? assert.fail(regulation.calendar)
  const clock = termClockOf(regulation, calendar)
  const startedAt = regulation.edition.period.from
    .toZonedDateTime({ timeZone: regulation.timeZone, plainTime: '10:00' })
    .toInstant()
  const graph = regulation.channels.get(channel)?.graph ?? assert.fail(channel)
  const edition = { number: 1, sha256: '', regulation, clock, endOf: () => assert.fail('no term is asked for') }
  return waysOf(regulation, channel).flatMap((choices) => {
    const events = eventsOf(() => walk({ regulation, channel, clock, startedAt, choices }).events)
    return [...events.keys()]
      .filter((index) => events[index]?.type === 'ResultSigned')
      .map((index) => ({
        caseId: newCaseId(),
        state: opened(events.slice(0, index)),
        edition,
        graph,
        version: index,
      }))
  })
}

/** A choice that is not open after what was decided before is no way. */
function eventsOf(rehearse: () => readonly CaseEvent[]): readonly CaseEvent[] {
  try {
    return rehearse()
  } catch (error) {
    if (error instanceof WalkError) return []
    throw error
  }
}

function opened(events: readonly CaseEvent[]): OpenedCase {
  const state = fold(events)
  assert.ok(state.status !== 'none')
  return state
}

function jobFor(loaded: LoadedCase, locale: 'kk' | 'ru') {
  const { state, edition } = loaded
  const { regulation } = edition
  const result = regulation.standard.results.find(({ id }) => id === state.draft?.result) ?? assert.fail('no draft')
  const by = state.draft?.by ?? assert.fail('nobody drafted')
  const paper = {
    loaded,
    provider: { title: regulation.provider.title },
    now: state.draft?.at ?? state.openedAt,
    signatory: signatoryOf(by, regulation),
  }
  const site = 'https://qyzmet.example.kz'
  if (result.document === 'refusal') return jobOf('refusal', refusalModel(paper), locale, undefined, site)
  if (result.entersQueue) {
    return jobOf('notice', noticeModel({ ...paper, place: { place: 1, total: 1 } }), locale, undefined, site)
  }
  return jobOf('statement', statementModel({ ...paper, result }), locale, undefined, site)
}

for (const regulation of regulations) {
  test(`${regulation.id} (${regulation.edition.id}): every result that is drafted can be set in both languages`, async () => {
    const drafted = new Set<string>()
    for (const channel of regulation.channels.keys()) {
      for (const loaded of draftsOf(regulation, channel)) {
        const key = `${loaded.state.draft?.result} ${loaded.state.inspection ? 'inspected' : ''}`
        if (drafted.has(key)) continue
        drafted.add(key)
        for (const locale of ['kk', 'ru'] as const) {
          const { text } = readPdf(await typesetter.typeset(jobFor(loaded, locale)))
          assert.ok(text.includes(loaded.state.number ?? loaded.state.journalNumber ?? assert.fail('no number')), key)
        }
      }
    }
    const results = new Set([...drafted].map((key) => key.split(' ')[0]))
    assert.deepEqual([...results].toSorted(), regulation.standard.results.map(({ id }) => id).toSorted())
  })
}
