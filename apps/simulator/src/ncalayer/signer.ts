import { setTimeout as sleep } from 'node:timers/promises'
import { OID, parseCertificate } from '@qyzmet/eds'
import { toPem, type Authority } from '../authority/authority.ts'
import type { Holding } from '../authority/certificate-builder.ts'
import { buildSignedData, buildSignerInfo } from '../authority/cms-builder.ts'
import type { CertificateKind, Holder } from '../authority/holder-profile.ts'
import { faultAnswer, type BasicsAnswer, type SignRequest } from './protocol.ts'

/** What happens at the next signature; afterwards it is `valid` again. `gost` is as valid, with a GOST-512 key. */
export const SIGNING_STORIES = [
  'valid',
  'gost',
  'cancel',
  'slow',
  'expired',
  'not-yet-valid',
  'revoked',
  'other-person',
  'auth',
  'broken',
  'failure',
  'other-organisation',
  'old-version',
  'no-module',
  'silent',
] as const
export type SigningStory = (typeof SIGNING_STORIES)[number]

export interface SigningPerson {
  readonly iin: string
  readonly surname: string
  readonly givenName: string
  readonly patronymic?: string
}

/** Who holds the keys and what comes next; changed on the choice page, or by a test. */
export interface SigningState {
  next: SigningStory
  /** IIN of the person whose key is always used; empty: of the one the page asks for. */
  actingIin: string
}

export interface SignerOptions {
  readonly authority: Authority
  readonly people: readonly SigningPerson[]
  readonly state: SigningState
  readonly clock: () => Temporal.Instant
  /** How long a slow person takes. Default 5000. */
  readonly slowMs?: number | undefined
}

/** Of an organisation that exists nowhere. */
const OTHER_BIN = '991240009999'
const TRAINING_ORGANISATION = 'ОҚУ ӘКІМДІГІ (TRAINING)'

/** Signs as the person before the screen would: with one key, for all documents of the request, or not at all. */
export async function signAsPerson(request: SignRequest, options: SignerOptions): Promise<BasicsAnswer> {
  const { authority, state, clock, slowMs = 5000 } = options
  const story = state.next
  state.next = 'valid'
  if (story === 'cancel') return { status: true, body: {} }
  if (story === 'failure') return faultAnswer('SIGNING_FAILURE', 'The key store could not be read.')
  if (story === 'silent') return new Promise<never>(() => undefined)
  if (story === 'slow') await sleep(slowMs)

  const holder = chooseHolder(request, story, options)
  if (holder === undefined) return faultAnswer('SIGNING_FAILURE', 'No key was asked for and none is chosen.')
  const holding = await obtainKey(holder, kindOf(holder, request), story, authority, clock)
  const { key } = holding
  if (request.isDigest && request.documents.some(({ length }) => length !== key.digest(new Uint8Array()).length)) {
    return faultAnswer('INVALID_SIGNING_PARAMS', 'The digest is not one of this kind of key.')
  }
  const signatures = request.documents.map((document) => {
    const cms = buildSignedData({
      signerInfos: [
        buildSignerInfo({
          signer: holding,
          digest: request.isDigest ? document : key.digest(document),
          signingTime: clock(),
          ...(request.isStamped && story !== 'broken'
            ? { stamp: (signature: Uint8Array) => authority.stamp(signature, key.kind) }
            : {}),
        }),
      ],
      certificates: [holding.der],
      ...(request.isEncapsulated ? { content: document } : {}),
    })
    return armour(story === 'broken' ? breakSignature(cms) : cms)
  })
  return {
    status: true,
    body: {
      result: request.outputsCertificate ? { signatures, certificate: toPem(holding.der) } : signatures,
    },
  }
}

function chooseHolder(request: SignRequest, story: SigningStory, options: SignerOptions): Holder | undefined {
  const { people, state } = options
  const iin = state.actingIin || request.iin
  const bin = story === 'other-organisation' ? OTHER_BIN : request.bin
  const organisation = bin === '' ? {} : { organisation: { bin, name: TRAINING_ORGANISATION } }
  const person =
    story === 'other-person'
      ? people.find((candidate) => candidate.iin !== request.iin)
      : people.find((candidate) => candidate.iin === iin)
  if (person !== undefined) return { ...person, ...organisation }
  return iin === '' ? undefined : { iin, surname: 'Үлгібаев', givenName: 'Мысал', ...organisation }
}

/** Of an organisation everybody here has the right to sign; a head or an employee only where such a key is asked for. */
function kindOf({ organisation }: Holder, { usages }: SignRequest): CertificateKind {
  if (organisation === undefined) return 'individual'
  if (usages.includes(OID.head)) return 'head'
  return usages.includes(OID.employee) ? 'employee' : 'signing-right'
}

async function obtainKey(
  holder: Holder,
  kind: CertificateKind,
  story: SigningStory,
  authority: Authority,
  clock: () => Temporal.Instant,
): Promise<Holding> {
  const days = (count: number): Temporal.Instant => clock().add({ hours: count * 24 })
  switch (story) {
    case 'expired':
      return authority.issue({ holder, kind, label: story, notBefore: days(-395), notAfter: days(-30) })
    case 'not-yet-valid':
      return authority.issue({ holder, kind, label: story, notBefore: days(7), notAfter: days(372) })
    case 'revoked': {
      const holding = await authority.issue({ holder, kind, label: story, notBefore: days(-30) })
      await authority.revoke(parseCertificate(holding.der).serial, 'keyCompromise', days(-1))
      return holding
    }
    case 'gost':
      return authority.findOrIssue({ holder, kind, keys: 'gost-512' })
    case 'other-organisation':
      return authority.findOrIssue({ holder, kind, label: story })
    case 'auth':
      return authority.findOrIssue({ holder, kind: 'auth-only' })
    case 'valid':
    case 'slow':
    case 'cancel':
    case 'failure':
    case 'broken':
    case 'other-person':
    case 'old-version':
    case 'no-module':
    case 'silent':
      return authority.findOrIssue({ holder, kind })
  }
}

/** Without a stamp the signature octets are the last of the message. */
function breakSignature(cms: Uint8Array): Uint8Array {
  return cms.with(cms.length - 1, (cms.at(-1) ?? 0) ^ 0x01)
}

/** The program gives CMS back as PEM with CRLF. */
function armour(cms: Uint8Array): string {
  const lines =
    Buffer.from(cms)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CMS-----\r\n${lines.join('\r\n')}\r\n-----END CMS-----`
}
