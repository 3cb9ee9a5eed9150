import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createXmlSeal, OID, parseAnchors, parseCertificate, type XmlSeal } from '@qyzmet/eds'
import type { Authority } from '../authority/authority.ts'
import { buildCertificate, encodeName, extensions, type Holding } from '../authority/certificate-builder.ts'
import { certificateFile, keyFile, readIfThere } from '../authority/folder.ts'
import { freshSerial, keyIdOf } from '../authority/founding.ts'

/** A system that takes part in the traffic, with its certificate of the training authority. */
export interface SystemHolding extends Holding {
  /** Identifier in the certificate by which the other side knows the system. */
  readonly systemId: string
}

const FROM = Temporal.Instant.from('2020-01-01T00:00:00Z')
const UNTIL = Temporal.Instant.from('2049-12-31T00:00:00Z')
const KEY_BITS = 2048

/**
 * The key and certificate of a system, kept in a folder; made there when missing. A certificate that was revoked for good
 * is made anew.
 *
 * @param name of the files, such as `gateway`
 * @param systemId object identifier under which the certificate names the system
 */
export async function systemHolding(
  folder: string,
  name: string,
  systemId: string,
  authority: Authority,
): Promise<SystemHolding> {
  const { rsa } = authority
  const key = await keyFile(join(folder, `${name}.key.pem`), 'rsa', KEY_BITS)
  const path = join(folder, `${name}.cer`)
  if (isRevoked(await readIfThere(path), authority)) await rm(path)
  const der = await certificateFile(path, () =>
    buildCertificate(
      {
        serial: freshSerial(),
        issuer: parseCertificate(rsa.issuer.der).subjectName.der,
        subject: encodeName([
          [OID.commonName, `TRAINING ${name.toUpperCase()} (ОҚУ ЖҮЙЕСІ)`],
          [OID.organization, 'ОҚУ ОРТАСЫ, ЗАҢДЫ КҮШІ ЖОҚ (TRAINING, NO LEGAL FORCE)'],
          [OID.userId, systemId],
          [OID.country, 'KZ'],
        ]),
        publicKey: key.spki,
        notBefore: FROM,
        notAfter: UNTIL,
        extensions: [
          extensions.keyUsage('sign'),
          extensions.extendedKeyUsage([OID.legalEntity, OID.digitalSystem]),
          extensions.policies([OID.policyOrganisationSigns]),
          extensions.subjectKeyId(keyIdOf(key)),
          extensions.authorityKeyId(keyIdOf(rsa.issuer.key)),
          ...extensions.addresses(),
        ],
      },
      rsa.issuer.key,
    ),
  )
  await authority.enrol(der, systemId)
  return { der, key, systemId }
}

/** A hold may be lifted; any other revocation is for good. */
function isRevoked(file: Uint8Array | undefined, authority: Authority): boolean {
  const serial = file && parseCertificate(new Uint8Array(file)).serial
  return authority
    .issued()
    .some((record) => record.serial === serial && record.revokedAt !== undefined && record.reason !== 'certificateHold')
}

/** Seals with the system's key, and opens what any system of the training authority has sealed. */
export function systemSeal(holding: SystemHolding, authority: Authority, now: () => Temporal.Instant): XmlSeal {
  return createXmlSeal({
    key: holding.key,
    certificate: holding.der,
    anchors: parseAnchors(authority.anchorsPem, { profile: 'training' }),
    isExpected: ({ systemId }) => systemId !== undefined,
    now,
  })
}
