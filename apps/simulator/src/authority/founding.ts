import { createHash, createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { OID } from '@qyzmet/eds'
import { buildCertificate, encodeName, extensions, type Holding, type NamePart } from './certificate-builder.ts'
import { certificateFile, keyFile } from './folder.ts'

/** Moving the clock of a training must not outlive the authority. */
const AUTHORITY_FROM = Temporal.Instant.from('2015-01-01T00:00:00Z')
const AUTHORITY_UNTIL = Temporal.Instant.from('2049-12-31T00:00:00Z')

const COMMON_PARTS: readonly NamePart[] = [
  [OID.organization, 'ОҚУ ОРТАСЫ, ЗАҢДЫ КҮШІ ЖОҚ (TRAINING, NO LEGAL FORCE)'],
  [OID.country, 'KZ'],
]
const ROOT_NAME = encodeName([[OID.commonName, 'ОҚУ НЕГІЗГІ ОРТАЛЫҒЫ (TRAINING ROOT RSA)'], ...COMMON_PARTS])
const ISSUER_NAME = encodeName([[OID.commonName, 'ОҚУ КУӘЛАНДЫРУШЫ ОРТАЛЫҒЫ (TRAINING CA RSA)'], ...COMMON_PARTS])
const RESPONDER_NAME = encodeName([[OID.commonName, 'TRAINING OCSP RESPONDER'], ...COMMON_PARTS])
const STAMPER_NAME = encodeName([[OID.commonName, 'TRAINING TIME-STAMPING AUTHORITY'], ...COMMON_PARTS])

export interface AuthorityKeys {
  readonly root: Holding
  readonly issuer: Holding
  /** Answers OCSP for the issuer. */
  readonly responder: Holding
  /** Makes time stamps. */
  readonly stamper: Holding
}

/** The keys and certificates kept in a folder; what is missing is made now and kept. */
export async function foundAuthority(folder: string): Promise<AuthorityKeys> {
  const [rootKey, issuerKey, responderKey, stamperKey] = await Promise.all(
    (['root', 'issuer', 'responder', 'stamper'] as const).map((name) =>
      keyFile(join(folder, `${name}.key.pem`), name === 'root' || name === 'issuer' ? 3072 : 2048),
    ),
  )
  if (!rootKey || !issuerKey || !responderKey || !stamperKey) throw new Error('a key of the authority is missing')
  const validity = { notBefore: AUTHORITY_FROM, notAfter: AUTHORITY_UNTIL }
  const rootDer = await certificateFile(join(folder, 'root.cer'), () =>
    buildCertificate(
      {
        ...validity,
        serial: freshSerial(),
        issuer: ROOT_NAME,
        subject: ROOT_NAME,
        publicKey: createPublicKey(rootKey),
        extensions: [
          extensions.authority(),
          extensions.keyUsage('authority'),
          extensions.subjectKeyId(keyIdOf(rootKey)),
        ],
      },
      rootKey,
    ),
  )
  const issuerDer = await certificateFile(join(folder, 'issuer.cer'), () =>
    buildCertificate(
      {
        ...validity,
        serial: freshSerial(),
        issuer: ROOT_NAME,
        subject: ISSUER_NAME,
        publicKey: createPublicKey(issuerKey),
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
  const service = (name: Uint8Array, key: KeyObject, own: readonly Uint8Array[]): Uint8Array =>
    buildCertificate(
      {
        ...validity,
        serial: freshSerial(),
        issuer: ISSUER_NAME,
        subject: name,
        publicKey: createPublicKey(key),
        extensions: [...own, extensions.keyUsage('answer'), extensions.subjectKeyId(keyIdOf(key)), issuerKeyId],
      },
      issuerKey,
    )
  const responderDer = await certificateFile(join(folder, 'responder.cer'), () =>
    service(RESPONDER_NAME, responderKey, [extensions.extendedKeyUsage([OID.ocspSigning]), extensions.noCheck()]),
  )
  const stamperDer = await certificateFile(join(folder, 'stamper.cer'), () =>
    service(STAMPER_NAME, stamperKey, [
      extensions.extendedKeyUsage([OID.timeStamping], true),
      extensions.policies([OID.policyArc]),
    ]),
  )
  return {
    root: { der: rootDer, key: rootKey },
    issuer: { der: issuerDer, key: issuerKey },
    responder: { der: responderDer, key: responderKey },
    stamper: { der: stamperDer, key: stamperKey },
  }
}

export function keyIdOf(key: KeyObject): Uint8Array {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return createHash('sha1').update(spki).digest()
}

/** 20 octets; the first is 1…127, so that the number is positive and never shorter. */
export function freshSerial(): Uint8Array {
  const serial = randomBytes(20)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}
