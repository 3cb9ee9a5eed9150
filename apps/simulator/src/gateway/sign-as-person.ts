import type { Authority } from '../authority/authority.ts'
import { buildSignedData, buildSignerInfo } from '../authority/cms-builder.ts'
import type { Resident } from '../population/residents.ts'

/** The signature of a person over octets, with a certificate of the training: a detached CMS in Base64. */
export async function signAsPerson(
  authority: Pick<Authority, 'findOrIssue'>,
  holder: Resident,
  document: Uint8Array,
  signingTime: Temporal.Instant,
): Promise<string> {
  const signer = await authority.findOrIssue({ holder, kind: 'individual' })
  const signature = buildSignedData({
    signerInfos: [buildSignerInfo({ signer, digest: signer.key.digest(document), signingTime })],
    certificates: [signer.der],
  })
  return Buffer.from(signature).toString('base64')
}
