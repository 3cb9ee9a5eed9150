import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobOf } from './rendering.ts'
import { invented } from './testing/invented-documents.ts'
import { startTypesetter } from './typesetter.ts'

const job = jobOf('receipt', invented.receipt, 'kk', undefined, 'https://qyzmet.example.kz')

test('more documents than threads are set one after another', async () => {
  const typesetter = startTypesetter({ workers: 1 })
  const pdfs = await Promise.all(Array.from({ length: 5 }, () => typesetter.typeset(job)))
  assert.ok(pdfs.every((pdf) => Buffer.from(pdf).subarray(0, 5).toString() === '%PDF-'))
  await typesetter.close()
})

test('when too many documents wait, more are turned away', async () => {
  const typesetter = startTypesetter({ workers: 1, maxWaiting: 1 })
  const asked = [typesetter.typeset(job), typesetter.typeset(job), typesetter.typeset(job)]
  const settled = await Promise.allSettled(asked)
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected'],
  )
  await typesetter.close()
})

test('a document that takes too long is given up, and the next one is set by a new thread', async () => {
  const typesetter = startTypesetter({ workers: 1, timeoutMs: 1 })
  await assert.rejects(typesetter.typeset(job), { name: 'TypesetError', message: /thread stopped/ })
  await assert.rejects(typesetter.typeset(job), { name: 'TypesetError' })
  await typesetter.close()
})

test('a closed typesetter rejects what is asked of it and what still waits', async () => {
  const typesetter = startTypesetter({ workers: 1 })
  const asked = Promise.allSettled([typesetter.typeset(job), typesetter.typeset(job)])
  await typesetter.close()
  assert.deepEqual(
    (await asked).map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  await assert.rejects(typesetter.typeset(job), { name: 'TypesetError' })
})

test('setting documents does not hold the event loop', async () => {
  const typesetter = startTypesetter({ workers: 1 })
  await typesetter.typeset(job)
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const people = Array.from({ length: 2000 }, (_, index) => ({
    title: { kk: `Құжат ${index}`, ru: `Документ ${index}`, en: `Document ${index}` },
  }))
  const long = jobOf('receipt', { ...invented.receipt, documents: people }, 'kk', undefined, 'https://a.example')
  await typesetter.typeset(long)
  clearInterval(timer)
  await typesetter.close()
  assert.ok(turns > 10, `the loop turned ${turns} times`)
})
