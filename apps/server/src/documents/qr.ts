import { create } from 'qrcode'

/** A QR code as a square of dark (true) and light modules, without its quiet zone. */
export interface QrCode {
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
}

/** Modules of white on every side; readers need four. */
const QUIET = 4

export function qrOf(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 }
}

/** The code as an SVG picture with its quiet zone: one path of horizontal runs of dark modules. */
export function qrSvg(code: QrCode): string {
  const side = code.size + 2 * QUIET
  let path = ''
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (!code.isDark(row, column)) continue
      let length = 1
      while (column + length < code.size && code.isDark(row, column + length)) length++
      path += `M${column + QUIET} ${row + QUIET}h${length}v1h-${length}z`
      column += length
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  )
}
