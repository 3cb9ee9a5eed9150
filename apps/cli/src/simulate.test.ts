import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runSimulation } from './simulate.ts'

const QUICK = ['zhambyl-queue', '--cases', '300', '--arrivals', 'portal=10,centre=5']

test('a run is told, drawn and kept, with a bar for who watches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qyzmet-simulate-'))
  const shown: string[] = []
  const { output, exitCode } = runSimulation([...QUICK, '--locale', 'kk', '--out', folder], (line) => shown.push(line))
  const written = readdirSync(folder).toSorted()
  rmSync(folder, { recursive: true })
  assert.equal(exitCode, 0)
  assert.match(output, /Келген өтініш: 300/)
  assert.deepEqual(
    written,
    ['days.svg', 'late.svg', 'lines.svg', 'steps.csv'].map((name) => `zhambyl-queue.${name}`),
  )
  assert.ok(shown.some((line) => line.includes('100 %')))
})

test('a wrong call says what is wrong with it', () => {
  const refused: readonly (readonly [string[], RegExp, number])[] = [
    [[], /qyzmet simulate/, 2],
    [['no-such-service'], /zhambyl-queue/, 1],
    [[...QUICK, '--staff', 'clrk=2'], /clrk.*clerk/, 2],
    [['zhambyl-queue', '--arrivals', 'post=2'], /post.*portal/, 2],
    [[...QUICK, '--seed', 'x'], /--seed/, 2],
    [[...QUICK, '--target', '2'], /--target/, 2],
    [[...QUICK, '--from', 'soon'], /--from/, 2],
    [[...QUICK, '--from', '2031-01-01'], /2031|2032/, 2],
    [[...QUICK, '--locale', 'fr'], /kk, ru, en/, 2],
    [[...QUICK, '--colour', 'red'], /--colour/, 2],
    [[...QUICK, '--effort', 'registre=2'], /registre/, 2],
  ]
  for (const [args, said, code] of refused) {
    const { output, exitCode } = runSimulation(args)
    assert.match(output, said)
    assert.equal(exitCode, code, args.join(' '))
  }
})
