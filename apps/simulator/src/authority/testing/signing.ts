import { generateKeyPairSync, randomBytes } from 'node:crypto'
import {
  judge,
  OID,
  ocspRequest,
  parseAnchors,
  parseCertificate,
  type JudgeInput,
  type TrustAnchors,
  type Verdict,
} from '@qyzmet/eds'
import type { Authority } from '../authority.ts'
import { buildCertificate, encodeName, extensions, utf8, type Holding, type NamePart } from '../certificate-builder.ts'
import { buildSignedData, buildSignerInfo, type SignerPlan } from '../cms-builder.ts'
import { freshSerial, type Branch } from '../founding.ts'
import type { Holder } from '../holder-profile.ts'
import { rsaKey, type KeyKind } from '../signing-key.ts'
import { buildStampToken, ownStampQuery } from '../stamp-builder.ts'
import { foundTestAuthority } from './founded-authority.ts'

export const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z')
export const DOCUMENT = utf8('{"service":"queue","answers":{"rooms":2}}')
export const HOLDER: Holder = {
  iin: '900514450127',
  surname: 'Үлгібаева',
  givenName: 'Айсәуле',
  patronymic: 'Мысалқызы',
}

export const SIGNING_PROFILE = [
  extensions.keyUsage('sign'),
  extensions.extendedKeyUsage([OID.emailProtection, OID.individual]),
  extensions.policies(['1.2.398.3.3.2.3']),
] as const

export function days(count: number): Temporal.Instant {
  return NOW.add({ hours: 24 * count })
}

export function reasonOf(verdict: Verdict): string {
  return verdict.verdict === 'VALID' ? 'VALID' : `${verdict.verdict} ${verdict.reason}`
}

export function sign(signer: Holding, plan: Partial<SignerPlan> & { readonly content?: Uint8Array } = {}): Uint8Array {
  const { content, ...rest } = plan
  return buildSignedData({
    signerInfos: [buildSignerInfo({ signer, digest: signer.key.digest(DOCUMENT), signingTime: NOW, ...rest })],
    certificates: [signer.der],
    ...(content === undefined ? {} : { content }),
  })
}

export function stampAt(at: Temporal.Instant, signature: Uint8Array, stamper: Holding): Uint8Array {
  return buildStampToken({ query: ownStampQuery(signature, stamper.key), serial: freshSerial(), genTime: at }, stamper)
}

/** An authority, another one with the same names, a person with a right certificate, and what tests ask of them. */
export interface Signing {
  readonly authority: Authority
  /** The hierarchy the person's certificate is of. */
  readonly branch: Branch
  readonly rival: Authority
  readonly anchors: TrustAnchors
  readonly person: Holding
  /** A fresh answer of the responder about the signer, as a caller would gather it. */
  readonly askOcsp: (signer: Holding) => { readonly ocspResponse: Uint8Array; readonly ocspNonce: Uint8Array }
  /** The verdict on the signer's detached signature, with everything right but what `input` changes. */
  readonly verdictOn: (signer: Holding, input?: Partial<JudgeInput>) => Verdict
  /** A certificate with a profile of the test's own making, signed by the issuing authority. */
  readonly craft: (parts: {
    readonly subject?: readonly NamePart[]
    readonly extensions?: readonly Uint8Array[]
    /** Length of a new RSA key; left out: the person's key. */
    readonly bits?: number
    readonly notAfter?: Temporal.Instant
    /** Default: the issuer of the person's certificate. */
    readonly issuer?: Holding
  }) => Holding
  readonly remove: () => Promise<void>
}

/** @param keys of the person and of the hierarchy; default: RSA */
export async function foundSigning(keys: KeyKind = 'rsa'): Promise<Signing> {
  const [founded, other] = await Promise.all([foundTestAuthority(NOW.toString()), foundTestAuthority(NOW.toString())])
  const { authority } = founded
  const branch = keys === 'rsa' ? authority.rsa : authority.gost
  const anchors = parseAnchors(authority.anchorsPem, { profile: 'training' })
  const person = await authority.issue({ holder: HOLDER, kind: 'individual', keys })
  const issuer = parseCertificate(branch.issuer.der)

  const askOcsp: Signing['askOcsp'] = (signer) => {
    const ocspNonce = randomBytes(16)
    const ocspResponse = authority.answerOcsp(ocspRequest(parseCertificate(signer.der), issuer, ocspNonce))
    return { ocspResponse, ocspNonce }
  }
  return {
    authority,
    branch,
    rival: other.authority,
    anchors,
    person,
    askOcsp,
    verdictOn: (signer, input = {}) =>
      judge({
        document: DOCUMENT,
        expected: { iin: HOLDER.iin },
        anchors,
        receivedAt: NOW,
        cms: input.cms ?? sign(signer),
        ...('ocspResponse' in input ? {} : askOcsp(signer)),
        ...input,
      }),
    craft(parts) {
      const key =
        parts.bits === undefined
          ? person.key
          : rsaKey(generateKeyPairSync('rsa', { modulusLength: parts.bits }).privateKey)
      const holding = parts.issuer ?? branch.issuer
      const subject = parts.subject ?? [
        [OID.commonName, 'ҮЛГІБАЕВА АЙСӘУЛЕ'],
        [OID.serialNumber, `IIN${HOLDER.iin}`],
      ]
      const plan = {
        serial: freshSerial(),
        issuer: parseCertificate(holding.der).subjectName.der,
        subject: encodeName(subject),
        publicKey: key.spki,
        notBefore: days(-1),
        notAfter: parts.notAfter ?? days(300),
        extensions: parts.extensions ?? SIGNING_PROFILE,
      }
      return { der: buildCertificate(plan, holding.key), key }
    },
    remove: async () => {
      await Promise.all([founded.remove(), other.remove()])
    },
  }
}
