import { decodeReferences, FORBIDDEN_CHARACTER, XML_NAME, XML_NAMESPACE, XMLNS_NAMESPACE } from './xml-syntax.ts'

/** A text that is not XML, or XML of a kind this reader refuses. */
export class XmlError extends Error {
  override readonly name = 'XmlError'
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

export interface XmlLimits {
  /** Of the text in UTF-8. */
  readonly maxBytes: number
  /** The root is at depth 1. */
  readonly maxDepth: number
  readonly maxElements: number
}

/** What state systems send: 15 MB with a file inside, and far fewer elements than that could hold. */
export const MESSAGE_LIMITS: XmlLimits = { maxBytes: 15 * 1024 * 1024, maxDepth: 100, maxElements: 20_000 }

export interface XmlAttribute {
  readonly prefix: string
  readonly localName: string
  /** Empty without a prefix. */
  readonly namespace: string
  readonly value: string
}

export interface XmlElement {
  readonly prefix: string
  readonly localName: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  /** Namespaces by prefix that hold inside this element, its own included. */
  readonly scope: ReadonlyMap<string, string>
  /** Prefixes this element declares itself. */
  readonly declares: readonly string[]
  readonly children: readonly XmlElement[]
  /** The text directly inside, references resolved, without that of children. */
  readonly text: string
  /** Whether there is nothing directly inside but elements and text: no comment, no CDATA. */
  readonly isPlain: boolean
  /** Places in the text that was read. */
  readonly start: number
  readonly end: number
  /** After the name in the start tag: where an attribute may be put in. */
  readonly nameEnd: number
  /** After the start tag, and before the end tag; both are `end` for an empty-element tag. */
  readonly innerStart: number
  readonly innerEnd: number
}

/**
 * Reads a whole XML document strictly before any other parser sees it: size, depth and number of elements are limited,
 * and document types, processing instructions and entities of its own are refused, so that nothing can expand.
 *
 * @throws {XmlError}
 */
export function readXml(xml: string, limits: XmlLimits = MESSAGE_LIMITS): XmlElement {
  if (xml.length > limits.maxBytes || new TextEncoder().encode(xml).length > limits.maxBytes) {
    throw new XmlError('the text is too long', 0)
  }
  if (!xml.isWellFormed() || FORBIDDEN_CHARACTER.test(xml)) throw new XmlError('a character XML does not allow', 0)
  return createReader(xml, limits).document()
}

/** The element as a document of its own, with the namespaces that held where it stood. */
export function cutOut(xml: string, element: XmlElement): string {
  const inherited = [...element.scope].filter(
    ([prefix, namespace]) =>
      prefix !== 'xml' && !element.declares.includes(prefix) && (prefix !== '' || namespace !== ''),
  )
  const declarations = inherited.map(([prefix, namespace]) => namespaceDeclaration(prefix, namespace)).join('')
  return `${xml.slice(element.start, element.nameEnd)}${declarations}${xml.slice(element.nameEnd, element.end)}`
}

/** ` xmlns:p="…"`, with the space before it. */
export function namespaceDeclaration(prefix: string, namespace: string): string {
  const escaped = namespace.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escaped}"`
}

export function isElement(element: XmlElement, namespace: string, localName: string): boolean {
  return element.namespace === namespace && element.localName === localName
}

/** The element and everything below it, in the order of the text. */
export function* elementsOf(element: XmlElement): Generator<XmlElement, void> {
  yield element
  for (const child of element.children) yield* elementsOf(child)
}

/** The value of an attribute; without a namespace by default. */
export function attributeOf(element: XmlElement, localName: string, namespace = ''): string | undefined {
  return element.attributes.find((attribute) => attribute.localName === localName && attribute.namespace === namespace)
    ?.value
}

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/
const SPACE = /[ \t\r\n]*/y
const START_NAME = new RegExp(`<(?:(${XML_NAME}):)?(${XML_NAME})`, 'uy')
const ATTRIBUTE = new RegExp(
  `[ \\t\\r\\n]+(?:(${XML_NAME}):)?(${XML_NAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"([^"<]*)"|'([^'<]*)')`,
  'uy',
)
const START_END = /[ \t\r\n]*(\/?)>/y
const END_TAG = new RegExp(`</((?:${XML_NAME}:)?${XML_NAME})[ \\t\\r\\n]*>`, 'uy')
const MAX_ATTRIBUTES = 64

type OpenElement = { -readonly [K in keyof XmlElement]: XmlElement[K] }

