// What the authority issues by itself, judged: each kind signs where it should and nowhere else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ocspRequest, parseAnchors, parseCertificate, type Role, type TrustAnchors } from '@qyzmet/eds'
import { CERTIFICATE_KINDS, type CertificateKind, type Holder, type SystemHolder } from './holder-profile.ts'
import { KEY_KINDS } from './signing-key.ts'
import { foundSigning, HOLDER, reasonOf, type Signing } from './testing/signing.ts'

const ORGANISATION = { bin: '990340001235', name: 'ОҚУ ӘКІМДІГІ (TRAINING)' }
const SYSTEM: SystemHolder = { systemId: '1.2.398.6.10.1.7', name: 'TRAINING SYSTEM', organisation: ORGANISATION }
const ROLES: Readonly<Record<Exclude<CertificateKind, 'auth-only'>, Role>> = {
  individual: 'individual',
  head: 'head',
  'signing-right': 'signing-right',
  'financial-signing-right': 'financial-signing-right',
  'human-resources': 'human-resources',
  employee: 'employee',
  'treasury-client': 'treasury-client',
  system: 'system',
}

let signing: Signing
let anchors: TrustAnchors
before(async () => {
  signing = await foundSigning()
  // The operator accepts the policy of the Treasury too.
  const policies = ['1.2.398.3.3.2', '1.2.398.5.19.1.2.2.1']
  anchors = parseAnchors(signing.authority.anchorsPem, { profile: 'training', policies })
})
after(() => signing.remove())

function holderOf(kind: CertificateKind): Holder | SystemHolder {
  if (kind === 'system') return SYSTEM
  return kind === 'individual' || kind === 'auth-only' ? HOLDER : { ...HOLDER, organisation: ORGANISATION }
}

for (const keys of KEY_KINDS) {
  test(`${keys}: every kind signs in its own role and in no other`, async () => {
    for (const kind of CERTIFICATE_KINDS) {
      if (kind === 'auth-only') continue
      const signer = await signing.authority.issue({ holder: holderOf(kind), kind, keys })
      const crl = signing.authority.crl(undefined, keys)
      const verdictAs = (role: Role): string =>
        reasonOf(signing.verdictOn(signer, { anchors, expected: { role }, ocspResponse: undefined, crl }))
      for (const role of Object.values(ROLES)) {
        const isOwn: boolean = role === ROLES[kind]
        assert.equal(verdictAs(role) === 'VALID', isOwn, `${kind} as ${role}: ${verdictAs(role)}`)
      }
      const { iin, bin, keyUsage } = parseCertificate(signer.der)
      assert.equal(iin, kind === 'system' ? undefined : HOLDER.iin)
      assert.equal(bin, kind === 'individual' ? undefined : ORGANISATION.bin)
      assert.equal(keyUsage.has('keyAgreement'), keys === 'gost-512')
    }
  })
}

test('an RSA key for signing in signs nothing; without the policy of the Treasury its client signs nothing', async () => {
  const crl = signing.authority.crl()
  const authOnly = await signing.authority.issue({ holder: HOLDER, kind: 'auth-only' })
  assert.equal(reasonOf(signing.verdictOn(authOnly, { ocspResponse: undefined, crl })), 'INVALID key-usage-wrong')
  const client = await signing.authority.issue({ holder: holderOf('treasury-client'), kind: 'treasury-client' })
  assert.equal(reasonOf(signing.verdictOn(client, { ocspResponse: undefined, crl })), 'INVALID policy-wrong')
})

test('a responder that hides a revocation is believed: only the authority itself can say what it revoked', async () => {
  const { authority, branch, verdictOn } = signing
  const signer = await authority.issue({ holder: HOLDER, kind: 'individual' })
  await authority.revoke(parseCertificate(signer.der).serial, 'keyCompromise')
  assert.equal(reasonOf(verdictOn(signer)), 'INVALID certificate-revoked')
  const ocspNonce = new Uint8Array(16).fill(7)
  const question = ocspRequest(parseCertificate(signer.der), parseCertificate(branch.issuer.der), ocspNonce)
  const ocspResponse = authority.answerOcsp(question, 'hides-revocations')
  assert.equal(reasonOf(verdictOn(signer, { ocspResponse, ocspNonce })), 'VALID')
})
