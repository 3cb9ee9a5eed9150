import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { newCaseId } from '../cases/case-id.ts'
import { NOTIFY } from '../cases/case-jobs.ts'
import type { CaseService, LoadedCase } from '../cases/case-service.ts'
import { publishedEditions, testService, walkedCase } from '../cases/testing/walked-case.ts'
import { many, one } from '../database/query.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { SYSTEM } from '../jobs/performers.ts'
import { noticesOfCase } from '../notices/notices.queries.ts'
import { notifyApplicant } from '../notices/notify-applicant.ts'
import type { Editions } from '../regulations/editions.ts'
import { askForCase, RegisterSilentError } from './ask-for-case.ts'
import { knownFacts } from './known-facts.ts'
import type { QuestionContext, Registers } from './registers.ts'
import {
  openStateRegisters,
  PERSONS_SERVICE,
  SILENT_ROAD,
  TEST_SERVICES,
  testRegisters,
} from './testing/test-registers.ts'

let database: TestDatabase
let editions: Editions
let service: CaseService
let registers: Registers
const clock = () => Temporal.Now.instant().round('millisecond')
const { road, faults, consents } = openStateRegisters(clock, 200)

before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
  ;({ service } = testService(database.sql, editions))
  registers = testRegisters(database.sql, clock, road)
})
after(() => database.drop())

const ORDINARY = '900514497061'
const INCAPABLE = '790623390650'
const DECEASED = '510119390287'
const NOT_FOUND = '921224394724'
const CONSENT_PENDING = '820228392875'
const NEVER_ANSWERS = iinOf('consent-expired')
const CONSENT_REFUSED = '960229393242'
const REGISTER = 'persons'
function iinOf(story: string): string {
  return TRAINING_PEOPLE.find((person) => person.story === story)?.iin ?? assert.fail(story)
}

const QUESTION = { step: 'check-documents', register: REGISTER }

/** A case of this person at the step that consults the register. */
async function caseOf(iin: string): Promise<{ readonly load: () => Promise<LoadedCase> }> {
  const caseId = newCaseId()
  const { submits } = await walkedCase(editions)
  const applicant = { accountId: crypto.randomUUID(), iin, name: 'Мысалова Мысал' }
  for (const { command, party } of submits) {
    const loaded = await service.load(caseId)
    if (loaded?.state.current?.step === 'check-documents') break
    const execution = await service.execute(
      caseId,
      command.type === 'open' ? { ...command, applicant } : command,
      party.kind === 'applicant' ? { kind: 'applicant', ...applicant } : party,
    )
    assert.ok(execution.accepted, JSON.stringify(execution))
  }
  return {
    load: async () => {
      const loaded = await service.load(caseId)
      assert.equal(loaded?.state.current?.step, 'check-documents')
      return loaded
    },
  }
}

/** Does what the job does: asks, and records what was said. */
async function askOnce(loaded: LoadedCase): Promise<string | undefined> {
  const command = await askForCase(registers, clock)(loaded, QUESTION)
  assert.ok(command?.type === 'record-register-answer')
  const execution = await service.execute(loaded.caseId, command, SYSTEM)
  assert.ok(execution.accepted, JSON.stringify(execution))
  const answer = execution.state.registerAnswers.get(REGISTER)
  const kept = await registers.findAnswer(command.receiptId)
  assert.equal(kept?.outcome.kind, answer?.outcome, 'the answer is kept as evidence')
  return answer && `${answer.outcome}${answer.note === undefined ? '' : ` ${answer.note}`}`
}

test('an answer is recorded in the case with the row that is its evidence, and what the person at the step must know', async () => {
  const answers: Readonly<Record<string, string>> = {
    [ORDINARY]: 'found',
    [INCAPABLE]: 'found incapable',
    [DECEASED]: 'found deceased',
    [NOT_FOUND]: 'not-found',
    [CONSENT_REFUSED]: 'refused',
  }
  const found: Record<string, string | undefined> = {}
  for (const iin of Object.keys(answers)) found[iin] = await askOnce(await (await caseOf(iin)).load())
  assert.deepEqual(found, answers)
})

test('the question names the case, the step and the act, and is put once however often the job runs', async () => {
  const { load } = await caseOf(ORDINARY)
  const loaded = await load()
  const ask = askForCase(registers, clock)
  const [first, second] = [await ask(loaded, QUESTION), await ask(loaded, QUESTION)]
  assert.deepEqual(first, second)
  const row = await one(database.owner<{ count: number; purpose: string; basis: string; officer: string }[]>`
    select count(*) over ()::int as count, purpose, legal_basis as basis, officer
    from register_answer where case_id = ${loaded.caseId}`)
  assert.deepEqual(
    { ...row },
    {
      count: 1,
      purpose: 'check-documents',
      basis: `${loaded.edition.regulation.act.cite}, item ${loaded.graph.steps.get('check-documents')?.item}`,
      officer: SYSTEM.name,
    },
  )
})

