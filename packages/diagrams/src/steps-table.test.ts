import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allDiagrams } from '../testing/regulations.ts'
import { stepsTable } from './steps-table.ts'

test('the table has a row for each step, and no cell but the number is empty', () => {
  for (const { name, regulation, channel, locale } of allDiagrams().filter(({ kind }) => kind === 'handbook')) {
    const { head, rows } = stepsTable(regulation, channel, locale)
    assert.equal(rows.length, regulation.channels.get(channel)?.graph.steps.size, name)
    for (const row of rows) {
      assert.equal(row.length, head.length)
      for (const cell of row.slice(1)) assert.notEqual(cell, '', `${name}: ${row.join(' | ')}`)
    }
  }
})

test('a row says what follows after each outcome', () => {
  const wanted = allDiagrams().find(
    ({ regulation, channel, locale }) => regulation.id === 'zhambyl-queue' && channel === 'portal' && locale === 'en',
  )
  assert.ok(wanted)
  const { rows } = stepsTable(wanted.regulation, wanted.channel, wanted.locale)
  assert.deepEqual(
    rows.find(([number]) => number === 'Condition 1'),
    [
      'Condition 1',
      'item 11(3)',
      'E-government portal',
      'Checking who signs in',
      'no limit stated',
      'Confirmed → Filling in the application; Not confirmed → Refusal to sign in',
    ],
  )
})
