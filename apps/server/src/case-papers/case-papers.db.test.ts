import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { CaseCommand } from '@qyzmet/casework'
import { citeItem } from '@qyzmet/regulation'
import { type CaseId, newCaseId } from '../cases/case-id.ts'
import type { CaseService, LoadedCase } from '../cases/case-service.ts'
import { publishedEditions, testService, WALK_SURROUNDINGS, walkedCase } from '../cases/testing/walked-case.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { postgresBlobs, type Sha256 } from '../documents/blobs.ts'
import { createDocuments, type Documents } from '../documents/documents.ts'
import { readPdf } from '../documents/testing/read-pdf.ts'
import { createQueue } from '../queue/queue.ts'
import type { Editions } from '../regulations/editions.ts'
import { type CasePapers, createCasePapers } from './case-papers.ts'
import { PaperNotReadyError } from './case-facts.ts'
import { signatoryOf } from './models.ts'

let database: TestDatabase
let editions: Editions
let documents: Documents
let papers: CasePapers
let service: CaseService
let at: (instant: Temporal.Instant) => void
let clock = Temporal.Instant.from('2016-06-06T04:00:00Z')

before(async () => {
  database = await testDatabase()
  const { sql } = database
  editions = await publishedEditions(sql)
  const queue = createQueue(sql)
  documents = createDocuments({
    sql,
    blobs: postgresBlobs(sql),
    publicUrl: 'https://qyzmet.example',
    training: true,
    workers: 1,
    signatureOf: async () => ({
      signerName: 'ҚОЛ ҚОЮШЫ',
      organisation: null,
      certificateSerial: '0a',
      verdict: 'VALID',
      reason: null,
      judgedAt: clock,
      training: true,
    }),
  })
  papers = createCasePapers({
    sql,
    documents,
    now: () => clock,
    placeOf: (entry) => queue.placeOf(entry),
    membersOf: async () => 3,
    providerOf: async () => ({
      title: { kk: 'Тараз қаласының әкімдігі', ru: 'Акимат города Тараз', en: 'Akimat of Taraz' },
    }),
  })
  ;({ service, at } = testService(sql, editions, {
    surroundings: {
      ...WALK_SURROUNDINGS,
      minutesSha256: (caseId, state) => papers.minutesSha256(caseId, state),
      draftSha256: async (caseId, state, party) =>
        party.kind === 'staff' ? papers.resultSha256(caseId, state, party.accountId) : undefined,
    },
  }))
})
after(async () => {
  await documents.close()
  await database.drop()
})

const APPLICANT = { accountId: 'walk:applicant', iin: '900514497061', name: 'Үлгібаева Айсәуле Мысалқызы' }
const MEMBER = { name: 'Отбасов Нұрдәулет', iin: '880809398170', kinship: 'spouse', 'birth-date': '1988-08-09' }
const ANSWERS = {
  category: 'emergency',
  address: 'Тараз қаласы, Төле би көшесі, 35-үй',
  phone: '+77012345678',
  members: [MEMBER],
  need: 'emergency',
  'consent-data': 'yes',
}
const FILE = {
  documentId: 'emergency-conclusion',
  sha256: 'c'.repeat(64),
  fileName: 'қорытынды.pdf',
  mediaType: 'application/pdf',
  size: 20_480,
}
const OPINION = 'Отбасының жалғыз үйі авариялық деп танылған.'
const REASON = 'Қорытындының мерзімі өтіп кеткен.'
const PLACE = { kk: 'Жеке кабинет', ru: 'Личный кабинет', en: 'Personal cabinet' }

interface Carried {
  readonly caseId: CaseId
  readonly loaded: () => Promise<LoadedCase>
  /** Does what the invented people would do next, until a step is open or the case is closed. */
  readonly until: (step: string) => Promise<LoadedCase>
}

