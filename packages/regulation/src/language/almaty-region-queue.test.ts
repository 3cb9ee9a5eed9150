import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { requiredDocuments, visiblePages } from '../answers/visible.ts'
import type { Limit, Regulation, Step } from '../model.ts'
import { compileRegulation } from './compile.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
)
const compiled = compileRegulation(files, 'kz/almaty-region-2012-424/almaty-region-queue.yaml')

function regulation(): Regulation {
  assert.ok(compiled.regulation)
  return compiled.regulation
}

function labelled(channel: string): readonly Step[] {
  const steps = [...(regulation().channels.get(channel)?.graph.steps.values() ?? [])]
  return steps.filter(({ label }) => label !== undefined)
}

function inWords(limit: Limit | 'unstated'): string {
  if (limit === 'unstated') return '–'
  const least = limit.atLeast === undefined ? '' : `${limit.atLeast.amount} ${limit.atLeast.unit} to `
  return `${least}${limit.amount} ${limit.unit}`
}

/** Limits of the processes of a channel in the order of their numbers, as a row of the tables of annex 1. */
function timeTable(channel: string): readonly string[] {
  return labelled(channel)
    .filter(({ label }) => label?.startsWith('P'))
    .toSorted((a, b) => Number(a.label?.slice(1)) - Number(b.label?.slice(1)))
    .map(({ limit }) => inWords(limit))
}

test('the regulation and its standard have no fault', () => {
  assert.deepEqual(compiled.diagnostics, [])
})

test('each channel has the processes and conditions of its item', () => {
  const numbers = (channel: string): string =>
    labelled(channel)
      .map(({ label, item }) => `${label} ${item}`)
      .toSorted()
      .join(', ')
  assert.equal(
    numbers('portal'),
    'C1 6(3), C2 6(6), C3 6(10), P1 6(2), P2 6(4), P3 6(5), P4 6(7), P5 6(8), P6 6(9), P7 6(11), P8 6(12)',
  )
  assert.equal(
    numbers('workstation'),
    'C1 7(4), C2 7(8), P1 7(1), P2 7(2), P3 7(3), P4 7(5), P5 7(6), P6 7(7), P7 7(9), P8 7(10)',
  )
  assert.equal(
    numbers('centre'),
    'C1 8(4), C2 8(9), P1 8(1), P2 8(2), P3 8(3), P4 8(5), P5 8(6), P6 8(7), P7 8(8), P8 8(10), P9 8(11)',
  )
})

test('the limits are those of the three tables of annex 1', () => {
  assert.deepEqual(timeTable('portal'), [
    '30 second to 1 minute',
    '30 second',
    '90 second',
    '90 second',
    '30 second to 1 minute',
    '1 minute',
    '30 second',
    '30 calendar-day',
  ])
  assert.deepEqual(timeTable('workstation'), [
    '10 second to 15 second',
    '10 second',
    '90 second',
    '10 second to 15 second',
    '10 second to 15 second',
    '90 second',
    '90 second',
    '30 calendar-day',
  ])
  assert.deepEqual(timeTable('centre'), [
    '30 second to 1 minute',
    '30 second',
    '90 second',
    '90 second',
    '30 second to 1 minute',
    '1 minute',
    '1 minute',
    '30 second to 1 minute',
    '30 calendar-day',
  ])
})

test('no operator of a centre stands in the way of the portal or of the provider’s workstation', () => {
  for (const channel of ['portal', 'workstation']) {
    const steps = [...(regulation().channels.get(channel)?.graph.steps.values() ?? [])]
    const kinds = new Set(steps.map(({ actor }) => regulation().actors.get(actor)?.kind))
    assert.ok(!kinds.has('operator'), channel)
  }
})

test('the check of the documents, the drafts and the signature are inside the thirty days', () => {
  for (const [channel, { graph }] of regulation().channels) {
    for (const step of ['check-documents', 'draft-refusal', 'sign-result']) {
      assert.equal(graph.steps.get(step)?.term, 'perform-service', `${channel} ${step}`)
    }
  }
})

test('registers that stay silent for as long as asking may take end the waiting', () => {
  for (const channel of ['workstation', 'centre']) {
    const check = regulation().channels.get(channel)?.graph.steps.get('check-answers')
    assert.deepEqual(check?.timeOut, { amount: 90, unit: 'second', outcome: 'unanswered' }, channel)
  }
})

test('limits of systems are service levels', () => {
  const { serviceLevels = [] } = regulation()
  assert.deepEqual(serviceLevels[0]?.steps, [
    'report-sign-in-refusal',
    'report-signature-refusal',
    'send-request',
    'number-request',
    'deliver-refusal',
    'report-no-data',
  ])
})

test('what the act says beside the steps is there: words, demands, information, a survey of two questions', () => {
  const { glossary = [], requirements = [], information = [], survey } = regulation()
  assert.deepEqual(
    glossary.map(({ item }) => item),
    Array.from({ length: 16 }, (_, index) => `5(${index + 1})`),
  )
  assert.deepEqual(
    requirements.map(({ item }) => item),
    ['17(1)', '17(2)', '17(3)'],
  )
  assert.deepEqual(
    information.map(({ item }) => item),
    ['9(8)', '10', '11', '18'],
  )
  assert.deepEqual(
    survey?.questions.map(({ id, answers }) => [id, answers.length]),
    [
      ['quality', 3],
      ['accessibility', 3],
    ],
  )
})

test('the twelve kinds of document of the standard are asked for as they are needed', () => {
  const asked = (answers: Record<string, string | string[]>): readonly string[] =>
    requiredDocuments(regulation().standard, 'portal', answers).map(({ id }) => id)
  const always = ['identity', 'real-estate', 'communal-housing', 'address']
  assert.deepEqual(asked({ category: 'orphans' }), always)
  assert.deepEqual(asked({ category: 'vulnerable', 'vulnerable-group': 'pensioners' }), [
    ...always,
    'group-proof',
    'income',
  ])
  assert.deepEqual(asked({ category: 'vulnerable', 'vulnerable-group': 'disabled-children' }), [
    ...always,
    'group-proof',
  ])
  assert.ok(asked({ category: 'orphans', 'civil-acts': ['death'] }).includes('death-certificate'))
})

test('nobody is led through more than seven pages', () => {
  for (const { id } of regulation().standard.categories) {
    const pages = visiblePages(regulation().standard.form, { category: id, 'vulnerable-group': 'pensioners' })
    assert.ok(pages.length >= 5 && pages.length <= 7, id)
  }
})

const act = join(import.meta.dirname, '../../../../../shared/sources/004_4bc7a1f1ccfe8cdf.txt')
const noAct = existsSync(act) ? false : 'the text of the act is not beside the repository'

test('no nine words in a row are those of the act, official titles aside', { skip: noAct }, () => {
  const rows = (text: string): readonly string[] => {
    const all = text.toLowerCase().match(/\p{L}+/gu) ?? []
    return all.slice(8).map((_, index) => all.slice(index, index + 9).join(' '))
  }
  // The act writes one letter in two ways.
  const ofAct = new Set(rows(readFileSync(act, 'utf8').replaceAll('i', 'і')))
  const { title, act: own, standard, provider } = regulation()
  const official = [title, own.title, standard.title, standard.act.title, provider.title]
  const titles = new Set(official.flatMap(({ kk }) => rows(kk)))
  const copied: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') copied.push(...rows(value).filter((row) => ofAct.has(row) && !titles.has(row)))
    else if (value instanceof Map) for (const item of value.values()) walk(item)
    else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) walk(item)
  }
  walk(regulation())
  assert.deepEqual(copied, [])
})
