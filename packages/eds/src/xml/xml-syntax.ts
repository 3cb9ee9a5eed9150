export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

const NAME_START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD'

/** A name without a colon, as a part of a pattern. Source: XML 1.0, production 4; Namespaces in XML, production 4 */
export const XML_NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`

/** Source: XML 1.0, production 2 */
export const FORBIDDEN_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|&/g

/** The text with its references resolved, or undefined where one is to nothing XML has of itself. */
export function decodeReferences(raw: string): string | undefined {
  let isRight = true
  const text = raw.replaceAll(REFERENCE, (_whole, name?: string, decimal?: string, hexadecimal?: string) => {
    const character =
      name === undefined
        ? characterOf(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal))
        : NAMED[name]
    if (character === undefined) isRight = false
    return character ?? ''
  })
  return isRight ? text : undefined
}

function characterOf(code: number): string | undefined {
  if (Number.isNaN(code) || code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff)) return undefined
  const character = String.fromCodePoint(code)
  return FORBIDDEN_CHARACTER.test(character) ? undefined : character
}
