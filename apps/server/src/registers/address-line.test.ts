import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressLine } from './address-line.ts'

const TARAZ = {
  region: 'Жамбыл облысы',
  district: 'Тараз қ.',
  city: 'Тараз қ.',
  street: 'Төле би көшесі',
  building: '12',
}

test('an address goes from the region to the flat and says nothing twice', () => {
  assert.equal(addressLine({ ...TARAZ, flat: '7' }), 'Жамбыл облысы, Тараз қ., Төле би көшесі, 12-7')
})

test('a house without flats and an empty part leave no gap', () => {
  assert.equal(addressLine({ ...TARAZ, street: '' }), 'Жамбыл облысы, Тараз қ., 12')
})
