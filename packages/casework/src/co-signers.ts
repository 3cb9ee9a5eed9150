import { type CoSigner, evaluateCondition, parseIin, relevantAnswers, type Standard } from '@qyzmet/regulation'
import type { Attachment, CoSignature } from './commands.ts'
import { namedIn } from './register-questions.ts'
import type { OpenedCase } from './state.ts'

/** An application that is about to be signed. */
export interface SignableRequest {
  readonly channel: string
  readonly applicant: Pick<OpenedCase['applicant'], 'iin'>
  readonly answers: OpenedCase['answers']
  readonly attachments: readonly Pick<Attachment, 'documentId'>[]
}

/** A person who must sign the application beside the applicant. */
export interface AskedCoSigner {
  readonly coSigner: CoSigner
  readonly iin: string
  /** As the form has it, where the form asks for a name. */
  readonly name?: string
}

/** Who must sign, and what the form leaves open. */
export interface CoSigners {
  /** Each person once, by the first entry of the standard that names them. */
  readonly asked: readonly AskedCoSigner[]
  /** Entries that hold and name nobody but the applicant: such an application cannot be taken. */
  readonly unnamed: readonly CoSigner[]
}

/**
 * Who must sign the application beside the applicant. An entry whose document came with the application asks nobody.
 *
 * @param on the day on which the applicant signs, in the provider's zone: age is counted on it
 */
export function coSignersOf(
  request: SignableRequest,
  { form, coSigners = [] }: Pick<Standard, 'form' | 'coSigners'>,
  on: Temporal.PlainDate,
): CoSigners {
  const answers = relevantAnswers(form, request.answers)
  const asked = new Map<string, AskedCoSigner>()
  const unnamed: CoSigner[] = []
  for (const coSigner of coSigners) {
    const { channels, when, orDocument } = coSigner
    if (!channels.includes(request.channel) || (when !== undefined && !evaluateCondition(when, answers))) continue
    if (request.attachments.some(({ documentId }) => documentId === orDocument)) continue
    const field = form.pages.flatMap(({ fields }) => fields).find(({ id }) => id === coSigner.field)
    const named = field === undefined ? [] : namedIn(field, coSigner, answers[field.id])
    const others = named.flatMap(({ subject, name }) =>
      subject === undefined || subject === request.applicant.iin ? [] : [{ iin: subject, name }],
    )
    if (field?.widget !== 'people' && others.length === 0) unnamed.push(coSigner)
    for (const { iin, name } of others) {
      if (asked.has(iin) || (coSigner.ofFullAge && !isOfFullAge(iin, on))) continue
      asked.set(iin, { coSigner, iin, ...(name === undefined ? {} : { name }) })
    }
  }
  return { asked: [...asked.values()], unnamed }
}

/** The first entry of the standard whose signature is missing; undefined when everybody has signed these very bytes. */
export function missingCoSignature(
  { asked, unnamed }: CoSigners,
  given: readonly CoSignature[],
  requestSha256: string,
): CoSigner | undefined {
  const signed = new Set(
    given.flatMap(({ iin, signature }) => (signature.documentSha256 === requestSha256 ? [iin] : [])),
  )
  return unnamed[0] ?? asked.find(({ iin }) => !signed.has(iin))?.coSigner
}

const FULL_AGE = { years: 18 }

/** Source: Civil Code art. 17. A number that cannot be read is taken for an adult's, so that nobody is left out. */
function isOfFullAge(iin: string, on: Temporal.PlainDate): boolean {
  const parsed = parseIin(iin)
  return !parsed.ok || Temporal.PlainDate.compare(parsed.birthDate.add(FULL_AGE), on) <= 0
}
