import type { ToldDrawing } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { toldMessages } from '../messages/told.ts'

/** Where the files of a drawing are. */
export interface DrawingView extends Pick<ToldDrawing, 'channel' | 'shows'> {
  readonly picture: string
  readonly bpmn: string
}

/** A diagram with its caption, as large as it has to be to be read; it scrolls in a box of its own, also by keyboard. */
export function DrawingFigure(props: { readonly drawing: DrawingView; readonly caption: string }): JSX.Element {
  const { locale } = usePage()
  const t = toldMessages[locale]
  const { drawing, caption } = props
  return (
    <figure class="q-drawing">
      <figcaption>{caption}</figcaption>
      <div class="q-scroll" role="region" aria-label={t.drawingScrolls(caption)} tabIndex={0}>
        <img src={drawing.picture} alt={caption} loading="lazy" />
      </div>
      <p class="q-drawing__links">
        <Link href={drawing.picture} about={caption}>
          {t.largeDrawing}
        </Link>{' '}
        <Link href={drawing.bpmn} about={caption}>
          BPMN 2.0
        </Link>
      </p>
    </figure>
  )
}
