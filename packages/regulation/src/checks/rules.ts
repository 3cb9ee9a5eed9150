import type { Rule } from './finding.ts'
import { channelsAgree } from './rules/channels-agree.ts'
import { counterTime } from './rules/counter-time.ts'
import { cycles } from './rules/cycles.ts'
import { editions } from './rules/editions.ts'
import { endings } from './rules/endings.ts'
import { formsOfResult } from './rules/forms-of-result.ts'
import { intake } from './rules/intake.ts'
import { listedUnits } from './rules/listed-units.ts'
import { papers } from './rules/papers.ts'
import { refusals } from './rules/refusals.ts'
import { registerDocuments } from './rules/register-documents.ts'
import { resultsOfActions } from './rules/results-of-actions.ts'
import { retellings } from './rules/retellings.ts'
import { statedLimits } from './rules/stated-limits.ts'
import { totalTerm } from './rules/total-term.ts'

/** Everything that is proven of a regulation, one file a rule. */
export const RULES: readonly Rule[] = [
  endings,
  refusals,
  intake,
  channelsAgree,
  cycles,
  listedUnits,
  resultsOfActions,
  retellings,
  papers,
  statedLimits,
  totalTerm,
  counterTime,
  formsOfResult,
  registerDocuments,
  editions,
]
