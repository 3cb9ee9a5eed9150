/** A value of a file that is written for a person: order and comments matter, so no library writes it. */
export type Yaml = string | number | boolean | readonly Yaml[] | Mapping

export interface Mapping {
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly key: string
  readonly value: Yaml
  /** Stands behind the key. */
  readonly comment?: string
  /** Lines that stand above the key. */
  readonly above?: readonly string[]
}

/** An entry, or none when there is no value. */
export function entry(key: string, value: Yaml | undefined, comment?: string): readonly Entry[] {
  return value === undefined ? [] : [{ key, value, ...(comment === undefined ? {} : { comment }) }]
}

export function mapping(...entries: readonly (readonly Entry[])[]): Mapping {
  return { entries: entries.flat() }
}

/** The text of a file. */
export function writeYaml(root: Mapping, head: readonly string[] = []): string {
  return [...head.map((line) => `# ${line}`.trimEnd()), ...linesOf(root, '')].join('\n') + '\n'
}

function linesOf({ entries }: Mapping, indent: string): readonly string[] {
  return entries.flatMap(({ key, value, comment, above = [] }) => {
    const behind = comment === undefined ? '' : ` # ${comment}`
    const before = above.map((line) => `${indent}# ${line}`)
    if (isMapping(value)) {
      const inner = linesOf(value, `${indent}  `)
      return [...before, inner.length === 0 ? `${indent}${key}: {}${behind}` : `${indent}${key}:${behind}`, ...inner]
    }
    if (Array.isArray(value) && value.some((one) => isMapping(one))) {
      return [...before, `${indent}${key}:${behind}`, ...value.flatMap((one) => listItem(one, `${indent}  `))]
    }
    return [...before, `${indent}${key}: ${inline(value)}${behind}`]
  })
}

function listItem(value: Yaml, indent: string): readonly string[] {
  if (!isMapping(value)) return [`${indent}- ${inline(value)}`]
  const [first = '', ...rest] = linesOf(value, `${indent}  `)
  return [`${indent}- ${first.trimStart()}`, ...rest]
}

function inline(value: Yaml): string {
  if (typeof value === 'string') return scalar(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isMapping(value)) return `{ ${value.entries.map((one) => `${one.key}: ${inline(one.value)}`).join(', ')} }`
  return `[${value.map((one) => inline(one)).join(', ')}]`
}

/** A text as it is when that is safe, otherwise in quotes. */
function scalar(text: string): string {
  const isPlain = /^[\p{L}][\p{L}\d ()«»№–./-]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const isItem = /^\d+\(\d+\)$/.test(text)
  const isLimit = /^\d+ [a-z]+( day)?s?( to \d+ [a-z]+( day)?s?)?$/.test(text)
  if ((isPlain && !text.endsWith(' ')) || isDate || isItem || isLimit) return text
  return text.includes("'") || /[\n\\]/.test(text) ? JSON.stringify(text) : `'${text}'`
}

function isMapping(value: Yaml): value is Mapping {
  return typeof value === 'object' && !Array.isArray(value) && 'entries' in value
}
