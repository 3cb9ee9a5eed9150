import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createXmlSeal, parseCertificate, type TrustAnchors, type XmlSeal } from '@qyzmet/eds'
import { readPatiently } from '../signatures/patiently.ts'
import { type SealedMessages, sealedMessages } from './sealed-messages.ts'

export interface SystemSealSettings {
  /** PEM file with the private key of this installation's own certificate; RSA. */
  readonly keyFile: string
  /** That certificate: PEM or DER. */
  readonly certificateFile: string
  /** Identifiers (UID in the certificate) of the systems whose seal is believed. */
  readonly peers: readonly string[]
  readonly profile: 'training' | 'production'
}

/** The key or the certificate with which messages are sealed cannot be used. */
export class SystemSealError extends Error {
  override readonly name = 'SystemSealError'
}

/**
 * The seal of this installation on messages to other systems. Files are read at the first message, so that a server
 * that only shows pages starts without them.
 *
 * @throws {SystemSealError} from each of its functions, when the files cannot be used
 */
export function createSystemSeal(
  settings: SystemSealSettings,
  anchors: TrustAnchors,
  now: () => Temporal.Instant,
): SealedMessages {
  let made: Promise<XmlSeal> | undefined
  const ready = async (): Promise<XmlSeal> => {
    try {
      return await (made ??= readSeal(settings, anchors, now))
    } catch (cause) {
      made = undefined
      throw new SystemSealError('The key and certificate of the gateway cannot be used.', { cause })
    }
  }
  return sealedMessages({
    sealBody: async (envelope) => (await ready()).sealBody(envelope),
    openBody: async (envelope) => (await ready()).openBody(envelope),
    sealDocument: async (xml) => (await ready()).sealDocument(xml),
    openDocument: async (xml) => (await ready()).openDocument(xml),
  })
}

async function readSeal(
  { keyFile, certificateFile, peers, profile }: SystemSealSettings,
  anchors: TrustAnchors,
  now: () => Temporal.Instant,
): Promise<XmlSeal> {
  const [key, certificate] = await readPatiently(profile, () =>
    Promise.all([readFile(keyFile), readFile(certificateFile)]),
  )
  return createXmlSeal({
    key: createPrivateKey(key),
    certificate: parseCertificate(derOf(certificate)).der,
    anchors,
    isExpected: ({ systemId }) => systemId !== undefined && peers.includes(systemId),
    now,
  })
}

function derOf(file: Buffer): Uint8Array {
  const pem = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(file.toString('latin1'))?.[1]
  return new Uint8Array(pem === undefined ? file : Buffer.from(pem, 'base64'))
}
