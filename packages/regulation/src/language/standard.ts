import type { Field } from '../form.ts'
import { APPLICANT } from '../model.ts'
import type {
  Act,
  DocumentRequirement,
  QueueCategory,
  RefusalGround,
  RegisterQuestion,
  ResultKind,
  Standard,
  Subject,
} from '../model.ts'
import { compileCoSigners } from './co-signers.ts'
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
    registers: Object.entries(written.registers).map(([id, { title, question }]) => ({
      id,
      title,
      question: question ?? usualQuestion(id),
    })),
    ...(written.subjects === undefined ? {} : { subjects: compileSubjects(written.subjects, fields, place) }),
    documents: compileDocuments(written, act, fields, place),
    ...(written.coSigners === undefined ? {} : { coSigners: compileCoSigners(written, act.cite, fields, place) }),
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

/** Registers that every service calls by these names need not say what they are asked. */
function usualQuestion(id: string): RegisterQuestion {
  switch (id) {
    case 'persons':
      return 'person'
    case 'notary':
      return 'power'
    case 'addresses':
      return 'address'
    default:
      return 'statement'
  }
}

function compileSubjects(
  written: NonNullable<WrittenStandard['subjects']>,
  fields: ReadonlyMap<string, Field>,
  place: Place,
): readonly Subject[] {
  return Object.entries(written).map(([id, { title, field: name, where }]) => {
    const here = place.under('subjects', id)
    const field = fields.get(name)
    const columns = new Map((field?.fields ?? []).map((column) => [column.id, column]))
    if (id === APPLICANT) here.faultAtKey('name-taken', { name: id, owner: 'the applicant' })
    if (field === undefined) {
      here.under('field').fault('unknown-field', { name, suggestion: suggest(name, [...fields.keys()]) })
    } else if (!namesSubjects(field)) here.under('field').fault('subject-field', { field: name })
    if (where !== undefined && field !== undefined) {
      if (field.widget === 'people') checkCondition(where, { earlier: columns, all: columns }, here.under('where'))
      else here.under('where').faultAtKey('where-misplaced', { property: 'where' })
    }
    return { id, title, field: name, ...(where === undefined ? {} : { where }) }
  })
}

function namesSubjects({ widget, fields }: Field): boolean {
  if (widget === 'people') return fields?.some((column) => column.widget === 'iin') ?? false
  return widget === 'iin' || widget === 'text'
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
    for (const key of ['fromRegister', 'checkedIn'] as const) {
      const name = document[key]
      if (name === undefined || registers.includes(name)) continue
      here.under(key).fault('unknown-register', {
        name,
        suggestion: suggest(name, registers),
        known: registers.join(', '),
      })
    }
    return {
      id,
      title: document.title,
      ...(document.hint === undefined ? {} : { hint: document.hint }),
      source: compileSource(document.source, act.cite),
      from: register === undefined ? 'applicant' : { register },
      ...(document.checkedIn === undefined ? {} : { checkedIn: document.checkedIn }),
      channels: document.channels,
      required: document.required ?? true,
      ...(document.when === undefined ? {} : { when: document.when }),
    }
  })
}
