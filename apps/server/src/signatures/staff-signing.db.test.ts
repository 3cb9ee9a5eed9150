import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseAnchors } from '@qyzmet/eds'
import { verifyPaper } from '@qyzmet/evidence'
import { formatDate } from '@qyzmet/regulation'
import { many, one } from '../database/query.ts'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import { providerKk } from '../provider/messages/provider.kk.ts'
import { decide, openCase, pathOf, placeOf, openSigning, signAtWork, vote, walkTo } from '../testing/case-walk.ts'
import { linksOf, textOf } from '../testing/html-forms.ts'
import { PEOPLE, PROVIDER } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

/** A case whose draft is before the head. */
async function caseToSign(): Promise<string> {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'sign-result', { documents: 'violated' })
  return caseId
}

async function verdictsOf(caseId: string): Promise<readonly string[]> {
  const rows = await many(scene.database.owner<{ verdict: string }[]>`
    select purpose || ' ' || verdict || coalesce(' ' || reason, '') as verdict
    from signature join signature_verdict on signature_id = id
    where case_id = ${caseId} and purpose <> 'request' order by recorded_at`)
  return rows.map(({ verdict }) => verdict)
}

async function silence(whileSilent: () => Promise<void>): Promise<void> {
  const { faults } = scene.simulator
  faults.ocsp = 'down'
  faults.crl = 'down'
  try {
    await whileSilent()
  } finally {
    faults.ocsp = 'none'
    faults.crl = 'none'
  }
}

test('a valid signature of the head moves the case on at once, and issues exactly the signed bytes', async () => {
  const caseId = await caseToSign()
  assert.equal(pathOf(await signAtWork(scene, 'head', caseId)), '/kk/work?done=1')
  assert.deepEqual(await verdictsOf(caseId), ['result VALID'])
  await walkTo(scene, caseId, 'closed')
  const { same } = await one(scene.database.owner<{ same: boolean }[]>`
    select encode(document.pdf_sha256, 'hex') = signature.document_sha256 as same
    from prepared_document document join issued_document on document_id = document.id
    join document_signature using (document_id) join signature on signature.id = signature_id
    where document.case_id = ${caseId} and kind = 'refusal'`)
  assert.equal(same, true)
})

test('a result is signed with a certificate that names the provider and carries the right, and with no other', async () => {
  const caseId = await caseToSign()
  const reasons = []
  for (const key of ['own', 'employee', 'other-organisation'] as const) {
    const { location } = (await signAtWork(scene, 'head', caseId, key)).headers
    reasons.push(new URL(String(location), 'http://here').searchParams.get('invalid'))
    assert.equal(await placeOf(scene, caseId), 'sign-result')
  }
  assert.deepEqual(reasons, ['role-wrong', 'role-wrong', 'bin-mismatch'])

  const page = (await (await scene.of('head')).get(`/kk/work/cases/${caseId}/sign`)).body
  assert.match(page, /data-bin="150140900109" data-usages="1\.2\.398\.3\.3\.4\.1\.2"/)
  assert.equal(pathOf(await signAtWork(scene, 'head', caseId)), '/kk/work?done=1')
})

