import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { berToDer } from './ber-to-der.ts'
import { parseCertificate } from './certificate.ts'
import { parseSignedData } from './cms.ts'
import { parseCrl } from './crl-reader.ts'
import { derChildren, DerError, derFields, derInside, readDer, TAG, type DerNode } from './der.ts'
import {
  bitStringOctets,
  booleanValue,
  integerHex,
  namedBits,
  oidValue,
  smallInteger,
  textValue,
  timeValue,
} from './der-values.ts'
import { derBoolean, derInteger, derOctets, derOid, derSequence, derSetOf, derValue } from './der-writer.ts'
import { parseTimeStampRequest } from './time-stamp.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const refuses = (text: string, read: (node: DerNode) => unknown = derChildren): void => {
  assert.throws(() => read(readDer(hex(text))), DerError, text)
}

/** Values as DER writes them: primitive ones of any content, sequences, sets and context tags around others. */
const derTree: fc.Arbitrary<Uint8Array> = fc.letrec<{ value: Uint8Array }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.uint8Array({ maxLength: 300 }).map(derOctets),
    fc.nat().map(derInteger),
    fc.array(tie('value'), { maxLength: 4 }).map((parts) => derSequence(...parts)),
    fc.array(tie('value'), { maxLength: 4 }).map((parts) => derSetOf(...parts)),
    fc.tuple(fc.nat({ max: 30 }), tie('value')).map(([tag, part]) => derValue(0xa0 | tag, part)),
  ),
})).value

/** Reads the whole tree and writes it again. */
function rewrite(node: DerNode): Uint8Array {
  return (node.tag & 0x20) === 0
    ? derValue(node.tag, node.content)
    : derValue(node.tag, ...derChildren(node).map(rewrite))
}

function assertOnlyDerErrors(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    assert.ok(error instanceof DerError, String(error))
  }
}

describe('the reader of DER', () => {
  test('reads all that the writer writes', () => {
    fc.assert(fc.property(derTree, (der) => assert.deepEqual(rewrite(readDer(der)), der)))
  })
  test('notices every cut and every octet too many', () => {
    fc.assert(
      fc.property(derTree, fc.nat(), (der, cut) => {
        assert.throws(() => readDer(der.subarray(0, cut % der.length)), DerError)
        assert.throws(() => readDer(Uint8Array.from([...der, cut & 0xff])), DerError)
      }),
    )
  })
  test('throws nothing but its own error, whatever the octets', () => {
    const readers: readonly ((bytes: Uint8Array) => unknown)[] = [
      (bytes) => rewrite(readDer(bytes)),
      berToDer,
      parseCertificate,
      parseCrl,
      parseTimeStampRequest,
      (bytes) => parseSignedData(bytes, 100_000),
    ]
    const octets = fc.oneof(fc.uint8Array({ maxLength: 200 }), derTree)
    fc.assert(
      fc.property(octets, fc.constantFrom(...readers), (bytes, read) => assertOnlyDerErrors(() => read(bytes))),
      { numRuns: 2000 },
    )
  })
  test('reads values only in their one right form, whatever the octets', () => {
    const readers: readonly ((node: DerNode) => unknown)[] = [
      integerHex,
      smallInteger,
      booleanValue,
      oidValue,
      bitStringOctets,
      namedBits,
      textValue,
      timeValue,
    ]
    const tags = fc.constantFrom(...Object.values(TAG).filter((tag) => tag < 0x20))
    fc.assert(
      fc.property(tags, fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...readers), (tag, content, read) =>
        assertOnlyDerErrors(() => read(readDer(derValue(tag, content)))),
      ),
      { numRuns: 2000 },
    )
  })
  test('refuses lengths that are indefinite, padded, too long or reach beyond what holds them', () => {
    refuses('30 80 00 00')
    refuses('30 81 00')
    refuses('30 81 7f')
    refuses('04 82 00 80')
    refuses('30 85 00 00 00 00 00')
    refuses('30 84 ff ff ff ff')
    refuses('30 02 04 05')
  })
  test('refuses tags that nothing here uses, and mixed forms', () => {
    refuses('1f 81 00 00')
    refuses('00 00')
    refuses('10 00')
    refuses('24 00')
    refuses('23 03 03 01 00')
  })
  test('stops at its limits', () => {
    const nested = Array.from({ length: 40 }).reduce<Uint8Array>((inner) => derSequence(inner), derInteger(1))
    const dive = (node: DerNode): DerNode => dive(derInside(node))
    assert.throws(() => dive(readDer(nested)), /too deep/)
    const limits = { maxBytes: 10, maxDepth: 4, maxChildren: 2 }
    assert.throws(() => readDer(derOctets(new Uint8Array(20)), limits), /too large/)
    const three = derSequence(derInteger(1), derInteger(2), derInteger(3))
    assert.throws(() => derChildren(readDer(three, { ...limits, maxBytes: 100 })), /too many/)
  })
  test('names the fields it misses', () => {
    const fields = derFields(readDer(derSequence(derInteger(5))))
    assert.throws(() => fields.take(TAG.oid, 'the algorithm'), /the algorithm is expected/)
    assert.throws(() => fields.take(TAG.oid, 'the other'), /the other is missing/)
    assert.throws(() => derFields(readDer(derSequence(derInteger(5)))).end(), /unexpected field/)
  })
})

