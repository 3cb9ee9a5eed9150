import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseAnchors, parseCertificate, parseSignedData, type TrustAnchors } from '@qyzmet/eds'
import {
  type CaseReport,
  ContainerError,
  filesOf,
  holds,
  openContainer,
  packContainer,
  readContents,
  verifyCase,
  verifyContainer,
  verifyPaper,
} from '@qyzmet/evidence'
import { underOldList } from '../../../../packages/evidence/src/testing/under-old-list.ts'
import { verifyFile } from '../../../cli/src/verify.ts'
import { postgresBlobs, sha256Of } from '../documents/blobs.ts'
import { issuedOfCase } from '../documents/documents.queries.ts'
import { calendarsOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { createEditions } from '../regulations/editions.ts'
import { authorityHttp } from '../signatures/authority-http.ts'
import { openCase, walkTo } from '../testing/case-walk.ts'
import { linksOf } from '../testing/html-forms.ts'
import { fullName, PEOPLE } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { htmlFaults } from '../ui/testing/html-faults.ts'
import { cabinetKk } from '../portal/messages/cabinet.kk.ts'
import { publicKk } from '../public/messages/public.kk.ts'
import { publicRu } from '../public/messages/public.ru.ts'
import { caseContainer, type CaseContainerDependencies } from './case-container.ts'
import { ChecksBusyError, createContainerCheck } from './container-check.ts'
import { findCaseByNumber, hasEvent } from './contents.queries.ts'
import { paperContainer } from './paper-container.ts'

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'the program openssl is not here'

let scene: Scene
let deps: CaseContainerDependencies
let caseId: string
let container: Uint8Array
let pem: string
let anchors: TrustAnchors

before(async () => {
  scene = await openScene()
  const { sql, vault, simulator } = scene
  const files = await readRegulationFiles(fileURLToPath(new URL('../../../../regulations/', import.meta.url)))
  const answer = await fetch(`${simulator.url}/anchors.pem`)
  pem = await answer.text()
  anchors = parseAnchors(pem, { profile: 'training' })
  const { askStamp } = authorityHttp({
    ocspUrl: `${simulator.url}/ocsp`,
    crlUrls: [`${simulator.url}/crl`, `${simulator.url}/crl/gost`],
    deltaCrlUrls: [`${simulator.url}/crl/delta`, `${simulator.url}/crl/gost/delta`],
    stampUrl: `${simulator.url}/tsp`,
  })
  deps = {
    sql,
    vault,
    blobs: postgresBlobs(sql),
    editions: createEditions(sql, calendarsOf(files)),
    calendarText: (path) => files.get(path),
    anchors: pem,
    trusted: anchors,
    now: scene.now,
    askStamp,
  }
  caseId = await openCase(scene)
  await enterByHand()
  await walkTo(scene, caseId, 'closed')
  const made = await caseContainer(deps, caseId)
  assert.ok(made?.isStamped)
  container = made.bytes
})
after(() => scene.stop())

/** The register of persons is silent when it is asked, so that the executor enters its answer; afterwards it answers too. */
async function enterByHand(): Promise<void> {
  const { people } = scene.simulator.gateway.faults
  people.set(PEOPLE.citizen.iin, 'failed')
  await walkTo(scene, caseId, 'check-documents')
  const executor = await scene.of('executor')
  const shown = await executor.get(`/kk/work/cases/${caseId}`)
  const form = linksOf(shown.body).find((href) => href.includes('/enter?')) ?? assert.fail('nothing to enter')
  await executor.get(form)
  const scan = { name: 'куәлік.pdf', bytes: Buffer.from('%PDF-1.7\nscan\n%%EOF'), type: 'application/pdf' }
  const fields = { outcome: 'found', name: fullName(PEOPLE.citizen), reason: 'Тіркелім таңнан бері жауап бермейді' }
  assert.equal((await executor.upload(form, scan, fields)).statusCode, 303)
  people.clear()
  await scene.hurry()
}

function codesOf({ findings }: Pick<CaseReport, 'findings'>): readonly string[] {
  return [...new Set(findings.map(({ code }) => code))].toSorted()
}

/** The container with its files changed and packed anew, under a new list but the old stamp's authority. */
async function repacked(change: (files: Map<string, Uint8Array>) => void): Promise<Uint8Array> {
  const files = new Map(openContainer(container).files)
  change(files)
  return packContainer(files, async () => undefined)
}

test('a finished case proves itself with nothing but its own octets', () => {
  const report = verifyCase(container, { anchors })
  assert.deepEqual(report.findings, [])
  assert.ok(holds(report))
  assert.ok(report.stampedAt)
  assert.equal(report.caseId, caseId)
  assert.equal(report.training, true)
  assert.equal(report.state?.decision?.decision, 'granted')
  assert.ok(report.signatures.length >= 3)
  assert.ok(report.signatures.every(({ verdict }) => verdict === 'VALID'))
  assert.deepEqual([...new Set(report.signatures.map(({ purpose }) => purpose))].toSorted(), [
    'minutes',
    'request',
    'result',
  ])
})

test('authorities that come with the container are used, and it is said that this proves less', () => {
  const report = verifyCase(container)
  assert.deepEqual(codesOf(report), ['anchors-inside'])
  assert.ok(holds(report))
})

test('what is written is what is read back, and the same contents give the same octets', async () => {
  const { files } = openContainer(container)
  assert.deepEqual(filesOf(readContents(files)), new Map([...files].toSorted(([a], [b]) => order(files, a, b))))
  assert.deepEqual(await repacked(() => undefined), await repacked(() => undefined))
})

function order(files: ReadonlyMap<string, Uint8Array>, a: string, b: string): number {
  const names = [...filesOf(readContents(files)).keys()]
  return names.indexOf(a) - names.indexOf(b)
}

test('any file that was changed, added or taken out after the stamp is found, and named', () => {
  const differing = (change: Parameters<typeof underOldList>[1]): readonly (string | undefined)[] =>
    verifyCase(underOldList(container, change), { anchors })
      .findings.filter(({ code }) => code === 'list-differs')
      .map(({ about }) => about)
  // One of each class is enough: the rest go the same way, and each check takes a tenth of a second.
  const classOf = (name: string): string => name.replace(/\d+-[^/]*(?=\.)|\d+-[\w-]+/g, '*')
  const all = [...openContainer(container).files.keys()]
  const names = all.filter((name, at) => all.findIndex((other) => classOf(other) === classOf(name)) === at)
  assert.ok(names.length >= 12)
  for (const name of names) {
    const flipped = (bytes: Uint8Array = new Uint8Array()): Uint8Array =>
      bytes.map((octet, at) => (at === bytes.length >> 1 ? octet ^ 1 : octet))
    assert.deepEqual(
      differing((files) => ({ ...files, [name]: flipped(files[name]) })),
      [name],
    )
  }
  const paper = all.find((name) => name.startsWith('papers/')) ?? ''
  assert.equal(differing(without(paper)).length, 1)
  const added = { 'papers/99-result.pdf': Buffer.from('%PDF-1.7') }
  assert.deepEqual(
    differing((files) => ({ ...files, ...added })),
    Object.keys(added),
  )
})

function without(name: string): Parameters<typeof underOldList>[1] {
  return (files) => Object.fromEntries(Object.entries(files).filter(([one]) => one !== name))
}

test('whoever packs a changed case anew is found out by what the case itself says', async () => {
  const edit = (name: string, by: (text: string) => string) => (files: Map<string, Uint8Array>) => {
    const found = [...files.keys()].find((one) => one.includes(name)) ?? assert.fail(name)
    files.set(found, Buffer.from(by(Buffer.from(files.get(found) ?? []).toString())))
  }
  const drop = (name: string) => (files: Map<string, Uint8Array>) => {
    const found = [...files.keys()].find((one) => one.startsWith(name)) ?? assert.fail(name)
    files.delete(found)
  }
  const leaveOut = (list: string, isOut: (entry: Readonly<Record<string, unknown>>) => boolean) =>
    edit('case.json', (text) => {
      const index: Record<string, readonly Readonly<Record<string, unknown>>[]> = JSON.parse(text)
      return JSON.stringify({ ...index, [list]: index[list]?.filter((entry) => !isOut(entry)) })
    })
  const cases: readonly (readonly [string, (files: Map<string, Uint8Array>) => void, string])[] = [
    ['an event', edit('events.jsonl', (text) => text.replace('CaseOpened', 'CaseOpenned')), 'chain-broken'],
    ['the last event', edit('events.jsonl', (text) => text.replace(/\n[^\n]+\n$/, '\n')), 'not-stamped'],
    [
      'the application',
      edit('request/application.json', (text) => text.replace('emergency', 'orphans')),
      'request-differs',
    ],
    [
      'the regulation',
      edit('regulation/kz/zhambyl-2014-115/zhambyl-queue.yaml', (text) => `${text}# later\n`),
      'edition-differs',
    ],
    ['the calendar', edit('calendars/', () => 'id: another'), 'calendar-unsound'],
    ['what a register answered', edit('registers/03-persons.answer', (text) => `${text} `), 'answer-differs'],
    ['what a register was asked', edit('registers/03-persons.request', (text) => `${text} `), 'answer-differs'],
    ['what was entered by hand', edit('registers/02-persons.answer', (text) => `${text} `), 'answer-differs'],
    ['the scan of what was entered', edit('registers/02-persons.pdf', (text) => `${text} `), 'scan-differs'],
    ['the scan left out', edit('case.json', (text) => text.replace(/,"scan":"[^"]*"/, '')), 'scan-missing'],
    ['how a register answered', edit('case.json', (text) => text.replace('"found"', '"not-found"')), 'answer-differs'],
    ['the result', edit('-notice.pdf', (text) => `${text} `), 'paper-missing'],
    ['the minutes', edit('-minutes.pdf', (text) => `${text} `), 'signed-thing-missing'],
    ['an answer left out', leaveOut('answers', () => true), 'answer-missing'],
    ['a signature left out', leaveOut('signatures', ({ purpose }) => purpose === 'result'), 'signature-missing'],
    ['a signature', edit('-minutes/signature.p7s', (text) => `${text} `), 'signature-unproved'],
    ['a time stamp', edit('-result/stamp.tst', (text) => `${text} `), 'signature-unproved'],
    ['an attachment', edit('request/01-', (text) => `${text} `), 'attachment-differs'],
    ['a file that is named', drop('papers/01-'), 'unreadable'],
    [
      'another case',
      edit('case.json', (text) =>
        text.replace(
          caseId,
          caseId.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        ),
      ),
      'chain-broken',
    ],
  ]
  for (const [what, change, code] of cases) {
    const report = verifyCase(await repacked(change), { anchors })
    assert.ok(codesOf(report).includes(code), `${what}: ${codesOf(report).join()}`)
    if (code !== 'not-stamped') assert.ok(!holds(report), what)
  }
})

test('a signature over something else, or without its proof of revocation, is not proved', async () => {
  const changed = await repacked((files) => {
    const name = [...files.keys()].find((one) => one.endsWith('-request/ocsp.der')) ?? assert.fail()
    const bytes = Uint8Array.from(files.get(name) ?? [])
    bytes[bytes.length - 10] = (bytes.at(-10) ?? 0) ^ 1
    files.set(name, bytes)
  })
  const report = verifyCase(changed, { anchors })
  assert.ok(codesOf(report).includes('signature-unproved'))
  assert.equal(report.signatures.find(({ purpose }) => purpose === 'request')?.verdict, 'INDETERMINATE')
})

test('openssl says the same: each RSA signature over its exact bytes, each chain, each stamp', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-container-'))
  const { files, manifest, stamp } = openContainer(container)
  const put = async (name: string, bytes: Uint8Array | string): Promise<string> => {
    await writeFile(join(folder, name), bytes)
    return join(folder, name)
  }
  const openssl = (command: string, ...last: readonly string[]): boolean =>
    spawnSync('openssl', [...command.split(' '), ...last], { cwd: folder }).status === 0
  await put('trusted.pem', pem)
  const confirm = (cms: string, content: string): boolean =>
    openssl(
      'cms -verify -binary -inform DER -purpose any -no_check_time -CAfile trusted.pem -out /dev/null',
      '-in',
      cms,
      '-content',
      content,
    )
  const stamped = (token: string, data: string): boolean =>
    openssl('ts -verify -token_in -CAfile trusted.pem', '-in', token, '-data', data)
  const contents = readContents(files)
  const signed = [contents.request, ...contents.papers.map(({ bytes }) => bytes)]
  let confirmed = 0
  for (const signature of contents.signatures) {
    const signer = parseCertificate(signature.certificates[0] ?? assert.fail())
    assert.ok(signer.publicKey.algorithm.startsWith('1.2.840.113549.1.1.'), 'the scene signs with RSA')
    await put('signature.p7s', signature.cms)
    const content = signed.find((bytes) => sha256Of(bytes) === signature.documentSha256) ?? assert.fail()
    await put('content', content)
    assert.ok(confirm('signature.p7s', 'content'), signature.purpose)
    await put('signer.cer', signature.certificates[0] ?? assert.fail())
    assert.ok(openssl('verify -no_check_time -x509_strict -CAfile trusted.pem signer.cer'))
    await put('stamp.tst', signature.timeStamp ?? assert.fail('the scene stamps every signature'))
    await put('signature-value', parseSignedData(signature.cms, 65_536).signers[0]?.signature ?? assert.fail())
    assert.ok(stamped('stamp.tst', 'signature-value'))
    await put('content', content.with(content.length >> 1, (content[content.length >> 1] ?? 0) ^ 1))
    assert.ok(!confirm('signature.p7s', 'content'), 'not over one changed octet')
    confirmed += 1
  }
  assert.ok(confirmed >= 5)
  assert.ok(manifest)
  await put('list.xml', manifest)
  await put('list.tst', stamp ?? assert.fail())
  assert.ok(stamped('list.tst', 'list.xml'))
  await put('list.xml', Buffer.concat([manifest, Buffer.from(' ')]))
  assert.ok(!stamped('list.tst', 'list.xml'))
  await rm(folder, { recursive: true })
})

test('a paper with its evidence proves itself, and only the very PDF that it is over', async () => {
  const { files } = openContainer(container)
  const issued = (await issuedOfCase(scene.sql, caseId)).find(
    ({ signatureIds, kind }) => kind === 'notice' && signatureIds.length > 0,
  )
  assert.ok(issued)
  const made = await paperContainer(deps, issued, 'Asia/Almaty')
  assert.ok(made.isStamped)
  const report = verifyPaper(made.bytes, { anchors })
  assert.deepEqual(report.findings, [])
  assert.deepEqual(
    report.signatures.map(({ verdict, purpose }) => `${purpose} ${verdict}`),
    ['result VALID'],
  )
  assert.equal(report.signatures[0]?.signer?.name, 'БАСШЫБАЕВ ЕРЛАН')
  assert.equal(report.paper?.number, issued.number)

  assert.ok(
    [...openContainer(made.bytes).files.keys()].every((name) =>
      /^(?:anchors\.pem|paper\.json|papers\/notice\.pdf|signatures\/01-result\/.+)$/.test(name),
    ),
  )
  const paper = files.get([...files.keys()].find((name) => name.endsWith('-notice.pdf')) ?? '') ?? assert.fail()
  assert.deepEqual(codesOf(verifyContainer(made.bytes, { anchors, paper })), [])
  const other = Uint8Array.from([...paper, 0x20])
  assert.deepEqual(codesOf(verifyContainer(made.bytes, { anchors, paper: other })), ['paper-differs'])
  assert.deepEqual(codesOf(verifyContainer(container, { anchors, paper })), [])
  const changed = underOldList(made.bytes, (inside) => ({ ...inside, 'papers/notice.pdf': other }))
  assert.deepEqual(codesOf(verifyPaper(changed, { anchors })), ['list-differs', 'signed-thing-missing'])
  assert.deepEqual(codesOf(verifyPaper(underOldList(made.bytes, without('anchors.pem')))), [
    'list-differs',
    'unreadable',
  ])
})

test('what is no container is refused before anything is unpacked', async () => {
  const refused = (bytes: Uint8Array, code: string): void => {
    assert.throws(
      () => verifyCase(bytes),
      (error) => error instanceof ContainerError && error.code === code,
    )
  }
  refused(Buffer.from('no container'), 'not-a-container')
  refused(container.subarray(0, container.length - 40), 'not-a-container')
  refused(new Uint8Array(await readFile(fileURLToPath(import.meta.url))), 'not-a-container')
  assert.throws(
    () => openContainer(container, { maxBytes: 1000, maxFiles: 5000 }),
    (error) => error instanceof ContainerError && error.code === 'too-large',
  )
  await assert.rejects(
    packContainer(new Map([['../outside', Buffer.from('x')]]), async () => undefined),
    (error) => error instanceof ContainerError && error.code === 'bad-name',
  )
})

test('a silent stamper leaves a container that says it is not stamped', async () => {
  const made = await caseContainer({ ...deps, askStamp: () => Promise.reject(new TypeError('silent')) }, caseId)
  assert.ok(made && !made.isStamped)
  const report = verifyCase(made.bytes, { anchors })
  assert.deepEqual(codesOf(report), ['not-stamped'])
  assert.ok(holds(report))
})

test('a case is found by its number; a stranger’s id gives nothing', async () => {
  const { state } = verifyCase(container, { anchors })
  assert.equal(await findCaseByNumber(scene.sql, state?.number ?? ''), caseId)
  assert.equal(await findCaseByNumber(scene.sql, 'no such number'), undefined)
  assert.equal(await caseContainer(deps, '00000000-0000-4000-8000-000000000000'), undefined)
  assert.equal(await caseContainer(deps, 'not an id'), undefined)
  const { events, lastHash = '' } = verifyCase(container, { anchors })
  assert.equal(await hasEvent(scene.sql, caseId, events, lastHash), true)
  assert.equal(await hasEvent(scene.sql, caseId, events - 1, lastHash), false)
})

test('the program tells what a container proves, in three languages, and fails for one that does not hold', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-verify-'))
  const [file, trusted, spoilt] = ['case.asice', 'anchors.pem', 'spoilt.asice'].map((name) => join(folder, name))
  assert.ok(file && trusted && spoilt)
  await writeFile(file, container)
  await writeFile(trusted, pem)
  await writeFile(spoilt, await repacked((files) => files.set('request/application.json', Buffer.from('{}'))))
  const words = { kk: /ОҚУ ҮЛГІСІ[^]*Нәтиже: /, ru: /УЧЕБНЫЙ ОБРАЗЕЦ[^]*Результат: /, en: /TRAINING[^]*Result: / }
  for (const [locale, expected] of Object.entries(words)) {
    const { output, exitCode } = verifyFile([file, '--anchors', trusted, '--locale', locale])
    assert.equal(exitCode, 0, output)
    assert.match(output, expected)
  }
  assert.equal(verifyFile([spoilt, '--anchors', trusted]).exitCode, 1)
  assert.equal(verifyFile([trusted]).exitCode, 1)
  assert.equal(verifyFile([join(folder, 'nothing')]).exitCode, 2)
  assert.equal(verifyFile([file, '--anchors', file]).exitCode, 2)
  assert.equal(verifyFile([]).exitCode, 2)

  const issued = (await issuedOfCase(scene.sql, caseId)).find(({ kind }) => kind === 'notice')
  assert.ok(issued)
  const evidence = await paperContainer(deps, issued, 'Asia/Almaty')
  const paper = await deps.blobs.get(issued.pdfSha256)
  assert.ok(paper)
  const pdf = join(folder, 'notice.pdf')
  await writeFile(pdf, paper.bytes)
  assert.match(verifyFile([pdf, '--locale', 'ru']).output, /нет доказательств/)
  assert.equal(verifyFile([pdf]).exitCode, 1)
  assert.equal(verifyFile([pdf, '--evidence', file, '--anchors', trusted]).exitCode, 0, 'a case proves its papers too')
  await writeFile(join(folder, 'notice.asice'), evidence.bytes)
  const proved = verifyFile([pdf, '--anchors', trusted, '--locale', 'kk'])
  assert.equal(proved.exitCode, 0, proved.output)
  assert.match(proved.output, /Құжаттың түпнұсқалығы дәлелденді[^]*БАСШЫБАЕВ ЕРЛАН/)
  const both = verifyFile([pdf, spoilt, '--anchors', trusted, '--json'])
  assert.equal(both.exitCode, 1)
  const told: readonly { readonly holds: boolean; readonly findings: readonly { sentence: object }[] }[] = JSON.parse(
    both.output,
  )
  assert.deepEqual(
    told.map((one) => one.holds),
    [true, false],
  )
  assert.deepEqual(Object.keys(told[1]?.findings[0]?.sentence ?? {}), ['kk', 'ru', 'en'])
  await writeFile(pdf, Buffer.concat([paper.bytes, Buffer.from(' ')]))
  assert.equal(verifyFile([pdf, '--anchors', trusted]).exitCode, 1)
  await rm(folder, { recursive: true })
})

test('who signs results takes out a closed case, which its applicant sees; others do not', async () => {
  const page = `/kk/work/cases/${caseId}`
  const head = await scene.of('head')
  assert.ok(linksOf((await head.get(`${page}?tab=history`)).body).includes(`${page}/container`))
  const taken = await head.get(`${page}/container`)
  assert.equal(taken.headers['content-type'], 'application/vnd.etsi.asic-e+zip')
  assert.deepEqual(verifyCase(taken.rawPayload, { anchors }).findings, [])
  assert.equal((await (await scene.of('clerk')).get(`${page}/container`)).statusCode, 403)
  assert.ok(!linksOf((await (await scene.of('clerk')).get(`${page}?tab=history`)).body).includes(`${page}/container`))
  const reads = await (await scene.of('citizen')).get(`/kk/cabinet/cases/${caseId}/reads`)
  assert.ok(
    reads.body.includes(cabinetKk.reads.purposes.export) && reads.body.includes(cabinetKk.reads.parts.everything),
  )
})

test('the applicant takes the evidence of result and receipt; anybody checks them, and the case, on a page', async () => {
  const page = `/kk/cabinet/cases/${caseId}`
  const citizen = await scene.of('citizen')
  const links = linksOf((await citizen.get(page)).body).filter((href) => href.endsWith('/evidence'))
  assert.equal(links.length, 2)
  const t = publicKk.verify.container
  const check = async (name: string, bytes: Uint8Array, locale = 'kk') => {
    const answer = await scene.browser().upload(`/${locale}/verify/file`, { name, bytes })
    assert.deepEqual(htmlFaults(answer.body), [])
    return answer
  }
  for (const href of links) {
    assert.deepEqual(verifyPaper((await citizen.get(href)).rawPayload, { anchors }).training, true)
    assert.equal((await (await scene.of('otherCitizen')).get(href)).statusCode, 404)
  }
  const receipt = links.find((href) => href.includes('/receipt/')) ?? assert.fail()
  const unsigned = await check('receipt.asice', (await citizen.get(receipt)).rawPayload)
  assert.equal(unsigned.statusCode, 200)
  for (const words of [t.holds.paper, t.ours.paper, 'Бұл құжатқа қол қойылмаған']) {
    assert.ok(unsigned.body.includes(words), words)
  }
  const whole = await check('case.asice', container, 'ru')
  for (const words of [publicRu.verify.container.holds.case, publicRu.verify.container.ours.case, 'БАСШЫБАЕВ ЕРЛАН']) {
    assert.ok(whole.body.includes(words), words)
  }
  assert.ok(!/үлгібаева/i.test(whole.body), 'the applicant is named to nobody')
  const changed = await check(
    'case.asice',
    await repacked((files) => files.set('request/application.json', Buffer.from('{}'))),
  )
  assert.ok(changed.body.includes(t.fails.case) && changed.body.includes(t.ours.case))
  assert.match(changed.body, /Өтініш мәтіні іс ашылғандағы мәтін емес/)
  const broken = await check('case.asice', container.subarray(0, 5000))
  assert.equal(broken.statusCode, 422)
  assert.ok(broken.body.includes(t.unopened['not-a-container'].title))
})

test('what takes too long or too much is given up, and only so many are checked at a time', async () => {
  const lost: unknown[] = []
  const check = createContainerCheck({
    anchors: pem,
    profile: 'training',
    report: (error) => lost.push(error),
    timeoutMs: 1,
    atOnce: 1,
  })
  const first = check(container)
  await assert.rejects(check(container), ChecksBusyError)
  assert.deepEqual(await first, { kind: 'given-up' })
  assert.equal(lost.length, 1)
})
