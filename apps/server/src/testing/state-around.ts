// The simulator as scenes use it. Nothing of the product imports this folder.
/* oxlint-disable no-restricted-imports */
import { parseCertificate } from '@qyzmet/eds'
import type { Authority } from '../../../simulator/src/authority/authority.ts'
import type { Holding } from '../../../simulator/src/authority/certificate-builder.ts'
import { buildSignedData, buildSignerInfo, digestOf } from '../../../simulator/src/authority/cms-builder.ts'
import type { Holder } from '../../../simulator/src/authority/holder-profile.ts'
import type { Simulator } from '../../../simulator/src/main.ts'

export { trainingPopulation } from '../../../simulator/src/population/population.ts'
export { systemHolding, systemSeal } from '../../../simulator/src/gateway/system-seal.ts'
export { productSettings } from '../../../simulator/src/product-settings.ts'
export { startSimulator, type Simulator } from '../../../simulator/src/main.ts'

/** With which key somebody signs. */
export type KeyStory = 'valid' | 'expired' | 'revoked' | 'auth' | 'own' | 'employee' | 'other-organisation'

/** A detached signature over the bytes with a key of the training authority, in Base64. */
export async function signAs(
  { authority }: Simulator,
  holder: Holder,
  bytes: Uint8Array,
  now: Temporal.Instant,
  story: KeyStory = 'valid',
): Promise<string> {
  const signer = await keyOf(authority, holder, story, now)
  const signerInfo = buildSignerInfo({ signer, digest: digestOf(bytes), signingTime: now })
  return Buffer.from(buildSignedData({ signerInfos: [signerInfo], certificates: [signer.der] })).toString('base64')
}

async function keyOf(authority: Authority, holder: Holder, story: KeyStory, now: Temporal.Instant): Promise<Holding> {
  const days = (count: number): Temporal.Instant => now.add({ hours: 24 * count })
  const kind = holder.organisation === undefined ? 'individual' : 'signing-right'
  switch (story) {
    case 'own': {
      const { organisation: _left, ...self } = holder
      return authority.findOrIssue({ holder: self, kind: 'individual' })
    }
    case 'employee':
      return authority.findOrIssue({ holder, kind: 'employee' })
    case 'other-organisation': {
      const organisation = { bin: '150140900545', name: 'БАСҚА ҰЙЫМ (TRAINING)' }
      return authority.findOrIssue({ holder: { ...holder, organisation }, kind: 'signing-right' })
    }
    case 'valid':
      return authority.findOrIssue({ holder, kind })
    case 'auth':
      return authority.findOrIssue({ holder, kind: 'auth-only' })
    case 'expired':
      return authority.issue({ holder, kind, label: story, notBefore: days(-395), notAfter: days(-30) })
    case 'revoked': {
      const holding = await authority.issue({ holder, kind, label: story, notBefore: days(-30) })
      await authority.revoke(parseCertificate(holding.der).serial, 'keyCompromise', days(-1))
      return holding
    }
  }
}
