import type { Text } from '@qyzmet/regulation'
import type { QueueEntry, QueueList } from '@qyzmet/registry'
import { parseCaseId } from '../cases/case-id.ts'
import type { CaseService } from '../cases/case-service.ts'
import { maskName } from '../documents/masks.ts'
import type { People } from '../people/people.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import type { Queue } from './queue.ts'

/** A list that holds anybody, in words. */
export interface WaitingList extends QueueList {
  /** As the regulation of one of its cases calls the list. */
  readonly title: Text
  readonly provider: Text
  readonly total: number
}

/** One line of a list as anybody may see it: of the person no more than the first letters of the name. */
export interface WaitingLine {
  readonly place: number
  readonly number: string
  readonly name: string
  readonly since: Temporal.Instant
  readonly timeZone: string
  readonly caseId: string
}

export interface WaitingPage extends WaitingList {
  /** From 1; behind the last page there are no lines. */
  readonly page: number
  readonly lastPage: number
  readonly lines: readonly WaitingLine[]
}

/** The waiting lists as they are published. */
export interface WaitingLists {
  readonly all: () => Promise<readonly WaitingList[]>
  /** Undefined for a list that holds nobody. */
  readonly page: (list: QueueList, page: number) => Promise<WaitingPage | undefined>
}

/** Source: Law on Housing Relations art. 74 (lists are published; numbers of persons are not) */
export const LINES_A_PAGE = 50

export function createWaitingLists(parts: {
  readonly queue: Queue
  readonly cases: Pick<CaseService, 'load'>
  readonly people: Pick<People, 'findProvider'>
}): WaitingLists {
  const { queue, cases, people } = parts

  const loadedOf = async ({ caseId }: QueueEntry) => {
    const id = parseCaseId(caseId)
    return id && cases.load(id)
  }

  const inWords = async (list: QueueList, entry: QueueEntry, total: number): Promise<WaitingList> => {
    const { providerId, list: id } = list
    const standard = (await loadedOf(entry))?.edition.regulation.standard
    const provider = await people.findProvider(providerId)
    return {
      providerId,
      list: id,
      total,
      title: standard?.categories.find((category) => category.id === id)?.title ?? same(id),
      provider: provider?.title ?? same(providerId),
    }
  }

  const lineOf = async (entry: QueueEntry, place: number): Promise<WaitingLine> => {
    const loaded = await loadedOf(entry)
    return {
      place,
      caseId: entry.caseId,
      number: entry.number,
      name: maskName(loaded?.state.applicant.name ?? ''),
      since: entry.completeAt,
      timeZone: loaded?.edition.regulation.timeZone ?? COUNTRY_ZONE,
    }
  }

  return {
    async all() {
      const lists = await Promise.all(
        (await queue.lists()).map(async (list) => {
          const { entries, total } = await queue.page(list, 0, 1)
          return entries[0] && inWords(list, entries[0], total)
        }),
      )
      return lists.filter((list) => list !== undefined)
    },

    async page(list, page) {
      const offset = (page - 1) * LINES_A_PAGE
      const [first, { entries, total }] = await Promise.all([
        queue.page(list, 0, 1),
        queue.page(list, offset, LINES_A_PAGE),
      ])
      const [entry] = first.entries
      if (!entry) return undefined
      return {
        ...(await inWords(list, entry, total)),
        page,
        lastPage: Math.max(1, Math.ceil(total / LINES_A_PAGE)),
        lines: await Promise.all(entries.map((one, index) => lineOf(one, offset + index + 1))),
      }
    },
  }
}

function same(name: string): Text {
  return { kk: name, ru: name, en: name }
}
