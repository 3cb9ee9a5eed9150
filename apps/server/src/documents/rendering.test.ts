import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import jsQR from 'jsqr'
import { newCheckCode, printCheckCode } from './check-code.ts'
import { type DocumentKind, KINDS } from './kinds.ts'
import { jobOf } from './rendering.ts'
import type { DocumentLocale } from './sheet.ts'
import { invented } from './testing/invented-documents.ts'
import { drawnBars, readPdf, type ReadPdf } from './testing/read-pdf.ts'
import { startTypesetter } from './typesetter.ts'

const typesetter = startTypesetter({ workers: 2 })
after(() => typesetter.close())

const SITE = 'https://qyzmet.example.kz'
const CODE = newCheckCode((size) => new Uint8Array(size).fill(0x5a))
const KIND_NAMES: readonly DocumentKind[] = [
  'receipt',
  'nonacceptance',
  'notice',
  'refusal',
  'statement',
  'application',
  'minutes',
  'inspection',
]
const LOCALES: readonly DocumentLocale[] = ['kk', 'ru']

async function pdfOf(job: ReturnType<typeof jobOf>): Promise<ReadPdf> {
  return readPdf(await typesetter.typeset(job))
}

for (const kind of KIND_NAMES) {
  for (const locale of LOCALES) {
    test(`${kind} in ${locale} is a tagged PDF/A-2a with its fonts and its language`, async () => {
      const pdf = await pdfOf(jobOf(kind, invented[kind], locale, CODE, SITE))
      assert.match(pdf.metadata, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A<\/pdfaid:conformance>/)
      assert.match(pdf.catalog, new RegExp(`/Lang \\(${locale}\\)`))
      assert.match(pdf.catalog, /\/StructTreeRoot \d+ 0 R/)
      assert.match(pdf.catalog, /\/Marked true/)
      assert.match(pdf.catalog, /\/OutputIntents/)
      assert.equal(pdf.structure.get('H1'), 1)
      assert.ok((pdf.structure.get('H2') ?? 0) > 0)
      assert.ok((pdf.structure.get('TR') ?? 0) > 0)
      assert.deepEqual(pdf.alternatives.length, 1, 'the QR code has words beside it')
      assert.ok(pdf.fonts.length > 0)
      for (const font of pdf.fonts) {
        assert.match(font.name, /^[A-Z]{6}\+NotoSerif-(?:Regular|SemiBold)$/)
        assert.ok(font.isEmbedded && font.hasUnicode, font.name)
      }
    })
  }
}

test('every letter of Kazakh can be read back from the page', async () => {
  const alphabet = 'Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё ЙйЪъЫыЭэЮюЯя № « » — ₸'
  const pdf = await pdfOf(jobOf('refusal', { ...invented.refusal, reason: alphabet }, 'kk', CODE, SITE))
  assert.ok(pdf.text.replaceAll('\n', '').includes(alphabet), pdf.text)
})

test('the QR code drawn in the document opens the page that checks it', async () => {
  for (const locale of LOCALES) {
    const pdf = await pdfOf(jobOf('notice', invented.notice, locale, CODE, SITE))
    const content = pdf.contents.at(-1) ?? ''
    const side = 200
    const scale = 4
    const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255)
    for (const { x, y, width } of drawnBars(content)) {
      for (let row = y * scale; row < (y + 1) * scale; row++) {
        const from = (row * side * scale + x * scale) * 4
        pixels.fill(0, from, from + width * scale * 4)
      }
    }
    for (let index = 3; index < pixels.length; index += 4) pixels[index] = 255
    assert.equal(jsQR.default(pixels, side * scale, side * scale)?.data, `${SITE}/${locale}/verify/${CODE}`)
    assert.ok(pdf.text.includes(printCheckCode(CODE)), 'the code also stands in letters')
  }
})

test('the same input gives the same bytes in every thread and every process', async () => {
  const other = startTypesetter({ workers: 1 })
  const job = jobOf('notice', invented.notice, 'kk', CODE, SITE)
  const [one, two, three] = await Promise.all([typesetter.typeset(job), typesetter.typeset(job), other.typeset(job)])
  await other.close()
  assert.deepEqual(one, two)
  assert.deepEqual(one, three)
})

