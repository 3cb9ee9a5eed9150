import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { toldAsHtml } from './html.ts'
import { toldAsMarkdown } from './markdown.ts'
import type { ToldDocument } from './told.ts'

/** A document that says the same words at every place. */
function saying(words: string): ToldDocument {
  const facts = [{ label: words, lines: [words, words] }]
  return {
    locale: 'kk',
    caption: words,
    title: words,
    lead: [words],
    sections: [
      {
        id: 'one',
        title: words,
        blocks: [
          { kind: 'paragraph', text: words },
          { kind: 'list', entries: [{ text: words, notes: [words] }] },
          { kind: 'items', items: [{ place: words, head: words, sentences: [words], details: facts }] },
          { kind: 'facts', facts },
          { kind: 'drawing', drawing: { channel: 'portal', shows: 'handbook', caption: words } },
          {
            kind: 'table',
            table: { id: 't', caption: words, columns: [words, words], rows: [{ heading: words, cells: [[words]] }] },
          },
        ],
      },
    ],
  }
}

const HOSTILE = `<script>alert("1")</script> & ' | * _x_ [a](b) \`c\` # 1. \\`

test('what a regulation says is text in HTML, whatever it holds', () => {
  const plain = tagsOf(toldAsHtml(saying('сөз'), () => ['<svg/>']))
  fc.assert(
    fc.property(fc.oneof(fc.constant(HOSTILE), fc.string({ unit: 'binary', minLength: 1 })), (words) => {
      assert.deepEqual(tagsOf(toldAsHtml(saying(words), () => ['<svg/>'])), plain)
    }),
  )
})

/** Names of all tags of a page in their order. */
function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<[^>]*>/g)].map(([tag]) => /^<\/?\w+/.exec(tag)?.[0] ?? tag)
}

test('what a regulation says is text in Markdown', () => {
  const markdown = toldAsMarkdown(saying(HOSTILE))
  assert.doesNotMatch(markdown, /(?<!\\)<(?!br>)/)
  assert.doesNotMatch(markdown, /(?<!\\)`/)
  assert.doesNotMatch(markdown, /\[a\]\(b\)/)
  assert.equal(markdown.split('\n').filter((line) => line.startsWith('|')).length, 3)
})

test('a number at the start of a line begins no list', () => {
  assert.match(toldAsMarkdown(saying('12. сөз')), /^12\\\. сөз$/m)
})

test('a drawing without a picture leaves nothing, one with a picture has words beside it', () => {
  const html = toldAsHtml(saying('Диаграмма'))
  assert.doesNotMatch(html, /<img|<figure/)
  const drawn = toldAsHtml(saying('Диаграмма'), ({ channel }) => [`<svg id="${channel}"/>`])
  assert.match(drawn, /<img src="data:image\/svg\+xml,%3Csvg%20id%3D%22portal%22%2F%3E" alt="Диаграмма">/)
})

test('tables have captions and headings for columns and rows', () => {
  const html = toldAsHtml(saying('Кесте'))
  assert.match(html, /<table><caption>Кесте<\/caption><thead><tr><th scope="col">Кесте<\/th>/)
  assert.match(html, /<tbody><tr><th scope="row">Кесте<\/th><td><p>Кесте<\/p><\/td><\/tr>/)
})
