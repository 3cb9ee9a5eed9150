import type { ChannelFacts, RegulationFacts } from '../facts.ts'
import { inLanguage, origin, shortened } from './phrases.ts'
import { GRANTING, REFUSING } from './ways.ts'
import { type Entry, entry, mapping, writeYaml } from './yaml.ts'

/** The skeleton of the standard: what the regulation says of it. Documents, grounds, form and total term are not there. */
export function draftStandard(
  facts: RegulationFacts,
  language: 'kk' | 'ru',
  id: string,
  act: string | undefined,
): string {
  const { title, standard, isFree, result, channels } = facts
  const root = mapping(
    entry('language', 1),
    entry('id', id),
    entry('act', act, standard === undefined ? undefined : origin(standard)),
    title === undefined ? [] : entry('title', inLanguage(language, title.value), origin(title)),
    isFree === undefined
      ? []
      : entry('fee', inLanguage(language, language === 'kk' ? 'Тегін' : 'Бесплатно'), origin(isFree)),
    timedEntry('maxWaiting', 'waiting', channels),
    timedEntry('maxServing', 'serving', channels),
    entry('registers', mapping()),
    entry('documents', mapping()),
    entry('grounds', mapping()),
    entry(
      'results',
      mapping(
        entry(
          GRANTING,
          mapping(
            result === undefined
              ? []
              : entry('title', inLanguage(language, shortened(result.value.text, [], 200)), origin(result)),
            entry('closes', 'granted'),
          ),
        ),
        entry(REFUSING, mapping(entry('closes', 'refused'))),
      ),
    ),
  )
  return writeYaml(root, [
    'Draft of the standard, as far as the regulation tells it. Its item 9 gives the documents, its item 10 the grounds,',
    'its item 4 the total term; none of them stands in the regulation.',
  ])
}

function timedEntry(key: string, about: 'waiting' | 'serving', channels: readonly ChannelFacts[]): readonly Entry[] {
  const told = channels.flatMap(({ timed }) => timed).find((one) => one.about === about)
  return told === undefined ? [] : entry(key, told.limit.value.written, origin(told.limit))
}
