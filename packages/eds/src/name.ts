import { derChildren, derFields, derItems, DerError, TAG, type DerNode } from './der.ts'
import { oidValue, textValue } from './der-values.ts'
import { OID } from './object-identifiers.ts'

/** A distinguished name; two are the same when their octets are. */
export interface Name {
  readonly der: Uint8Array
  readonly attributes: readonly { readonly oid: string; readonly value: string }[]
  /** For people to read, such as `CN=…, C=KZ`; never to compare. */
  readonly text: string
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.surname]: 'SURNAME',
  [OID.serialNumber]: 'SERIALNUMBER',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.state]: 'ST',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
  [OID.givenName]: 'G',
  [OID.userId]: 'UID',
}

/** @throws {DerError} */
export function parseName(node: DerNode): Name {
  const attributes = derItems(node).flatMap((relative) => {
    if (relative.tag !== TAG.set) throw new DerError('a set of attributes is expected', relative.offset)
    return derChildren(relative).map((attribute) => {
      const fields = derFields(attribute)
      const oid = oidValue(fields.take(TAG.oid, 'the attribute type'))
      const value = textValue(fields.takeAny('the attribute value'))
      fields.end()
      return { oid, value }
    })
  })
  const text = attributes.map(({ oid, value }) => `${SHORT_NAMES[oid] ?? oid}=${value}`).join(', ')
  return { der: node.bytes, attributes, text }
}

/** All values of one attribute, in order. */
export function attributeValues(name: Name, oid: string): readonly string[] {
  return name.attributes.filter((attribute) => attribute.oid === oid).map(({ value }) => value)
}
