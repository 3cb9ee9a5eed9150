import type { Regulation, Standard, Step } from '../model.ts'
import type { FieldOfPaper, NamedStatement, PaperField } from '../particulars.ts'
import { suggest } from './codes.ts'
import { compileDuration } from './limit.ts'
import { compileSource } from './provider.ts'
import type { Place } from './report.ts'
import type { Mapping, WrittenPaperFields, WrittenRegulation, WrittenStandard } from './written.ts'

type OfRegulation = Pick<Regulation, 'glossary' | 'requirements' | 'information' | 'survey' | 'serviceLevels'>
type OfStandard = Pick<
  Standard,
  'limitSources' | 'paperForms' | 'reports' | 'receipt' | 'storage' | 'journals' | 'parameters' | 'formula'
>

/** What a regulation says beside its steps. */
export function compileParticulars(
  written: WrittenRegulation,
  act: string,
  steps: readonly Pick<Step, 'id' | 'actor' | 'limit'>[],
  place: Place,
): OfRegulation {
  const { glossary, requirements, information, survey, serviceLevels } = written
  return {
    ...(glossary === undefined ? {} : { glossary: named(glossary) }),
    ...(requirements === undefined ? {} : { requirements: statements(requirements) }),
    ...(information === undefined ? {} : { information: statements(information) }),
    ...(survey === undefined
      ? {}
      : {
          survey: {
            item: survey.item,
            questions: named(survey.questions).map(({ id, question, answers }) => ({
              id,
              question,
              answers: named(answers),
            })),
          },
        }),
    ...(serviceLevels === undefined
      ? {}
      : {
          serviceLevels: named(serviceLevels).map((level) => {
            checkSteps(level.steps ?? [], steps, place.under('serviceLevels', level.id, 'steps'))
            return {
              id: level.id,
              title: level.title,
              percent: level.percent,
              steps: level.steps ?? limitedStepsOfSystems(written, steps),
              source: compileSource(level.source, act),
            }
          }),
        }),
  }
}

function limitedStepsOfSystems(
  { actors }: WrittenRegulation,
  steps: readonly Pick<Step, 'id' | 'actor' | 'limit'>[],
): readonly string[] {
  const measured = steps.filter(({ actor, limit }) => actors[actor]?.kind === 'system' && limit !== 'unstated')
  return [...new Set(measured.map(({ id }) => id))]
}

function checkSteps(names: readonly string[], steps: readonly Pick<Step, 'id'>[], place: Place): void {
  const known = steps.map(({ id }) => id)
  for (const [index, name] of names.entries()) {
    if (known.includes(name)) continue
    place.under(index).fault('unknown-step', { where: 'the regulation', name, suggestion: suggest(name, known) })
  }
}

/** What a standard says beside documents, grounds, results and its form. */
export function compileStandardParticulars(written: WrittenStandard, act: string, place: Place): OfStandard {
  const { limitSources, paperForms, reports, receipt, storage, journals, parameters, formula } = written
  return {
    ...(limitSources === undefined
      ? {}
      : {
          limitSources: Object.fromEntries(
            Object.entries(limitSources).map(([limit, source]) => [limit, compileSource(source, act)]),
          ),
        }),
    ...(paperForms === undefined
      ? {}
      : {
          paperForms: named(paperForms).map(({ id: channel, ...form }) => ({
            ...form,
            channel,
            source: compileSource(form.source, act),
          })),
        }),
    ...(reports === undefined
      ? {}
      : {
          reports: named(reports).map((report) => ({
            ...report,
            source: compileSource(report.source, act),
            fields: named(report.fields),
          })),
        }),
    ...(receipt === undefined ? {} : { receipt: { fields: compileFields(receipt.fields, act) } }),
    ...(storage === undefined
      ? {}
      : {
          storage: {
            ...compileDuration(storage.after, place.under('storage', 'after')),
            text: storage.text,
            source: compileSource(storage.source, act),
          },
        }),
    ...(journals === undefined
      ? {}
      : {
          journals: named(journals).map((journal) => ({
            ...journal,
            source: compileSource(journal.source, act),
            columns: named(journal.columns),
          })),
        }),
    ...(parameters === undefined
      ? {}
      : {
          parameters: named(parameters).map((parameter) => ({
            ...parameter,
            source: compileSource(parameter.source, act),
          })),
        }),
    ...(formula === undefined ? {} : { formula: { ...formula, source: compileSource(formula.source, act) } }),
  }
}

export function compileFields(written: WrittenPaperFields, act: string): readonly FieldOfPaper[] {
  return Object.entries(written).map(([id, source]) => ({
    // The schema has checked the name against the list of fields.
    id: id as PaperField,
    source: compileSource(source, act),
  }))
}

function named<T extends object>(mapping: Mapping<T>): readonly (T & { readonly id: string })[] {
  return Object.entries(mapping).map(([id, value]) => ({ ...value, id }))
}

function statements(mapping: NonNullable<WrittenRegulation['requirements']>): readonly NamedStatement[] {
  return named(mapping)
}
