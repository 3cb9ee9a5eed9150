import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { overview } from './overview.ts'

const [BEGIN, END] = ['<!-- overview -->', '<!-- end of overview -->']

/** The cells of a Markdown table without the spaces that make it pretty. */
function cells(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .filter((line) => !/^\|[ :|-]+\|$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

test('docs/regulations.md shows what the regulations are and how far they are proved today', () => {
  const page = readFileSync(new URL('../../../docs/regulations.md', import.meta.url), 'utf8')
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)]
  assert.ok(from >= 0 && to > from, 'the page has a place for the table')
  assert.deepEqual(cells(page.slice(from + BEGIN.length, to)), cells(overview()))
})
