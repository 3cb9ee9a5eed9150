import type { FieldOfPaper } from '../../particulars.ts'
import type { Text } from '../../text.ts'
import type { Found, Rule } from '../finding.ts'
import { inForce } from '../law.ts'
import type { FieldsDemand, Law } from '../law.ts'
import { listInWords, sameInAll, sourceInWords } from '../words.ts'

/**
 * The receipt of acceptance and the results show what the law demands of them. A paper whose fields nobody has listed
 * is not judged.
 */
export const papers: Rule = ({ regulation, law }) => {
  const { receipt, results } = regulation.standard
  const { period } = regulation.edition
  const found: Found[] = []
  if (receipt !== undefined) {
    for (const demand of inForce(law.receipt, period)) {
      const missing = missingFrom(receipt.fields, demand, law)
      if (missing.length === 0) continue
      found.push({
        code: 'receipt-field-missing',
        file: 'standard',
        path: ['receipt'],
        at: 'key',
        parameters: { fields: listInWords(missing), law: sourceInWords(demand.source, law.titles) },
        items: itemsOf(demand),
      })
    }
  }
  for (const { id, title, closes, entersQueue, fields } of results) {
    if (fields === undefined) continue
    for (const demand of inForce(law.results, period)) {
      const missing = missingFrom(fields, demand, law)
      if (demand.closes !== closes || (demand.entersQueue && !entersQueue) || missing.length === 0) continue
      found.push({
        code: 'result-field-missing',
        file: 'standard',
        path: ['results', id],
        at: 'key',
        parameters: { result: title, fields: listInWords(missing), law: sourceInWords(demand.source, law.titles) },
        items: itemsOf(demand),
      })
    }
  }
  return found
}

/** Names of the fields that the law demands and the paper does not show. */
function missingFrom(fields: readonly FieldOfPaper[], demand: FieldsDemand, law: Law): readonly Text[] {
  return demand.fields
    .filter((id) => !fields.some((field) => field.id === id))
    .map((id) => law.fieldNames.get(id) ?? sameInAll(id))
}

function itemsOf({ source }: FieldsDemand): readonly string[] {
  return source.item === '' ? [] : [source.item]
}
