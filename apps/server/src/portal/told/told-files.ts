import { type Locale, type Regulation, tell, type ToldDrawing } from '@qyzmet/regulation'
import { kk } from '../../documents/messages/kk.ts'
import { ru } from '../../documents/messages/ru.ts'
import type { ToldPress } from '../../documents/told-press.ts'
import type { Edition } from '../../regulations/editions.ts'

type Draw<Drawn> = (regulation: Regulation, channel: string, shows: ToldDrawing['shows'], locale: Locale) => Drawn

/** Draws the channels of a regulation. */
export interface Drawer {
  /** One picture, however large. */
  readonly drawSvg: Draw<string>
  /** The same on sheets of A3. */
  readonly drawSheets: Draw<readonly string[]>
  readonly drawBpmn: Draw<string>
}

export type DrawingFormat = 'svg' | 'bpmn'

/** What is told of an edition as files, for downloading. */
export interface ToldFiles {
  /** @throws {TypesetError} when it cannot be set */
  readonly pdf: (edition: Edition, kind: 'told' | 'handbook', locale: Locale) => Promise<Uint8Array>
  /** A diagram of a channel, as text; absent where nothing is drawn. */
  readonly drawing?: (edition: Edition, drawing: DrawingName, locale: Locale, format: DrawingFormat) => string
}

export type DrawingName = Pick<ToldDrawing, 'channel' | 'shows'>

export interface ToldFilesOptions {
  readonly press: Pick<ToldPress, 'set'>
  /** True in training: the mark stands on every page. */
  readonly training: boolean
  readonly drawer?: Drawer
}

/** As many files are remembered; the texts of editions never change, so what was set once is right for ever. */
const REMEMBERED = 48

export function createToldFiles({ press, training, drawer }: ToldFilesOptions): ToldFiles {
  const known = new Map<string, Promise<Uint8Array>>()
  return {
    ...(drawer === undefined ? {} : { drawing: rememberedDrawings(drawer) }),
    pdf(edition, kind, locale) {
      const key = `${edition.sha256} ${kind} ${locale}`
      const found = known.get(key)
      if (found) return found
      const { provider, edition: wording } = edition.regulation
      const sheet = {
        author: provider.title[locale],
        on: wording.period.from,
        mark: training ? `${kk.trainingMark} / ${ru.trainingMark}` : '',
      }
      const setting = press.set(tell(kind, edition.regulation, locale), sheet, ({ channel, shows }) =>
        drawer === undefined ? [] : drawer.drawSheets(edition.regulation, channel, shows, locale),
      )
      known.set(key, setting)
      setting.catch(() => known.delete(key))
      const [oldest] = known.keys()
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
      return setting
    },
  }
}

function rememberedDrawings({ drawSvg, drawBpmn }: Drawer): NonNullable<ToldFiles['drawing']> {
  const known = new Map<string, string>()
  return (edition, { channel, shows }, locale, format) => {
    const key = `${edition.sha256} ${channel} ${shows} ${locale} ${format}`
    const drawn = known.get(key) ?? (format === 'svg' ? drawSvg : drawBpmn)(edition.regulation, channel, shows, locale)
    known.set(key, drawn)
    const [oldest] = known.keys()
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
    return drawn
  }
}
