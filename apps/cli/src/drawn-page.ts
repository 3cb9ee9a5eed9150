import type { StepsTable } from '@qyzmet/diagrams'
import { escapeMarkup, type Locale } from '@qyzmet/regulation'

/**
 * A page of its own with the sheets of a diagram and the table that says the same; it prints each sheet on A3, on its
 * side. The pictures bring no styles; those here are the page's.
 */
export function drawnPage(sheets: readonly string[], { caption, head, rows }: StepsTable, locale: Locale): string {
  const cells = (row: readonly string[], tag: 'th scope="col"' | 'td'): string =>
    row.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag.split(' ')[0]}>`).join('')
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeMarkup(caption)}</title>
<style>
body { margin: 1rem; color: #1b1b1b; background: #fff; font: 1rem/1.4 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif }
figure { margin: 0 0 1rem; overflow-x: auto }
table { border-collapse: collapse }
caption { text-align: start; font-weight: 700; padding-block: .5rem }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: start; vertical-align: top }
@page { size: A3 landscape; margin: 10mm }
@media print {
  body { margin: 0 }
  figure { margin: 0; overflow: visible; break-after: page }
  svg { width: 100%; height: auto; max-height: 276mm }
  tr { break-inside: avoid }
}
</style>
</head>
<body>
<main>
${sheets.map((sheet) => `<figure tabindex="0">\n${sheet}</figure>`).join('\n')}
<table>
<caption>${escapeMarkup(caption)}</caption>
<thead><tr>${cells(head, 'th scope="col"')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`
}
