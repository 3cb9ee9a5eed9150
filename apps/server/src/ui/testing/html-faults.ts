/** Elements that have no closing tag. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
const REFERENCES = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls']

interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/**
 * What is wrong with a page that our own components rendered: unbalanced elements, ids used twice,
 * references to ids that are not there, inputs and buttons without a name, words in an attribute that
 * only a script could use (`style`, `on…`). Empty when nothing is. Meant for tests of pages.
 */
export function htmlFaults(html: string): readonly string[] {
  const { tags, faults } = readTags(html)
  const ids = new Map<string, number>()
  for (const { attributes } of tags) {
    const id = attributes.get('id')
    if (id !== undefined) ids.set(id, (ids.get(id) ?? 0) + 1)
  }
  for (const [id, count] of ids) if (count > 1) faults.push(`id "${id}" is used ${count} times`)
  const labelled = new Set(tags.filter(({ name }) => name === 'label').map(({ attributes }) => attributes.get('for')))
  for (const { name, attributes } of tags) {
    for (const reference of REFERENCES) {
      for (const id of attributes.get(reference)?.split(' ') ?? []) {
        if (!ids.has(id)) faults.push(`<${name} ${reference}="${id}"> points to nothing`)
      }
    }
    const href = attributes.get('href')
    if (href !== undefined && href.length > 1 && href.startsWith('#') && !ids.has(href.slice(1))) {
      faults.push(`<${name} href="${href}"> points to nothing`)
    }
    if (isInput(name, attributes) && !attributes.has('aria-label') && !labelled.has(attributes.get('id'))) {
      faults.push(`<${name} name="${attributes.get('name')}"> has no label`)
    }
    if (name === 'img' && !attributes.has('alt')) faults.push('<img> has no alt')
    for (const attribute of attributes.keys()) {
      if (attribute === 'style' || attribute.startsWith('on')) faults.push(`<${name} ${attribute}> is inline`)
    }
  }
  const headings = tags.filter(({ name }) => name === 'h1').length
  if (html.startsWith('<!doctype') && headings !== 1) faults.push(`the page has ${headings} headings of level 1`)
  return faults
}

function isInput(name: string, attributes: ReadonlyMap<string, string>): boolean {
  return (name === 'input' && attributes.get('type') !== 'hidden') || name === 'select' || name === 'textarea'
}

function readTags(html: string): { tags: Tag[]; faults: string[] } {
  const tags: Tag[] = []
  const faults: string[] = []
  const open: string[] = []
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/gi)) {
    const [, closing = '', rawName = '', rawAttributes = '', selfClosing = ''] = match
    const name = rawName.toLowerCase()
    if (closing !== '') {
      const expected = open.pop()
      if (expected !== name) faults.push(`</${name}> closes <${expected}>`)
      continue
    }
    const attributes = new Map<string, string>()
    for (const [, key = '', value = ''] of rawAttributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
      attributes.set(key.toLowerCase(), value)
    }
    tags.push({ name, attributes })
    if (selfClosing === '' && !VOID.has(name)) open.push(name)
  }
  for (const name of open) faults.push(`<${name}> is never closed`)
  return { tags, faults }
}
