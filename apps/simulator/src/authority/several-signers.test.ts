import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import {
  judgeEach,
  ocspRequest,
  parseCertificate,
  sameBytes,
  type ExpectedSigner,
  type SeveralVerdict,
} from '@qyzmet/eds'
import { verifySignature } from '../../../cli/src/verify-signature.ts'
import type { Holding } from './certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from './cms-builder.ts'
import { DOCUMENT, foundSigning, HOLDER, NOW, reasonOf, stampAt } from './testing/signing.ts'

const SPOUSE = { iin: '840123300122', surname: 'Үлгібаев', givenName: 'Мысал' }
const EXPECTED = [{ iin: HOLDER.iin }, { iin: SPOUSE.iin }]

const signing = await foundSigning()
const { person, authority, anchors } = signing
const spouse = await authority.issue({ holder: SPOUSE, kind: 'individual', keys: 'gost-512' })
after(() => signing.remove())

function infoOf(signer: Holding, document = DOCUMENT): Uint8Array {
  return buildSignerInfo({ signer, digest: signer.key.digest(document), signingTime: NOW })
}

function messageOf(...signers: readonly Holding[]): Uint8Array {
  return buildSignedData({
    signerInfos: signers.map((signer) => infoOf(signer)),
    certificates: signers.map(({ der }) => der),
  })
}

const issuers = [authority.rsa, authority.gost].map(({ issuer }) => parseCertificate(issuer.der))

/** Judges each signature by what the authority says of its certificate. */
async function each(cms: Uint8Array, expected: readonly ExpectedSigner[] = EXPECTED): Promise<SeveralVerdict> {
  const input = { cms, document: DOCUMENT, expected, anchors, receivedAt: NOW }
  const gathered = judgeEach(input).verdicts.map(({ signer }) => {
    const issuer = signer && issuers.find(({ subjectName }) => sameBytes(subjectName.der, signer.issuerName.der))
    if (!signer || !issuer) return {}
    const ocspNonce = new Uint8Array(randomBytes(16))
    return { ocspNonce, ocspResponse: authority.answerOcsp(ocspRequest(signer, issuer, ocspNonce)) }
  })
  return judgeEach(input, gathered)
}

/** What became of the whole, then of each person; the order of signers in a message is that of their octets. */
function told({ verdict, verdicts, missing }: SeveralVerdict): readonly string[] {
  const each = verdicts.map((one) => `${NAMES.get(one.signer?.iin ?? '') ?? 'unknown'}: ${reasonOf(one)}`)
  return [verdict, ...each.toSorted(), ...missing.map(({ iin = '' }) => `${NAMES.get(iin) ?? ''} is missing`)]
}
const NAMES = new Map([
  [HOLDER.iin, 'Айсәуле'],
  [SPOUSE.iin, 'Мысал'],
])
const BOTH_VALID = ['VALID', 'Айсәуле: VALID', 'Мысал: VALID']

