import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseAnchors, type TrustAnchors } from '@qyzmet/eds'
import {
  type CaseReport,
  ContainerError,
  filesOf,
  holds,
  openContainer,
  packContainer,
  readContents,
  verifyCase,
} from '@qyzmet/evidence'
import { verifyFile } from '../../../cli/src/verify.ts'
import { postgresBlobs } from '../documents/blobs.ts'
import { calendarsOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { createEditions } from '../regulations/editions.ts'
import { authorityHttp } from '../signatures/authority-http.ts'
import { openCase, walkTo } from '../testing/case-walk.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { caseContainer, type CaseContainerDependencies } from './case-container.ts'
import { findCaseByNumber } from './contents.queries.ts'

let scene: Scene
let deps: CaseContainerDependencies
let caseId: string
let container: Uint8Array
let pem: string
let anchors: TrustAnchors

before(async () => {
  scene = await openScene()
  const { sql, simulator } = scene
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
    blobs: postgresBlobs(sql),
    editions: createEditions(sql, calendarsOf(files)),
    calendarText: (path) => files.get(path),
    anchors: pem,
    trusted: anchors,
    now: scene.now,
    askStamp,
  }
  caseId = await openCase(scene)
  await walkTo(scene, caseId, 'closed')
  const made = await caseContainer(deps, caseId)
  assert.ok(made?.isStamped)
  container = made.bytes
})
after(() => scene.stop())

function codesOf({ findings }: CaseReport): readonly string[] {
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

test('any file that was changed, added or taken out after the stamp is found', () => {
  const { files, manifest } = openContainer(container)
  assert.ok(manifest)
  for (const name of files.keys()) {
    const changed = new Map(files)
    changed.set(name, Uint8Array.of(...(files.get(name) ?? []), 0x20))
    assert.ok(manifestDiffers(changed, manifest), name)
    changed.delete(name)
    assert.ok(manifestDiffers(changed, manifest), name)
  }
})

function manifestDiffers(files: ReadonlyMap<string, Uint8Array>, manifest: Uint8Array): boolean {
  const text = Buffer.from(manifest).toString()
  return (
    [...files].some(([, bytes]) => !text.includes(digest(bytes))) ||
    files.size !== text.split('<asic:DataObjectReference').length - 1
  )
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}

test('whoever packs a changed case anew is found out by what the case itself says', async () => {
  const edit = (name: string, by: (text: string) => string) => (files: Map<string, Uint8Array>) => {
    const found = [...files.keys()].find((one) => one.startsWith(name)) ?? assert.fail(name)
    files.set(found, Buffer.from(by(Buffer.from(files.get(found) ?? []).toString())))
  }
  const drop = (name: string) => (files: Map<string, Uint8Array>) => {
    const found = [...files.keys()].find((one) => one.startsWith(name)) ?? assert.fail(name)
    files.delete(found)
  }
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

test('openssl confirms the signature of the head over the result', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-container-'))
  const { files } = openContainer(container)
  const contents = readContents(files)
  const signature = contents.signatures.find(({ purpose }) => purpose === 'result') ?? assert.fail()
  const paper = contents.papers.find(({ signatureIds }) => signatureIds.includes(signature.id)) ?? assert.fail()
  const put = async (name: string, bytes: Uint8Array | string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return path
  }
  const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-no_check_time']
  const confirmed = execFileSync('openssl', [
    ...args,
    '-in',
    await put('signature.p7s', signature.cms),
    '-content',
    await put('paper.pdf', paper.bytes),
    '-CAfile',
    await put('anchors.pem', pem),
  ])
  await rm(folder, { recursive: true })
  assert.deepEqual(new Uint8Array(confirmed), new Uint8Array(paper.bytes))
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
  await rm(folder, { recursive: true })
})
