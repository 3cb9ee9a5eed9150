import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as pkijs from 'pkijs'
import { judge, type SignatureFinding, type TrustAnchors } from '@qyzmet/eds'

export const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0

/** A message with all it is judged by. */
export interface OracleCase {
  readonly cms: Uint8Array
  readonly document: Uint8Array
  readonly anchors: TrustAnchors
  readonly at: Temporal.Instant
}

/** Our word on form, signature and chain: revocation is left open, so a sound signature has no finding. */
export function ourFinding({ cms, document, anchors, at }: OracleCase): SignatureFinding | undefined {
  const verdict = judge({ cms, document, expected: {}, anchors, receivedAt: at })
  if (verdict.verdict === 'VALID' || verdict.reason === 'revocation-unknown') return undefined
  return verdict.reason
}

export function asBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** pkijs judges the first signer and a chain of the certificate that signer names; attached content is compared here. */
export async function isSoundToPkijs({ cms, document, anchors, at }: OracleCase): Promise<boolean> {
  try {
    const info = pkijs.ContentInfo.fromBER(asBuffer(cms))
    const signedData = new pkijs.SignedData({ schema: info.content })
    const sid: unknown = signedData.signerInfos[0]?.sid
    const certificates = (signedData.certificates ?? []).filter((one) => one instanceof pkijs.Certificate)
    const leaf =
      sid instanceof pkijs.IssuerAndSerialNumber
        ? certificates.find(({ serialNumber }) => serialNumber.isEqual(sid.serialNumber))
        : certificates[0]
    if (leaf === undefined) return false
    const content = signedData.encapContentInfo.eContent
    if (content !== undefined && Buffer.compare(Buffer.from(content.getValue()), document) !== 0) return false
    const isRight = await signedData.verify({ signer: 0, data: asBuffer(document), checkChain: false })
    const read = (der: Uint8Array): pkijs.Certificate => pkijs.Certificate.fromBER(asBuffer(der))
    const chain = new pkijs.CertificateChainValidationEngine({
      trustedCerts: anchors.roots.map(({ der }) => read(der)),
      certs: [...anchors.intermediates.map(({ der }) => read(der)), leaf],
      checkDate: new Date(at.epochMilliseconds),
    })
    return isRight && (await chain.verify()).result
  } catch {
    return false
  }
}

/** @param folder for the files openssl reads @param anchorsPem trusted by openssl */
export function isSoundToOpenssl(
  { cms, document, at }: Omit<OracleCase, 'anchors'>,
  anchorsPem: string,
  folder: string,
): boolean {
  const files = { 'message.der': cms, content: document, 'trusted.pem': anchorsPem }
  for (const [name, octets] of Object.entries(files)) writeFileSync(join(folder, name), octets)
  const seconds = String(Math.floor(at.epochMilliseconds / 1000))
  const command = `cms -verify -binary -inform DER -in message.der -content content -CAfile trusted.pem -purpose any -attime ${seconds} -out /dev/null`
  return spawnSync('openssl', command.split(' '), { cwd: folder, timeout: 30_000 }).status === 0
}

/** What we refuse by rules that the two others do not have. */
const OURS_ALONE: readonly SignatureFinding[] = ['key-usage-wrong', 'policy-wrong', 'signing-certificate-mismatch']

/**
 * Where the three disagree although they should not; undefined where they agree.
 *
 * What is sound to us must be sound to both. What is not must be sound to neither, but for what they do not look at:
 * usages, policies and the named certificate; openssl, whether attached content is the document, and whether an authority
 * was trusted or came with the message; pkijs, how long a path may be; and the strict form of octets that were damaged.
 */
export async function disagreement(
  subject: OracleCase,
  anchorsPem: string,
  folder: string,
  known: { readonly isPathTooLong: boolean; readonly isAuthorityInside: boolean; readonly isDamaged: boolean },
): Promise<string | undefined> {
  const ours = ourFinding(subject)
  const pkijsSays = await isSoundToPkijs(subject)
  const opensslSays = isSoundToOpenssl(subject, anchorsPem, folder)
  const told = `ours: ${ours ?? 'sound'}, pkijs: ${String(pkijsSays)}, openssl: ${String(opensslSays)}`
  if (ours === undefined) return pkijsSays && opensslSays ? undefined : told
  if (OURS_ALONE.includes(ours) || (ours === 'malformed' && known.isDamaged)) return undefined
  const mayPkijs = known.isPathTooLong && ours === 'chain-untrusted'
  const mayOpenssl = ours === 'content-differs' || (known.isAuthorityInside && ours === 'chain-untrusted')
  return (pkijsSays && !mayPkijs) || (opensslSays && !mayOpenssl) ? told : undefined
}
