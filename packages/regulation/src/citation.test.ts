import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citeItem } from './citation.ts'

const CITED = [
  ['11', '11-тармақ', 'пункт 11', 'item 11'],
  ['5(3)', '5-тармақтың 3) тармақшасы', 'подпункт 3) пункта 5', 'item 5(3)'],
  ['10-1(2)', '10-1-тармақтың 2) тармақшасы', 'подпункт 2) пункта 10-1', 'item 10-1(2)'],
  ['art. 72', '72-бап', 'статья 72', 'art. 72'],
  ['art. 20.1', '20-баптың 1-тармағы', 'пункт 1 статьи 20', 'art. 20.1'],
  ['art. 5.2(5)', '5-баптың 2-тармағының 5) тармақшасы', 'подпункт 5) пункта 2 статьи 5', 'art. 5.2(5)'],
  ['art. 67(2)', '67-баптың 2) тармақшасы', 'подпункт 2) статьи 67', 'art. 67(2)'],
] as const

for (const [item, kk, ru, en] of CITED) {
  test(`${item} is cited as lawyers of each language do`, () => {
    assert.deepEqual([citeItem(item, 'kk'), citeItem(item, 'ru'), citeItem(item, 'en')], [kk, ru, en])
  })
}

test('a place in words is printed as it is', () => {
  assert.equal(citeItem('preamble', 'kk'), 'preamble')
})
