import { type Locale, tell } from '@qyzmet/regulation'
import { kk } from '../../documents/messages/kk.ts'
import { ru } from '../../documents/messages/ru.ts'
import type { ToldPress } from '../../documents/told-press.ts'
import type { Edition } from '../../regulations/editions.ts'

/** What is told of an edition as files, for downloading. */
export interface ToldFiles {
  /** @throws {TypesetError} when it cannot be set */
  readonly pdf: (edition: Edition, kind: 'told' | 'handbook', locale: Locale) => Promise<Uint8Array>
}

export interface ToldFilesOptions {
  readonly press: Pick<ToldPress, 'set'>
  /** True in training: the mark stands on every page. */
  readonly training: boolean
}

/** As many files are remembered; the texts of editions never change, so what was set once is right for ever. */
const REMEMBERED = 48

export function createToldFiles({ press, training }: ToldFilesOptions): ToldFiles {
  const known = new Map<string, Promise<Uint8Array>>()
  return {
    pdf(edition, kind, locale) {
      const key = `${edition.sha256} ${kind} ${locale}`
      const found = known.get(key)
      if (found) return found
      const { provider, edition: wording } = edition.regulation
      const setting = press.set(tell(kind, edition.regulation, locale), {
        author: provider.title[locale],
        on: wording.period.from,
        mark: training ? `${kk.trainingMark} / ${ru.trainingMark}` : '',
      })
      known.set(key, setting)
      setting.catch(() => known.delete(key))
      const [oldest] = known.keys()
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
      return setting
    },
  }
}
