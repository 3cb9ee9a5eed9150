import { formatDate } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import { Heading } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { lettersMessages } from '../messages/letters.ts'
import type { Letter } from './letters.queries.ts'

/** A letter about a case. */
export interface CaseLetter {
  readonly letter: Letter
  /** True for those who may open it. */
  readonly isOpen: boolean
  /** True for those who may know what it is about: they may open it, or read the application. */
  readonly isTold: boolean
}

/** Letters of other bodies about a case, for those who work on it; nothing where there are none. */
export function CaseLetters({ letters }: { readonly letters: readonly CaseLetter[] }): JSX.Element | null {
  const { locale } = usePage()
  const t = lettersMessages[locale]
  if (letters.length === 0) return null
  return (
    <section>
      <Heading level={2}>{t.ofCase.title}</Heading>
      <SummaryList
        rows={letters.map(({ letter, isOpen, isTold }) => ({
          label: `${t.kinds[letter.kind]} ${t.numbered(letter.number, formatDate(letter.datedOn, locale))}`,
          value: (
            <>
              <p>
                {letter.sender}. {t.states[letter.state]}.{' '}
                {letter.registered
                  ? t.ofCase.registered(letter.registered.number, formatDate(letter.registered.on, locale))
                  : null}
              </p>
              {!isTold || letter.description === '' ? null : <p class="q-prewrap">{letter.description}</p>}
              {isOpen ? (
                <p>
                  <a class="ds-link" href={`/${locale}/work/letters/${letter.id}`}>
                    {t.ofCase.open}
                    <span class="ds-sr-only"> {letter.number}</span>
                  </a>
                </p>
              ) : null}
            </>
          ),
        }))}
      />
    </section>
  )
}
