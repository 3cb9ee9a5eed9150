import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openCase, placeOf, walkTo } from './case-walk.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

test('a case goes through all its steps to a granted result', async () => {
  const caseId = await openCase(scene)
  assert.equal(await placeOf(scene, caseId), 'register')
  await walkTo(scene, caseId, 'closed')
  const citizen = await scene.of('citizen')
  const page = await citizen.get(`/kk/cabinet/cases/${caseId}`)
  assert.equal(page.statusCode, 200)
  assert.deepEqual(scene.jobErrors, [])
})

test('a refusal on documents ends a case', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'closed', { documents: 'violated' })
  assert.deepEqual(scene.jobErrors, [])
})