test('several results are signed in one act; one that fails does not stop the others', async () => {
  const ids = [await caseToSign(), await caseToSign(), await caseToSign()] as const
  const head = await scene.of('head')
  const inbox = await head.get('/kk/work?tab=all')
  assert.ok(linksOf(inbox.body).includes('/kk/work/to-sign'))
  const shown = (await head.get('/kk/work/to-sign')).body
  const form: Record<string, string> = {}
  for (const id of ids) {
    const pdf = linksOf(shown).find((href) => href.startsWith(`/kk/work/cases/${id}/papers/`)) ?? assert.fail(shown)
    form[`document-${id}`] = /\/papers\/([0-9a-f]{64})/.exec(pdf)?.[1] ?? ''
    form[`cms-${id}`] = await scene.sign('head', (await head.get(pdf)).rawPayload, id === ids[1] ? 'own' : 'valid')
  }
  // The third is returned for correction while the head is reading.
  await decide(head, ids[2], 'complete', { outcome: 'returned', reason: 'Қайта қараңыз' })
  const answer = await head.post('/kk/work/to-sign', form)
  assert.equal(answer.statusCode, 200)
  assert.deepEqual(await Promise.all(ids.map((id) => placeOf(scene, id))), [
    'dispatch-result',
    'sign-result',
    'draft-result',
  ])
  assert.deepEqual(await Promise.all(ids.map(verdictsOf)), [['result VALID'], ['result INVALID role-wrong'], []])
  const text = textOf(answer.body)
  assert.ok(text.includes(providerKk.toSign.done))
  assert.ok(text.includes(providerKk.rejections['not-your-step']))
  assert.equal((await head.post('/kk/work/to-sign', {})).statusCode, 422)
})

test('signatures of one act that cannot be judged now all wait, and each case moves by itself', async () => {
  const ids = [await caseToSign(), await caseToSign()] as const
  const head = await scene.of('head')
  const shown = (await head.get('/kk/work/to-sign')).body
  const form: Record<string, string> = {}
  for (const id of ids) {
    const pdf = linksOf(shown).find((href) => href.startsWith(`/kk/work/cases/${id}/papers/`)) ?? assert.fail(shown)
    form[`document-${id}`] = /\/papers\/([0-9a-f]{64})/.exec(pdf)?.[1] ?? ''
    form[`cms-${id}`] = await scene.sign('head', (await head.get(pdf)).rawPayload)
  }
  await silence(async () => {
    assert.ok(textOf((await head.post('/kk/work/to-sign', form)).body).includes(providerKk.toSign.pending))
    assert.deepEqual(await Promise.all(ids.map((id) => placeOf(scene, id))), ['sign-result', 'sign-result'])
  })
  await scene.hurry()
  assert.deepEqual(await Promise.all(ids.map((id) => placeOf(scene, id))), ['dispatch-result', 'dispatch-result'])
})

test('nothing is signed for a provider whose number nobody has entered', async () => {
  const caseId = await caseToSign()
  await scene.database.owner`update provider set bin = null where id = ${PROVIDER}`
  try {
    const head = await scene.of('head')
    const page = `/kk/work/cases/${caseId}`
    const shown = await head.get(`${page}/sign`)
    assert.equal(shown.statusCode, 409)
    assert.ok(shown.body.includes(providerKk.sign.organisationUnknown))
    const document = '0'.repeat(64)
    assert.equal(pathOf(await head.post(`${page}/sign`, { document, cms: 'AAAA' })), `${page}/sign`)
    assert.deepEqual(await verdictsOf(caseId), [])
  } finally {
    await scene.database.owner`update provider set bin = ${accounts.provider.bin} where id = ${PROVIDER}`
  }
})

test('an invalid signature leaves the case where it is, says why, and another may follow', async () => {
  const caseId = await caseToSign()
  const page = `/kk/work/cases/${caseId}`
  const head = await scene.of('head')
  const told = []
  for (const key of ['expired', 'revoked', 'auth'] as const) {
    const { location } = (await signAtWork(scene, 'head', caseId, key)).headers
    assert.match(String(location), /\/sign\?invalid=/)
    told.push(/<div[^>]*data-color="danger".*?<\/div>/s.exec((await head.get(String(location))).body)?.[0] ?? '')
    assert.equal(await placeOf(scene, caseId), 'sign-result')
  }
  assert.equal(new Set(told).size, 3, 'each reason has words of its own')
  assert.ok(!told.includes(''), told.join('\n'))

  // Somebody else's key, and the same key over other bytes.
  const shown = await head.get(`${page}/sign`)
  const pdf = linksOf(shown.body).find((href) => href.includes('/papers/')) ?? ''
  const bytes = (await head.get(pdf)).rawPayload
  const document = /[0-9a-f]{64}/.exec(pdf)?.[0] ?? ''
  for (const cms of [await scene.sign('clerk', bytes), await scene.sign('head', Buffer.from('other bytes'))]) {
    assert.match(String((await head.post(`${page}/sign`, { document, cms })).headers.location), /\/sign\?invalid=/)
  }
  for (const fields of [{ document, cms: '' }, { document, cms: '!!!' }, { document: 'x', cms: 'AAAA' }, {}]) {
    const answer = await head.post(`${page}/sign`, fields)
    assert.equal(answer.headers.location, `${page}/sign?invalid=malformed`)
  }
  const verdicts = await verdictsOf(caseId)
  assert.equal(verdicts.length, 5, 'what is no signature at all is not kept')
  assert.ok(verdicts.every((verdict) => verdict.startsWith('result INVALID ')))
  await walkTo(scene, caseId, 'closed')
})

