import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentRequirement } from '../model.ts'
import { SAMPLE_FORM } from './testing/sample-form.ts'
import { relevantAnswers, requiredDocuments, visibleFields, visiblePages } from './visible.ts'

const pages = (answers: Record<string, string>) => visiblePages(SAMPLE_FORM, answers).map(({ page }) => page.id)
const fields = (page: string, answers: Record<string, string>) =>
  visibleFields(SAMPLE_FORM, page, answers).map(({ id }) => id)

test('a page is shown when its condition holds', () => {
  assert.deepEqual(pages({}), ['first', 'post', 'family'])
  assert.deepEqual(pages({ category: 'workers' }), ['first', 'work', 'post', 'family'])
})

test('an answer on a page that is no longer asked opens nothing', () => {
  assert.deepEqual(fields('post', { category: 'workers', public: 'yes' }), ['rank', 'address', 'iin', 'acts'])
  assert.deepEqual(fields('post', { category: 'orphans', public: 'yes' }), ['address', 'iin', 'acts'])
})

test('answers of hidden fields and of no field are dropped', () => {
  assert.deepEqual(relevantAnswers(SAMPLE_FORM, { category: 'orphans', public: 'yes', rank: '2', stray: 'x' }), {
    category: 'orphans',
  })
})

test('a page that is not shown has no fields', () => {
  assert.deepEqual(fields('work', { category: 'orphans' }), [])
  assert.deepEqual(fields('no-such-page', {}), [])
})

test('documents belong to a channel and to the answers that count', () => {
  const document = (id: string, rest: Partial<DocumentRequirement> = {}): DocumentRequirement => ({
    id,
    title: { kk: id, ru: id, en: id },
    source: { act: 'A', item: '9', mark: 'verified' },
    from: 'applicant',
    channels: ['portal', 'centre'],
    required: true,
    ...rest,
  })
  const standard = {
    form: SAMPLE_FORM,
    documents: [
      document('always'),
      document('counter', { channels: ['centre'] }),
      document('ranked', { when: { field: 'rank', is: '2' } }),
      document('work', { when: { field: 'category', is: 'workers' }, required: false }),
    ],
  }
  const ids = (channel: string, answers: Record<string, string>) =>
    requiredDocuments(standard, channel, answers).map(({ id }) => id)
  assert.deepEqual(ids('portal', { category: 'workers', public: 'yes', rank: '2' }), ['always', 'ranked', 'work'])
  assert.deepEqual(ids('portal', { category: 'orphans', public: 'yes', rank: '2' }), ['always'])
  assert.deepEqual(ids('centre', {}), ['always', 'counter'])
})
