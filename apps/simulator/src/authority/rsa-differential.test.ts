// Generated RSA chains, right and wrong in every combination, judged by us, by pkijs and by the openssl program.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import * as fc from 'fast-check'
import { disagreement, HAS_OPENSSL, ourFinding } from './testing/oracles.ts'
import { createRsaCases, rsaVariants, type RsaVariant } from './testing/rsa-variants.ts'

const skip = HAS_OPENSSL ? false : 'the program openssl is not here'
/** The rest of the combinations are tried by bench/differential.ts. */
const RUNS = 60

const folder = mkdtempSync(join(tmpdir(), 'qyzmet-differential-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const makeCase = createRsaCases(Temporal.Instant.from('2026-11-22T09:00:00Z'))

const RIGHT: RsaVariant = {
  leaf: { from: -10, to: 10 },
  authority: { from: -20, to: 20 },
  root: { from: -30, to: 30 },
  isDeep: true,
  authorityMay: 'everything',
  pathLength: 1,
  usage: 'sign',
  anchors: 'all',
  inside: ['root', 'authority', 'leaf'],
  content: 'attached',
  document: 'right',
  key: 'own',
  names: 'own',
  damage: [],
}

test('what is made right is sound, and each wrong part is found by its own name', () => {
  const found = (changed: Partial<RsaVariant>): string => ourFinding(makeCase({ ...RIGHT, ...changed })) ?? 'sound'
  assert.equal(found({}), 'sound')
  assert.equal(found({ leaf: { from: -10, to: -1 } }), 'certificate-expired')
  assert.equal(found({ authority: { from: -10, to: -1 } }), 'chain-untrusted')
  assert.equal(found({ authorityMay: 'no-issuing' }), 'chain-untrusted')
  assert.equal(found({ authorityMay: 'no-authority' }), 'chain-untrusted')
  assert.equal(found({ pathLength: 0 }), 'chain-untrusted')
  assert.equal(found({ anchors: 'no-authority' }), 'chain-untrusted')
  assert.equal(found({ usage: 'sign-in' }), 'key-usage-wrong')
  assert.equal(found({ inside: ['stranger'] }), 'signer-certificate-missing')
  assert.equal(found({ key: 'of-another' }), 'signature-wrong')
  assert.equal(found({ names: 'of-another' }), 'signing-certificate-mismatch')
  assert.equal(found({ content: 'other-attached' }), 'content-differs')
})

test('the three judges agree on every generated case', { skip }, async () => {
  const property = fc.asyncProperty(rsaVariants, async (variant) => {
    const made = makeCase(variant)
    assert.equal(await disagreement(made, made.anchorsPem, folder, made), undefined)
  })
  await fc.assert(property, { numRuns: RUNS, examples: [[RIGHT]] })
})
