import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { ConfigError } from './config.ts'
import { startFailure } from './start-failure.ts'

function failureAt(port: number): Promise<unknown> {
  return new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'))
}

test('a port that is taken is named, with the setting that helps', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  assert.ok(address !== null && typeof address === 'object')
  const words = startFailure(await failureAt(address.port)) ?? ''
  other.close()
  assert.ok(words.includes(`127.0.0.1:${address.port}`) && words.includes('QYZMET_PORT'), words)
})

test('faults of the settings are told; what nobody can mend by a setting keeps its stack', () => {
  assert.match(startFailure(new ConfigError('QYZMET_PORT must be …')) ?? '', /QYZMET_PORT must be/)
  assert.equal(startFailure(new TypeError('broken')), undefined)
  assert.equal(startFailure('broken'), undefined)
})