test('markup in a name is printed as text', async () => {
  const name = '#image("/etc/passwd") = * _ $x$ \\ @a <b> `c` //'
  const model = { ...invented.notice, applicant: { ...invented.notice.applicant, name } }
  const pdf = await pdfOf(jobOf('notice', model, 'kk', CODE, SITE))
  assert.ok(pdf.text.includes(name), pdf.text)
  assert.equal(pdf.alternatives.length, 1, 'no picture but the QR code')
})

test('a document can be set whatever people write', async () => {
  const anything = fc.string({ unit: 'binary', maxLength: 80 })
  await fc.assert(
    fc.asyncProperty(anything, anything, async (name, reason) => {
      const model = { ...invented.refusal, reason, addressee: { name, address: reason } }
      await typesetter.typeset(jobOf('refusal', model, 'ru', CODE, SITE))
    }),
    { numRuns: 150 },
  )
})

test('a word without end stays on the page', async () => {
  const word = 'ұзын'.repeat(100)
  const pdf = await pdfOf(jobOf('refusal', { ...invented.refusal, reason: word }, 'kk', CODE, SITE))
  assert.equal(pdf.text.replaceAll('\n', '').split('ұзын').length - 1, 100)
  assert.ok(!pdf.text.includes(word), 'it is broken into lines')
})

test('a long text goes on over the pages, nothing is cut off, and the signature stands after its end', async () => {
  const reason = Array.from({ length: 150 }, (_, index) => `[${index}] себебі толық айтылған сөйлем.`).join('\n\n')
  for (const job of [
    jobOf('refusal', { ...invented.refusal, reason }, 'kk', CODE, SITE),
    jobOf('minutes', { ...invented.minutes, conclusion: { conclusion: 'negative', reason } }, 'kk', CODE, SITE),
  ]) {
    const pdf = await pdfOf(job)
    assert.ok(pdf.pages > 2)
    for (let index = 0; index < 150; index++) assert.ok(pdf.text.includes(`[${index}]`), `${job.template} ${index}`)
    assert.ok(pdf.text.indexOf('[149]') < pdf.text.indexOf(`${SITE}/kk/verify`))
  }
})

test('a training document says so in both languages on every page', async () => {
  for (const kind of KIND_NAMES) {
    const model = { ...invented[kind], training: true }
    const pdf = await pdfOf(jobOf(kind, model as never, 'kk', CODE, SITE))
    assert.ok(pdf.text.includes('Заңдық күші жоқ'))
    for (const mark of ['ОҚУ ҮЛГІСІ', 'УЧЕБНЫЙ ОБРАЗЕЦ']) assert.ok(pdf.text.split(mark).length > 2 * pdf.pages, mark)
    const official = await pdfOf(jobOf(kind, invented[kind] as never, 'kk', CODE, SITE))
    assert.ok(!official.text.includes('ОҚУ ҮЛГІСІ'))
  }
})

test('a document that is signed is marked as a draft until it has its code', async () => {
  for (const kind of KIND_NAMES) {
    const pdf = await pdfOf(jobOf(kind, invented[kind] as never, 'ru', undefined, SITE))
    assert.equal(pdf.text.includes('Документ ещё не подписан.'), KINDS[kind].signedBy !== 'none', kind)
    assert.deepEqual(pdf.alternatives, [])
  }
})

test('the applicant’s copy of an application shows the end of each IIN only, the one for staff shows them whole', async () => {
  const [own, staff] = await Promise.all(
    (['applicant', 'staff'] as const).map((copyFor) =>
      pdfOf(jobOf('application', { ...invented.application, copyFor }, 'kk', undefined, SITE)),
    ),
  )
  for (const iin of ['890515400123', '870203300456', '150611600789']) {
    assert.ok(staff?.text.includes(iin), iin)
    assert.ok(!own?.text.includes(iin), iin)
    assert.ok(own?.text.includes(`********${iin.slice(-4)}`), iin)
  }
})

test('a document whose template fails says which one', async () => {
  await assert.rejects(typesetter.typeset({ template: 'notice', data: { frame: {}, body: {} } }), {
    name: 'TypesetError',
    message: /Template notice/,
  })
})
