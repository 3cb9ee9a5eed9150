import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverOf, tellDifferences } from '@qyzmet/casework'
import { formatDiagnostic } from '@qyzmet/regulation'
import { cover } from './cover.ts'
import { regulationsIn } from './regulation-files.ts'
import { run } from './run.ts'
import { playAll } from './scenarios.ts'

const REGULATIONS = regulationsIn()
const PLAYED = playAll(REGULATIONS)

test('every scenario comes out as it says', () => {
  assert.deepEqual(PLAYED.diagnostics.map(formatDiagnostic), [])
  const wrong = PLAYED.files.flatMap(({ played, regulation, clock }) =>
    played
      .filter(({ differences }) => differences.length > 0)
      .flatMap((one) => tellDifferences(one, regulation, clock, 'en')),
  )
  assert.deepEqual(wrong, [])
})

test('every branch of every channel of every regulation is taken by a scenario', () => {
  const missing = REGULATIONS.flatMap(({ regulation }) => {
    const played = PLAYED.files.filter((file) => file.regulation === regulation).flatMap((file) => file.played)
    return coverOf(regulation, played).flatMap(({ channel, missing }) =>
      missing.map((branch) =>
        branch.kind === 'way'
          ? `${regulation.id} ${channel} ${branch.step.id}: ${branch.outcome.id} to ${branch.edge.to}`
          : `${regulation.id} ${channel} ${branch.register}: ${branch.answer}`,
      ),
    )
  })
  assert.deepEqual(missing, [])
})

test('each channel is told in a table, and the branches that are missing by their titles', () => {
  const { output, exitCode } = cover(['zhambyl-queue', '--locale', 'en'])
  assert.equal(exitCode, 0)
  assert.match(output, /^regulation +channel +steps +branches +scenarios +uncovered$/m)
  assert.match(output, /^zhambyl-queue@\S+ +portal +\d+ +\d+ +\d+ +0$/m)
})

test('a scenario file is told case by case, in the language asked for', async () => {
  const file = 'regulations/kz/zhambyl-2014-115/scenarios/zhambyl-queue.portal.yaml'
  const { output, exitCode } = await run(['zhambyl-queue', '--scenario', file, '--locale', 'kk'])
  assert.equal(exitCode, 0)
  assert.match(output, /^C3 {2}11\(9\) +Жауапты орындаушы: Құжаттарды тексеру → Стандартқа сай$/m)
  assert.match(output, /МЕРЗІМІ ӨТІП КЕТТІ/)
})

test('a rehearsal explains each due moment when it is asked to', async () => {
  const { output } = await run(['zhambyl-queue', '--start', '2015-03-07T21:40', '--locale', 'en', '--explain'])
  assert.match(output, /limit 1 calendar day, last day – 10 March 2015/)
  assert.match(output, /· .*8 March 2015/)
})

test('a call that cannot be understood says how to call', async () => {
  assert.equal((await run([])).exitCode, 2)
  assert.equal((await run(['zhambyl-queue', '--start', 'tomorrow'])).exitCode, 2)
  assert.match((await run(['zhambyl-queue', '--channel', 'fax'])).output, /There is no channel "fax"/)
  assert.equal(cover(['no-such-service']).exitCode, 2)
})
