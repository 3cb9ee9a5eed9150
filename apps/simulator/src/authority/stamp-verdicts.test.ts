import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { derOid, derSequence, OID } from '@qyzmet/eds'
import type { Authority } from './authority.ts'
import { extensions, utf8, type Holding } from './certificate-builder.ts'
import { days, foundSigning, NOW, reasonOf, sign, stampAt, type Signing } from './testing/signing.ts'

let signing: Signing
let authority: Authority
let person: Holding
let verdictOn: Signing['verdictOn']

before(async () => {
  signing = await foundSigning()
  ;({ authority, person, verdictOn } = signing)
})
after(() => signing.remove())

describe('a time stamp', () => {
  const stamped = (make: (signature: Uint8Array) => Uint8Array): string =>
    reasonOf(verdictOn(person, { cms: sign(person, { stamp: make }) }))

  test('over another signature is wrong', () => {
    assert.equal(
      stamped(() => stampAt(NOW, utf8('another signature'), authority.rsa.stamper)),
      'INVALID stamp-wrong',
    )
  })
  test('later than the receipt is wrong', () => {
    assert.equal(
      stamped((signature) => stampAt(days(1), signature, authority.rsa.stamper)),
      'INVALID stamp-wrong',
    )
  })
  test('whose octets were changed is wrong', () => {
    const last = (token: Uint8Array): Uint8Array => token.with(token.length - 1, (token.at(-1) ?? 0) ^ 1)
    assert.equal(
      stamped((signature) => last(stampAt(NOW, signature, authority.rsa.stamper))),
      'INVALID stamp-wrong',
    )
  })
  test('that is no stamp at all is wrong', () => {
    assert.equal(
      stamped(() => derSequence(derOid(OID.signedData))),
      'INVALID stamp-wrong',
    )
  })
  test('by one who may not stamp is not trusted', () => {
    for (const stamper of [person, authority.rsa.responder, signing.rival.rsa.stamper]) {
      assert.equal(
        stamped((signature) => stampAt(NOW, signature, stamper)),
        'INVALID stamp-untrusted',
      )
    }
  })
  test('by one whose usage is not critical, or not the only one, is not trusted', () => {
    const stampers = [
      [extensions.extendedKeyUsage([OID.timeStamping])],
      [extensions.extendedKeyUsage([OID.timeStamping, OID.emailProtection], true)],
    ].map((own) => signing.craft({ extensions: [...own, extensions.keyUsage('answer')] }))
    for (const stamper of stampers) {
      assert.equal(
        stamped((signature) => stampAt(NOW, signature, stamper)),
        'INVALID stamp-untrusted',
      )
    }
  })
  test('obtained by the server sets the moment when it is no later than the receipt', () => {
    const cms = sign(person)
    const signature = cms.subarray(-256)
    const verdict = verdictOn(person, {
      cms,
      timeStamp: stampAt(NOW.add({ seconds: 2 }), signature, authority.rsa.stamper),
    })
    assert.ok(verdict.verdict === 'VALID' && verdict.signedAt.equals(NOW.add({ seconds: 2 })))
    const late = verdictOn(person, { cms, timeStamp: stampAt(NOW.add({ hours: 5 }), signature, authority.rsa.stamper) })
    assert.ok(late.verdict === 'VALID' && late.signedAt.equals(NOW))
    assert.ok(late.evidence.timeStamp)
  })
})
