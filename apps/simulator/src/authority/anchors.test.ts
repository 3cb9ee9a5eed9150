import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AnchorsError, parseAnchors, parseCertificate } from '@qyzmet/eds'
import { toPem } from './authority.ts'
import { buildCertificate, encodeName, extensions } from './certificate-builder.ts'
import { freshSerial } from './founding.ts'
import { days, foundSigning, type Signing } from './testing/signing.ts'

let signing: Signing
before(async () => {
  signing = await foundSigning()
})
after(() => signing.remove())

const training = { profile: 'training' } as const

test('the version of a set of anchors is that of its content, not of its order', () => {
  const { anchorsPem, rsa, gost } = signing.authority
  const whole = parseAnchors(anchorsPem, training)
  const blocks = anchorsPem.split(/(?<=-----END CERTIFICATE-----\n)/)
  const [rootPem = ''] = blocks
  assert.equal(parseAnchors(`a note\n${blocks.toReversed().join('between\n')}`, training).id, whole.id)
  assert.notEqual(parseAnchors(rootPem, training).id, whole.id)
  assert.notEqual(parseAnchors(anchorsPem, { ...training, policies: ['1.2.3'] }).id, whole.id)
  assert.deepEqual(
    whole.intermediates.map(({ fingerprint }) => fingerprint),
    [rsa, gost].map(({ issuer }) => parseCertificate(issuer.der).fingerprint),
  )
})

test('a set without a root, with a stranger or with what is no certificate is not loaded', () => {
  const { anchorsPem, rsa } = signing.authority
  const refused = (pem: string): void => assert.throws(() => parseAnchors(pem, training), AnchorsError)
  refused('')
  refused(toPem(rsa.issuer.der))
  refused(anchorsPem + toPem(signing.person.der))
  refused(`${anchorsPem}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`)
})

test('a root that did not sign itself is not loaded', () => {
  const name = encodeName([['2.5.4.3', 'FALSE ROOT TEST']])
  const plan = {
    serial: freshSerial(),
    issuer: name,
    subject: name,
    publicKey: signing.person.key.spki,
    notBefore: days(-1),
    notAfter: days(1),
    extensions: [extensions.authority(), extensions.keyUsage('authority')],
  }
  const own = toPem(buildCertificate(plan, signing.person.key))
  const foreign = toPem(buildCertificate(plan, signing.authority.rsa.issuer.key))
  assert.equal(parseAnchors(own, training).roots.length, 1)
  assert.throws(() => parseAnchors(foreign, training), /did not sign itself/)
})

test('a training or test set is never loaded for production', () => {
  assert.throws(() => parseAnchors(signing.authority.anchorsPem), /production/)
  assert.throws(() => parseAnchors(signing.authority.anchorsPem, { profile: 'production' }), /production/)
})