test('a signature over an earlier draft, or over another case, is not taken for this one', async () => {
  const other = await caseToSign()
  const head = await scene.of('head')
  const theirs = await head.get(`/kk/work/cases/${other}/sign`)
  const document = /\/papers\/([0-9a-f]{64})/.exec(theirs.body)?.[1] ?? ''
  const bytes = (await head.get(`/kk/work/cases/${other}/papers/${document}`)).rawPayload
  const caseId = await caseToSign()
  await head.get(`/kk/work/cases/${caseId}/sign`)
  const cms = await scene.sign('head', bytes)
  const answer = await head.post(`/kk/work/cases/${caseId}/sign`, { document, cms })
  assert.equal(answer.statusCode, 409)
  assert.equal(await placeOf(scene, caseId), 'sign-result')
})

test('what cannot be judged now waits, is said so, and takes effect by itself when the authority answers', async () => {
  const caseId = await caseToSign()
  const page = `/kk/work/cases/${caseId}`
  const head = await scene.of('head')
  await silence(async () => {
    assert.equal(pathOf(await signAtWork(scene, 'head', caseId)), page)
    assert.equal(await placeOf(scene, caseId), 'sign-result')
    const waiting = await head.get(page)
    assert.ok(!linksOf(waiting.body).includes(`${page}/sign`), 'no second signature is asked for')
    await scene.hurry()
    assert.equal(await placeOf(scene, caseId), 'sign-result')
    assert.ok(scene.jobErrors.some((error) => error.includes('judge-signature')))
  })
  await scene.hurry()
  assert.equal(await placeOf(scene, caseId), 'dispatch-result')
  assert.equal((await verdictsOf(caseId)).at(-1), 'result VALID')
  assert.ok((await verdictsOf(caseId)).length >= 3)
})

test('a member whose signature waits does not hold up the others, and the minutes close when the last one counts', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'decide-in-session')
  for (const member of ['member1', 'member2', 'member3'] as const) await vote(scene, member, caseId)
  await silence(async () => {
    await signAtWork(scene, 'member1', caseId)
  })
  await signAtWork(scene, 'member2', caseId)
  await signAtWork(scene, 'member3', caseId)
  await scene.settled()
  assert.equal(await placeOf(scene, caseId), 'decide-in-session')
  await scene.hurry()
  assert.equal(await placeOf(scene, caseId), 'draft-result')
  const signers = await one(scene.database.owner<{ count: number }[]>`
    select count(distinct account_id)::int from signature where case_id = ${caseId} and purpose = 'minutes'`)
  assert.equal(signers.count, 3)
})

