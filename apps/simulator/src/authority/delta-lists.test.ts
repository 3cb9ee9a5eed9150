import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { checkCrl, parseCertificate, RULES_2026, nationalSuite, type CrlFinding } from '@qyzmet/eds'
import type { Holding } from './certificate-builder.ts'
import { buildCrl, type CrlPlan, type RevokedEntry } from './revocation-builder.ts'
import { days, foundSigning, HOLDER, NOW, reasonOf, type Signing } from './testing/signing.ts'

let rsa: Signing
let gost: Signing

before(async () => {
  ;[rsa, gost] = await Promise.all([foundSigning(), foundSigning('gost-512')])
})
after(() => Promise.all([rsa.remove(), gost.remove()]))

const hours = (count: number): Temporal.Instant => NOW.add({ hours: count })

function list(plan: Partial<CrlPlan>, issuer: Holding = rsa.branch.issuer): Uint8Array {
  return buildCrl({ number: 10, thisUpdate: hours(-2), nextUpdate: hours(20), revoked: [], ...plan }, issuer)
}

/** A delta to the base number 10. */
function changes(plan: Partial<CrlPlan>, issuer?: Holding): Uint8Array {
  return list({ number: 12, deltaTo: 10, thisUpdate: hours(-1), nextUpdate: hours(2), ...plan }, issuer)
}

function find(base: Uint8Array, delta: Uint8Array, signing = rsa): CrlFinding {
  return checkCrl(base, {
    certificate: parseCertificate(signing.person.der),
    issuer: parseCertificate(signing.branch.issuer.der),
    delta,
    at: NOW,
    clockSkew: RULES_2026.clockSkew,
    suite: nationalSuite,
  })
}

/** What became of the question, and what became of the delta. */
function outcome(finding: CrlFinding): string {
  if (finding.status === 'unusable') return `unusable: ${finding.why}`
  return `${finding.status}, ${finding.delta ? 'with the delta' : `without: ${finding.deltaFault ?? 'none given'}`}`
}

const entry = (reason: RevokedEntry['reason'], at = hours(-1)): RevokedEntry => ({
  serial: parseCertificate(rsa.person.der).serial,
  at,
  ...(reason === undefined ? {} : { reason }),
})

describe('a delta laid over its base list', () => {
  test('revokes what the base does not know yet', () => {
    const finding = find(list({}), changes({ revoked: [entry('keyCompromise')] }))
    assert.equal(outcome(finding), 'revoked, with the delta')
    assert.ok(finding.status === 'revoked' && finding.revocation.reason === 'keyCompromise')
  })
  test('leaves what the base revokes revoked', () => {
    assert.equal(outcome(find(list({ revoked: [entry('superseded')] }), changes({}))), 'revoked, with the delta')
  })
  test('lifts a hold, which the base may have or not have known', () => {
    const lifted = changes({ revoked: [entry('removeFromCRL')] })
    assert.equal(outcome(find(list({ revoked: [entry('certificateHold')] }), lifted)), 'good, with the delta')
    assert.equal(outcome(find(list({}), lifted)), 'good, with the delta')
  })
  test('lifts nothing but a hold', () => {
    for (const reason of ['keyCompromise', 'superseded', undefined] as const) {
      const finding = find(list({ revoked: [entry(reason, days(-5))] }), changes({ revoked: [entry('removeFromCRL')] }))
      assert.equal(outcome(finding), 'revoked, with the delta')
      assert.ok(finding.status === 'revoked' && finding.revocation.at.equals(days(-5)))
    }
  })
  test('says a new reason for what was on hold', () => {
    const base = list({ revoked: [entry('certificateHold', days(-3))] })
    const finding = find(base, changes({ revoked: [entry('keyCompromise')] }))
    assert.ok(finding.status === 'revoked' && finding.revocation.reason === 'keyCompromise')
  })
  test('keeps a base in force that alone would have ended', () => {
    const ended = list({ nextUpdate: hours(-1) })
    assert.equal(outcome(find(ended, changes({}))), 'good, with the delta')
    assert.equal(outcome(find(ended, changes({ nextUpdate: hours(-1) }))), 'unusable: stale')
  })
  test('may be made for an older base than the one at hand', () => {
    assert.equal(outcome(find(list({ number: 11 }), changes({ deltaTo: 10 }))), 'good, with the delta')
  })
  test('may be counted apart from base lists, as the national authority does it', () => {
    assert.equal(outcome(find(list({}), changes({ number: 2 }))), 'good, with the delta')
  })
  test('works with GOST keys', () => {
    const serial = parseCertificate(gost.person.der).serial
    const { issuer } = gost.branch
    const revoking = changes({ revoked: [{ serial, at: hours(-1) }] }, issuer)
    assert.equal(outcome(find(list({}, issuer), revoking, gost)), 'revoked, with the delta')
  })
})

