/**
 * Makes a style sheet of the design system plain enough for the browsers people have:
 * cascade layers are unwrapped in their order (they carry no other meaning once everything
 * stands in one file), the dark scheme is left out, and words in a foreign language that the
 * components would show are removed; ours are in the page.
 */
export function flattenCss(css: string): string {
  return removeForeignWords(unwrapLayers(css))
}

function unwrapLayers(css: string): string {
  let result = ''
  let position = 0
  const opening = /@layer\s+([^{;]*)([{;])|@media\s*\(prefers-color-scheme:\s*(?:dark|light)\)\s*(\{)/g
  for (let match = opening.exec(css); match !== null; match = opening.exec(css)) {
    const [text, name = '', end] = match
    result += css.slice(position, match.index)
    position = match.index + text.length
    if (end === ';') continue
    const close = closingBrace(css, position)
    const isLayer = text.startsWith('@layer')
    if (isLayer && !name.includes('color-scheme.dark')) result += unwrapLayers(css.slice(position, close))
    position = close + 1
    opening.lastIndex = position
  }
  return result + css.slice(position)
}

/** Index of the brace that closes a block whose content starts at `from`; quoted braces do not count. */
function closingBrace(css: string, from: number): number {
  let depth = 1
  let quote = ''
  for (let index = from; index < css.length; index++) {
    const character = css[index]
    if (quote !== '') {
      if (character === '\\') index++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '{') depth++
    else if (character === '}' && --depth === 0) return index
  }
  throw new SyntaxError('A block of the style sheet is not closed')
}

function removeForeignWords(css: string): string {
  return css
    .replace(/--dsc-[a-z-]*(?:label|counter-over|counter-under)\s*:\s*"[^"]*"\s*;?/g, '')
    .replace(/(?:\.[a-z-]+:lang\((?:nb|nn|no)\),?\s*)+\{\s*\}/g, '')
}
