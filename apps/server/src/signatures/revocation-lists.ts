import { createHash } from 'node:crypto'
import { type Certificate, type CrlHeader, DerError, fitsBase, parseCrlHeader } from '@qyzmet/eds'

/** Which lists there are; a list itself says whose it is. */
export interface ListAddresses {
  readonly crlUrls: readonly string[]
  readonly deltaCrlUrls: readonly string[]
}

/** The newest lists of each issuing authority, fetched when they are asked for. */
export interface ListStore {
  readonly base: (issuer: Certificate) => Promise<Uint8Array | undefined>
  readonly delta: (issuer: Certificate) => Promise<Uint8Array | undefined>
}

/** How long a list is kept before it is asked for again. */
const LIST_KEPT_MS = 5 * 60_000
/** How long a base list is kept when newer delta lists still fit it; it is large and they are small. */
const BASE_KEPT_MS = 6 * 60 * 60_000

interface FetchedList {
  readonly bytes: Uint8Array
  /** Absent when the octets are no list. */
  readonly header: CrlHeader | undefined
  readonly sha256: string
  readonly fetchedMs: number
}

/** Keeps the lists of the configured addresses, each fetched once for all who ask at the same time. */
export function createListStore(
  { crlUrls, deltaCrlUrls }: ListAddresses,
  fetchList: (url: string) => Promise<Uint8Array>,
  elapsedMs: () => number,
): ListStore {
  const kept = new Map<string, FetchedList>()
  const fetching = new Map<string, Promise<FetchedList>>()

  const fetchNow = async (url: string): Promise<FetchedList> => {
    const bytes = await fetchList(url)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const before = kept.get(url)
    const fetchedMs = elapsedMs()
    const list =
      before?.sha256 === sha256 ? { ...before, fetchedMs } : { bytes, header: headerOf(bytes), sha256, fetchedMs }
    kept.set(url, list)
    return list
  }
  const fetchOnce = (url: string): Promise<FetchedList> => {
    const running = fetching.get(url) ?? fetchNow(url).finally(() => fetching.delete(url))
    fetching.set(url, running)
    return running
  }
  const isFresh = ({ fetchedMs }: FetchedList, keptMs: number): boolean => elapsedMs() - fetchedMs < keptMs

  /** The authority's list: kept, else fetched from its address; from all unknown ones while nothing was seen of it. */
  const listOf = async (
    issuer: Certificate,
    urls: readonly string[],
    isUsable: (list: FetchedList) => boolean,
  ): Promise<FetchedList | undefined> => {
    const known = urls.find((url) => isOf(kept.get(url), issuer))
    const list = known === undefined ? undefined : kept.get(known)
    if (known !== undefined && list !== undefined) {
      if (isUsable(list)) return list
      const renewed = await fetchOnce(known)
      if (isOf(renewed, issuer)) return renewed
    }
    const others = urls.filter((url) => {
      const other = kept.get(url)
      return url !== known && (other === undefined || !isFresh(other, LIST_KEPT_MS) || other.header === undefined)
    })
    const settled = await Promise.allSettled(others.map(fetchOnce))
    const found = settled.find((result) => result.status === 'fulfilled' && isOf(result.value, issuer))
    if (found?.status === 'fulfilled') return found.value
    const failed = settled.find((result) => result.status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    return undefined
  }

  const delta = async (issuer: Certificate): Promise<FetchedList | undefined> =>
    listOf(issuer, deltaCrlUrls, (list) => isFresh(list, LIST_KEPT_MS))

  return {
    async base(issuer) {
      // Without its delta a list is only as good as its age; a delta that cannot be had is reported where it is asked.
      const changes = await delta(issuer).catch(() => undefined)
      const list = await listOf(issuer, crlUrls, (candidate) => {
        if (isFresh(candidate, LIST_KEPT_MS)) return true
        const { header } = candidate
        const fits = header !== undefined && changes?.header !== undefined && fitsBase(changes.header, header)
        return fits && isFresh(candidate, BASE_KEPT_MS)
      })
      return list?.bytes
    },
    delta: async (issuer) => (await delta(issuer))?.bytes,
  }
}

function isOf(list: FetchedList | undefined, issuer: Certificate): boolean {
  const header = list?.header
  if (header === undefined || Buffer.compare(header.issuer, issuer.subjectName.der) !== 0) return false
  // Two authorities of one name are told apart by their keys.
  return (
    header.authorityKeyId === undefined ||
    issuer.subjectKeyId === undefined ||
    header.authorityKeyId === issuer.subjectKeyId
  )
}

function headerOf(bytes: Uint8Array): CrlHeader | undefined {
  try {
    return parseCrlHeader(bytes)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return undefined
  }
}