async function carry(
  choices: Readonly<Record<string, readonly string[]>> = {},
  locale: 'kk' | 'ru' = 'kk',
): Promise<Carried> {
  const caseId = newCaseId()
  const { submits } = await walkedCase(editions, { choices })
  let next = 0
  const loaded = async (): Promise<LoadedCase> => {
    const found = await service.load(caseId)
    assert.ok(found)
    return found
  }
  const until = async (step: string): Promise<LoadedCase> => {
    for (;;) {
      const submit = submits[next]
      const now = next === 0 ? undefined : await loaded()
      if (now && (now.state.current?.step ?? 'closed') === step) return now
      assert.ok(submit, `the walk does not come to ${step}`)
      clock = submit.at
      at(clock)
      const command = await inWords(
        submit.command,
        submit.party.kind === 'staff' ? submit.party.accountId : '',
        now,
        locale,
      )
      const party = submit.party.kind === 'applicant' ? ({ kind: 'applicant', ...APPLICANT } as const) : submit.party
      const execution = await service.execute(caseId, command, party)
      assert.ok(execution.accepted, JSON.stringify(execution))
      next += 1
    }
  }
  return { caseId, loaded, until }
}

/** The command of the walk, with a person, answers and words of ours, and signatures over what was really prepared. */
async function inWords(
  command: CaseCommand,
  accountId: string,
  now: LoadedCase | undefined,
  locale: 'kk' | 'ru',
): Promise<CaseCommand> {
  if (command.type === 'open') {
    return { ...command, locale, applicant: APPLICANT, category: 'emergency', answers: ANSWERS, attachments: [FILE] }
  }
  if (command.type === 'vote') return command.choice === 'negative' ? { ...command, reason: REASON } : command
  if (!now) return command
  const signed = (documentSha256: string) => ({
    signatureId: randomUUID(),
    documentSha256,
    signerName: 'ҚОЛ ҚОЮШЫ',
    certificateSerial: '0a',
    training: true,
  })
  if (command.type === 'sign-minutes') {
    return { ...command, signature: signed((await papers.prepareMinutes(now)).pdfSha256) }
  }
  if (command.type !== 'complete') return command
  const { input } = command
  if (input.signature) {
    const { pdfSha256 } = await papers.prepareResult(now, await headOf(now), accountId)
    return { ...command, input: { ...input, signature: signed(pdfSha256) } }
  }
  return {
    ...command,
    input: {
      ...input,
      ...(input.opinion === undefined ? {} : { opinion: OPINION }),
      ...(input.reason === undefined ? {} : { reason: REASON }),
    },
  }
}

async function headOf({ edition }: LoadedCase) {
  return signatoryOf(
    { kind: 'staff', accountId: 'walk:head', name: 'Басшыбаев Ерлан', actor: 'head' },
    edition.regulation,
  )
}

/** Everything a kept document says, without spaces: lines are broken where the page ends. */
async function paperText(sha256: Sha256): Promise<string> {
  const kept = await postgresBlobs(database.sql).get(sha256)
  assert.ok(kept)
  return squeeze(readPdf(kept.bytes).text)
}

function squeeze(text: string): string {
  return text.replaceAll(/[\s\u00ad-]+/g, '')
}

function assertSays(text: string, sentences: readonly string[]): void {
  for (const sentence of sentences) assert.ok(text.includes(squeeze(sentence)), `${sentence} is not in ${text}`)
}

test('no paper is made before the case has what it states', async () => {
  const { until, caseId } = await carry()
  const loaded = await until('check-signature')
  const head = await headOf(loaded)
  for (const make of [
    () => papers.draft(loaded, head),
    () => papers.prepareResult(loaded, head, 'walk:head'),
    () => papers.prepareMinutes(loaded),
    () => papers.receipt(loaded, PLACE),
    () => papers.issueSigned(loaded, caseId),
  ]) {
    await assert.rejects(make, PaperNotReadyError)
  }
  assert.equal(await papers.resultSha256(caseId, loaded.state, 'walk:head'), undefined)
  assert.equal(await papers.minutesSha256(caseId, loaded.state), undefined)
  assert.deepEqual(await papers.issuedOf(caseId), [])
  const { regulation } = loaded.edition
  assert.throws(() => signatoryOf({ kind: 'system', name: 'qyzmet' }, regulation), PaperNotReadyError)
})

