import type { Text } from '@qyzmet/regulation'
import type { PortalState, PortalStatus } from '@qyzmet/gateway'
import { type Content, UnreadableMessageError } from './content.ts'

/** What the portal is told of an application, as it waits in the outbox; the file itself is put into the storage late. */
export interface PortalNews extends Omit<PortalStatus, 'result' | 'resolution' | 'assignee'> {
  readonly state: PortalState
  readonly decision?: {
    readonly type: 'POSITIVE' | 'NEGATIVE'
    readonly on: Temporal.PlainDate
    readonly reason?: string
    readonly missing?: readonly Text[]
  }
  readonly assignee?: { readonly name: string; readonly position: Text }
  /** The signed document that is the result, by its hash. */
  readonly paper?: {
    readonly kind: string
    readonly sha256: string
    readonly number: string
    readonly on: Temporal.PlainDate
  }
}

/** As the outbox keeps it: dates and moments as text. */
export function contentOfNews(news: PortalNews): Content {
  return JSON.parse(JSON.stringify(news)) as Content // Temporal values write themselves as text.
}

/** @throws {UnreadableMessageError} when another version of the product wrote it in another form */
export function newsOfContent(content: Content): PortalNews {
  try {
    const kept = content as unknown as Record<'requestedAt' | 'dueOn', string> & PortalNews
    const { registration, decision, paper } = kept
    return {
      ...kept,
      requestedAt: Temporal.Instant.from(kept.requestedAt),
      ...(registration
        ? { registration: { ...registration, at: Temporal.Instant.from(String(registration.at)) } }
        : {}),
      ...(kept.dueOn === undefined ? {} : { dueOn: Temporal.PlainDate.from(String(kept.dueOn)) }),
      ...(decision ? { decision: { ...decision, on: Temporal.PlainDate.from(String(decision.on)) } } : {}),
      ...(paper ? { paper: { ...paper, on: Temporal.PlainDate.from(String(paper.on)) } } : {}),
    }
  } catch (cause) {
    throw new UnreadableMessageError('news-unreadable', { cause })
  }
}