describe('values', () => {
  test('numbers have as few octets as possible', () => {
    refuses('02 00', integerHex)
    refuses('02 02 00 7f', integerHex)
    refuses('02 02 ff 80', integerHex)
    refuses('02 01 80', smallInteger)
    assert.equal(integerHex(readDer(hex('02 02 00 80'))), '80')
    fc.assert(fc.property(fc.nat(), (value) => assert.equal(smallInteger(readDer(derInteger(value))), value)))
  })
  test('object identifiers come back as they were written', () => {
    const arc = fc.bigInt({ min: 0n, max: 2n ** 40n })
    fc.assert(
      fc.property(fc.nat({ max: 2 }), fc.nat({ max: 39 }), fc.array(arc, { maxLength: 8 }), (root, second, others) => {
        const oid = [root, second, ...others].join('.')
        assert.equal(oidValue(readDer(derOid(oid))), oid)
      }),
    )
    assert.equal(oidValue(readDer(derOid('2.999.3'))), '2.999.3')
    refuses('06 00', oidValue)
    refuses('06 02 2a 86', oidValue)
    refuses('06 03 2a 80 01', oidValue)
  })
  test('booleans are 00 or FF', () => {
    assert.equal(booleanValue(readDer(derBoolean(true))), true)
    refuses('01 01 01', booleanValue)
    refuses('01 02 ff ff', booleanValue)
  })
  test('bit strings have no bits set beyond their end', () => {
    assert.deepEqual([...namedBits(readDer(hex('03 02 06 c0')))], [0, 1])
    refuses('03 02 06 c1', namedBits)
    refuses('03 02 08 00', namedBits)
    refuses('03 01 01', namedBits)
    refuses('03 00', namedBits)
    refuses('03 02 06 c0', bitStringOctets)
  })
  test('texts are text', () => {
    assert.equal(textValue(readDer(derValue(TAG.utf8String, new TextEncoder().encode('Әлия')))), 'Әлия')
    assert.equal(textValue(readDer(hex('1e 04 04 d8 00 41'))), 'ӘA')
    refuses('0c 01 ff', textValue)
    refuses('13 01 ff', textValue)
    refuses('1e 01 00', textValue)
    refuses('04 01 41', textValue)
  })
  test('times are in UTC, with seconds, and exist', () => {
    const time = (tag: number, text: string): DerNode => readDer(derValue(tag, new TextEncoder().encode(text)))
    assert.equal(timeValue(time(TAG.utcTime, '491231235959Z')).toString(), '2049-12-31T23:59:59Z')
    assert.equal(timeValue(time(TAG.utcTime, '500101000000Z')).toString(), '1950-01-01T00:00:00Z')
    assert.equal(timeValue(time(TAG.generalizedTime, '20261122090000.25Z')).toString(), '2026-11-22T09:00:00.25Z')
    for (const [tag, text] of [
      [TAG.utcTime, '2611220900Z'],
      [TAG.utcTime, '261122090000+0500'],
      [TAG.utcTime, '20261122090000Z'],
      [TAG.utcTime, '260230000000Z'],
      [TAG.generalizedTime, '20261122090060Z'],
      [TAG.generalizedTime, '20261122240000Z'],
      [TAG.generalizedTime, '20261122090000.0Z'],
      [TAG.generalizedTime, '20261122090000'],
    ] as const) {
      assert.throws(() => timeValue(time(tag, text)), DerError, text)
    }
  })
})

describe('the pass from BER to DER', () => {
  /** The same value with every sequence of indefinite length. */
  const loosen = (node: DerNode): Uint8Array => {
    if ((node.tag & 0x20) === 0) return node.bytes
    return Uint8Array.from([node.tag, 0x80, ...derChildren(node).flatMap((child) => [...loosen(child)]), 0, 0])
  }
  test('leaves DER as it is', () => {
    fc.assert(fc.property(derTree, (der) => assert.deepEqual(berToDer(der), der)))
  })
  test('gives indefinite lengths their definite form', () => {
    fc.assert(
      fc.property(derTree, (der) => assert.deepEqual(Buffer.from(berToDer(loosen(readDer(der)))), Buffer.from(der))),
    )
  })
  test('joins octet strings that come in pieces', () => {
    const pieces = hex('30 80 24 80 04 02 61 62 24 03 04 01 63 00 00 00 00')
    assert.deepEqual(
      Buffer.from(berToDer(pieces)),
      Buffer.from(derSequence(derOctets(new TextEncoder().encode('abc')))),
    )
  })
  test('forgives nothing else', () => {
    for (const text of [
      '30 80 02 01 05',
      '30 81 03 02 01 05',
      '04 80 00 00',
      '24 03 02 01 05',
      '30 80 00 00 00',
      '30 80 00',
    ]) {
      assert.throws(() => berToDer(hex(text)), DerError, text)
    }
    const open = new Uint8Array(200).fill(0x80).map((octet, index) => (index % 2 === 0 ? 0x30 : octet))
    assert.throws(() => berToDer(open), /too deep/)
  })
})
