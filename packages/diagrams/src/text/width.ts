/**
 * Glyphs by the width of one em in thousandths. The widths are those of DejaVu Sans, rounded up: it is wider than the
 * fonts that people's screens and modelers use, so a text that fits by this table fits in those too.
 */
const WIDTHS: Readonly<Record<number, string>> = {
  280: `'ijlі`,
  320: ' ,.IJІ’·',
  360: '/:;\\f|',
  400: '()-[]t',
  440: '!r',
  480: '"',
  520: '*_`–“”„§°',
  560: '?Lcszгзсэ',
  600: 'Fkvxyвтухчьғұү',
  640: '0123456789$EPSTYabdeghnopqu{}ГЕРТУабеклоряёЁәқөҰҮһ«»₸',
  680: 'KЗийнпҒң',
  720: 'ABCRVXZАБВКСХЧЬЭЯдцъҚҺ',
  760: 'HNUИЙЛНПмҢ',
  800: '&DGOQДОЦыӘӨ',
  840: '#+<=>^w~Ъ×→',
  880: 'MМФфю',
  920: 'Ыжш',
  960: '%щ',
  1000: '@Wm—…',
  1040: '№',
  1080: 'ЖШЮ',
  1120: 'Щ',
}

/** A glyph that is not in the table is taken for one of the widest. */
const UNKNOWN = 1120
/** How much wider the bold cut is at most. */
const BOLD = 1.28

/** By the code of the character; every glyph of the table has one code unit. */
const widthOf: readonly (number | undefined)[] = Object.entries(WIDTHS).reduce<number[]>((widths, [width, glyphs]) => {
  for (const glyph of glyphs) widths[glyph.charCodeAt(0)] = Number(width)
  return widths
}, [])

export interface Font {
  /** Size in pixels. */
  readonly size: number
  readonly isBold?: boolean
}

/** How wide a line is at most, in pixels. */
export function textWidth(text: string, font: Font): number {
  return pixelsOf(emsOf(text), font)
}

/** How wide a line is at most, in thousandths of one em: a sum of its glyphs, so that lines can be added up. */
export function emsOf(text: string): number {
  let ems = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    // The second half of a character that needs two.
    if (code < 0xdc00 || code > 0xdfff) ems += widthOf[code] ?? UNKNOWN
  }
  return ems
}

/** Thousandths of one em in pixels. */
export function pixelsOf(ems: number, { size, isBold = false }: Font): number {
  return (ems / 1000) * size * (isBold ? BOLD : 1)
}