describe('a message of two signers, one RSA and one GOST', () => {
  test('is valid when each signature is', async () => {
    assert.deepEqual(told(await each(messageOf(person, spouse))), BOTH_VALID)
  })
  test('of whom nobody was expected says who they are', async () => {
    assert.deepEqual(told(await each(messageOf(person, spouse), [])), BOTH_VALID)
  })
  test('is judged again from what was kept, and pending without it', async () => {
    const cms = messageOf(person, spouse)
    const input = { cms, document: DOCUMENT, expected: EXPECTED, anchors, receivedAt: NOW }
    const { verdicts } = await each(cms)
    const kept = verdicts.map(({ evidence: { ocspResponse, ocspNonce } }) => ({ ocspResponse, ocspNonce }))
    assert.deepEqual(told(judgeEach(input, kept)), BOTH_VALID)
    const pending = 'INDETERMINATE revocation-unknown'
    assert.deepEqual(told(judgeEach(input)), ['INDETERMINATE', `Айсәуле: ${pending}`, `Мысал: ${pending}`])
    // The answer about one says nothing about the other.
    const swapped = judgeEach(input, kept.toReversed())
    assert.deepEqual(swapped.verdict, 'INDETERMINATE')
  })
  test('lacks whoever did not sign, and refuses whoever was not expected', async () => {
    assert.deepEqual(told(await each(messageOf(person))), ['INVALID', 'Айсәуле: VALID', 'Мысал is missing'])
    const stranger = ['INVALID', 'Айсәуле: VALID', 'Мысал: INVALID iin-mismatch']
    assert.deepEqual(told(await each(messageOf(person, spouse), [{ iin: HOLDER.iin }])), stranger)
    const forOrganisation = [{ iin: HOLDER.iin }, { iin: SPOUSE.iin, bin: '990340001235' }]
    const forNobody = ['INVALID', 'Айсәуле: VALID', 'Мысал: INVALID bin-mismatch', 'Мысал is missing']
    assert.deepEqual(told(await each(messageOf(person, spouse), forOrganisation)), forNobody)
  })
  test('does not count one key twice, under two certificates neither', async () => {
    const twice = ['Айсәуле: INVALID signer-repeated', 'Айсәуле: INVALID signer-repeated']
    assert.deepEqual(told(await each(messageOf(person, person, spouse))), ['INVALID', ...twice, 'Мысал: VALID'])
    const again = signing.craft({})
    assert.equal(again.key, person.key)
    assert.deepEqual(told(await each(messageOf(person, again), [{ iin: HOLDER.iin }])), ['INVALID', ...twice])
  })
  test('of whom one signed another document, is revoked, or brought no certificate', async () => {
    const other = buildSignedData({
      signerInfos: [infoOf(person), infoOf(spouse, new TextEncoder().encode('another'))],
      certificates: [person.der, spouse.der],
    })
    const but = (fault: string): readonly string[] => ['INVALID', 'Айсәуле: VALID', fault]
    assert.deepEqual(told(await each(other)), but('Мысал: INVALID digest-mismatch'))
    const bare = buildSignedData({ signerInfos: [infoOf(person), infoOf(spouse)], certificates: [person.der] })
    const unknown = 'unknown: INVALID signer-certificate-missing'
    assert.deepEqual(told(await each(bare)), ['INVALID', unknown, 'Айсәуле: VALID', 'Мысал is missing'])
    const third = await authority.issue({ holder: SPOUSE, kind: 'individual' })
    await authority.revoke(parseCertificate(third.der).serial, 'keyCompromise', NOW)
    assert.deepEqual(told(await each(messageOf(person, third))), but('Мысал: INVALID certificate-revoked'))
  })
  test('has a stamp for each signature, and one over the other signature is wrong', async () => {
    const infos = (stampedOver: (own: Uint8Array) => Uint8Array): Uint8Array[] =>
      [person, spouse].map((signer) =>
        buildSignerInfo({
          signer,
          digest: signer.key.digest(DOCUMENT),
          signingTime: NOW,
          stamp: (own) => stampAt(NOW.subtract({ minutes: 1 }), stampedOver(own), signing.branch.stamper),
        }),
      )
    const certificates = [person.der, spouse.der]
    const right = await each(buildSignedData({ signerInfos: infos((own) => own), certificates }))
    assert.deepEqual(told(right), BOTH_VALID)
    assert.deepEqual(
      right.verdicts.map(({ evidence }) => evidence.judgedAt.toString()),
      ['2026-11-22T08:59:00Z', '2026-11-22T08:59:00Z'],
    )
    const wrong = await each(buildSignedData({ signerInfos: infos(() => DOCUMENT), certificates }))
    assert.deepEqual(told(wrong), ['INVALID', 'Айсәуле: INVALID stamp-wrong', 'Мысал: INVALID stamp-wrong'])
  })
  test('that cannot be read, or has no signer, is one verdict', async () => {
    const none = buildSignedData({ signerInfos: [], certificates: [] })
    const firstTold = async (cms: Uint8Array): Promise<unknown> => told(await each(cms)).slice(0, 2)
    assert.deepEqual(await firstTold(none), ['INVALID', 'unknown: INVALID no-signer'])
    assert.deepEqual(await firstTold(none.subarray(3)), ['INVALID', 'unknown: INVALID malformed'])
    const { missing } = await each(none)
    assert.deepEqual(missing, EXPECTED)
  })
})

test('qyzmet verify-signature tells of each signer what is known without a network', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-signature-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const put = async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  const files = [await put('document', DOCUMENT), await put('signed.p7s', messageOf(person, spouse))]
  const trusted = ['--anchors', await put('anchors.pem', authority.anchorsPem)]
  const rsaList = ['--crl', await put('rsa.crl', authority.crl())]
  const gostList = ['--crl', await put('gost.crl', authority.crl(undefined, 'gost-512'))]
  const both = verifySignature([...files, ...trusted, ...rsaList, ...gostList], NOW)
  assert.equal(both.exitCode, 0)
  assert.match(both.output, /^TRAINING SAMPLE/)
  for (const { iin } of EXPECTED) assert.match(both.output, new RegExp(`^valid .*${iin}.*2026-11-22T09:00:00Z$`, 'm'))

  const one = verifySignature([...files, ...trusted, ...rsaList, '--locale', 'kk'], NOW)
  assert.equal(one.exitCode, 1)
  assert.match(one.output, /^жарамды .*900514450127/m)
  assert.match(one.output, /^анықталмады .*840123300122.*\n {2}revocation-unknown: /m)
  const other = verifySignature([await put('other', 'other'), ...files.slice(1), ...trusted], NOW)
  assert.match(other.output, /invalid .*\n {2}digest-mismatch: .*\ninvalid /)

  assert.equal(verifySignature([...files, ...trusted, '--crl', ...files.slice(0, 1)], NOW).exitCode, 2)
  assert.equal(verifySignature([...files, '--anchors', ...files.slice(0, 1)], NOW).exitCode, 2)
  for (const wrong of [
    files,
    [...files, '--anchors', join(folder, 'nothing')],
    [...files, ...trusted, '--at', 'soon'],
  ]) {
    assert.equal(verifySignature(wrong, NOW).exitCode, 2)
  }
})
