import type { Act, DocumentRequirement, QueueCategory, RefusalGround, ResultKind, Standard } from '../model.ts'
import { suggest } from './codes.ts'
import { checkCondition } from './condition.ts'
import { compileForm } from './form.ts'
import { compileStatedLimit } from './limit.ts'
import { compileFields, compileStandardParticulars } from './particulars.ts'
import { compileSource } from './provider.ts'
import type { Place } from './report.ts'
import type { WrittenStandard } from './written.ts'

/** A standard as it stands alone: which steps establish its grounds is known only with a regulation. */
export type StandardAlone = Omit<Standard, 'grounds'> & {
  readonly grounds: readonly Omit<RefusalGround, 'establishedAt'>[]
}

export function compileStandard(written: WrittenStandard, act: Act, place: Place): StandardAlone {
  const categories = Object.entries(written.categories ?? {}).map(([id, { title, hint, source }]): QueueCategory => ({
    id,
    title,
    ...(hint === undefined ? {} : { hint }),
    source: compileSource(source, act.cite),
  }))
  const { form, fields, categoryField } = compileForm(written.form, categories, place.under('form'))
  return {
    id: written.id,
    act,
    title: written.title,
    whoMayApply: written.whoMayApply,
    fee: written.fee,
    totalLimit: compileStatedLimit(written.totalLimit, place.under('totalLimit')),
    ...counterLimit('maxWaiting', written, place),
    ...counterLimit('maxServing', written, place),
    categories,
    ...(categoryField === undefined ? {} : { categoryField }),
    registers: Object.entries(written.registers).map(([id, { title }]) => ({ id, title })),
    documents: compileDocuments(written, act, fields, place),
    grounds: Object.entries(written.grounds).map(([id, ground]) => ({
      id,
      title: ground.title,
      source: compileSource(ground.source, act.cite),
      ...(ground.remedy === undefined ? {} : { remedy: ground.remedy }),
    })),
    results: Object.entries(written.results).map(([id, result]): ResultKind => ({
      id,
      closes: result.closes,
      title: result.title,
      document: result.document,
      entersQueue: result.entersQueue ?? false,
      ...(result.fields === undefined ? {} : { fields: compileFields(result.fields, act.cite) }),
    })),
    form,
    ...compileStandardParticulars(written, act.cite, place),
    appeal: { text: written.appeal.text, source: compileSource(written.appeal.source, act.cite) },
  }
}

function counterLimit(
  key: 'maxWaiting' | 'maxServing',
  written: WrittenStandard,
  place: Place,
): Partial<Pick<Standard, 'maxWaiting' | 'maxServing'>> {
  const value = written[key]
  if (value === undefined) return {}
  return { [key]: compileStatedLimit(value, place.under(key)) }
}

function compileDocuments(
  written: WrittenStandard,
  act: Act,
  fields: ReturnType<typeof compileForm>['fields'],
  place: Place,
): readonly DocumentRequirement[] {
  const registers = Object.keys(written.registers)
  return Object.entries(written.documents).map(([id, document]) => {
    const here = place.under('documents', id)
    if (document.when !== undefined) {
      checkCondition(document.when, { earlier: fields, all: fields }, here.under('when'))
    }
    const register = document.fromRegister
    if (register !== undefined && !registers.includes(register)) {
      here.under('fromRegister').fault('unknown-register', {
        name: register,
        suggestion: suggest(register, registers),
        known: registers.join(', '),
      })
    }
    return {
      id,
      title: document.title,
      ...(document.hint === undefined ? {} : { hint: document.hint }),
      source: compileSource(document.source, act.cite),
      from: register === undefined ? 'applicant' : { register },
      channels: document.channels,
      required: document.required ?? true,
      ...(document.when === undefined ? {} : { when: document.when }),
    }
  })
}
