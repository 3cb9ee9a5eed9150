import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { draw } from './draw.ts'
import { goldenFiles } from './golden-diagrams.ts'

test('the drawings kept beside the regulations are those drawn today; `qyzmet draw --golden` writes them anew', () => {
  const files = goldenFiles()
  assert.ok(files.length > 0)
  for (const { path, text } of files) assert.ok(readFileSync(path, 'utf8') === text, `${path} differs`)
})

test('one diagram in one format and language is one file', () => {
  const out = mkdtempSync(join(tmpdir(), 'qyzmet-draw-'))
  const args = ['--channel', 'portal', '--kind', 'handbook', '--locale', 'en', '--format', 'bpmn', '--out', out]
  const { output, exitCode } = draw(['zhambyl-queue', ...args])
  const names = readdirSync(out)
  const [text] = names.map((name) => readFileSync(join(out, name), 'utf8'))
  rmSync(out, { recursive: true })
  assert.equal(exitCode, 0)
  assert.match(output, /1 files? written\.$/)
  assert.deepEqual(names, ['zhambyl-queue.portal.handbook.en.bpmn'])
  assert.match(text ?? '', /name="Handbook of business processes\. Housing queue\. Through the portal"/)
})

test('the page has the pictures, the table that says the same, and escapes what it is told', () => {
  const out = mkdtempSync(join(tmpdir(), 'qyzmet-draw-'))
  draw([
    'zhambyl-queue',
    '--channel',
    'centre',
    '--kind',
    'interaction',
    '--locale',
    'ru',
    '--format',
    'html',
    '--out',
    out,
  ])
  const html = readFileSync(join(out, 'zhambyl-queue.centre.interaction.ru.html'), 'utf8')
  rmSync(out, { recursive: true })
  assert.match(html, /<html lang="ru">/)
  assert.match(html, /<svg [^>]*role="img"/)
  assert.match(html, /<caption>Через Центр обслуживания населения: таблица шагов<\/caption>/)
})

test('a wrong call says what there is', () => {
  assert.deepEqual(
    [['zhambyl-queue'], [], ['zhambyl-queue', '--out', 'x', '--kind', 'y'], ['zhambyl-queue', '--what']].map(
      (args) => draw(args).exitCode,
    ),
    [2, 2, 2, 2],
  )
  assert.match(draw(['zhambyl-queue', '--out', 'x', '--channel', 'pigeon']).output, /There are: portal, centre\./)
  assert.equal(draw(['no-such-act', '--out', 'x']).exitCode, 1)
})