function createReader(xml: string, limits: XmlLimits) {
  let at = 0
  let elements = 0

  const fail = (message: string): never => {
    throw new XmlError(message, at)
  }
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(xml)
    if (found !== null) at = pattern.lastIndex
    return found ?? undefined
  }
  const resolve = (raw: string): string => {
    if (!raw.includes('&')) return raw
    return decodeReferences(raw) ?? fail('a reference to an entity that XML does not have of itself')
  }

  const skipTo = (end: string): string => {
    const place = xml.indexOf(end, at)
    if (place < 0) fail(`"${end}" is missing`)
    const inside = xml.slice(at, place)
    at = place + end.length
    return inside
  }
  /** A comment, if one begins here. */
  const skipComment = (): boolean => {
    if (!xml.startsWith('<!--', at)) return false
    at += 4
    const inside = skipTo('-->')
    if (inside.includes('--') || inside.endsWith('-')) fail('"--" inside a comment')
    return true
  }
  const skipMisc = (): void => {
    do match(SPACE)
    while (skipComment())
  }

  const readAttributes = (): readonly (readonly [prefix: string, localName: string, value: string])[] => {
    const attributes: (readonly [string, string, string])[] = []
    for (let found = match(ATTRIBUTE); found !== undefined; found = match(ATTRIBUTE)) {
      const [, prefix = '', localName = '', quoted, single = ''] = found
      if (attributes.length === MAX_ATTRIBUTES) fail('an element has too many attributes')
      attributes.push([prefix, localName, resolve(quoted ?? single)])
    }
    return attributes
  }

  const readStartTag = (
    outer: XmlElement | undefined,
  ): { readonly element: OpenElement; readonly isEmpty: boolean } => {
    const start = at
    const [, prefix = '', localName = ''] = match(START_NAME) ?? fail('an element is expected')
    if ((elements += 1) > limits.maxElements) fail('too many elements')
    const nameEnd = at
    const found = readAttributes()
    const isEmpty = (match(START_END) ?? fail('the start tag does not end'))[1] === '/'
    const declared = found.flatMap(([attributePrefix, name, value]) =>
      attributePrefix === 'xmlns'
        ? [[name, value] as const]
        : attributePrefix === '' && name === 'xmlns'
          ? [['', value] as const]
          : [],
    )
    for (const [name, namespace] of declared) {
      if (name === 'xml' || name === 'xmlns' || namespace === XML_NAMESPACE || namespace === XMLNS_NAMESPACE) {
        fail('a namespace that is XML’s own is declared')
      }
      if (name !== '' && namespace === '') fail('a prefix without a namespace')
    }
    const inherited = outer?.scope ?? new Map([['xml', XML_NAMESPACE]])
    const scope = declared.length === 0 ? inherited : new Map([...inherited, ...declared])
    const namespaceOf = (name: string): string => scope.get(name) ?? fail('a prefix that is not declared')
    const attributes = found
      .filter(([attributePrefix, name]) => attributePrefix !== 'xmlns' && !(attributePrefix === '' && name === 'xmlns'))
      .map(([attributePrefix, name, value]): XmlAttribute => {
        const namespace = attributePrefix === '' ? '' : namespaceOf(attributePrefix)
        return { prefix: attributePrefix, localName: name, namespace, value }
      })
    const names = new Set(attributes.map((attribute) => `${attribute.namespace} ${attribute.localName}`))
    if (names.size < attributes.length || new Set(declared.map(([name]) => name)).size < declared.length) {
      fail('an attribute is repeated')
    }
    const element: OpenElement = {
      prefix,
      localName,
      namespace: prefix === '' ? (scope.get('') ?? '') : namespaceOf(prefix),
      attributes,
      scope,
      declares: declared.map(([name]) => name),
      children: [],
      text: '',
      isPlain: true,
      start,
      nameEnd,
      innerStart: at,
      innerEnd: at,
      end: at,
    }
    return { element, isEmpty }
  }

  const readText = (element: OpenElement): void => {
    const place = xml.indexOf('<', at)
    if (place < 0) fail('an element is not closed')
    const raw = xml.slice(at, place)
    if (raw.includes(']]>')) fail('"]]>" in text')
    element.text += resolve(raw)
    at = place
  }
  const readCdata = (element: OpenElement): boolean => {
    if (!xml.startsWith('<![CDATA[', at)) return false
    at += 9
    element.text += skipTo(']]>')
    element.isPlain = false
    return true
  }
  const close = (element: OpenElement): void => {
    const innerEnd = at
    const [, name] = match(END_TAG) ?? fail('an end tag, an element, a comment or CDATA is expected')
    if (name !== (element.prefix === '' ? element.localName : `${element.prefix}:${element.localName}`)) {
      fail('the end tag is of another element')
    }
    element.innerEnd = innerEnd
    element.end = at
  }

  const readElement = (): XmlElement => {
    const root = readStartTag(undefined)
    const open = root.isEmpty ? [] : [root.element]
    for (let element = open.at(-1); element !== undefined; element = open.at(-1)) {
      readText(element)
      if (xml.startsWith('</', at)) {
        close(element)
        open.pop()
      } else if (skipComment()) {
        element.isPlain = false
      } else if (!readCdata(element)) {
        if (open.length === limits.maxDepth) fail('too deep')
        const child = readStartTag(element)
        ;(element.children as XmlElement[]).push(child.element)
        if (!child.isEmpty) open.push(child.element)
      }
    }
    return root.element
  }

  return {
    document(): XmlElement {
      at = DECLARATION.exec(xml)?.[0].length ?? 0
      skipMisc()
      const root = readElement()
      skipMisc()
      if (at < xml.length) fail('something stands after the root element')
      return root
    },
  }
}
