import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  AnchorsError,
  DerError,
  describeFinding,
  judgeEach,
  parseAnchors,
  parseCrlHeader,
  sameBytes,
  type SeveralVerdict,
  type TrustAnchors,
  type Verdict,
} from '@qyzmet/eds'
import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { verifySignatureMessages } from './verify-signature-messages.ts'

export const verifySignatureCommand: Command = {
  name: 'verify-signature',
  usage: `qyzmet verify-signature <document> <signature> --anchors anchors.pem
                                judge every signer of a CMS over a document, without a network
    --crl list.crl         list of revoked certificates, for each authority one; without them revocation stays open
    --at 2026-11-22T09:00Z moment at which a signature without a time stamp is judged; now, if left out
    --locale kk|ru|en`,
  run: (args) => verifySignature(args, Temporal.Now.instant()),
}

/** Judges a message as another system may have made it: with one signer or several. Ends with 1 unless all are valid. */
export function verifySignature(args: readonly string[], now: Temporal.Instant): CommandResult {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      anchors: { type: 'string' },
      crl: { type: 'string', multiple: true },
      at: { type: 'string' },
      locale: { type: 'string', default: 'en' },
    },
  })
  const locale = LOCALES.find((one) => one === values.locale)
  const [documentFile, signatureFile, ...others] = positionals
  const at = typeof values.at === 'string' ? readInstant(values.at) : now
  const anchorsFile = values.anchors
  if (!documentFile || !signatureFile || others.length > 0 || !locale || !at || typeof anchorsFile !== 'string') {
    return { output: verifySignatureCommand.usage, exitCode: 2 }
  }
  const t = verifySignatureMessages[locale]
  const listFiles = (values.crl ?? []).filter((file) => typeof file === 'string')
  const missing = [documentFile, signatureFile, anchorsFile, ...listFiles].find((file) => !existsSync(file))
  if (missing !== undefined) return { output: t.noFile(missing), exitCode: 2 }
  try {
    const anchors = parseAnchors(readFileSync(anchorsFile, 'utf8'), { profile: 'training' })
    const lists = listFiles.map((file) => new Uint8Array(readFileSync(file)))
    const [cms, document] = [signatureFile, documentFile].map((file) => new Uint8Array(readFileSync(file)))
    if (cms === undefined || document === undefined) throw new TypeError('two files were read')
    const told = judgeWithLists({ cms, document, expected: [], anchors, receivedAt: at }, lists)
    return { output: tell(told, anchors, locale), exitCode: told.verdict === 'VALID' ? 0 : 1 }
  } catch (error) {
    if (error instanceof AnchorsError) return { output: t.anchors(error.message), exitCode: 2 }
    if (error instanceof DerError) return { output: t.list(error.message), exitCode: 2 }
    throw error
  }
}

function readInstant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

/** Each signer is judged by the list of the authority that issued the certificate. @throws {DerError} for what is no list */
function judgeWithLists(input: Parameters<typeof judgeEach>[0], lists: readonly Uint8Array[]): SeveralVerdict {
  const published = lists.map((octets) => ({ octets, issuer: parseCrlHeader(octets).issuer }))
  const gathered = judgeEach(input).verdicts.map(({ signer }) => ({
    crl: published.find(({ issuer }) => signer !== undefined && sameBytes(issuer, signer.issuerName.der))?.octets,
  }))
  return judgeEach(input, gathered)
}

function tell({ verdicts }: SeveralVerdict, { id, training }: TrustAnchors, locale: Locale): string {
  const t = verifySignatureMessages[locale]
  return [
    ...(training ? [t.training] : []),
    ...verdicts.map((verdict) => tellSigner(verdict, locale)),
    `${t.trusted}: ${id}`,
  ].join('\n')
}

function tellSigner(one: Verdict, locale: Locale): string {
  const t = verifySignatureMessages[locale]
  const { signer, evidence } = one
  const who = signer ? [signer.commonName, signer.iin, signer.organisation, signer.bin] : [t.unknown]
  const moment = evidence.judgedAt.toString({ smallestUnit: 'second' })
  const line = `${t.verdicts[one.verdict]}  ${who.filter((part) => part !== undefined).join(', ')}  ${moment}`
  if (one.verdict === 'VALID') return line
  const sentence = one.reason === 'revocation-unknown' ? t.revocationUnknown : describeFinding(one.reason, locale)
  return `${line}\n  ${one.reason}: ${sentence}`
}
