import type { Locale } from './text.ts'

/**
 * An item of an act in words: `5(3)` → «5-тармақтың 3) тармақшасы», «подпункт 3) пункта 5», "item 5(3)";
 * `art. 72` → «72-бап», «статья 72», "art. 72". What has another form is printed as it is.
 */
export function citeItem(item: string, locale: Locale): string {
  const [, article, number, part, sub] = PLACE.exec(item) ?? []
  if (number === undefined) return item
  if (locale === 'en') return article === undefined ? `item ${item}` : item
  const levels: Level[] = [{ of: article === undefined ? 'item' : 'article', number }]
  if (part !== undefined) levels.push({ of: 'item', number: part })
  if (sub !== undefined) levels.push({ of: 'sub', number: sub })
  return locale === 'kk' ? inKazakh(levels) : inRussian(levels)
}

/** `5`, `5(3)`, `10-1(2)`, `art. 72`, `art. 20.1`, `art. 5.2(5)`. */
const PLACE = /^(art\. ?)?(\d+(?:-\d+)?)(?:\.(\d+))?(?:\((\d+(?:-\d+)?)\))?$/

interface Level {
  readonly of: 'article' | 'item' | 'sub'
  readonly number: string
}

/** From the whole to the part; all but the last in the genitive: «5-баптың 2-тармағының 5) тармақшасы». */
function inKazakh(levels: readonly Level[]): string {
  return levels
    .map(({ of, number }, index) => {
      const isLast = index === levels.length - 1
      const isPart = index > 0
      if (of === 'sub') return `${number}) тармақшасы`
      if (of === 'article') return `${number}-${isLast ? 'бап' : 'баптың'}`
      if (isPart) return `${number}-${isLast ? 'тармағы' : 'тармағының'}`
      return `${number}-${isLast ? 'тармақ' : 'тармақтың'}`
    })
    .join(' ')
}

/** From the part to the whole; all but the first in the genitive: «подпункт 5) пункта 2 статьи 5». */
function inRussian(levels: readonly Level[]): string {
  const names = { article: ['статья', 'статьи'], item: ['пункт', 'пункта'], sub: ['подпункт', 'подпункта'] } as const
  return levels
    .toReversed()
    .map(({ of, number }, index) => `${names[of][index === 0 ? 0 : 1]} ${number}${of === 'sub' ? ')' : ''}`)
    .join(' ')
}
