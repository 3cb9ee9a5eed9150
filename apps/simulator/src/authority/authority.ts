import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnder, OID, parseCertificate, parseTimeStampRequest, type RevocationReason } from '@qyzmet/eds'
import { buildCertificate, extensions, type Holding } from './certificate-builder.ts'
import { keyFile } from './folder.ts'
import { foundBranch, freshSerial, keyIdOf, type Branch } from './founding.ts'
import {
  holderId,
  profileOf,
  subjectOf,
  type CertificateKind,
  type Holder,
  type SystemHolder,
} from './holder-profile.ts'
import { openIssuedRegister, revocationOf, type IssuedRecord } from './issued-register.ts'
import { createListPublisher } from './list-publisher.ts'
import { aboutAnother, buildOcspError, buildOcspResponse, parseOcspRequest } from './revocation-builder.ts'
import { sha256, type KeyKind, type SigningKey } from './signing-key.ts'
import {
  buildStampAnswer,
  buildStampRefusal,
  buildStampToken,
  ownStampQuery,
  STAMP_POLICIES,
  type StampQuery,
} from './stamp-builder.ts'

export interface IssueRequest {
  readonly holder: Holder | SystemHolder
  readonly kind: CertificateKind
  /** Default: a day ago. */
  readonly notBefore?: Temporal.Instant
  /** Default: a year after `notBefore`. */
  readonly notAfter?: Temporal.Instant
  /** Keeps certificates of one holder apart, such as the revoked one. */
  readonly label?: string
  /** Default: RSA. */
  readonly keys?: KeyKind
}

/**
 * How an answer differs from the right one. `replayed` is the answer to an earlier question, `other-certificate` tells of
 * another one, `hides-revocations` is well signed and says that nothing was revoked.
 */
export type AnswerFault =
  | 'wrong-signature'
  | 'stale'
  | 'refused'
  | 'replayed'
  | 'other-certificate'
  | 'hides-revocations'

/**
 * A training certification authority with real cryptography; its names say that its signatures bind nobody. Like the
 * national one it has a hierarchy for each kind of keys.
 */
export interface Authority {
  /** Root and issuing certificates of both hierarchies, PEM. */
  readonly anchorsPem: string
  readonly rsa: Branch
  readonly gost: Branch
  issue(request: IssueRequest): Promise<Holding>
  /** Takes a certificate of a system, made with this authority's key, into the register; once. */
  enrol(der: Uint8Array, systemId: string): Promise<void>
  /** Every certificate this authority issued. */
  issued(): readonly IssuedRecord[]
  /** A certificate issued earlier under this label that is valid now and not revoked, else a new one. */
  findOrIssue(request: IssueRequest): Promise<Holding>
  /** @param serial hexadecimal @returns false when this authority did not issue it */
  revoke(serial: string, reason?: RevocationReason, at?: Temporal.Instant): Promise<boolean>
  /** Lifts a hold. @param serial hexadecimal @returns false when the certificate was not on hold */
  release(serial: string): Promise<boolean>
  answerOcsp(request: Uint8Array, fault?: AnswerFault): Uint8Array
  /**
   * A new base list.
   *
   * @param keys of which hierarchy; default: RSA
   */
  crl(fault?: AnswerFault, keys?: KeyKind): Uint8Array
  /** What changed since the last base list, which is made first when there is none yet. */
  deltaCrl(fault?: AnswerFault, keys?: KeyKind): Uint8Array
  answerStamp(request: Uint8Array, fault?: AnswerFault): Uint8Array
  /** A token over a signature, without a request, by the stamper with keys of the same kind. */
  stamp(signature: Uint8Array, keys?: KeyKind): Uint8Array
}

/**
 * Opens the authority kept in a folder, or founds it there.
 *
 * Private keys are files that only the owner reads; they stay in the folder.
 */
