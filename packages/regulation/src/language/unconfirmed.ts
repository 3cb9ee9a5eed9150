import type { Regulation, Source } from '../model.ts'

interface Cited {
  readonly where: string
  readonly source: Source | undefined
}

/** Facts an administrator has to confirm, each with the place it stands at. */
export function unconfirmedOf(regulation: Regulation): Regulation['unconfirmed'] {
  const { edition, provider, commission, standard } = regulation
  const all: readonly Cited[] = [
    { where: 'edition', source: edition.source },
    { where: 'provider.hours', source: provider.hours.source },
    { where: 'commission', source: commission?.source },
    ...standard.categories.map(({ id, source }) => ({ where: `standard.categories.${id}`, source })),
    ...standard.documents.map(({ id, source }) => ({ where: `standard.documents.${id}`, source })),
    ...(standard.coSigners ?? []).map(({ id, source }) => ({ where: `standard.coSigners.${id}`, source })),
    ...standard.grounds.map(({ id, source }) => ({ where: `standard.grounds.${id}`, source })),
    { where: 'standard.appeal', source: standard.appeal.source },
    ...unconfirmedParticulars(regulation),
  ]
  return all.flatMap(({ where, source }) =>
    source !== undefined && (source.mark === 'assumed' || source.mark === 'from-memory') ? [{ where, source }] : [],
  )
}

function unconfirmedParticulars({ standard, serviceLevels = [] }: Regulation): readonly Cited[] {
  const {
    limitSources = {},
    results,
    receipt,
    reports = [],
    storage,
    journals = [],
    parameters = [],
    formula,
    paperForms = [],
  } = standard
  return [
    ...Object.entries(limitSources).map(([limit, source]) => ({ where: `standard.${limit}`, source })),
    ...results.flatMap(({ id, fields = [] }) =>
      fields.map((field) => ({ where: `standard.results.${id}.${field.id}`, source: field.source })),
    ),
    ...reports.map(({ id, source }) => ({ where: `standard.reports.${id}`, source })),
    ...(receipt?.fields ?? []).map(({ id, source }) => ({ where: `standard.receipt.${id}`, source })),
    { where: 'standard.storage', source: storage?.source },
    ...journals.map(({ id, source }) => ({ where: `standard.journals.${id}`, source })),
    ...paperForms.map(({ channel, source }) => ({ where: `standard.paperForms.${channel}`, source })),
    ...parameters.map(({ id, source }) => ({ where: `standard.parameters.${id}`, source })),
    { where: 'standard.formula', source: formula?.source },
    ...serviceLevels.map(({ id, source }) => ({ where: `serviceLevels.${id}`, source })),
  ]
}
