import { coSignersOf, type SignableRequest } from '@qyzmet/casework'
import type { CoSigner, DocumentRequirement, Standard } from '@qyzmet/regulation'

/** Somebody who has to agree to an application that comes without their signature. */
export interface StandIn {
  readonly coSigner: CoSigner
  /** The document that stands for the signature; absent where the standard takes none. */
  readonly document?: DocumentRequirement
}

/**
 * Who has to agree to an application that can bring only the applicant's own signature, or none: what they agree to has
 * to come as a document. Those whose document is among the attachments are not asked.
 *
 * @param on the day of the application in the provider's zone
 */
export function standInsOf(request: SignableRequest, standard: Standard, on: Temporal.PlainDate): readonly StandIn[] {
  const { asked, unnamed } = coSignersOf(request, standard, on)
  return [...new Set([...unnamed, ...asked.map(({ coSigner }) => coSigner)])].map((coSigner) => {
    const document = standard.documents.find(({ id }) => id === coSigner.orDocument)
    return document === undefined ? { coSigner } : { coSigner, document }
  })
}
