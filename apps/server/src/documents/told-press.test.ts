import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { compileRegulation, LOCALES, type Regulation, tell } from '@qyzmet/regulation'
import { readRegulationFiles } from '../regulations/edition-files.ts'
import { readPdf } from './testing/read-pdf.ts'
import { startToldPress, type ToldPress } from './told-press.ts'

const REGULATIONS = new URL('../../../../regulations/', import.meta.url).pathname
const SHEET = { author: 'Әкімдік', on: Temporal.PlainDate.from('2014-12-08'), mark: 'ОҚУ ҮЛГІСІ' }
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20" font-family="'DejaVu Sans', Arial">
  <text y="15" font-size="9">Шарт</text></svg>`

let press: ToldPress
let regulation: Regulation
before(async () => {
  press = startToldPress({ workers: 1 })
  const compiled = compileRegulation(await readRegulationFiles(REGULATIONS), 'kz/zhambyl-2014-115/zhambyl-queue.yaml')
  assert.ok(compiled.regulation)
  regulation = compiled.regulation
})
after(() => press.close())

describe('a told document as a file', () => {
  test('is a tagged PDF/A-2a in its language, with its text, its headings and its tables', async () => {
    for (const locale of LOCALES) {
      const pdf = readPdf(await press.set(tell('handbook', regulation, locale), SHEET))
      assert.match(pdf.metadata, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/)
      assert.match(pdf.catalog, new RegExp(`/Lang \\(${locale}\\)`))
      assert.equal(pdf.structure.get('H1'), 1)
      assert.equal(pdf.structure.get('H2'), regulation.channels.size)
      assert.ok((pdf.structure.get('TH') ?? 0) > 0)
      assert.ok(pdf.text.includes(regulation.shortTitle[locale]))
      assert.ok(pdf.text.split('ОҚУ ҮЛГІСІ').length > pdf.pages, 'the mark stands on every page')
    }
  })

  test('holds the sheets of a picture, each with words beside it where there is one', async () => {
    const told = tell('handbook', regulation, 'kk', { channel: 'portal' })
    const drawn = readPdf(await press.set(told, SHEET, ({ shows }) => (shows === 'handbook' ? [PICTURE, PICTURE] : [])))
    const caption = 'Бөлімшелер бойынша диаграмма. Портал арқылы'
    assert.deepEqual(drawn.alternatives, [caption, caption], 'one for each sheet')
    for (const { name, isEmbedded } of drawn.fonts) assert.ok(/NotoSerif/.test(name) && isEmbedded, name)
    assert.deepEqual(readPdf(await press.set(told, SHEET)).alternatives, [])
  })

  test('has the same bytes each time', async () => {
    const told = tell('service', regulation, 'ru')
    assert.deepEqual(await press.set(told, SHEET), await press.set(told, SHEET))
  })
})
