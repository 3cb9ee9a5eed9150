import type { Field, Regulation } from '@qyzmet/regulation'
import type { Fields } from './browser.ts'
import { PEOPLE } from './people-of-the-scene.ts'

/** An answer to every question of a form, by what kind of question it is; of a list of people the first, where there is one. */
export function answersTo(regulation: Regulation): Fields {
  const fields = regulation.standard.form.pages.flatMap((page) => page.fields)
  return Object.assign({}, ...fields.map((field) => answerTo(field, regulation)))
}

function answerTo(field: Field, regulation: Regulation): Fields {
  const { standard } = regulation
  const { id, widget } = field
  const [option] = field.options ?? standard.categories.map((category) => ({ value: category.id }))
  switch (widget) {
    case 'text':
    case 'textarea':
    case 'address':
      return { [id]: 'Мысал қаласы, Мысал көшесі, 1-үй' }
    case 'iin':
      return { [id]: PEOPLE.citizen.iin }
    case 'phone':
      return { [id]: '+7 701 234 56 78' }
    case 'date':
      return { [`${id}-year`]: '2010', [`${id}-month`]: '5', [`${id}-day`]: '1' }
    case 'number':
      return { [id]: String(Math.max(field.min ?? 1, 1)) }
    case 'radios':
    case 'select':
      return { [id]: option?.value ?? '' }
    case 'checkboxes':
      return { [id]: [option?.value ?? ''] }
    case 'declaration':
      return { [id]: 'yes' }
    case 'people':
      return Object.fromEntries(
        (field.fields ?? []).flatMap((column) =>
          Object.entries(answerTo(column, regulation)).map(([name, value]) => [`${id}.0.${name}`, value]),
        ),
      )
  }
}
