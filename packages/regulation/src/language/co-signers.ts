import type { Field } from '../form.ts'
import type { CoSigner } from '../model.ts'
import { suggest } from './codes.ts'
import { checkCondition } from './condition.ts'
import { compileStatedLimit } from './limit.ts'
import { compileSource } from './provider.ts'
import type { Place } from './report.ts'
import type { WrittenStandard } from './written.ts'

type Written = NonNullable<WrittenStandard['coSigners']>[string]

/** Who must sign beside the applicant. */
export function compileCoSigners(
  { coSigners = {}, documents }: Pick<WrittenStandard, 'coSigners' | 'documents'>,
  act: string,
  fields: ReadonlyMap<string, Field>,
  place: Place,
): readonly CoSigner[] {
  return Object.entries(coSigners).map(([id, written]): CoSigner => {
    const here = place.under('coSigners', id)
    checkField(written, fields, here)
    checkStandIn(written, documents, here)
    if (written.when !== undefined) checkCondition(written.when, { earlier: fields, all: fields }, here.under('when'))
    return {
      id,
      title: written.title,
      field: written.field,
      ...(written.where === undefined ? {} : { where: written.where }),
      ofFullAge: written.fullAge ?? false,
      channels: written.channels,
      ...(written.when === undefined ? {} : { when: written.when }),
      within: compileStatedLimit(written.within, here.under('within')),
      ...(written.orDocument === undefined ? {} : { orDocument: written.orDocument }),
      source: compileSource(written.source, act),
    }
  })
}

function checkField({ field: name, where, fullAge }: Written, fields: ReadonlyMap<string, Field>, place: Place): void {
  const field = fields.get(name)
  if (field === undefined) {
    place.under('field').fault('unknown-field', { name, suggestion: suggest(name, [...fields.keys()]) })
    return
  }
  const columns = new Map((field.fields ?? []).map((column) => [column.id, column]))
  if (!namesEverybody(field)) place.under('field').fault('co-signer-field', { field: name })
  if (field.widget === 'people') {
    if (where !== undefined) checkCondition(where, { earlier: columns, all: columns }, place.under('where'))
    return
  }
  if (where !== undefined) place.under('where').faultAtKey('where-misplaced', { property: 'where' })
  if (fullAge !== undefined) place.under('fullAge').faultAtKey('where-misplaced', { property: 'fullAge' })
}

/** A number that may be left out would let an application through without the signature. */
function namesEverybody({ widget, required, fields }: Field): boolean {
  if (widget === 'iin') return required
  return widget === 'people' && (fields?.some((column) => column.widget === 'iin' && column.required) ?? false)
}

function checkStandIn({ orDocument: name, channels }: Written, documents: WrittenStandard['documents'], place: Place) {
  if (name === undefined) return
  const here = place.under('orDocument')
  const document = documents[name]
  if (document === undefined) {
    const known = Object.keys(documents)
    here.fault('unknown-document', { name, suggestion: suggest(name, known), known: known.join(', ') })
    return
  }
  const isOptional = document.required === false && document.fromRegister === undefined
  if (!isOptional || !channels.every((channel) => document.channels.includes(channel))) {
    here.fault('no-stand-in', { name })
  }
}
