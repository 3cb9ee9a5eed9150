import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findLimits } from './limits.ts'
import { passageOf } from './passage.ts'

function limitsIn(text: string): readonly string[] {
  const line = { number: 1, text, indent: 0, isHeading: false, afterBlank: false }
  return findLimits(passageOf([line])).map(({ written }) => written)
}

test('limits are read in digits, in words, and in both', () => {
  assert.deepEqual(limitsIn('2 (екі) жұмыс күні ішінде'), ['2 working days'])
  assert.deepEqual(limitsIn('жиырма жеті күнтізбелік күн ішінде'), ['27 calendar days'])
  assert.deepEqual(limitsIn('не позднее трех рабочих дней'), ['3 working days'])
  assert.deepEqual(limitsIn('в течение часа'), ['1 hour'])
  assert.deepEqual(limitsIn('бір сағаттан кешіктірмей'), ['1 hour'])
})

test('of a range both ends are read, and broken minutes become seconds', () => {
  assert.deepEqual(limitsIn('30 секунд – 1 минут'), ['30 seconds to 1 minute'])
  assert.deepEqual(limitsIn('10-15 секунд'), ['10 seconds to 15 seconds'])
  assert.deepEqual(limitsIn('от 5 до 10 минут'), ['5 minutes to 10 minutes'])
  assert.deepEqual(limitsIn('1,5 минут'), ['90 seconds'])
})

test('a digit that was misread is told by the word beside it', () => {
  assert.deepEqual(limitsIn('в течение З (трех) рабочих дней'), ['3 working days'])
})

test('where digits and words disagree the words are believed, and the doubt is told', () => {
  const line = { number: 1, text: '5 (алты) жұмыс күні ішінде', indent: 0, isHeading: false, afterBlank: false }
  const [limit] = findLimits(passageOf([line]))
  assert.equal(limit?.written, '6 working days')
  assert.equal(limit?.disagrees, true)
  assert.ok((limit?.confidence ?? 1) < 0.75)
})

test('dates, distances and numbers of acts are no limits', () => {
  assert.deepEqual(limitsIn('2013 жылғы 15 сәуірдегі № 7 қаулы'), [])
  assert.deepEqual(limitsIn('күнтізбелік он күн өткен соң енгізіледі'), [])
  assert.deepEqual(limitsIn('по истечении десяти календарных дней'), [])
  assert.deepEqual(limitsIn('не позднее 1 (одного) дня до истечения срока'), [])
})

test('days without their kind are calendar days, and marked', () => {
  const line = { number: 1, text: '30 күн', indent: 0, isHeading: false, afterBlank: false }
  const [limit] = findLimits(passageOf([line]))
  assert.equal(limit?.written, '30 calendar days')
  assert.equal(limit?.kindUnstated, true)
})
