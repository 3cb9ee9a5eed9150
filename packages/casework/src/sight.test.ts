import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CasePart } from './sight.ts'
import { mayTakeOut, visibleParts } from './sight.ts'
import { applicantView, statusOf } from './status.ts'
import { SMALL } from './testing/small-regulation.ts'
import { ASKER, caseAt, contextOf, member, staff } from './testing/story.ts'

const context = contextOf()
const { graph } = context

function sees(step: string, party: Parameters<typeof visibleParts>[1], choices = {}): readonly CasePart[] {
  return [...visibleParts(caseAt(step, choices), party, context)].toSorted()
}

test('a stranger sees nothing', () => {
  const stranger = { kind: 'applicant', accountId: 'x', iin: '1', name: 'X' } as const
  for (const step of ['enter', 'vote', 'nowhere']) {
    assert.deepEqual(sees(step, stranger), [])
    assert.deepEqual(sees(step, staff('warden', 'warden', [{ actor: 'warden' }], 'elsewhere')), [])
    assert.deepEqual(sees(step, staff('gardener')), [])
  }
})

test('a role sees what its step needs while the step is open, and the status otherwise', () => {
  assert.deepEqual(sees('enter', staff('clerk')), ['applicant', 'attachments', 'executor', 'status'])
  assert.deepEqual(sees('name', staff('clerk')), ['executor', 'status'])
  assert.deepEqual(sees('draft', staff('scribe', 'other')), ['executor', 'status'])
  assert.ok(sees('vote', member(1)).includes('votes'))
  assert.deepEqual(sees('draft', member(1)), ['executor', 'status'])
  assert.ok(!sees('send', staff('clerk')).includes('answers'))
})

test('the applicant never sees opinions, votes, minutes and drafts', () => {
  for (const step of ['verify', 'enter', 'prepare', 'vote', 'draft', 'sign', 'send', 'hand', 'nowhere']) {
    const seen = sees(step, ASKER)
    for (const part of ['opinion', 'votes', 'minutes', 'draft', 'conclusion', 'executor'] as const) {
      assert.ok(!seen.includes(part), `${part} at ${step}`)
    }
    assert.equal(seen.includes('result'), step === 'nowhere', step)
  }
})

test('until it is delivered the applicant’s page is the same whatever was decided', () => {
  for (const step of ['draft', 'sign', 'send', 'hand']) {
    const granted = applicantView(caseAt(step, { vote: ['positive'] }), SMALL, graph)
    const refused = applicantView(caseAt(step, { vote: ['negative'] }), SMALL, graph)
    assert.deepEqual(granted, refused, step)
    assert.equal(granted.decision, undefined)
  }
})

test('with the delivery the applicant learns the decision, its ground and the reason', () => {
  const view = applicantView(caseAt('nowhere', { vote: ['negative'] }), SMALL, graph)
  assert.equal(view.decision?.decision, 'refused')
  assert.equal(view.decision?.ground, 'no-need')
  assert.equal(view.status.closed?.closes, 'refused')
  assert.equal(applicantView(caseAt('nowhere'), SMALL, graph).queue?.list, 'few')
})

test('the applicant’s page names no employee and no reason given inside the body', () => {
  const view = applicantView(caseAt('nowhere', { sign: ['returned'] }), SMALL, graph)
  for (const entry of view.status.timeline) {
    assert.ok(!('by' in entry) && !('reason' in entry))
  }
  assert.ok(!JSON.stringify(applicantView(caseAt('draft'), SMALL, graph)).includes('walk:scribe'))
})

test('the applicant is told why the signature was not confirmed', () => {
  const view = applicantView(caseAt('nowhere', { verify: ['refuted'] }), SMALL, graph)
  assert.deepEqual(view.signatureFindings, ['walk:finding'])
  assert.deepEqual(view.reported?.reasons, ['walk:finding'])
  assert.equal(view.decision, undefined)
})

test('the status tells the open step, who acts, since when and by which item', () => {
  const status = statusOf(caseAt('draft'), SMALL, graph)
  assert.deepEqual(status.current, {
    step: 'draft',
    title: { kk: 'draft', ru: 'draft', en: 'draft' },
    item: '5(5)',
    actor: 'scribe',
    actorTitle: { kk: 'scribe', ru: 'scribe', en: 'scribe' },
    since: status.current?.since,
    assignee: { accountId: 'walk:scribe', name: 'walk:scribe' },
  })
})

test('the timeline is newest first and carries the words of the regulation', () => {
  const { timeline } = statusOf(caseAt('name'), SMALL, graph)
  assert.deepEqual(
    timeline.map((entry) => ('step' in entry ? `${entry.code} ${entry.step}` : entry.code)),
    [
      'step-open name',
      'step-done enter',
      'step-done number',
      'step-done verify',
      'opened',
      'step-done write',
      'step-done recognise',
      'step-done sign-in',
    ],
  )
  const entered = timeline[1]
  assert.equal(entered?.code === 'step-done' && entered.outcome?.title.kk, 'enter: registered')
})

test('the whole case is taken out by who signs its results, when it is over, and by nobody else', () => {
  const over = caseAt('nowhere')
  const [signer] = [...graph.steps.values()].flatMap(({ action, actor }) => (action === 'sign-result' ? [actor] : []))
  assert.ok(signer)
  const head = staff(signer)
  assert.equal(mayTakeOut(over, head, graph), true)
  assert.equal(mayTakeOut(caseAt('send'), head, graph), false, 'not while it runs')
  assert.equal(mayTakeOut(over, staff(signer, signer, [{ actor: signer }], 'elsewhere'), graph), false)
  for (const party of [staff('clerk'), member(1), ASKER]) assert.equal(mayTakeOut(over, party, graph), false)
})
