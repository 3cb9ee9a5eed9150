// Every kind of holder the national authority gives certificates to, and what each may sign as.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { OID, parseAnchors, type ExpectedSigner, type Role } from '@qyzmet/eds'
import { extensions, type Holding, type NamePart } from './certificate-builder.ts'
import { foundSigning, HOLDER, reasonOf, type Signing } from './testing/signing.ts'

const BIN = '990340001235'
const SYSTEM = '1.2.398.6.10.1.7'
const PERSON: readonly NamePart[] = [
  [OID.commonName, 'ҮЛГІБАЕВА АЙСӘУЛЕ'],
  [OID.serialNumber, `IIN${HOLDER.iin}`],
]
const OFFICER: readonly NamePart[] = [...PERSON, [OID.organizationalUnit, `BIN${BIN}`]]
const MACHINE: readonly NamePart[] = [
  [OID.userId, SYSTEM],
  [OID.commonName, 'ЦЖ «Үлгі»'],
  [OID.organizationalUnit, `BIN${BIN}`],
]

let signing: Signing
before(async () => {
  signing = await foundSigning()
})
after(() => signing.remove())

function holderOf(subject: readonly NamePart[], usages: readonly string[], policy: string): Holding {
  const profile = [extensions.keyUsage('sign'), extensions.extendedKeyUsage(usages), extensions.policies([policy])]
  return signing.craft({ subject, extensions: profile })
}

/** By the list: the responder never issued what is made here. */
function verdictOn(signer: Holding, expected: ExpectedSigner, anchors = signing.anchors): string {
  const crl = signing.authority.crl()
  return reasonOf(signing.verdictOn(signer, { expected, anchors, ocspResponse: undefined, crl }))
}

describe('whoever acts for an organisation', () => {
  const roles: readonly (readonly [Role, string])[] = [
    ['head', OID.head],
    ['signing-right', OID.signingRight],
    ['financial-signing-right', OID.financialSigningRight],
    ['human-resources', OID.humanResources],
    ['employee', OID.employee],
    ['treasury-client', OID.treasuryClient],
  ]
  test('signs in the role of the certificate and in no other', () => {
    for (const [role, oid] of roles) {
      const signer = holderOf(OFFICER, [OID.emailProtection, OID.legalEntity, oid], '1.2.398.3.3.2.1')
      for (const [asked] of roles) {
        const wanted = asked === role ? 'VALID' : 'INVALID role-wrong'
        assert.equal(verdictOn(signer, { iin: HOLDER.iin, bin: BIN, role: asked }), wanted, `${role} as ${asked}`)
      }
      assert.equal(verdictOn(signer, { role: 'individual' }), 'INVALID role-wrong')
      assert.equal(verdictOn(signer, { bin: '060840003456' }), 'INVALID bin-mismatch')
    }
  })
  test('signs nothing as a system, and a person signs nothing as an officer', () => {
    const officer = holderOf(OFFICER, [OID.emailProtection, OID.legalEntity, OID.head], '1.2.398.3.3.2')
    assert.equal(verdictOn(officer, { role: 'system' }), 'INVALID role-wrong')
    assert.equal(verdictOn(signing.person, { role: 'head' }), 'INVALID role-wrong')
  })
})

describe('a digital system', () => {
  const system = (usages: readonly string[], subject = MACHINE): Holding => holderOf(subject, usages, '1.2.398.3.3.2')

  test('signs where a system is expected, by the usage of 2026 and as those before it', () => {
    for (const usages of [[OID.legalEntity, OID.digitalSystem], [OID.legalEntity]]) {
      const signer = system(usages)
      assert.equal(verdictOn(signer, { bin: BIN, role: 'system', systemId: SYSTEM }), 'VALID')
      assert.equal(verdictOn(signer, { role: 'system', systemId: '1.2.398.6.10.1.8' }), 'INVALID system-mismatch')
      assert.equal(verdictOn(signer, { role: 'system', bin: '060840003456' }), 'INVALID bin-mismatch')
    }
  })
  test('signs nothing that people sign', () => {
    assert.equal(verdictOn(system([OID.legalEntity, OID.digitalSystem]), {}), 'INVALID key-usage-wrong')
    const asPerson = system([OID.emailProtection, OID.legalEntity, OID.digitalSystem])
    assert.equal(verdictOn(asPerson, { iin: HOLDER.iin }), 'INVALID iin-missing')
  })
  test('has one identifier, and is not told by the lack of a usage when it is a person or signs in', () => {
    const [uid] = MACHINE
    assert.ok(uid)
    const twoIds = system([OID.legalEntity, OID.digitalSystem], [uid, ...MACHINE])
    assert.equal(verdictOn(twoIds, { role: 'system', systemId: SYSTEM }), 'INVALID system-mismatch')
    const person = system([OID.legalEntity], [uid, ...PERSON])
    assert.equal(verdictOn(person, { role: 'system' }), 'INVALID role-wrong')
    assert.equal(verdictOn(system([OID.legalEntity, OID.clientAuth]), { role: 'system' }), 'INVALID role-wrong')
  })
})

describe('a policy', () => {
  const person = (policy: string): Holding => holderOf(OFFICER, [OID.emailProtection, OID.individual], policy)
  const officer = (policy: string): Holding => holderOf(OFFICER, [OID.emailProtection, OID.legalEntity], policy)

  test('for people or for organisations serves these alone; one for signing in or for stamps serves nobody', () => {
    const wrong = 'INVALID policy-wrong'
    assert.deepEqual(
      ['1', '2', '3', '4', '6.2', '7'].map((last) => [
        verdictOn(person(`1.2.398.3.3.2.${last}`), {}),
        verdictOn(officer(`1.2.398.3.3.2.${last}`), {}),
      ]),
      [
        [wrong, 'VALID'],
        [wrong, wrong],
        ['VALID', wrong],
        [wrong, wrong],
        [wrong, wrong],
        ['VALID', 'VALID'],
      ],
    )
  })
  test('of the Treasury counts where the operator accepts it, and for its clients and systems alone', () => {
    const policy = '1.2.398.5.19.1.2.2.1.2'
    const policies = ['1.2.398.3.3.2', '1.2.398.5.19.1.2.2.1']
    const accepting = parseAnchors(signing.authority.anchorsPem, { profile: 'training', policies })
    const client = holderOf(OFFICER, [OID.emailProtection, OID.legalEntity, OID.treasuryClient], policy)
    assert.equal(verdictOn(client, {}), 'INVALID policy-wrong')
    assert.equal(verdictOn(client, { role: 'treasury-client' }, accepting), 'VALID')
    assert.equal(verdictOn(officer(policy), {}, accepting), 'INVALID policy-wrong')
  })
})