test('silence of the register is recorded once, then the job fails until it answers', async () => {
  const { load } = await caseOf(ORDINARY)
  faults.services.set(PERSONS_SERVICE, 'down')
  assert.equal(await askOnce(await load()), 'no-answer')
  const events = (await service.history((await load()).caseId)).length
  for (let attempt = 0; attempt < 3; attempt++) {
    await assert.rejects(askForCase(registers, clock)(await load(), QUESTION), RegisterSilentError)
  }
  assert.equal((await service.history((await load()).caseId)).length, events)
  faults.services.clear()
  assert.equal(await askOnce(await load()), 'found')
})

test('while consent is awaited the answer is pending, and it is found once the person agrees', async () => {
  const { load } = await caseOf(CONSENT_PENDING)
  assert.equal(await askOnce(await load()), 'pending')
  await assert.rejects(askForCase(registers, clock)(await load(), QUESTION), RegisterSilentError)
  // Another kind of silence is news, and is recorded too.
  faults.services.set(TEST_SERVICES.consent.serviceId, 'down')
  assert.equal(await askOnce(await load()), 'no-answer')
  faults.services.clear()
  assert.ok(consents.decide(CONSENT_PENDING, 'granted', clock()))
  assert.equal(await askOnce(await load()), 'found')
})

test('the applicant is told once that leave is awaited', async () => {
  const { sql } = database
  const loaded = await (await caseOf(NEVER_ANSWERS)).load()
  const command = await askForCase(registers, clock)(loaded, QUESTION)
  assert.ok(command)
  assert.ok((await service.execute(loaded.caseId, command, SYSTEM)).accepted)
  const jobs = await many(sql<{ task: string; payload: { from: number; until: number } }[]>`
    select task, payload from outbox where payload ->> 'caseId' = ${loaded.caseId} order by id desc limit 1`)
  assert.equal(jobs[0]?.task, NOTIFY, 'word goes out with the answer')
  const events = await service.history(loaded.caseId)
  const told = async (outcome: 'pending' | 'found', version: number) => {
    const [last] = events.slice(-1)
    assert.ok(last?.event.type === 'RegisterAnswered')
    await notifyApplicant({ sql, cases: service, registers })(loaded, [
      { ...last, version, event: { ...last.event, outcome } },
    ])
    return (await noticesOfCase(sql, loaded.caseId)).map(({ code }) => code)
  }
  assert.deepEqual(await told('found', events.length), [])
  assert.deepEqual(await told('pending', events.length), ['consent-awaited'])
  assert.deepEqual(await told('pending', events.length + 1), ['consent-awaited'])
})

test('nothing is asked for a case that is over', async () => {
  const loaded = await (await caseOf(ORDINARY)).load()
  const { current: _, ...over } = loaded.state
  assert.equal(await askForCase(registers, clock)({ ...loaded, state: over }, QUESTION), undefined)
})

const applicant = {
  kind: 'applicant',
  accountId: crypto.randomUUID(),
  iin: ORDINARY,
  name: 'Үлгібаева Айсәуле Мысалқызы',
} as const
const own = { 'person.name': applicant.name, 'person.iin': applicant.iin }
/** Asks without naming the account, of which there is no row here. */
const asking = (from: Registers): Pick<Registers, 'ask'> => ({
  ask: (register, question, context, reuse) => from.ask(register, question, withoutAccount(context), reuse),
})

function withoutAccount(context: QuestionContext): QuestionContext {
  const { officer, purpose, legalBasis, deadline, idempotencyKey } = context
  return { officer, purpose, legalBasis, deadline, idempotencyKey }
}

test('the register fills forms only for who has proven to be the owner of the IIN', async () => {
  const answers = () =>
    one(database.owner<{ count: number }[]>`
    select count(*)::int from register_answer where purpose = 'prefill'`)
  assert.deepEqual(await knownFacts(asking(registers), async () => false, clock)(applicant), own)
  assert.equal((await answers()).count, 0, 'nor is the register asked')
  const facts = await knownFacts(asking(registers), async () => true, clock)(applicant)
  assert.equal(facts['person.birth-date'], '1990-05-14')
  assert.match(facts['person.address'] ?? '', /Тараз/)
  assert.match(facts['person.address-since'] ?? '', /^\d{4}-\d\d-\d\d$/)
})

test('what the register told within a day is used again, also while it is silent', async () => {
  faults.services.set(PERSONS_SERVICE, 'down')
  const facts = await knownFacts(asking(registers), async () => true, clock)(applicant)
  assert.equal(facts['person.birth-date'], '1990-05-14')
  const tomorrow = () => clock().add({ hours: 25 })
  const later = testRegisters(database.sql, tomorrow, SILENT_ROAD)
  const stranger = { ...applicant, iin: DECEASED }
  assert.deepEqual(
    await knownFacts(asking(later), async () => true, tomorrow)(stranger),
    { ...own, 'person.iin': DECEASED },
    'nothing is known when the register does not answer',
  )
  faults.services.clear()
})
