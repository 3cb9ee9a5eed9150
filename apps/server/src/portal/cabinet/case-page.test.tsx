import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { applicantView, isDecisionKnown, type OpenedCase, walk, type WalkOptions } from '@qyzmet/casework'
import { LOCALES, type Locale, type TermClock } from '@qyzmet/regulation'
import { parseCaseId } from '../../cases/case-id.ts'
import { parseSha256 } from '../../documents/blobs.ts'
import { parseCheckCode } from '../../documents/check-code.ts'
import type { IssuedDocument } from '../../documents/documents.queries.ts'
import { calendarsOf, compileEdition, mainFilesOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { htmlFaults } from '../../ui/testing/html-faults.ts'
import { renderFragment } from '../../ui/render-page.tsx'
import { PORTAL_CHANNEL } from '../services/service-view.ts'
import type { AskedConsent } from '../../registers/asked-consents.ts'
import { cabinetMessages } from '../messages/cabinet.ts'
import { CasePage } from './CasePage.tsx'
import { caseView, documentsForApplicant, type ShownCase } from './case-view.ts'

const files = await readRegulationFiles(new URL('../../../../../regulations/', import.meta.url).pathname)
const main = mainFilesOf(files).find((path) => path.includes('zhambyl-queue'))
assert.ok(main)
const { regulation } = compileEdition(files, main)
assert.ok(regulation)
const calendar = calendarsOf(files).get(regulation.calendar)
assert.ok(calendar)
const clock: TermClock = { timeZone: regulation.timeZone, hours: regulation.provider.hours, calendar }
const graph = regulation.channels.get(PORTAL_CHANNEL)?.graph
assert.ok(graph)
const startedAt = Temporal.Instant.from('2015-02-02T05:00:00Z')
const caseId = parseCaseId('01a20394-0518-782a-a53b-1913bb3c2527')
const pdfSha256 = parseSha256('a'.repeat(64))
const code = parseCheckCode('0123456789ABCDEF')
assert.ok(caseId && pdfSha256 && code)

const TITLE = { kk: 'Шығарылған құжат', ru: 'Выданный документ', en: 'Issued document' }

function issued(kind: IssuedDocument['kind']): IssuedDocument {
  assert.ok(pdfSha256 && code)
  return {
    id: `id-of-${kind}`,
    caseId: String(caseId),
    kind,
    locale: 'kk',
    basis: 'test',
    code,
    number: '7',
    datedOn: Temporal.PlainDate.from('2015-02-20'),
    title: TITLE,
    provider: TITLE,
    applicantMasked: 'Ө***',
    training: true,
    pdfSha256,
    preparedAt: startedAt,
    issuedAt: startedAt,
    isSuperseded: false,
    signatureIds: [],
  }
}
const ALL_KINDS = (['receipt', 'notice', 'refusal', 'minutes'] as const).map(issued)

/** Rehearses a case on the portal and draws its page. */
function draw(
  options: Pick<WalkOptions, 'choices' | 'until'>,
  locale: Locale = 'kk',
  at = startedAt,
  consents: readonly AskedConsent[] = [],
) {
  assert.ok(regulation && graph && caseId)
  const { state } = walk({ regulation, channel: PORTAL_CHANNEL, clock, startedAt, ...options })
  if (state.status === 'none') assert.fail('no case was opened')
  const opened: OpenedCase = state
  const own: ShownCase = {
    visit: { locale, now: at, deps: { signatureFinding: (finding) => `said: ${finding}` } },
    loaded: { caseId, state: opened, edition: { regulation, clock }, graph },
    view: applicantView(opened, regulation, graph),
  }
  const place = { providerId: 'akimat', list: opened.category, position: 3, total: 148 }
  const view = caseView(own, ALL_KINDS, opened.queue === undefined ? undefined : place, consents)
  const html = renderFragment(locale, <CasePage view={view} draftId="draft" />)
  assert.deepEqual(htmlFaults(html), [])
  return { html, own, state: opened }
}

const NEGATIVE = { 'decide-in-session': ['negative'], 'draft-result': ['refusal'] }
const POSITIVE = { 'decide-in-session': ['positive'], 'draft-result': ['notice'] }

describe('the page of a case', () => {
  test('while it is dealt with: who has it, at which step, until when and why, and that nothing is asked', () => {
    const { html } = draw({ until: 'assign' })
    for (const words of ['Өтінішіңіз қаралып жатыр', 'басшысы', 'Бұл күн қалай есептелді', 'Сізден не керек']) {
      assert.ok(html.includes(words), words)
    }
    assert.match(html, /2015 жылғы 4 наурыздан кешіктірілмей/)
  })

  test('granted: the place in the queue and the document, in each language', () => {
    for (const locale of LOCALES) {
      const { html } = draw({ choices: POSITIVE }, locale)
      assert.ok(html.includes('148'))
      assert.ok(html.includes('/documents/id-of-notice'))
      assert.ok(html.includes(`/${locale}/verify/0123456789ABCDEF`))
      assert.ok(!html.includes('id-of-minutes'))
    }
  })

  test('refused: ground, reason, law, remedy and how to complain, on one page', () => {
    const { html, state } = draw({ choices: NEGATIVE })
    const ground = regulation.standard.grounds.find(({ id }) => id === state.decision?.ground)
    assert.ok(ground?.remedy)
    for (const words of [ground.title.kk, 'walk:reason', ground.remedy.kk, regulation.standard.appeal.text.kk]) {
      assert.ok(html.includes(words), words)
    }
    assert.ok(html.includes('/services/zhambyl-queue'), 'and the way to a new application')
  })

  test('a signature that was not confirmed: the reason and the button to sign again', () => {
    const { html } = draw({ choices: { 'check-signature': ['refuted'] } })
    assert.match(html, /said: walk:finding/)
    assert.match(html, /\/applications\/draft\/sign-again/)
  })

  test('until the decision is known, nothing on the page tells which it will be', () => {
    const steps = [...graph.steps.keys()]
    let compared = 0
    for (const until of steps) {
      const yes = draw({ choices: POSITIVE, until })
      const no = draw({ choices: NEGATIVE, until })
      if (isDecisionKnown(yes.state) || yes.state.current?.step !== no.state.current?.step) continue
      assert.equal(yes.html, no.html, until)
      assert.deepEqual(
        documentsForApplicant(no.own, ALL_KINDS).map(({ kind }) => kind),
        ['receipt'],
        until,
      )
      compared += 1
    }
    assert.ok(compared >= 6)
  })

  test('leave that is awaited, ran out or was refused: who asks, why, how to answer, until when, what can be done', () => {
    const { state } = draw({ until: 'check-documents' })
    const asked = (change: Partial<AskedConsent>): AskedConsent => ({
      scope: String(caseId),
      registers: ['persons', 'another'],
      iin: state.applicant.iin,
      state: 'waiting',
      asker: 'Тараз қаласының әкімдігі',
      askedAt: startedAt,
      answerUntil: startedAt.add({ hours: 24 }),
      ...change,
    })
    const persons = regulation.standard.registers.find(({ id }) => id === 'persons')
    const page = (change: Partial<AskedConsent>, locale: Locale = 'kk') =>
      draw({ until: 'check-documents' }, locale, startedAt, [asked(change)]).html
    for (const locale of LOCALES) {
      const t = cabinetMessages[locale].consent
      const waiting = page({}, locale)
      for (const words of [
        persons?.title[locale] ?? '',
        'Тараз қаласының әкімдігі',
        t.howOwn,
        t.untilAnew,
        t.yourTurn,
      ]) {
        assert.ok(waiting.includes(words), words)
      }
      assert.ok(page({ state: 'expired' }, locale).includes(t.expired))
      assert.ok(page({ state: 'refused' }, locale).includes(t.remedy))
    }
    const { titles } = cabinetMessages.kk.consent
    const silent = [
      { state: 'granted' },
      { iin: '010101500012' },
      { registers: ['another'] },
      { scope: 'else' },
    ] as const
    for (const change of silent) {
      for (const title of Object.values(titles)) assert.ok(!page(change).includes(title), JSON.stringify(change))
    }
    const assigned = draw({ until: 'assign' }, 'kk', startedAt, [asked({})])
    assert.ok(!assigned.html.includes(titles.waiting), 'only the step that asks waits')
  })

  test('a day that has passed is said to have passed', () => {
    const { html } = draw({ until: 'assign' }, 'kk', Temporal.Instant.from('2015-03-05T05:00:00Z'))
    assert.match(html, /берілуі керек еді/)
  })
})
