import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Entry, type Locale, LOCALES, readCatalogues, readRegulationTexts, readSources } from './catalogues.ts'
import { faultsOfType, mixedWords, strangeWords } from './letters.ts'

const catalogues = await readCatalogues()
const written = await readRegulationTexts()

/**
 * Stands for a parameter whatever its type: reads as its token in a sentence and can be joined as a list; as a number it
 * is none, which takes the form for the rest.
 */
const TOKENS = ['7001', '7002', '7003', '7004'].map((token) => [token])
/** Stands for a day, a moment, a limit or opening hours, where a sentence takes these. */
const DAY = Temporal.PlainDate.from('2026-11-22')
const HOURS = { from: '09:00', to: '18:30', lunch: { from: '13:00', to: '14:30' } }
const SPAN = Object.assign(Temporal.PlainDate.from(DAY), { on: DAY, time: '18:05', amount: 3, unit: 'hour', ...HOURS })
const COUNTS = [0, 1, 2, 5, 11, 21, 101]

/** What an entry says in one language with the given parameters. */
function say(leaf: unknown, parameters: readonly unknown[]): string {
  return String(typeof leaf === 'function' ? Reflect.apply(leaf, undefined, parameters) : leaf)
}

/** What an entry says, if it can, with the given parameters. */
function trySay(leaf: unknown, parameters: readonly unknown[]): string | undefined {
  try {
    const text = say(leaf, parameters)
    return text.includes('undefined') ? undefined : text
  } catch {
    return undefined
  }
}

/** What an entry says with tokens, else with a day and hours for each parameter. */
function sayAnything(leaf: unknown): string {
  return trySay(leaf, TOKENS) ?? say(leaf, [SPAN, SPAN, SPAN, SPAN])
}

function tokensIn(text: string): readonly string[] {
  return TOKENS.flat().filter((token) => text.includes(token))
}

describe('catalogues', () => {
  test('all subjects are found', () => {
    assert.ok(catalogues.length >= 12)
    for (const { name, entries } of catalogues) assert.ok(entries.length > 2, name)
  })

  for (const { name, locales, entries } of catalogues) {
    const each = (check: (text: string, locale: Locale, entry: Entry) => void): void => {
      for (const entry of entries)
        for (const locale of locales) check(sayAnything(entry.said.get(locale)), locale, entry)
    }

    test(`${name} has Kazakh and Russian, and English unless it is for official papers`, () => {
      assert.deepEqual(locales, name.includes('/documents/') ? ['kk', 'ru'] : LOCALES)
    })

    test(`${name} says the same things in each language, a sentence for a sentence`, () => {
      for (const { path, said } of entries) {
        assert.deepEqual([...said.keys()], locales, path)
        assert.equal(new Set([...said.values()].map((leaf) => typeof leaf)).size, 1, path)
      }
    })

    test(`${name} always says something`, () => {
      each((text, _locale, { path }) => {
        assert.match(text, /\S/, path)
        assert.doesNotMatch(text, /undefined|null|NaN|\[object/, path)
      })
      for (const { path, said } of entries)
        for (const leaf of said.values())
          for (const count of COUNTS) {
            const text = trySay(leaf, [count, count, count])
            if (text !== undefined) assert.match(text, /\S/, path)
          }
    })

    test(`${name} loses no parameter in translation`, () => {
      each((text, _locale, { path, said }) => {
        assert.deepEqual(tokensIn(text), tokensIn(sayAnything(said.get('kk'))), path)
      })
    })

    test(`${name} has the letters of its languages alone`, () => {
      each((text, locale, { path }) => assert.deepEqual(strangeWords(text, locale), [], `${path}: ${text}`))
    })

    test(`${name} is set as texts are set here`, () => {
      each((text, locale, { path }) => assert.deepEqual(faultsOfType(text, locale), [], `${path}: ${text}`))
    })

    test(`${name} leaves no sentence untranslated`, () => {
      for (const { path, said } of entries) {
        const [kk, ru] = [sayAnything(said.get('kk')), sayAnything(said.get('ru'))]
        if (/\p{L}+ \p{L}+/u.test(kk)) assert.notEqual(kk, ru, path)
      }
    })
  }
})

describe('texts of the regulations', () => {
  const each = (check: (text: string, locale: Locale, where: string) => void): void => {
    for (const { file, path, text } of written)
      for (const locale of LOCALES) check(String(text[locale]), locale, `${file} ${path}: ${String(text[locale])}`)
  }

  test('there are many, each in three languages', () => {
    assert.ok(written.length > 300)
    for (const { file, path, text } of written) {
      assert.deepEqual(Object.keys(text), LOCALES, `${file} ${path}`)
      for (const words of Object.values(text)) assert.match(String(words), /\S/, `${file} ${path}`)
    }
  })

  test('they have the letters of their languages alone', () => {
    each((text, locale, where) => assert.deepEqual(strangeWords(text, locale), [], where))
  })

  test('they are set as texts are set here', () => {
    each((text, locale, where) => assert.deepEqual(faultsOfType(text, locale), [], where))
  })

  test('a sentence is not left untranslated', () => {
    for (const { file, path, text } of written)
      if (/\p{L}+ \p{L}+ \p{L}+/u.test(String(text['kk']))) assert.notEqual(text['kk'], text['ru'], `${file} ${path}`)
  })

  test('numbers are the same in each language', () => {
    const numbersOf = (text: unknown): readonly string[] =>
      String(text)
        .match(/\d{2,}/g)
        ?.toSorted() ?? []
    for (const { file, path, text } of written)
      for (const locale of LOCALES) assert.deepEqual(numbersOf(text[locale]), numbersOf(text['kk']), `${file} ${path}`)
  })
})

/** Files whose business is letters themselves: what is typed in one alphabet and meant in the other. */
const ABOUT_LETTERS =
  /\/import\/cue\.ts$|\/text\/(?:width|wrap)\.ts$|\/check-code\.ts$|\/common-passwords\.ts$|\/password-rules\.ts$/

test('no word anywhere in the sources mixes alphabets', async () => {
  const sources = await readSources()
  assert.ok(sources.length > 300)
  for (const { file, source } of sources) {
    if (ABOUT_LETTERS.test(file)) continue
    const withoutEscapes = source.replaceAll(/\\(?:u[0-9a-f]{4}|p\{\w+\}|.)/g, ' ')
    assert.deepEqual(mixedWords(withoutEscapes), [], file)
  }
})

test('the checks of letters find what they are for', () => {
  assert.deepEqual(strangeWords('Өтiнiш берілді', 'kk'), ['Өтiнiш'])
  assert.deepEqual(strangeWords('Справка c места', 'ru'), ['c'])
  assert.deepEqual(strangeWords('Справка і місто', 'ru'), ['і', 'місто'])
  assert.deepEqual(strangeWords('Їжак PDF', 'kk'), ['Їжак'])
  assert.deepEqual(strangeWords('QR-код, SHA-256, NCALayer', 'ru'), [])
  assert.deepEqual(mixedWords('Cправка, QR-код, м²'), ['Cправка'])
  assert.deepEqual(faultsOfType('Қате! «Жоқ', 'kk'), ['an exclamation mark', 'quotes that do not close'])
  assert.deepEqual(faultsOfType('A – “b”, and c', 'en'), [])
})
