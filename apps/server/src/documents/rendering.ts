import type { CheckCode } from './check-code.ts'
import { type DocumentKind, type DocumentModels, KINDS } from './kinds.ts'
import { composeFrame, composing, type DocumentLocale } from './sheet.ts'
import type { TypesetJob } from './typesetter.ts'

/**
 * What the typesetter is given for a document: the words of its template with everything put in.
 *
 * @param code code of the public check; without it a kind that is signed is marked as a draft
 * @param publicUrl address of the product without a slash at its end
 */
export function jobOf<Kind extends DocumentKind>(
  kind: Kind,
  model: DocumentModels[Kind],
  locale: DocumentLocale,
  code: CheckCode | undefined,
  publicUrl: string,
): TypesetJob {
  const definition = KINDS[kind]
  const words = composing(locale)
  const site = `${publicUrl}/${locale}/verify`
  const check = code && { code, site, address: `${site}/${code}` }
  const frame = composeFrame(model, {
    title: definition.title(model)[locale],
    composing: words,
    check,
    isDraft: definition.signedBy !== 'none' && !code,
    signedBy: definition.signedBy,
  })
  return {
    template: kind,
    data: { frame, body: definition.compose(model, words) },
    ...(check ? { qr: check.address } : {}),
  }
}
