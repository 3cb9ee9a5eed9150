import { maskSecrets, readXml, type XmlElement, XmlRefusedError } from '@qyzmet/gateway'

/** One message and what was answered to it, as the page of the traffic shows them: secrets masked. */
export interface Exchange {
  readonly number: number
  readonly at: Temporal.Instant
  /** `in`: sent to the gateway; `out`: pushed by it. */
  readonly direction: 'in' | 'out'
  readonly operation: string
  readonly service: string
  readonly sender: string
  readonly messageId: string
  readonly request: string
  readonly answer: string
  /** A code: `answered`, `fault TRN-…`, or the fault that was met. */
  readonly outcome: string
}

export interface Traffic {
  add(exchange: Omit<Exchange, 'number'>): Exchange
  /** The newest first. */
  all(): readonly Exchange[]
  find(number: number): Exchange | undefined
}

const KEPT = 400
const SHOWN_CHARACTERS = 60_000

/** The last messages, in memory only. */
export function createTraffic(): Traffic {
  const exchanges: Exchange[] = []
  let number = 0
  return {
    add(exchange) {
      number += 1
      const kept: Exchange = {
        ...exchange,
        number,
        request: shown(exchange.request),
        answer: shown(exchange.answer),
      }
      exchanges.unshift(kept)
      exchanges.length = Math.min(exchanges.length, KEPT)
      return kept
    },
    all: () => exchanges,
    find: (wanted) => exchanges.find((exchange) => exchange.number === wanted),
  }
}

function shown(text: string): string {
  const short = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)} …` : text
  return maskSecrets(short)
}

/** What the Body of a message says, as names with values; nothing of what cannot be read. */
export function decoded(xml: string): readonly { readonly name: string; readonly value: string }[] {
  try {
    return valuesIn(readXml(xml), false)
  } catch (error) {
    if (error instanceof XmlRefusedError) return []
    throw error
  }
}

function valuesIn(
  element: XmlElement,
  isInBody: boolean,
): readonly { readonly name: string; readonly value: string }[] {
  const children = element.content.filter((part) => typeof part !== 'string')
  if (children.length > 0) return children.flatMap((child) => valuesIn(child, isInBody || element.name === 'Body'))
  const value = element.content
    .filter((part) => typeof part === 'string')
    .join('')
    .trim()
  return isInBody && value !== '' ? [{ name: element.name, value }] : []
}
