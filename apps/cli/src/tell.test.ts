import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { goldenFiles, runTell } from './tell.ts'

const SERVICE = 'zhambyl-queue'

test('each regulation is told as its golden files say', () => {
  for (const [name, text] of goldenFiles()) {
    assert.ok(existsSync(name), `${name} is missing: qyzmet tell --golden`)
    assert.equal(text, readFileSync(name, 'utf8'), 'Read the difference; if it is meant: qyzmet tell --golden')
  }
})

test('without a folder one document is printed, in Kazakh unless told otherwise', async () => {
  assert.match((await runTell([SERVICE])).output, /^# Тұрғын үй кезегіне тұру\. Регламент мәтіні\n/)
  assert.match(
    (await runTell([SERVICE, '--what', 'tables', '--locale', 'en'])).output,
    /\*\*Table 1\. Actions of the provider\*\*/,
  )
})

test('one channel alone can be told', async () => {
  const { output } = await runTell([SERVICE, '--channel', 'portal', '--what', 'tables', '--locale', 'ru'])
  assert.match(output, /через портал/i)
  assert.doesNotMatch(output, /Операторы? Центра/)
})

test('into a folder each language is written, as Markdown or as pages that stand alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qyzmet-tell-'))
  try {
    assert.equal((await runTell([SERVICE, '--what', 'handbook', '--format', 'html', '--out', folder])).exitCode, 0)
    assert.deepEqual(
      readdirSync(folder).toSorted(),
      LOCALES.map((locale) => `${SERVICE}.handbook.${locale}.html`).toSorted(),
    )
    const page = readFileSync(join(folder, `${SERVICE}.handbook.kk.html`), 'utf8')
    assert.match(page, /^<!doctype html>\n<html lang="kk">/)
    assert.doesNotMatch(page, /<script|https?:/)
    const call = [SERVICE, '--what', 'handbook', '--channel', 'portal', '--locale', 'kk', '--format', 'pdf']
    assert.equal((await runTell([...call, '--out', folder])).exitCode, 0)
    assert.equal(readFileSync(join(folder, `${SERVICE}.handbook.portal.kk.pdf`), 'latin1').slice(0, 5), '%PDF-')
    assert.equal((await runTell(call)).exitCode, 2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a call that is not understood is answered with how to call', async () => {
  for (const args of [[], [SERVICE, '--what', 'song'], [SERVICE, '--colour'], [SERVICE, '--locale'], [SERVICE, 'more']])
    assert.deepEqual(await runTell(args), { output: (await runTell([])).output, exitCode: 2 }, args.join(' '))
  assert.match(
    (await runTell([SERVICE, '--channel', 'pigeon'])).output,
    /There is no channel "pigeon"\. There are: .*portal/,
  )
  assert.match((await runTell(['no-such-service'])).output, /There is no regulation/)
})

test('the handbook holds the diagrams of its channels', async () => {
  const { output } = await runTell(['zhambyl-queue', '--what', 'handbook', '--channel', 'portal', '--format', 'html'])
  const pictures = [...output.matchAll(/<img [^>]*src="data:image\/svg\+xml,([^"]+)"/g)]
  assert.equal(pictures.length, 2)
  for (const [, encoded = ''] of pictures) assert.match(decodeURIComponent(encoded), /<svg [^]*<title /)
})
