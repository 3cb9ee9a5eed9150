import type { Font } from '../text/width.ts'
import { LABEL } from '../layout/shapes.ts'
import { element, type Element } from '../xml.ts'

/** Lines of text as text, the first one `rise` pixels below `y`; font and colour are inherited from the picture. */
export function words(
  lines: readonly string[],
  place: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' },
  font: Font,
  lineHeight: number,
): readonly Element[] {
  return lines.map((line, index) =>
    element(
      'text',
      {
        x: place.x,
        y: Math.round(place.y + index * lineHeight + lineHeight * 0.75),
        'font-size': font.size === LABEL.size ? undefined : font.size,
        'font-weight': font.isBold === true ? 700 : undefined,
        'text-anchor': place.anchor === 'start' ? undefined : place.anchor,
      },
      line,
    ),
  )
}
