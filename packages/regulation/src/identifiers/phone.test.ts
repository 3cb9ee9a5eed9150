import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatPhone, parsePhone } from './phone.ts'

test('a number of Kazakhstan is kept in one form however it is typed', () => {
  for (const typed of [
    '+7 701 234-56-78',
    '8 (701) 234 56 78',
    '77012345678',
    '701.234.56.78',
    '+7\u00a0701\u00a02345678',
  ]) {
    assert.deepEqual(parsePhone(typed), { ok: true, phone: '+77012345678' }, typed)
  }
  assert.deepEqual(parsePhone('8 7262 45-67-89'), { ok: true, phone: '+77262456789' })
})

test('a number of another country needs its plus', () => {
  assert.deepEqual(parsePhone('+998 90 123 45 67'), { ok: true, phone: '+998901234567' })
  assert.deepEqual(parsePhone('+7 495 123-45-67'), { ok: true, phone: '+74951234567' })
  assert.equal(parsePhone('998901234567').ok, false)
})

test('what is no number is refused', () => {
  for (const typed of ['', '12', '+7 701 234', '8 701 234 56 789', 'телефон жоқ', '+0 123 456 789']) {
    assert.equal(parsePhone(typed).ok, false, typed)
  }
})

test('a kept number is shown divided as people divide it', () => {
  assert.equal(formatPhone('+77012345678'), '+7 701 234 56 78')
  assert.equal(formatPhone('+77272345678'), '+7 727 234 56 78')
  assert.equal(formatPhone('+77262456789'), '+7 7262 45 67 89')
  assert.equal(formatPhone('+998901234567'), '+998901234567')
})

test('a number shown is read as the same number again', () => {
  for (const phone of ['+77012345678', '+77272345678', '+77262456789', '+74951234567', '+998901234567'])
    assert.deepEqual(parsePhone(formatPhone(phone)), { ok: true, phone })
})