test('the receipt states what the law wants of it, and is the same for whoever asks', async () => {
  const { until, caseId } = await carry()
  const loaded = await until('register')
  const asked = await Promise.all([papers.receipt(loaded, PLACE), papers.receipt(loaded, PLACE)])
  assert.equal(asked[0]?.pdfSha256, asked[1]?.pdfSha256)
  const issued = await papers.issuedOf(caseId)
  assert.deepEqual(
    issued.map(({ kind, signatureIds }) => [kind, signatureIds.length]),
    [['receipt', 0]],
  )
  const number = loaded.state.number ?? 'none'
  const text = await paperText(asked[0]?.pdfSha256 ?? ('' as Sha256))
  const title = loaded.edition.regulation.standard.documents.find(({ id }) => id === FILE.documentId)?.title.kk ?? '?'
  assertSays(text, [
    number,
    APPLICANT.name,
    '+7 701 234 56 78',
    title,
    PLACE.kk,
    'Барлығы: 1',
    loaded.edition.regulation.standard.title.kk,
  ])
  assert.ok(!text.includes(APPLICANT.iin))
})

test('minutes tell the opinion, each vote and the conclusion, and are prepared once for a conclusion', async () => {
  const { until, caseId } = await carry({ 'decide-in-session': ['negative'] })
  const session = await until('decide-in-session')
  await assert.rejects(papers.prepareMinutes(session), PaperNotReadyError)
  const loaded = await until('draft-result')
  const [one, two] = await Promise.all([papers.prepareMinutes(loaded), papers.prepareMinutes(loaded)])
  assert.deepEqual([one.id, one.pdfSha256], [two.id, two.pdfSha256])
  assert.equal(await papers.minutesSha256(caseId, loaded.state), one.pdfSha256)
  const text = await paperText(one.pdfSha256)
  assertSays(text, [
    OPINION,
    REASON,
    'walk:member-1',
    'walk:member-2',
    'walk:member-3',
    'Теріс қорытынды',
    'Қарсы болды',
    APPLICANT.name,
  ])
  assertSays(text, ['Жақтағаны – 0, қарсы болғаны – 3'])
  assert.deepEqual(await papers.issuedOf(caseId), [], 'prepared is not issued')
})

test('the notice tells the place in the queue, and is issued once with the minutes behind it', async () => {
  const { until, caseId } = await carry()
  const loaded = await until('sign-result')
  const head = await headOf(loaded)
  const look = await papers.draft(loaded, head)
  assertSays(squeeze(readPdf(look.pdf).text), ['ЖОБА', 'ОҚУ ҮЛГІСІ', APPLICANT.name])
  const [mine, again] = await Promise.all([
    papers.prepareResult(loaded, head, 'walk:head'),
    papers.prepareResult(loaded, head, 'walk:head'),
  ])
  assert.equal(mine.id, again.id)
  const theirs = await papers.prepareResult(loaded, { ...head, name: 'Демалысова Гүлнар', acting: true }, 'walk:other')
  assert.notEqual(theirs.pdfSha256, mine.pdfSha256)
  assert.equal(await papers.resultSha256(caseId, loaded.state, 'walk:head'), mine.pdfSha256)
  assert.equal(await papers.resultSha256(caseId, loaded.state, 'walk:other'), theirs.pdfSha256)
  assertSays(await paperText(theirs.pdfSha256), ['Демалысова Гүлнар', 'міндетін атқарушы'])
  const text = await paperText(mine.pdfSha256)
  const { regulation } = loaded.edition
  const list = regulation.standard.categories.find(({ id }) => id === 'emergency')?.title.kk ?? '?'
  assertSays(text, [
    APPLICANT.name,
    list,
    ANSWERS.address,
    '2 адам',
    'Басшыбаев Ерлан',
    loaded.state.number ?? '?',
    regulation.standard.appeal.text.kk,
  ])
  assertSays(text, ['Кезектегі реттік нөміріңіз', 'Тізімде барлығы: 1'])
  await assert.rejects(papers.issueSigned(loaded, caseId), PaperNotReadyError)

  const signed = await until('deliver-result')
  const [first, second] = await Promise.all([papers.issueSigned(signed, caseId), papers.issueSigned(signed, caseId)])
  assert.deepEqual([first.id, second.id], [mine.id, mine.id])
  const issued = await papers.issuedOf(caseId)
  assert.deepEqual(issued.map(({ kind, signatureIds }) => `${kind} ${signatureIds.length}`).toSorted(), [
    'minutes 3',
    'notice 1',
  ])
  const verified = await documents.verifyByCode(mine.code)
  assert.deepEqual([verified?.status, verified?.pdfSha256, verified?.signatures.length], ['valid', mine.pdfSha256, 1])
  assert.equal(await documents.verifyByCode(theirs.code), undefined, 'what nobody signed is in force for nobody')
})