describe('a delta changes nothing, and the base alone answers while it is in force', () => {
  const revoked = [] as RevokedEntry[]
  const cases: readonly (readonly [string, string, () => Uint8Array])[] = [
    ['when it was made for a later base', 'other-base', () => changes({ deltaTo: 11, revoked })],
    ['when the base has overtaken it', 'not-newer', () => changes({ deltaTo: 9, thisUpdate: hours(-3), revoked })],
    ['when it has ended', 'stale', () => changes({ nextUpdate: hours(-1), revoked })],
    ['when it has not begun', 'stale', () => changes({ thisUpdate: hours(1), revoked })],
    ['when it is no delta', 'no-delta', () => list({ number: 12, revoked })],
    ['when another authority made it', 'other-issuer', () => changes({ revoked }, gost.branch.issuer)],
    [
      'when an authority of the same name and another key made it',
      'signature-wrong',
      () => changes({ revoked }, rsa.rival.rsa.issuer),
    ],
    [
      'when an octet of it was changed',
      'signature-wrong',
      () => {
        const delta = changes({ revoked })
        return delta.with(-1 + delta.length, (delta.at(-1) ?? 0) ^ 1)
      },
    ],
    ['when it is cut off', 'malformed', () => changes({ revoked }).subarray(0, -1)],
    ['when it is empty', 'malformed', () => new Uint8Array()],
  ]
  before(() => void revoked.push(entry('keyCompromise')))
  for (const [title, why, make] of cases) {
    test(title, () => {
      assert.equal(outcome(find(list({}), make())), `good, without: ${why}`)
      assert.equal(outcome(find(list({ nextUpdate: hours(-1) }), make())), 'unusable: stale')
    })
  }
  test('when it was made for a later base than one numbered 0', () => {
    assert.equal(outcome(find(list({ number: 0 }), changes({}))), 'good, without: other-base')
  })
  test('and a delta in place of the base answers nothing', () => {
    assert.equal(outcome(find(changes({}), changes({}))), 'unusable: delta')
  })
})

describe('the training authority', () => {
  test('publishes what changed since its last base list, holds lifted included', async () => {
    const { authority } = rsa
    const issue = () => authority.issue({ holder: HOLDER, kind: 'individual' })
    const [early, late, held] = [await issue(), await issue(), await issue()]
    const serialOf = ({ der }: Holding): string => parseCertificate(der).serial
    await authority.revoke(serialOf(early), 'superseded', days(-1))
    await authority.revoke(serialOf(held), 'certificateHold', days(-1))
    const crl = authority.crl()
    await authority.revoke(serialOf(late), 'keyCompromise', hours(-1))
    assert.equal(await authority.release(serialOf(held)), true)
    assert.equal(await authority.release(serialOf(late)), false)
    const deltaCrl = authority.deltaCrl()
    const judged = (signer: Holding, delta?: Uint8Array): string =>
      reasonOf(rsa.verdictOn(signer, { ocspResponse: undefined, crl, deltaCrl: delta }))
    assert.equal(judged(early, deltaCrl), 'INVALID certificate-revoked')
    assert.equal(judged(late), 'VALID')
    assert.equal(judged(late, deltaCrl), 'INVALID certificate-revoked')
    assert.equal(judged(held), 'INVALID certificate-revoked')
    assert.equal(judged(held, deltaCrl), 'VALID')
  })
  test('makes a delta that the verdict keeps as evidence beside the base', () => {
    const crl = rsa.authority.crl()
    const deltaCrl = rsa.authority.deltaCrl()
    const { evidence } = rsa.verdictOn(rsa.person, { ocspResponse: undefined, crl, deltaCrl })
    assert.equal(evidence.crl?.bytes, crl)
    assert.equal(evidence.deltaCrl?.bytes, deltaCrl)
    const stale = rsa.authority.deltaCrl('stale')
    const other = rsa.verdictOn(rsa.person, { ocspResponse: undefined, crl, deltaCrl: stale })
    assert.equal(reasonOf(other), 'VALID')
    assert.equal(other.evidence.deltaCrl, undefined)
  })
})
