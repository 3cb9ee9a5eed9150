/** Dark on light everywhere, at least 7 : 1; a tint never says anything that the shape does not say. */
export const INK = '#1b1b1b'
export const PAPER = '#ffffff'
export const LANE = '#f3f6f9'
export const HEADER = '#e3eaf1'
export const STEP = '#ffffff'
export const CHOICE = '#fff4d6'
export const OUTSIDE = '#eceaf6'
/** No font is fetched; text fits in the widest of these. */
export const FONTS = "'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
