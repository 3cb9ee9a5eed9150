import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { FILES, readRegulation } from './reading.ts'

test('no two services are called the same, so that people can tell them apart in a list', () => {
  const services = new Map(
    [...FILES].flatMap(([path, text]) => {
      if (!/^channels:/m.test(text)) return []
      const { id, shortTitle } = readRegulation(path)
      return [[id, shortTitle] as const]
    }),
  )
  for (const locale of LOCALES) {
    const titles = [...services.values()].map((title) => title[locale])
    assert.equal(new Set(titles).size, services.size, titles.join(', '))
  }
})
