import assert from 'node:assert/strict'
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign as signOctets,
  verify,
} from 'node:crypto'
import { after, describe, test } from 'node:test'
import {
  createGostSigner,
  createXmlSeal,
  GOST_2004,
  GOST_256,
  GOST_512,
  newGostPrivateKey,
  OID,
  parseCertificate,
  SealError,
  type OpenedXml,
  type SealKey,
  type XmlSeal,
} from '@qyzmet/eds'
import type { MessageSeal } from '@qyzmet/gateway'
import { SignedXml } from 'xml-crypto'
import { buildCertificate, extensions, type Holding } from './certificate-builder.ts'
import { freshSerial } from './founding.ts'
import { days, foundSigning, HOLDER, NOW, SIGNING_PROFILE } from './testing/signing.ts'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const DATA = '<t:request xmlns:t="urn:training"><iin>900514450127</iin></t:request>'
const ENVELOPE = `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body>${DATA}</soap:Body></soap:Envelope>`
const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>\n<root xmlns="urn:training">\n  <iin a="1">900514450127</iin>\n</root>'

const signing = await foundSigning()
const gost = await signing.authority.issue({ holder: HOLDER, kind: 'individual', keys: 'gost-512' })
after(() => signing.remove())

function sealOf(
  { der, key }: Pick<Holding, 'der'> & { readonly key: SealKey },
  isExpected = (iin: string | undefined) => iin === HOLDER.iin,
): XmlSeal {
  const { anchors } = signing
  return createXmlSeal({ key, certificate: der, anchors, now: () => NOW, isExpected: ({ iin }) => isExpected(iin) })
}

/** A certificate of the RSA authority for a key of any kind. */
function certify(publicKey: Uint8Array): Uint8Array {
  const { issuer } = signing.branch
  const holder = parseCertificate(signing.person.der).subjectName.der
  const names = { issuer: parseCertificate(issuer.der).subjectName.der, subject: holder }
  const dates = { notBefore: days(-1), notAfter: days(300) }
  return buildCertificate(
    { serial: freshSerial(), publicKey, ...names, ...dates, extensions: SIGNING_PROFILE },
    issuer.key,
  )
}

const rsaSeal = sealOf(signing.person)
const sealed = await rsaSeal.sealBody(ENVELOPE)
const sealedDocument = await rsaSeal.sealDocument(DOCUMENT)

function outcome(opened: OpenedXml): string {
  return opened.signature === 'invalid' ? opened.why : opened.signature
}
const bodyOutcome = async (xml: string): Promise<string> => outcome(await rsaSeal.openBody(xml))
const documentOutcome = async (xml: string): Promise<string> => outcome(await rsaSeal.openDocument(xml))

/** The first match of `pattern` in `xml`, which must be there. */
function part(xml: string, pattern: RegExp): string {
  const [found] = pattern.exec(xml) ?? []
  assert.ok(found !== undefined, String(pattern))
  return found
}
const SIGNATURE = /<ds:Signature .*<\/ds:Signature>/s
const BODY = /<soap:Body.*<\/soap:Body>/s

