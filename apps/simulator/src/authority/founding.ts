import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { OID } from '@qyzmet/eds'
import { buildCertificate, encodeName, extensions, type Holding, type NamePart } from './certificate-builder.ts'
import { certificateFile, keyFile } from './folder.ts'
import type { KeyKind, SigningKey } from './signing-key.ts'

/** Moving the clock of a training must not outlive the authority. */
const AUTHORITY_FROM = Temporal.Instant.from('2015-01-01T00:00:00Z')
const AUTHORITY_UNTIL = Temporal.Instant.from('2049-12-31T00:00:00Z')

const COMMON_PARTS: readonly NamePart[] = [
  [OID.organization, 'ОҚУ ОРТАСЫ, ЗАҢДЫ КҮШІ ЖОҚ (TRAINING, NO LEGAL FORCE)'],
  [OID.country, 'KZ'],
]
const SERVICES = ['root', 'issuer', 'responder', 'stamper'] as const

/** The names of one hierarchy. The responder and the stamper are told apart by their issuer. */
function namesOf(family: 'RSA' | 'GOST') {
  return {
    root: encodeName([[OID.commonName, `ОҚУ НЕГІЗГІ ОРТАЛЫҒЫ (TRAINING ROOT ${family})`], ...COMMON_PARTS]),
    issuer: encodeName([[OID.commonName, `ОҚУ КУӘЛАНДЫРУШЫ ОРТАЛЫҒЫ (TRAINING CA ${family})`], ...COMMON_PARTS]),
    responder: encodeName([[OID.commonName, 'TRAINING OCSP RESPONDER'], ...COMMON_PARTS]),
    stamper: encodeName([[OID.commonName, 'TRAINING TIME-STAMPING AUTHORITY'], ...COMMON_PARTS]),
  }
}

/** One hierarchy of an authority: all its keys are of one kind. */
export interface Branch {
  readonly keys: KeyKind
  readonly root: Holding
  readonly issuer: Holding
  /** Answers OCSP for the issuer. */
  readonly responder: Holding
  /** Makes time stamps. */
  readonly stamper: Holding
}

/** The keys and certificates kept in a folder; what is missing is made now and kept. */
export async function foundBranch(folder: string, keys: KeyKind): Promise<Branch> {
  const path = (file: string): string => join(folder, keys === 'rsa' ? file : `gost-${file}`)
  const names = namesOf(keys === 'rsa' ? 'RSA' : 'GOST')
  const [rootKey, issuerKey, responderKey, stamperKey] = await Promise.all(
    SERVICES.map((name) => keyFile(path(`${name}.key.pem`), keys, name === 'root' || name === 'issuer' ? 3072 : 2048)),
  )
  if (!rootKey || !issuerKey || !responderKey || !stamperKey) throw new Error('a key of the authority is missing')
  const validity = { notBefore: AUTHORITY_FROM, notAfter: AUTHORITY_UNTIL }
  const rootDer = await certificateFile(path('root.cer'), () =>
    buildCertificate(
      {
        ...validity,
        serial: freshSerial(),
        issuer: names.root,
        subject: names.root,
        publicKey: rootKey.spki,
        extensions: [
          extensions.authority(),
          extensions.keyUsage('authority'),
          extensions.subjectKeyId(keyIdOf(rootKey)),
        ],
      },
      rootKey,
    ),
  )
  const issuerDer = await certificateFile(path('issuer.cer'), () =>
    buildCertificate(
      {
        ...validity,
        serial: freshSerial(),
        issuer: names.root,
        subject: names.issuer,
        publicKey: issuerKey.spki,
        extensions: [
          extensions.authority(0),
          extensions.keyUsage('authority'),
          extensions.subjectKeyId(keyIdOf(issuerKey)),
          extensions.authorityKeyId(keyIdOf(rootKey)),
          extensions.policies([OID.policyArc]),
        ],
      },
      rootKey,
    ),
  )
  const issuerKeyId = extensions.authorityKeyId(keyIdOf(issuerKey))
  const service = (subject: Uint8Array, key: SigningKey, own: readonly Uint8Array[]): Uint8Array =>
    buildCertificate(
      {
        ...validity,
        serial: freshSerial(),
        issuer: names.issuer,
        subject,
        publicKey: key.spki,
        extensions: [...own, extensions.keyUsage('answer'), extensions.subjectKeyId(keyIdOf(key)), issuerKeyId],
      },
      issuerKey,
    )
  const responderDer = await certificateFile(path('responder.cer'), () =>
    service(names.responder, responderKey, [extensions.extendedKeyUsage([OID.ocspSigning]), extensions.noCheck()]),
  )
  const stamperDer = await certificateFile(path('stamper.cer'), () =>
    service(names.stamper, stamperKey, [
      extensions.extendedKeyUsage([OID.timeStamping], true),
      extensions.policies([OID.policyArc]),
    ]),
  )
  return {
    keys,
    root: { der: rootDer, key: rootKey },
    issuer: { der: issuerDer, key: issuerKey },
    responder: { der: responderDer, key: responderKey },
    stamper: { der: stamperDer, key: stamperKey },
  }
}

export function keyIdOf({ spki }: SigningKey): Uint8Array {
  return createHash('sha1').update(spki).digest()
}

/** 20 octets; the first is 1…127, so that the number is positive and never shorter. */
export function freshSerial(): Uint8Array {
  const serial = randomBytes(20)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}
