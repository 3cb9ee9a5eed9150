import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { calendarOf, findRegulation, RegulationNotFoundError, REGULATIONS, regulationsIn } from './regulation-files.ts'

const FILE = join(REGULATIONS, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')

test('a regulation is found by its id, by its edition and by its file', () => {
  const byId = findRegulation('zhambyl-queue')
  assert.equal(byId.regulation.id, 'zhambyl-queue')
  assert.equal(byId.path, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')
  const { edition } = findRegulation(FILE).regulation
  assert.equal(findRegulation(`zhambyl-queue@${edition.id}`).regulation.edition.id, edition.id)
})

test('its calendar comes with it', () => {
  assert.ok(calendarOf(findRegulation('zhambyl-queue')).years.has(2014))
})

test('whoever asks for what is not there is told what is', () => {
  assert.throws(
    () => findRegulation('zhambyl-qeue'),
    (error) => error instanceof RegulationNotFoundError && /zhambyl-queue/.test(error.message),
  )
  assert.throws(() => findRegulation('zhambyl-queue@never'), RegulationNotFoundError)
})

test('every regulation of the folder compiles', () => {
  assert.ok(regulationsIn().some(({ regulation }) => regulation.id === 'zhambyl-queue'))
})
