/** A form as a page shows it: where it goes and what it would send as it stands. */
export interface ShownForm {
  /** Empty when the form goes to the address of its page. */
  readonly action: string
  readonly fields: ReadonlyMap<string, string>
  /** Names of everything that may be filled in or is sent along. */
  readonly names: ReadonlySet<string>
}

/** The posting forms of a page that our own components rendered, in order. */
export function formsOf(html: string): readonly ShownForm[] {
  return [...html.matchAll(/<form((?:[^>"]|"[^"]*")*)>(.*?)<\/form>/gs)]
    .filter(([, head = '']) => attribute(head, 'method') === 'post')
    .map(([, head = '', inside = '']) => {
      const named = [...inside.matchAll(/<(input|textarea|select)\b((?:[^>"]|"[^"]*")*)>(?:([^<]*)<\/textarea>)?/g)]
      return {
        action: attribute(head, 'action') ?? '',
        names: new Set(named.flatMap(([, , rest = '']) => attribute(rest, 'name') ?? [])),
        fields: new Map(
          named.flatMap(([, tag = '', rest = '', text = '']): [string, string][] => {
            const name = attribute(rest, 'name')
            if (name === undefined || tag === 'select' || !isSent(rest)) return []
            return [[name, tag === 'textarea' ? decodeHtml(text) : (attribute(rest, 'value') ?? '')]]
          }),
        ),
      }
    })
}

/** Boxes and circles are sent only when they are ticked. */
function isSent(attributes: string): boolean {
  const type = attribute(attributes, 'type')
  return (type !== 'radio' && type !== 'checkbox') || / checked\b/.test(attributes)
}

/** Addresses that the links of a page lead to. */
export function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/<a\b((?:[^>"]|"[^"]*")*)>/g)].flatMap(([, rest = '']) => attribute(rest, 'href') ?? [])
}

/** The page without its markup, as a person reads it. */
export function textOf(html: string): string {
  return decodeHtml(
    html
      .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  )
}

function attribute(text: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1]
  return found === undefined ? undefined : decodeHtml(found)
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" }

function decodeHtml(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|amp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}