describe('a sealed message', () => {
  test('fits the seal of the gateway', () => {
    const port: MessageSeal = rsaSeal
    assert.equal(port, rsaSeal)
  })
  for (const [kind, holding] of [
    ['RSA', signing.person],
    ['GOST-512', gost],
  ] as const) {
    test(`with a key of kind ${kind} is opened by another holder, and gives the body alone`, async () => {
      const opened = await rsaSeal.openBody(await sealOf(holding).sealBody(ENVELOPE))
      assert.ok(opened.signature === 'valid')
      assert.match(
        opened.xml,
        /^<soap:Body xmlns:soap="[^"]+" xmlns:wsu="[^"]+" wsu:Id="body"><t:request .*<\/soap:Body>$/,
      )
      assert.deepEqual(opened.certificate, holding.der)
    })
    test(`with a key of kind ${kind} over a whole document gives it without the signature`, async () => {
      const opened = await rsaSeal.openDocument(await sealOf(holding).sealDocument(DOCUMENT))
      assert.ok(opened.signature === 'valid')
      assert.equal(opened.xml, '<root xmlns="urn:training">\n  <iin a="1">900514450127</iin>\n</root>')
    })
  }
  for (const [family, named] of [
    [GOST_512, 'gostr34102015-gostr34112015-512'],
    [GOST_256, 'gostr34102015-gostr34112015-256'],
    [GOST_2004, 'xmldsig-more#gost34310-gost34311'],
  ] as const) {
    test(`names the algorithm ${named} by the key of the certificate`, async () => {
      const key = createGostSigner(family, newGostPrivateKey(family, randomBytes), randomBytes)
      const seal = sealOf({ der: certify(key.spki), key })
      for (const [xml, outcomeOf] of [
        [await seal.sealBody(ENVELOPE), bodyOutcome],
        [await seal.sealDocument(DOCUMENT), documentOutcome],
      ] as const) {
        assert.match(xml, new RegExp(`SignatureMethod Algorithm="[^"]*${named}"`))
        assert.equal(await outcomeOf(xml), 'valid')
        const value = part(xml, /(?<=<ds:SignatureValue>)[^<]+/)
        const turned = Buffer.from(new Uint8Array(Buffer.from(value, 'base64')).toReversed()).toString('base64')
        assert.equal(await outcomeOf(xml.replace(value, turned)), 'signature-wrong')
      }
    })
  }
  test('has the form state systems write', () => {
    const header = part(sealed, /<soap:Header>.*<\/soap:Header>/s)
    assert.match(header, /^<soap:Header><wsse:Security [^>]*soap:mustUnderstand="1"[^>]*><ds:Signature /)
    assert.match(header, /<ds:Reference URI="#body">/)
    assert.match(header, /KeyInfo><wsse:SecurityTokenReference [^>]*><wsse:KeyIdentifier [^>]*#X509v3">MII/)
    assert.match(sealedDocument, /<ds:Reference URI="">.*#enveloped-signature.*#WithComments.*<ds:X509Certificate>MII/s)
  })
  test('is also opened with a header that was there, a body id of its own and namespaces from outside', async () => {
    for (const envelope of [
      ENVELOPE.replace('<soap:Body>', '<soap:Header/><soap:Body>'),
      ENVELOPE.replace('<soap:Body>', '<soap:Header><a xmlns="urn:a">1</a></soap:Header><soap:Body Id="data">'),
      ENVELOPE.replaceAll('soap:', '').replace('xmlns:soap', 'xmlns'),
      ENVELOPE.replace('xmlns:soap', 'xmlns:xsi="urn:xsi" xmlns:A="urn:a" xmlns:soap').replace(
        '<iin>',
        '<iin A:b="2" xsi:c="3">',
      ),
      ENVELOPE.replace('<soap:Body>', '\n\t<!-- between --><soap:Body>').replace(
        '900514450127',
        'а &amp; &#13;<![CDATA[<b>]]>',
      ),
    ]) {
      const again = await rsaSeal.sealBody(envelope)
      assert.equal(await bodyOutcome(again), 'valid', again)
    }
  })
  test('keeps every character, and has its namespaces in the order of their characters', async () => {
    const text = 'a\u0085b\u2028c&#13;d\r\ne'
    const xml = `<r xmlns:b="urn:b" xmlns:Z="urn:z" b:y="1" Z:x="2">${text}</r>`
    const opened = await rsaSeal.openDocument(await rsaSeal.sealDocument(xml))
    assert.ok(opened.signature === 'valid')
    const canonical = '<r xmlns:Z="urn:z" xmlns:b="urn:b" b:y="1" Z:x="2">a\u0085b\u2028c&#xD;d\ne</r>'
    assert.equal(opened.xml, canonical)
    const digest = createHash('sha256').update(canonical).digest('base64')
    assert.ok((await rsaSeal.sealDocument(xml)).includes(`<ds:DigestValue>${digest}<`))
  })
  test('without a signature is told so, with the body as it came', async () => {
    const opened = await rsaSeal.openBody(ENVELOPE)
    assert.deepEqual(opened, { signature: 'absent', xml: `<soap:Body xmlns:soap="${SOAP}">${DATA}</soap:Body>` })
    assert.deepEqual(await rsaSeal.openDocument(DATA), { signature: 'absent', xml: DATA })
  })
  test('is not sealed twice, and no message is sealed that is not a whole envelope', async () => {
    for (const wrong of [sealed, DATA, ENVELOPE.replace('</soap:Body>', '</soap:Body><soap:Body/>')]) {
      await assert.rejects(rsaSeal.sealBody(wrong), SealError)
    }
    await assert.rejects(rsaSeal.sealDocument(sealedDocument), SealError)
    const twice = ENVELOPE.replace('<iin>', '<iin Id="body">')
    await assert.rejects(rsaSeal.sealBody(twice), SealError)
  })
})

describe('the library of XML signatures', () => {
  const pem = createPublicKey({
    key: Buffer.from(parseCertificate(signing.person.der).publicKey.spki),
    format: 'der',
    type: 'spki',
  })
  test('opens by itself what an RSA key sealed here', () => {
    for (const xml of [sealed, sealedDocument]) {
      const oracle = new SignedXml({ publicCert: pem.export({ type: 'spki', format: 'pem' }) })
      oracle.loadSignature(part(xml, SIGNATURE))
      assert.equal(oracle.checkSignature(xml), true)
    }
  })
  test('and a plain signature of Node agree with the value that was written', () => {
    const signedInfo = part(sealedDocument, /<ds:SignedInfo>.*<\/ds:SignedInfo>/s)
    const canonical = signedInfo
      .replace('<ds:SignedInfo>', '<ds:SignedInfo xmlns="urn:training" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')
      .replaceAll(/<(ds:\w+)([^>]*)\/>/g, '<$1$2></$1>')
    const value = Buffer.from(part(sealedDocument, /(?<=<ds:SignatureValue>)[^<]*/), 'base64')
    assert.equal(verify('sha256', Buffer.from(canonical), pem, value), true)
  })
  test('seals what is opened here', async () => {
    const oracle = new SignedXml({
      privateKey: signing.person.key.pem,
      publicCert: Buffer.from(signing.person.der),
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
      getKeyInfoContent: () =>
        `<X509Data><X509Certificate>${Buffer.from(signing.person.der).toString('base64')}</X509Certificate></X509Data>`,
    })
    oracle.addReference({
      xpath: '/*',
      isEmptyUri: true,
      transforms: [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      ],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    })
    oracle.computeSignature(DOCUMENT)
    assert.equal(await documentOutcome(oracle.getSignedXml()), 'valid')
  })
})

describe('a sealed message is not opened', () => {
  test('when anything of its body, its signature or its digest was changed', async () => {
    assert.equal(await bodyOutcome(sealed.replace('900514450127', '900514450128')), 'digest-mismatch')
    assert.equal(await documentOutcome(sealedDocument.replace('a="1"', 'a="2"')), 'digest-mismatch')
    const value = part(sealed, /<ds:SignatureValue>..../)
    assert.equal(await bodyOutcome(sealed.replace(value, `${value.slice(0, -4)}AAAA`)), 'signature-wrong')
    const digest = part(sealed, /<ds:DigestValue>..../)
    assert.equal(await bodyOutcome(sealed.replace(digest, `${digest.slice(0, -4)}AAAA`)), 'digest-mismatch')
  })
  test('when the signed body was moved and another put in its place', async () => {
    const body = part(sealed, BODY)
    const forged = body.replace('900514450127', '900514450128')
    const moved = sealed.replace(body, forged.replace(' wsu:Id="body"', ''))
    const wrapped = moved.replace('</wsse:Security>', `<x xmlns="urn:x">${body}</x></wsse:Security>`)
    assert.equal(await bodyOutcome(wrapped), 'reference-wrong')
    const elsewhere = sealed.replace(body, forged.replace('"body"', '"other"'))

    const inHeader = elsewhere.replace('</soap:Header>', `<x xmlns="urn:x">${body}</x></soap:Header>`)
    assert.equal(await bodyOutcome(inHeader), 'reference-wrong')
    assert.equal(await bodyOutcome(sealed.replace(body, forged + body)), 'message-malformed')
    assert.equal(await bodyOutcome(sealed.replace(body, body + forged)), 'message-malformed')
  })
  test('when two elements bear the id, in whatever spelling of the attribute', async () => {
    for (const id of ['Id="body"', 'ID="body"', 'id="body"', 'x:Id="body" xmlns:x="urn:x"']) {
      const doubled = sealed.replace('</wsse:Security>', `</wsse:Security><x xmlns="" ${id}/>`)
      assert.equal(await bodyOutcome(doubled), 'reference-wrong', id)
    }
  })
  test('when the signature stands elsewhere, or there are two', async () => {
    const signature = part(sealed, SIGNATURE)
    const bare = sealed.replace(signature, '')
    assert.equal(await bodyOutcome(bare.replace('</soap:Header>', `${signature}</soap:Header>`)), 'signature-misplaced')
    assert.equal(await bodyOutcome(bare.replace('<iin>', `${signature}<iin>`)), 'signature-misplaced')
    assert.equal(
      await bodyOutcome(sealed.replace('</wsse:Security>', `${signature}</wsse:Security>`)),
      'several-signatures',
    )
    const own = part(sealedDocument, SIGNATURE)
    const inside = sealedDocument.replace(own, '').replace('</iin>', `${own}</iin>`)
    assert.equal(await documentOutcome(inside), 'signature-misplaced')
    assert.equal(await documentOutcome(sealedDocument.replace(own, own + own)), 'several-signatures')
    assert.equal(
      await documentOutcome(`<outer>${sealedDocument.replace(/^<\?.*\?>\n/, '')}</outer>`),
      'signature-misplaced',
    )
  })
  test('when it refers to more or to something else, or its parts are doubled or strange', async () => {
    const reference = part(sealed, /<ds:Reference.*<\/ds:Reference>/s)
    const info = part(sealed, /<ds:SignedInfo>.*<\/ds:SignedInfo>/s)
    assert.equal(await bodyOutcome(sealed.replace(reference, reference + reference)), 'signature-malformed')
    assert.equal(await bodyOutcome(sealed.replace(info, info + info)), 'signature-malformed')
    assert.equal(await bodyOutcome(sealed.replace('URI="#body"', 'URI=""')), 'reference-wrong')
    assert.equal(await bodyOutcome(sealed.replace(' URI="#body"', '')), 'signature-malformed')
    const object = '<ds:Object><x xmlns="urn:x"/></ds:Object></ds:Signature>'
    assert.equal(await bodyOutcome(sealed.replace('</ds:Signature>', object)), 'signature-malformed')
    const withoutKey = sealed.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/s, '')
    assert.equal(await bodyOutcome(withoutKey), 'signature-malformed')
  })
  test('when a comment or CDATA hides a part of a value', async () => {
    const digest = part(sealed, /(?<=<ds:DigestValue>)[^<]+/)
    for (const hidden of [`<!--${digest}-->AAAA`, `${digest}<!--x-->`, `<![CDATA[${digest}]]>`, `${digest}<x/>`]) {
      assert.equal(await bodyOutcome(sealed.replace(digest, hidden)), 'signature-malformed', hidden)
    }
  })
  test('when it names another algorithm, another transform or another hash', async () => {
    const foreign = 'algorithm-not-supported'
    assert.equal(await bodyOutcome(sealed.replace('xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha512')), foreign)
    assert.equal(
      await bodyOutcome(sealed.replace('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#hmac-sha1')),
      foreign,
    )
    assert.equal(await bodyOutcome(sealed.replace('2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1')), foreign)
    assert.equal(
      await documentOutcome(sealedDocument.replace('2000/09/xmldsig#enveloped-signature', 'TR/1999/REC-xslt-19991116')),
      foreign,
    )
    const gostNames = (await sealOf(gost).sealBody(ENVELOPE)).replace(
      /(?<=KeyIdentifier [^>]*>)[^<]+/,
      Buffer.from(signing.person.der).toString('base64'),
    )
    assert.equal(await bodyOutcome(gostNames), foreign)
  })
  test('when it holds a document type, an entity, an instruction, or is too deep, too long or not XML', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`
    for (const wrong of [
      bomb + sealed,
      sealed.replace('900514450127', '&b;'),
      sealed.replace('900514450127', '&#0;'),
      sealed.replace('900514450127', '\u0000'),
      `<?xml-stylesheet href="x"?>${sealed}`,
      sealed.replace('<iin>', '<?x y?><iin>'),
      ENVELOPE.replace('<iin>', '<a>'.repeat(200)).replace('</iin>', '</a>'.repeat(200)),
      ENVELOPE.replace('<iin>', `<iin>${'<b/>'.repeat(20_001)}`),
      ENVELOPE.replace('<iin>', `<iin>${'я'.repeat(8 * 1024 * 1024)}`),
      sealed.replace('</soap:Envelope>', ''),
      `${sealed}<more/>`,
      '',
    ]) {
      assert.equal(await bodyOutcome(wrong), 'message-malformed', wrong.slice(0, 80))
    }
  })
  test('under a certificate that has ended, is not trusted, may not sign, or is of somebody not expected', async () => {
    const openedAt = async (xml: string, at: Temporal.Instant): Promise<string> => {
      const { person, anchors } = signing
      const ports = { key: person.key, certificate: person.der, anchors, isExpected: () => true }
      return outcome(await createXmlSeal({ ...ports, now: () => at }).openBody(xml))
    }
    assert.equal(await openedAt(sealed, days(5000)), 'certificate-expired')
    assert.equal(await openedAt(sealed, days(-5000)), 'certificate-not-yet-valid')
    const stranger = await signing.rival.issue({ holder: HOLDER, kind: 'individual' })
    assert.equal(await bodyOutcome(await sealOf(stranger).sealBody(ENVELOPE)), 'chain-untrusted')
    const mute = signing.craft({ extensions: [extensions.extendedKeyUsage([OID.emailProtection])] })
    assert.equal(await bodyOutcome(await sealOf(mute).sealBody(ENVELOPE)), 'key-usage-wrong')
    const somebody = await sealOf(signing.person, () => false).openBody(sealed)
    assert.equal(outcome(somebody), 'sealer-unexpected')
  })
  test('when the certificate beside it is of another key', async () => {
    const other = await signing.rival.issue({ holder: HOLDER, kind: 'individual' })
    const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64')
    const swapped = sealed.replace(base64(signing.person.der), base64(other.der))
    assert.equal(await bodyOutcome(swapped), 'signature-wrong')
    assert.equal(await bodyOutcome(sealed.replace(base64(signing.person.der), 'AAAA')), 'certificate-missing')
  })
})

test('a seal signs with an RSA key of Node, and refuses one that is not the certificate’s', async () => {
  const { person, anchors } = signing
  const ports = { certificate: person.der, anchors, now: () => NOW, isExpected: () => true }
  const key = createPrivateKey(person.key.pem)
  assert.equal(await bodyOutcome(await createXmlSeal({ ...ports, key }).sealBody(ENVELOPE)), 'valid')
  const device = { sign: async (data: Uint8Array) => new Uint8Array(signOctets('sha256', data, key)) }
  assert.equal(await bodyOutcome(await createXmlSeal({ ...ports, key: device }).sealBody(ENVELOPE)), 'valid')
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  assert.throws(() => createXmlSeal({ ...ports, key: other }), SealError)
  const broken = { sign: () => Promise.reject(new Error('the device is unplugged')) }
  await assert.rejects(createXmlSeal({ ...ports, key: broken }).sealBody(ENVELOPE), /unplugged/)
})