test('a waiting signature of somebody who has lost the post meanwhile takes no effect', async () => {
  const caseId = await caseToSign()
  await silence(async () => {
    await signAtWork(scene, 'head', caseId)
  })
  const { owner } = scene.database
  const { head } = scene.accounts
  await owner`update account set blocked_at = now(), blocked_reason = 'test' where id = ${head}`
  await scene.hurry()
  assert.equal(await placeOf(scene, caseId), 'sign-result')
  await owner`update account set blocked_at = null, blocked_reason = null where id = ${head}`
  await scene.hurry()
  assert.equal(await placeOf(scene, caseId), 'sign-result', 'it does not come into effect later')
  assert.equal((await verdictsOf(caseId)).at(-1), 'result VALID')
  const page = await (await scene.signIn('head')).get(`/kk/work/cases/${caseId}`)
  assert.ok(linksOf(page.body).includes(`/kk/work/cases/${caseId}/sign`), 'back in the post, the head may sign again')
})

test('the result is signed by two heads at once, and one of them is told that it is done', async () => {
  const caseId = await caseToSign()
  const both = [await openSigning(scene, 'head', caseId), await openSigning(scene, 'substitute', caseId)]
  const answers = await Promise.all(both.map((send) => send()))
  assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([303, 409]))
  await scene.settled()
  assert.equal(await placeOf(scene, caseId), 'dispatch-result')
  const refused = answers.find(({ statusCode }) => statusCode === 409)
  assert.ok(textOf(refused?.body ?? '').length > 0)
})

test('minutes wait where results do, who has not signed is told, and a quorum goes on without who does not sign', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'decide-in-session')
  for (const member of ['member1', 'member2', 'member3'] as const) await vote(scene, member, caseId)
  const page = `/kk/work/cases/${caseId}`
  const first = await scene.of('member1')
  const toSign = (await first.get('/kk/work/to-sign')).body
  const pdf = linksOf(toSign).find((href) => href.startsWith(`${page}/papers/`)) ?? assert.fail(toSign)
  const signed = await first.post('/kk/work/to-sign', {
    [`document-${caseId}`]: /\/papers\/([0-9a-f]{64})/.exec(pdf)?.[1] ?? '',
    [`cms-${caseId}`]: await scene.sign('member1', (await first.get(pdf)).rawPayload),
  })
  assert.ok(textOf(signed.body).includes(providerKk.toSign.done))
  assert.ok(textOf((await first.get(page)).body).includes(providerKk.vote.signed))

  const second = await scene.of('member2')
  const since = formatDate(scene.now().toZonedDateTimeISO('Asia/Almaty').toPlainDate(), 'kk', 'ablative')
  const inbox = (await second.get('/kk/work?tab=all')).body
  assert.ok(textOf(inbox).includes(providerKk.vote.waits(since, 0)))
  assert.ok(linksOf(inbox).includes('/kk/work/to-sign'))
  assert.ok(!textOf((await first.get('/kk/work?tab=all')).body).includes(providerKk.vote.waits(since, 0)))
  const told = textOf((await second.get(page)).body)
  for (const { surname, givenName, patronymic } of [PEOPLE.member2, PEOPLE.member3]) {
    assert.ok(told.includes(providerKk.vote.notSigned(`${surname} ${givenName} ${patronymic}`)))
  }
  const container = (await second.get(`${page}/minutes`)).rawPayload
  const report = verifyPaper(container, { anchors: parseAnchors(scene.simulator.anchorsPem, { profile: 'training' }) })
  assert.deepEqual(
    [report.findings, report.signatures.map(({ purpose, verdict }) => `${purpose} ${verdict}`)],
    [[], ['minutes VALID']],
  )
  assert.equal((await (await scene.of('clerk')).get(`${page}/minutes`)).statusCode, 404)

  await signAtWork(scene, 'member2', caseId)
  assert.ok(!(await first.get(page)).body.includes(`${page}/close-session`), 'the third still has time')
  scene.letPass({ hours: 6 * 24 })
  const later = await scene.signIn('member1')
  const offered = textOf((await later.get(page)).body)
  assert.ok(offered.includes(providerKk.vote.closeUnsigned))
  await decide(later, caseId, 'close-session', {})
  assert.equal(await placeOf(scene, caseId), 'draft-result')
})
