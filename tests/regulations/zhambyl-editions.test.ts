import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FILES, caseOf, itemsOf, readRegulation, rehearsalOf } from './reading.ts'

const FOLDER = 'kz/zhambyl-2014-115/'
const WORDINGS = [...FILES.keys()]
  .filter((path) => path.startsWith(`${FOLDER}zhambyl-queue`))
  .map(readRegulation)
  .toSorted((a, b) => Temporal.PlainDate.compare(a.edition.period.from, b.edition.period.from))

test('three wordings of 2014 follow one another without a gap or an overlap', () => {
  const told = WORDINGS.map(({ id, edition: { id: wording, period } }) => [
    id,
    wording,
    period.from.toString(),
    period.until?.toString(),
  ])
  assert.deepEqual(told, [
    ['zhambyl-queue', 'wording-2014-04-14', '2014-06-03', '2014-09-08'],
    ['zhambyl-queue', 'wording-2014-08-28', '2014-09-08', '2014-12-08'],
    ['zhambyl-queue', 'wording-2014-11-27', '2014-12-08', '2015-07-28'],
  ])
})

test('the amendment of 28 August 2014 brought the handbook', () => {
  const shown = WORDINGS.map(({ annexes }) => annexes.map(({ number, shows }) => `${number} ${shows}`).join(', '))
  assert.deepEqual(shown, [
    '1 flow-chart, 2 interaction, 3 interaction',
    '1 flow-chart, 2 interaction, 3 interaction, 4 handbook',
    '1 flow-chart, 2 interaction, 3 interaction, 4 handbook',
  ])
})

test('where an earlier text is not known, the wording says so', () => {
  const [first, second, last] = WORDINGS.map(({ accepted }) => new Set(accepted.map(({ id }) => id)))
  assert.deepEqual(
    ['earlier-text-on-the-centre', 'earlier-item-twelve'].map((id) => [first, second, last].map((ids) => ids?.has(id))),
    [
      [true, true, false],
      [true, false, false],
    ],
  )
  for (const { unconfirmed } of WORDINGS) assert.ok(unconfirmed.some(({ where }) => where === 'edition'))
})

test('a case runs through the same steps under each wording', () => {
  for (const channel of ['portal', 'centre']) {
    const ways = WORDINGS.map((regulation) => {
      const walked = rehearsalOf(regulation, `${regulation.edition.period.from.toString()}T05:00:00Z`)(channel)
      assert.equal(caseOf(walked).closed?.end, 'granted')
      return itemsOf(walked)
    })
    assert.deepEqual(ways[0], ways[1])
    assert.deepEqual(ways[1], ways[2])
  }
})
