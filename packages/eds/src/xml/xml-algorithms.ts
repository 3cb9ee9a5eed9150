import {
  C14nCanonicalization,
  C14nCanonicalizationWithComments,
  ExclusiveCanonicalization,
  ExclusiveCanonicalizationWithComments,
  SignedXml,
  type HashAlgorithm,
} from 'xml-crypto'
import type { AlgorithmSuite } from '../algorithm-suite.ts'
import { OID } from '../object-identifiers.ts'

/** A kind of key as XML signatures name it; each signs with one hash, which the digest is made with too. */
export interface XmlAlgorithm {
  /** Object identifiers. */
  readonly key: string
  readonly signature: string
  readonly digest: string
  /** How the same are named in XML. */
  readonly signatureUri: string
  readonly digestUri: string
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const NCA = 'urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:'

/** The only algorithms a message may be signed with. */
export const XML_ALGORITHMS: readonly XmlAlgorithm[] = [
  {
    key: OID.rsaEncryption,
    signature: OID.sha256WithRsa,
    digest: OID.sha256,
    signatureUri: `${MORE}rsa-sha256`,
    digestUri: 'http://www.w3.org/2001/04/xmlenc#sha256',
  },
  {
    key: OID.gost512Key,
    signature: OID.gost512Signature,
    digest: OID.streebog512,
    signatureUri: `${NCA}gostr34102015-gostr34112015-512`,
    digestUri: `${NCA}gostr34112015-512`,
  },
  {
    key: OID.gost256Key,
    signature: OID.gost256Signature,
    digest: OID.streebog256,
    signatureUri: `${NCA}gostr34102015-gostr34112015-256`,
    digestUri: `${NCA}gostr34112015-256`,
  },
  {
    key: OID.gost2004Key,
    signature: OID.gost2004Signature,
    digest: OID.gost34311,
    signatureUri: `${MORE}gost34310-gost34311`,
    digestUri: `${MORE}gost34311`,
  },
]

export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
export const C14N_WITH_COMMENTS = `${C14N}#WithComments`
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const EXCLUSIVE_C14N_WITH_COMMENTS = `${EXCLUSIVE_C14N}WithComments`
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

interface Prefixed {
  readonly prefix: string
}

/** Canonical XML sorts prefixes by their characters; the library does by the rules of a language, `SOAP` after `ds`. */
function byCharacters({ prefix: left }: Prefixed, { prefix: right }: Prefixed): number {
  return left === right ? 0 : left < right ? -1 : 1
}

const CANONICALIZATIONS = {
  [C14N]: class extends C14nCanonicalization {
    override nsCompare(left: Prefixed, right: Prefixed): number {
      return byCharacters(left, right)
    }
  },
  [C14N_WITH_COMMENTS]: class extends C14nCanonicalizationWithComments {
    override nsCompare(left: Prefixed, right: Prefixed): number {
      return byCharacters(left, right)
    }
  },
  [EXCLUSIVE_C14N]: class extends ExclusiveCanonicalization {
    override nsCompare(left: Prefixed, right: Prefixed): number {
      return byCharacters(left, right)
    }
  },
  [EXCLUSIVE_C14N_WITH_COMMENTS]: class extends ExclusiveCanonicalizationWithComments {
    override nsCompare(left: Prefixed, right: Prefixed): number {
      return byCharacters(left, right)
    }
  },
} as const

/**
 * The text as the library has to be given it: its parser takes U+0085 and U+2028 for ends of lines, which they are in
 * XML 1.1 alone, and would sign or check another text.
 */
export function keepCharacters(xml: string): string {
  return xml.replaceAll('\u0085', '&#x85;').replaceAll('\u2028', '&#x2028;')
}

/** What makes and checks the one value of one signature. */
export interface ValueAlgorithm {
  /** Called with the canonical SignedInfo. */
  readonly sign?: (signedInfo: Uint8Array) => Promise<Uint8Array>
  readonly isRight?: (signedInfo: Uint8Array) => boolean
}

/** The library wants a key before it calls an algorithm; ours have theirs already. */
const KEY_ELSEWHERE = 'the key is with the algorithm'

/**
 * A worker of the library for one signature with one algorithm: it knows no other hash and no other kind of key, and
 * never takes a key out of the message.
 */
export function createSignedXml(algorithm: XmlAlgorithm, suite: AlgorithmSuite, value: ValueAlgorithm): SignedXml {
  const signedXml = new SignedXml({
    publicCert: KEY_ELSEWHERE,
    privateKey: KEY_ELSEWHERE,
    getCertFromKeyInfo: () => null,
  })
  // Each name of an id costs a search through the whole message; ours are all `wsu:Id`.
  signedXml.idAttributes = ['Id']
  signedXml.HashAlgorithms = {
    [algorithm.digestUri]: class implements HashAlgorithm {
      getAlgorithmName = (): string => algorithm.digestUri
      getHash = (xml: string): string => {
        const digest = suite.digest(algorithm.digest, new TextEncoder().encode(xml))
        if (digest === undefined) throw new TypeError('the suite does not know the hash')
        return Buffer.from(digest).toString('base64')
      }
    },
  }
  signedXml.SignatureAlgorithms = {
    [algorithm.signatureUri]: class {
      getAlgorithmName = (): string => algorithm.signatureUri
      verifySignature = (signedInfo: string): boolean => value.isRight?.(new TextEncoder().encode(signedInfo)) === true
      getSignature = (signedInfo: unknown, _key: unknown, callback?: ValueCallback): string => {
        if (callback !== undefined) void answer(value, String(signedInfo), callback)
        return ''
      }
    },
  }
  signedXml.CanonicalizationAlgorithms = { ...signedXml.CanonicalizationAlgorithms, ...CANONICALIZATIONS }
  return signedXml
}

type ValueCallback = (error: Error | null, value?: string) => void

async function answer({ sign }: ValueAlgorithm, signedInfo: string, callback: ValueCallback): Promise<void> {
  let made: string
  try {
    if (sign === undefined) throw new TypeError('nothing here signs')
    made = Buffer.from(await sign(new TextEncoder().encode(signedInfo))).toString('base64')
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)))
    return
  }
  callback(null, made)
}
