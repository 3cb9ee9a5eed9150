import { createHash, createPublicKey, createPrivateKey, generateKeyPair, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import {
  createGostSigner,
  derFields,
  derInside,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  GOST_512,
  newGostPrivateKey,
  nationalSuite,
  OID,
  octetStringValue,
  readDer,
  TAG,
} from '@qyzmet/eds'

/** The kinds of keys the national authority gives out; each has a hierarchy of its own. */
export const KEY_KINDS = ['rsa', 'gost-512'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/** A private key with all that depends on its kind. */
export interface SigningKey {
  readonly kind: KeyKind
  /** The whole SubjectPublicKeyInfo. */
  readonly spki: Uint8Array
  /** Encoded identifiers: of the signature in certificates, lists and answers; in CMS; of the hash. */
  readonly signatureAlgorithm: Uint8Array
  readonly cmsAlgorithm: Uint8Array
  readonly digestAlgorithm: Uint8Array
  digest(data: Uint8Array): Uint8Array
  sign(data: Uint8Array): Uint8Array
  /** PKCS #8, as kept in a file. */
  readonly pem: string
}

export const SHA256: Uint8Array = derSequence(derOid(OID.sha256), derNull())
const SHA256_WITH_RSA = derSequence(derOid(OID.sha256WithRsa), derNull())

export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest())
}

const generateKeys = promisify(generateKeyPair)

/** @param bits length of an RSA key */
export async function newKey(kind: KeyKind, bits: number): Promise<SigningKey> {
  if (kind === 'gost-512') return gostKey(newGostPrivateKey(GOST_512, randomBytes))
  const { privateKey } = await generateKeys('rsa', { modulusLength: bits })
  return rsaKey(privateKey)
}

export function rsaKey(key: KeyObject): SigningKey {
  return {
    kind: 'rsa',
    spki: new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })),
    signatureAlgorithm: SHA256_WITH_RSA,
    cmsAlgorithm: derSequence(derOid(OID.rsaEncryption), derNull()),
    digestAlgorithm: SHA256,
    digest: sha256,
    sign: (data) => new Uint8Array(sign('sha256', data, key)),
    pem: key.export({ type: 'pkcs8', format: 'pem' }),
  }
}

/** @param privateKey 64 octets, the lowest first */
export function gostKey(privateKey: Uint8Array): SigningKey {
  const signer = createGostSigner(GOST_512, privateKey, randomBytes)
  const signatureAlgorithm = derSequence(derOid(OID.gost512Signature), derNull())
  const keyAlgorithm = derSequence(
    derOid(OID.gost512Key),
    derSequence(derOid(OID.gost512ParamSetA), derOid(OID.streebog512)),
  )
  return {
    kind: 'gost-512',
    spki: signer.spki,
    signatureAlgorithm,
    cmsAlgorithm: signatureAlgorithm,
    digestAlgorithm: derSequence(derOid(OID.streebog512), derNull()),
    digest(data) {
      const digest = nationalSuite.digest(OID.streebog512, data)
      if (digest === undefined) throw new Error('the hash of GOST keys is not known')
      return digest
    },
    sign: (data) => signer.sign(data),
    pem: armour(derSequence(derInteger(0), keyAlgorithm, derOctets(derOctets(privateKey)))),
  }
}

/** Reads a key kept as `pem`. */
export function readKey(pem: string, kind: KeyKind): SigningKey {
  if (kind === 'rsa') return rsaKey(createPrivateKey(pem))
  const fields = derFields(readDer(new Uint8Array(Buffer.from(pem.replaceAll(/-----[A-Z ]+-----/g, ''), 'base64'))))
  fields.take(TAG.integer, 'the version')
  fields.take(TAG.sequence, 'the key algorithm')
  const wrapped = fields.take(TAG.octetString, 'the key')
  return gostKey(octetStringValue(derInside(wrapped)))
}

function armour(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}