export async function openAuthority(options: {
  readonly folder: string
  readonly clock: () => Temporal.Instant
}): Promise<Authority> {
  const { folder, clock } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const [rsa, gost] = await Promise.all([foundBranch(folder, 'rsa'), foundBranch(folder, 'gost-512')])
  const branchOf = (keys: KeyKind = 'rsa'): Branch => (keys === 'rsa' ? rsa : gost)
  const issued = await openIssuedRegister(join(folder, 'issued.json'))
  const lists = createListPublisher({ branchOf, issued, clock })
  const holderKeys = new Map<string, Promise<SigningKey>>()
  const holderKey = (iin: string, keys: KeyKind = 'rsa'): Promise<SigningKey> => {
    const file = `holder-${iin}${keys === 'rsa' ? '' : '-gost'}.key.pem`
    const key = holderKeys.get(file) ?? keyFile(join(folder, file), keys, 2048)
    holderKeys.set(file, key)
    return key
  }

  const issue = async (request: IssueRequest): Promise<Holding> => {
    const { holder, kind, label = '', keys = 'rsa' } = request
    const { issuer } = branchOf(keys)
    if ('iin' in holder && !/^\d{12}$/.test(holder.iin)) throw new TypeError('an IIN has 12 digits')
    const id = holderId(holder)
    const { notBefore = clock().subtract({ hours: 24 }) } = request
    const { notAfter = notBefore.add({ hours: 365 * 24 }) } = request
    const key = await holderKey(id, keys)
    const serial = freshSerial()
    const der = buildCertificate(
      {
        serial,
        issuer: parseCertificate(issuer.der).subjectName.der,
        subject: subjectOf(holder, kind),
        publicKey: key.spki,
        notBefore,
        notAfter,
        extensions: [
          ...profileOf(holder, kind, keys),
          extensions.subjectKeyId(keyIdOf(key)),
          extensions.authorityKeyId(keyIdOf(issuer.key)),
          ...extensions.addresses(),
        ],
      },
      issuer.key,
    )
    const record: IssuedRecord = {
      serial: Buffer.from(serial).toString('hex'),
      iin: id,
      kind,
      label,
      ...(keys === 'rsa' ? {} : { keys }),
      der: Buffer.from(der).toString('base64'),
      notBefore: notBefore.toString(),
      notAfter: notAfter.toString(),
    }
    await issued.keep(record)
    return { der, key }
  }

  let lastAnswer: Uint8Array | undefined
  let lastStamp: Uint8Array | undefined
  const answerOcsp = (request: Uint8Array, fault?: AnswerFault): Uint8Array => {
    if (fault === 'refused') return buildOcspError(3)
    if (fault === 'replayed' && lastAnswer !== undefined) return lastAnswer
    const asked = parseOcspRequest(request)
    const query = fault === 'other-certificate' ? aboutAnother(asked) : asked
    const { responder, stamper } = isAskedOf(gost, query.issuerKeyHash) ? gost : rsa
    const now = clock()
    const at = fault === 'stale' ? now.subtract({ hours: 72 }) : now
    const record = issued.find(query.serial)
    const neverIssued = { at: Temporal.Instant.fromEpochMilliseconds(0), reason: 'certificateHold' } as const
    lastAnswer = buildOcspResponse(
      {
        query,
        status:
          fault === 'hides-revocations'
            ? 'good'
            : record === undefined
              ? neverIssued
              : (revocationOf(record) ?? 'good'),
        thisUpdate: at,
        producedAt: at,
        isNeverIssued: record === undefined,
      },
      fault === 'wrong-signature' ? { ...responder, key: stamper.key } : responder,
    )
    return lastAnswer
  }

  const token = (query: StampQuery, { stamper, responder }: Branch, fault?: AnswerFault): Uint8Array =>
    buildStampToken(
      { query, serial: freshSerial(), genTime: fault === 'stale' ? clock().subtract({ hours: 72 }) : clock() },
      fault === 'wrong-signature' ? { ...stamper, key: responder.key } : stamper,
    )

  return {
    anchorsPem: [rsa, gost].flatMap(({ root, issuer }) => [toPem(root.der), toPem(issuer.der)]).join(''),
    rsa,
    gost,
    issue,
    async enrol(der, systemId) {
      const { serial, notBefore, notAfter } = parseCertificate(der)
      if (issued.find(serial) !== undefined) return
      await issued.keep({
        serial,
        iin: systemId,
        kind: 'system',
        label: '',
        der: Buffer.from(der).toString('base64'),
        notBefore: notBefore.toString(),
        notAfter: notAfter.toString(),
      })
    },
    issued: () => issued.all(),
    async findOrIssue(request) {
      const now = clock()
      const known = issued.all().findLast(
        (record) =>
          record.iin === holderId(request.holder) &&
          record.kind === request.kind &&
          record.label === (request.label ?? '') &&
          (record.keys ?? 'rsa') === (request.keys ?? 'rsa') &&
          record.revokedAt === undefined &&
          Temporal.Instant.compare(Temporal.Instant.from(record.notBefore), now) <= 0 &&
          Temporal.Instant.compare(now, Temporal.Instant.from(record.notAfter)) <= 0 &&
          // Somebody may act for several organisations.
          (request.kind === 'individual' || binOf(record) === request.holder.organisation?.bin),
      )
      if (known === undefined) return issue(request)
      return { der: new Uint8Array(Buffer.from(known.der, 'base64')), key: await holderKey(known.iin, known.keys) }
    },
    async revoke(serial, reason, at = clock()) {
      const record = issued.find(serial)
      if (record === undefined) return false
      await issued.keep({ ...record, revokedAt: at.toString(), ...(reason === undefined ? {} : { reason }) })
      return true
    },
    async release(serial) {
      const record = issued.find(serial)
      if (record?.reason !== 'certificateHold') return false
      const { revokedAt: _, reason: __, ...free } = record
      await issued.keep(free)
      return true
    },
    answerOcsp,
    crl: lists.base,
    deltaCrl: lists.delta,
    answerStamp(request, fault) {
      if (fault === 'replayed' && lastStamp !== undefined) return lastStamp
      const query = parseTimeStampRequest(request)
      const isServed = query.digest.length === STAMPED_HASHES[query.hashAlgorithm]
      const branch = [rsa, gost].find(({ keys }) => isUnder(query.policy ?? STAMP_POLICIES.rsa, STAMP_POLICIES[keys]))
      if (fault === 'refused' || !isServed || branch === undefined) return buildStampRefusal()
      lastStamp = buildStampAnswer(token(query, branch, fault))
      return lastStamp
    },
    stamp(signature, keys) {
      const branch = branchOf(keys)
      return token(ownStampQuery(signature, branch.stamper.key), branch)
    },
  }
}

/** Lengths of the hashes that are stamped. */
const STAMPED_HASHES: Readonly<Record<string, number>> = { [OID.sha256]: 32, [OID.streebog512]: 64 }

/** Whether the question names the issuer of this hierarchy, by the hash the product asks with. */
function isAskedOf({ issuer }: Branch, issuerKeyHash: Uint8Array): boolean {
  return Buffer.compare(sha256(parseCertificate(issuer.der).publicKey.octets), issuerKeyHash) === 0
}

export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function binOf({ der }: IssuedRecord): string | undefined {
  return parseCertificate(new Uint8Array(Buffer.from(der, 'base64'))).bin
}
