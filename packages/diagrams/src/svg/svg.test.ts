import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allDiagrams } from '../../testing/regulations.ts'
import { buildChart } from '../chart/build.ts'
import { LINE, HEADING, NOTE, shapeOf, TEXT } from '../layout/shapes.ts'
import { textWidth } from '../text/width.ts'
import { drawSheets, drawSvg, SHEET } from './svg.ts'

const diagrams = allDiagrams()

function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

test('a picture names itself, is text in its language, and brings nothing that a strict page would refuse', () => {
  for (const { name, regulation, channel, kind, locale } of diagrams) {
    const svg = drawSvg(regulation, channel, kind, locale)
    assert.match(svg, /^<svg xmlns="[^"]+" role="img" lang="(kk|ru|en)"/, name)
    assert.ok(svg.includes(` lang="${locale}"`), name)
    const [, labelledBy = ''] = /aria-labelledby="([^"]+)"/.exec(svg) ?? []
    for (const id of labelledBy.split(' '))
      assert.match(svg, new RegExp(`<(title|desc) id="${RegExp.escape(id)}">[^<]+<`))
    assert.doesNotMatch(svg, /<style|<script|style=|href=|url\(|<image|<foreignObject|on\w+=/, name)
  }
})

test('each sheet is A3 at most, and the sheets together show what the whole shows', () => {
  const shown = (svgs: readonly string[]): readonly string[] =>
    svgs.flatMap((svg) => Array.from(svg.matchAll(/data-(?:node|flow|message|label)="[^"]+"/g), ([found]) => found))
  for (const { name, regulation, channel, kind, locale } of diagrams.filter((one) => one.locale === 'kk')) {
    const sheets = drawSheets(regulation, channel, kind, locale)
    for (const sheet of sheets) {
      const { width, height } = sizeOf(sheet)
      assert.ok(width <= SHEET.width && height <= SHEET.height, `${name}: ${width} × ${height}`)
    }
    assert.deepEqual(shown(sheets), shown([drawSvg(regulation, channel, kind, locale)]), name)
  }
})

test('every line of text fits into its shape', () => {
  const fonts = { heading: HEADING, text: TEXT, note: NOTE }
  for (const { name, regulation, channel, kind, locale } of diagrams) {
    for (const node of buildChart(regulation, channel, kind, locale).nodes) {
      const { width, height, inside } = shapeOf(node)
      for (const { line, font } of inside) assert.ok(textWidth(line, fonts[font]) <= width - 8, `${name}: ${line}`)
      assert.ok(inside.length * LINE <= height, `${name}: ${node.id}`)
    }
  }
})

test('a channel that is not there is an error', () => {
  const [first] = diagrams
  assert.ok(first)
  assert.throws(() => drawSvg(first.regulation, 'by-pigeon', 'handbook', 'kk'), RangeError)
})
