import type { XmlElement } from './element.ts'
import { element, escapeText, type Written } from './write.ts'

/**
 * Writes what is inside an element so that it can stand alone: a prefix declared further out and used inside, in names
 * or at the head of a value, is declared again.
 */
export function rewriteContent(outer: XmlElement): string {
  return outer.content.map((part) => (typeof part === 'string' ? escapeText(part) : rewrite(part, {}).xml)).join('')
}

/** Writes an element so that it can stand alone. */
export function rewriteElement(root: XmlElement): string {
  return rewrite(root, {}).xml
}

function rewrite(node: XmlElement, declared: Readonly<Record<string, string>>): { readonly xml: string } {
  const declarations = missingDeclarations(node, declared)
  const known = { ...declared, ...declarations }
  const inside: Written[] = node.content.map((part) =>
    typeof part === 'string' ? { xml: escapeText(part) } : rewrite(part, known),
  )
  const attributes: Record<string, string> = {}
  for (const [prefix, uri] of Object.entries(declarations)) {
    attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] = uri
  }
  for (const { prefix, name, value } of node.attributes) attributes[qualified(prefix, name)] = value
  return element(qualified(node.prefix, node.name), inside, attributes)
}

function missingDeclarations(
  node: XmlElement,
  declared: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const missing: Record<string, string> = {}
  const values = [
    ...node.attributes.map(({ value }) => value),
    ...node.content.filter((part) => typeof part === 'string'),
  ]
  const used = new Set([node.prefix, ...node.attributes.map(({ prefix }) => prefix).filter((prefix) => prefix !== '')])
  for (const prefix of Object.keys(node.scope)) {
    if (prefix !== '' && values.some((value) => value.trimStart().startsWith(`${prefix}:`))) used.add(prefix)
  }
  for (const prefix of used) {
    const uri = prefix === node.prefix ? node.namespace : (node.scope[prefix] ?? '')
    if (prefix !== 'xml' && (declared[prefix] ?? '') !== uri) missing[prefix] = uri
  }
  return missing
}

function qualified(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}:${name}`
}
