import type { Field, FormDefinition, FormPage, Widget } from '../form.ts'
import type { QueueCategory } from '../model.ts'
import { checkCondition } from './condition.ts'
import type { Place } from './report.ts'
import type { WrittenField, WrittenForm } from './written.ts'

const WITH_OPTIONS: readonly Widget[] = ['radios', 'checkboxes', 'select']
const WITH_BOUNDS: readonly Widget[] = ['text', 'textarea', 'number', 'checkboxes', 'people']

export interface CompiledForm {
  readonly form: FormDefinition
  readonly fields: ReadonlyMap<string, Field>
  /** The field whose choices are the categories of the standard. */
  readonly categoryField: string | undefined
}

/** Compiles the form; names of fields are unique over all pages, and conditions look back only. */
export function compileForm(written: WrittenForm, categories: readonly QueueCategory[], place: Place): CompiledForm {
  const all = new Map<string, Field>()
  for (const [pageId, page] of Object.entries(written.pages)) {
    for (const [id, field] of Object.entries(page.fields)) {
      const here = place.under('pages', pageId, 'fields', id)
      if (all.has(id)) here.faultAtKey('name-taken', { name: id, owner: 'a field of another page' })
      else all.set(id, compileField(id, field, categories, here))
    }
  }

  const earlier = new Map<string, Field>()
  const pages: FormPage[] = []
  let categoryField: string | undefined
  for (const [pageId, page] of Object.entries(written.pages)) {
    const pagePlace = place.under('pages', pageId)
    if (page.when !== undefined) checkCondition(page.when, { earlier, all }, pagePlace.under('when'))
    const fields: Field[] = []
    for (const [id, writtenField] of Object.entries(page.fields)) {
      const field = all.get(id)
      if (field === undefined) continue
      if (field.when !== undefined) {
        checkCondition(field.when, { earlier, all }, pagePlace.under('fields', id, 'when'))
      }
      if (writtenField.optionsFrom === 'categories') categoryField ??= id
      fields.push(field)
    }
    // Conditions are evaluated on the server, so a page cannot depend on what is asked on itself.
    for (const field of fields) earlier.set(field.id, field)
    pages.push({
      id: pageId,
      title: page.title,
      ...(page.hint === undefined ? {} : { hint: page.hint }),
      ...(page.when === undefined ? {} : { when: page.when }),
      fields,
    })
  }
  return { form: { title: written.title, pages }, fields: all, categoryField }
}

function compileField(id: string, written: WrittenField, categories: readonly QueueCategory[], place: Place): Field {
  const { widget } = written
  checkBelongings(written, place)
  const options =
    written.optionsFrom === 'categories'
      ? categories.map(({ id: value, title, hint }) => ({
          value,
          label: title,
          ...(hint === undefined ? {} : { hint }),
        }))
      : written.options === undefined
        ? undefined
        : Object.entries(written.options).map(([value, { label, hint }]) => ({
            value,
            label,
            ...(hint === undefined ? {} : { hint }),
          }))
  return {
    id,
    widget,
    label: written.label,
    ...(written.hint === undefined ? {} : { hint: written.hint }),
    required: written.required ?? true,
    ...(written.prefill === undefined ? {} : { prefill: written.prefill }),
    ...(options === undefined ? {} : { options }),
    ...(written.min === undefined ? {} : { min: written.min }),
    ...(written.max === undefined ? {} : { max: written.max }),
    ...(written.latest === undefined ? {} : { latest: written.latest }),
    ...(written.when === undefined ? {} : { when: written.when }),
    ...(written.missing === undefined ? {} : { missing: written.missing }),
    ...(written.fields === undefined
      ? {}
      : {
          fields: Object.entries(written.fields).map(([column, field]) =>
            compileField(column, field, categories, place.under('fields', column)),
          ),
        }),
  }
}

function checkBelongings(written: WrittenField, place: Place): void {
  const { widget } = written
  const hasOptions = written.options !== undefined || written.optionsFrom !== undefined
  if (WITH_OPTIONS.includes(widget) && !hasOptions) place.faultAtKey('options-missing', { widget })
  if (!WITH_OPTIONS.includes(widget) && hasOptions) {
    place.under(written.options === undefined ? 'optionsFrom' : 'options').faultAtKey('options-misplaced', { widget })
  }
  for (const property of ['min', 'max'] as const) {
    if (written[property] !== undefined && !WITH_BOUNDS.includes(widget)) {
      place.under(property).faultAtKey('bounds-misplaced', { widget, property })
    }
  }
  if (written.latest !== undefined && widget !== 'date') {
    place.under('latest').faultAtKey('bounds-misplaced', { widget, property: 'latest' })
  }
  if (written.min !== undefined && written.max !== undefined && written.min > written.max) {
    place.under('min').fault('bounds-reversed', { min: written.min, max: written.max })
  }
  if (widget === 'people' && written.fields === undefined) place.faultAtKey('columns-missing')
  if (widget !== 'people' && written.fields !== undefined) {
    place.under('fields').faultAtKey('columns-misplaced', { widget })
  }
}