test('the refusal gives reason, ground, act and item, remedy and how to complain, in the language of the case', async () => {
  for (const locale of ['kk', 'ru'] as const) {
    const { until, caseId } = await carry({ 'check-documents': ['violated'] }, locale)
    const loaded = await until('sign-result')
    const prepared = await papers.prepareResult(loaded, await headOf(loaded), 'walk:head')
    assert.deepEqual([prepared.kind, prepared.locale], ['refusal', locale])
    const { standard, act } = loaded.edition.regulation
    const ground = standard.grounds.find(({ id }) => id === loaded.state.refusal?.ground)
    assert.ok(ground)
    const text = await paperText(prepared.pdfSha256)
    assertSays(text, [
      REASON,
      ground.title[locale],
      ground.remedy?.[locale] ?? '?',
      standard.appeal.text[locale],
      act.number,
    ])
    assertSays(text, [citeItem(ground.source.item, locale), APPLICANT.name, loaded.state.number ?? '?'])
    const issued = await papers.issueSigned(await until('deliver-refusal'), caseId)
    assert.deepEqual([issued.kind, issued.pdfSha256], ['refusal', prepared.pdfSha256])
    assert.deepEqual((await papers.issuedOf(caseId)).length, 1, 'without a session there are no minutes')
  }
})

test('a draft that was returned and made anew is another paper to sign', async () => {
  const { until, caseId } = await carry({ 'sign-result': ['returned', 'signed'] })
  const loaded = await until('sign-result')
  const head = await headOf(loaded)
  const before = await papers.prepareResult(loaded, head, 'walk:head')
  await until('draft-result')
  const again = await until('sign-result')
  assert.equal(await papers.resultSha256(caseId, again.state, 'walk:head'), undefined)
  const after = await papers.prepareResult(again, head, 'walk:head')
  assert.notEqual(after.pdfSha256, before.pdfSha256)
  const signed = await until('deliver-result')
  assert.equal(signed.state.signed?.signature.documentSha256, after.pdfSha256)
})

test('the copy of the application shows numbers whole to staff only', async () => {
  const { until } = await carry()
  const loaded = await until('register')
  const signature = {
    signerName: 'ҮЛГІБАЕВА АЙСӘУЛЕ',
    certificateSerial: '0a',
    signedAt: clock,
    requestSha256: 'd'.repeat(64),
  }
  const texts = await Promise.all(
    (['applicant', 'staff'] as const).map(async (copyFor) =>
      squeeze(readPdf((await papers.application(loaded, copyFor, signature)).pdf).text),
    ),
  )
  for (const text of texts)
    assertSays(text, [APPLICANT.name, ANSWERS.address, MEMBER.name, FILE.fileName, signature.signerName])
  assert.deepEqual(
    texts.map((text) => text.includes(APPLICANT.iin)),
    [false, true],
  )
  assert.deepEqual(
    texts.map((text) => text.includes(MEMBER.iin)),
    [false, true],
  )
})
