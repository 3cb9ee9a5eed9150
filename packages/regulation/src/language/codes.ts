import type { Parameters } from './diagnostic.ts'

interface CodeDefinition {
  readonly severity: 'error' | 'warning'
  /** What is wrong and what puts it right; `{name}` is put in from the parameters. */
  readonly message: string
}

/** Every fault the language knows. A code is stable: tools and texts refer to it. */
export const CODES = {
  // The file
  'file-missing': { severity: 'error', message: 'The file {path} is not there. Write it, or correct the path.' },
  'base-is-based': {
    severity: 'error',
    message: '`{path}` is itself based on another file. Name the file that is whole.',
  },
  'file-empty': { severity: 'error', message: 'The file is empty. Begin with `language: 1`.' },
  'file-too-large': { severity: 'error', message: 'The file has more than {limit} characters. Split it.' },
  'too-deep': { severity: 'error', message: 'Values are nested more than {limit} deep here. Flatten them.' },
  'several-documents': {
    severity: 'error',
    message: 'A second document begins here. Keep one document in a file and remove the `---`.',
  },
  'unknown-kind': {
    severity: 'error',
    message:
      'This is no file of the language: a regulation has `channels`, a standard `results`, an act `cite`. Add what is missing.',
  },
  'yaml-syntax': { severity: 'error', message: 'This is not YAML: {detail}. Check indentation, colons and quotes.' },
  'duplicate-key': {
    severity: 'error',
    message: 'The name `{key}` stands twice in the same mapping. Rename or remove one of them.',
  },
  'alias-not-allowed': {
    severity: 'error',
    message: 'Anchors (&) and aliases (*) are not part of the language. Write the value out.',
  },
  'tag-not-allowed': { severity: 'error', message: 'Tags (!) are not part of the language. Remove the tag.' },

  // Shape
  'missing-property': { severity: 'error', message: '`{property}` is missing here. Add it{example}.' },
  'unknown-property': {
    severity: 'error',
    message: '`{property}` is not known here. {suggestion}Allowed are: {allowed}.',
  },
  'wrong-type': { severity: 'error', message: 'This must be {expected}, not {actual}. {hint}' },
  'not-one-of': { severity: 'error', message: '`{value}` is not allowed here. {suggestion}Use one of: {allowed}.' },
  malformed: { severity: 'error', message: '`{value}` is not written as it should be. {hint}' },
  'too-few': { severity: 'error', message: 'At least {minimum} must be given here.' },
  'out-of-range': { severity: 'error', message: '{value} is out of range: it must be {bound}.' },
  'wrong-shape': { severity: 'error', message: 'This fits none of the allowed forms. {hint}' },
  'bad-name': {
    severity: 'error',
    message: '`{name}` cannot be a name. Use small Latin letters, digits and hyphens, beginning with a letter.',
  },
  'missing-language': {
    severity: 'error',
    message: 'The {language} text is missing. Add `{locale}:`; every text is given in kk, ru and en.',
  },
  'blank-text': { severity: 'error', message: 'This text is blank. Write it, or remove the property.' },
  'mixed-alphabet': {
    severity: 'error',
    message: 'The word `{word}` mixes Latin and Cyrillic letters. Type it again in one alphabet.',
  },

  // Values
  'impossible-date': { severity: 'error', message: 'There is no day {value}. Correct the date.' },
  'period-empty': {
    severity: 'error',
    message: 'The edition ends on {until} before it begins on {from}. Correct one of the dates.',
  },
  'limit-not-positive': {
    severity: 'error',
    message: 'A limit of {value} cannot be kept. Give at least 1, or write `unstated` when the act gives no limit.',
  },
  'limit-range-reversed': {
    severity: 'error',
    message: 'The range {value} ends before it begins. Put the shorter time first.',
  },
  'hours-reversed': {
    severity: 'error',
    message: 'Working hours {value} are not in order. Begin before the end, and keep lunch inside.',
  },
  'unknown-time-zone': {
    severity: 'error',
    message: '`{zone}` is not a time zone. Give an IANA name such as Asia/Almaty.',
  },
  'path-outside': {
    severity: 'error',
    message: '`{path}` leads out of the folder of regulations. Give a path inside it, relative to this file.',
  },

  // Names
  'unknown-actor': { severity: 'error', message: 'No actor is called `{name}`. {suggestion}Actors are: {known}.' },
  'unknown-step': {
    severity: 'error',
    message: 'No step or end of {where} is called `{name}`. {suggestion}Correct the name or add the step.',
  },
  'unknown-outcome': {
    severity: 'error',
    message: 'Step `{step}` has no outcome `{name}`. {suggestion}Its outcomes are: {known}.',
  },
  'unknown-exit': {
    severity: 'error',
    message: 'Channel `{channel}` does not say where exit `{name}` leads. Add it under `exits` of the channel.',
  },
  'exit-misplaced': {
    severity: 'error',
    message: 'Only steps of the shared procedure leave through an exit. Use `to` in the channel.',
  },
  'unused-exit': {
    severity: 'error',
    message: 'No step of the procedure leaves through exit `{name}`. Remove it or correct the name.',
  },
  'unknown-register': {
    severity: 'error',
    message: 'The standard names no register `{name}`. {suggestion}Registers are: {known}.',
  },
  'unknown-subject': {
    severity: 'error',
    message: 'The standard names no subject `{name}`. {suggestion}Subjects are: {known}.',
  },
  'about-not-consulted': {
    severity: 'error',
    message: 'The step does not ask the register `{name}`. Add it to `consults`, or remove it here.',
  },
  'subject-field': {
    severity: 'error',
    message:
      'Field `{field}` names nobody whom a register knows. Name a field with an IIN, people with IINs, or a text.',
  },
  'co-signer-field': {
    severity: 'error',
    message:
      'Field `{field}` may name nobody. Name a field with an IIN, or with people who have one, that must be answered.',
  },
  'unknown-document': {
    severity: 'error',
    message: 'The standard has no document `{name}`. {suggestion}Documents are: {known}.',
  },
  'no-stand-in': {
    severity: 'error',
    message:
      '`{name}` cannot stand for a signature. Let the applicant bring it in the same channels, with `required: false`.',
  },
  'certificate-misplaced': {
    severity: 'error',
    message: 'Nobody of an organisation signs anything at `{action}`. Remove `certificate`.',
  },
  'where-misplaced': {
    severity: 'error',
    message: 'Only a field of people has rows to choose from. Remove `{property}`.',
  },
  'unknown-ground': {
    severity: 'error',
    message: 'The standard has no ground `{name}`. {suggestion}Correct the name.',
  },
  'unknown-result': {
    severity: 'error',
    message: 'The standard has no result `{name}`. {suggestion}Results are: {known}.',
  },
  'unknown-channel': {
    severity: 'error',
    message: 'The regulation has no channel `{name}`. {suggestion}Channels are: {known}.',
  },
  'unknown-end': {
    severity: 'error',
    message: 'Channel `{channel}` has no end `{name}`. {suggestion}Its ends are: {known}.',
  },
  'unknown-category': {
    severity: 'error',
    message: 'The standard has no category `{name}`. {suggestion}Categories are: {known}.',
  },
  'not-the-actor': {
    severity: 'error',
    message: 'Step `{step}` is done by `{actor}`, not by `{name}`. Correct the name or leave `by` out.',
  },
  'unknown-field': {
    severity: 'error',
    message: 'The form has no field `{name}`. {suggestion}Correct the name or add the field.',
  },
  'unknown-option': {
    severity: 'error',
    message: 'Field `{field}` has no option `{name}`. {suggestion}Options are: {known}.',
  },
  'unknown-act': {
    severity: 'error',
    message: 'No act is called `{name}`. {suggestion}Add it to `citedActs`, so that its title can be shown.',
  },
  'unknown-report': {
    severity: 'error',
    message: 'The standard has no report `{name}`. {suggestion}Correct the name or add it under `reports`.',
  },
  'unknown-finding': {
    severity: 'error',
    message: 'No finding is accepted under the name `{name}`. {suggestion}Write it under `accepted`, with its reason.',
  },
  'label-on-own-step': {
    severity: 'error',
    message: 'Step `{step}` belongs to the channel itself. Write its `label` at the step.',
  },
  'name-taken': {
    severity: 'error',
    message: 'The name `{name}` is already taken by {owner}. Give this one another name.',
  },
  'label-taken': {
    severity: 'error',
    message: 'The label {label} already belongs to step `{step}`. Each process and condition has its own number.',
  },

  // Steps
  'action-not-for-actor': {
    severity: 'error',
    message: 'Actor `{actor}` is of kind {kind}, but `{action}` is for: {allowed}. Name another actor or action.',
  },
  'outcome-not-of-action': {
    severity: 'error',
    message: '`{action}` never ends in `{name}`. {suggestion}Its outcomes are: {known}.',
  },
  'outcome-unhandled': {
    severity: 'error',
    message: '`{action}` may end in `{name}`, and the step does not say what follows. Add the outcome.',
  },
  'draft-without-result': {
    severity: 'error',
    message: 'This outcome drafts a document, and the file does not say which. Add `drafts:` with a result.',
  },
  'drafts-misplaced': {
    severity: 'error',
    message: 'Only outcomes of `draft-result` and `perform-service` draft a document. Remove `drafts`.',
  },
  'draft-kind': {
    severity: 'error',
    message: 'Outcome `{outcome}` cannot draft `{result}`, which closes the case as {closes}. Name another result.',
  },
  'message-missing': {
    severity: 'error',
    message: 'This step tells the applicant something. Add `message:` in three languages.',
  },
  'message-misplaced': {
    severity: 'error',
    message: 'A step with the action `{action}` tells the applicant nothing. Remove `message`.',
  },
  'consults-missing': {
    severity: 'error',
    message: 'The step asks registers, and the file does not say which. Add `consults:`.',
  },
  'commission-missing': {
    severity: 'error',
    message: 'A commission decides here, and the file has no rules for it. Add `commission:` at the top.',
  },
  'grounds-missing': {
    severity: 'error',
    message: 'Outcome `{outcome}` must name a ground, and the step may establish none. Add `grounds:`.',
  },
  'report-misplaced': {
    severity: 'error',
    message: 'No outcome of `{action}` brings a report. Remove `report`.',
  },
  'grounds-misplaced': {
    severity: 'error',
    message: 'No outcome of `{action}` brings a ground. Remove `grounds`.',
  },
  'term-unknown': {
    severity: 'error',
    message: 'The limit is shared with `{name}`, which is no step with a limit of its own in channel `{channel}`.',
  },
  'limit-twice': {
    severity: 'error',
    message: 'The step has a limit of its own and shares another one. Keep `limit` or `limitSharedWith`.',
  },

  // The graph
  'unreachable-step': {
    severity: 'error',
    message: 'No way leads from the start of channel `{channel}` to step `{step}`. Lead to it or remove it.',
  },
  'no-way-to-end': {
    severity: 'error',
    message: 'From here, after {path}, no way leads to an end of channel `{channel}`. Add a way out.',
  },
  'dead-end': {
    severity: 'error',
    message:
      'A case can get stuck here in channel `{channel}`: after {path} no outcome is open. Correct the conditions.',
  },
  'outcome-unguided': {
    severity: 'error',
    message: 'In channel `{channel}`, after {path}, outcome `{outcome}` leads nowhere. Add a route without `when`.',
  },
  'never-taken': {
    severity: 'error',
    message: 'In channel `{channel}` the route to `{to}` is never taken. Remove it or correct its condition.',
  },
  'wrong-end': {
    severity: 'error',
    message: 'After {path} the case ends as {closes}, but the document sent was {drafted}. Correct the route.',
  },
  'unsigned-result': {
    severity: 'error',
    message: 'After {path} a result reaches the applicant that nobody has signed. Lead through `sign-result`.',
  },
  'unreached-end': { severity: 'error', message: 'No case of channel `{channel}` ends in `{end}`. Remove it.' },
  'too-many-states': {
    severity: 'error',
    message: 'Channel `{channel}` has more than {limit} situations to look at. Use fewer conditions.',
  },

  // The standard
  'ground-nowhere': {
    severity: 'error',
    message: 'No step of the regulation may establish the ground `{ground}`. Name it under `grounds` of a step.',
  },
  'result-nowhere': {
    severity: 'error',
    message: 'No step drafts the result `{result}`. Name it under `drafts` of an outcome.',
  },
  'options-missing': {
    severity: 'error',
    message: 'A field of kind {widget} needs things to choose from. Add `options` or `optionsFrom`.',
  },
  'options-misplaced': { severity: 'error', message: 'A field of kind {widget} has no options. Remove them.' },
  'bounds-misplaced': { severity: 'error', message: 'A field of kind {widget} has no `{property}`. Remove it.' },
  'bounds-reversed': { severity: 'error', message: '`min` {min} is greater than `max` {max}. Swap them.' },
  'columns-missing': { severity: 'error', message: 'A list of people needs columns. Add `fields`.' },
  'columns-misplaced': { severity: 'error', message: 'A field of kind {widget} has no columns. Remove `fields`.' },
  'condition-on-later': {
    severity: 'error',
    message: 'The condition asks for `{field}`, which is not on an earlier page. Move the field to a page before.',
  },
  'condition-on-list': {
    severity: 'error',
    message: 'A condition cannot ask for `{field}`, a field of kind {widget}. Use a field with options.',
  },
} as const satisfies Record<string, CodeDefinition>

export type DiagnosticCode = keyof typeof CODES

/** The sentence of a code with its parameters put in. */
export function messageOf(code: DiagnosticCode, parameters: Parameters): string {
  return CODES[code].message
    .replace(/\{(\w+)\}/g, (_whole, name: string) => String(parameters[name] ?? ''))
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** "Did you mean `x`? " when one of `known` is near to `name`, else nothing. */
export function suggest(name: string, known: readonly string[]): string {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(name, candidate, bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best === undefined ? '' : `Did you mean \`${best}\`? `
}

/** Levenshtein distance, at most `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 80) return limit
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      current.push(
        Math.min(
          (previous[column] ?? limit) + 1,
          (current[column - 1] ?? limit) + 1,
          (previous[column - 1] ?? limit) + cost,
        ),
      )
    }
    previous = current
  }
  return Math.min(previous[b.length] ?? limit, limit)
}
