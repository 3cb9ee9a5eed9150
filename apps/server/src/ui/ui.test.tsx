import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LOCALES, type Locale } from '@qyzmet/regulation'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { createAssets } from '../assets/assets.ts'
import { Button } from './Button.tsx'
import { Checkbox, Checkboxes, Radios, Select } from './Choices.tsx'
import { DateInput } from './DateInput.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { FileInput } from './FileInput.tsx'
import { Form } from './Form.tsx'
import { Heading } from './Heading.tsx'
import { htmlFaults } from './testing/html-faults.ts'
import { Pagination } from './Navigation.tsx'
import { type Page, renderFragment, renderPage, type Site } from './render-page.tsx'
import { SummaryList } from './SummaryList.tsx'
import { Table } from './Table.tsx'
import { TaskList } from './TaskList.tsx'
import { TextInput } from './TextInput.tsx'

const empty = { type: 'text/plain', body: Buffer.from('') }
const assets = createAssets(new Map(['site.css', 'site.js', 'icon.svg'].map((name) => [name, empty])))
const site: Site = { assets, training: true }

function page(body: VNode, change: Partial<Page> = {}): string {
  return renderPage(site, { locale: 'kk', title: 'Өтініш', path: '/services/queue?tab=2', body, ...change })
}

const everyField = (
  <Form>
    <ErrorSummary
      errors={[
        { field: 'iin', message: 'ЖСН қате' },
        { field: 'category', message: 'Санатты таңдаңыз' },
      ]}
    />
    <Heading level={1}>Өтініш</Heading>
    <TextInput name="iin" label="ЖСН" hint="12 сан" error="ЖСН қате" value={'"><script>'} />
    <DateInput name="birth" label="Туған күніңіз" hint="Мысалы" error="Күнді енгізіңіз" />
    <Radios
      name="category"
      label="Санат"
      options={[{ value: 'a', label: 'Бірінші', hint: 'Түсінік' }]}
      error="Таңдаңыз"
    />
    <Checkboxes name="needs" label="Қайсысы?" optional options={[{ value: 'a', label: 'А' }]} />
    <Select name="city" label="Елді мекен" options={[{ value: 'a', label: 'Тараз' }]} value="a" />
    <FileInput name="file" label="Файл" />
    <Checkbox name="agreed" label="Келісемін" error="Келісім керек" />
    <Button>Жалғастыру</Button>
  </Form>
)

describe('components', () => {
  test('every input has its label, every id is used once and every reference leads somewhere', () => {
    assert.deepEqual(htmlFaults(page(everyField)), [])
  })

  test('what a person typed is shown, never run', () => {
    assert.ok(page(everyField).includes('value="&quot;>&lt;script>'))
  })

  test('hint and error are read together with the input', () => {
    assert.match(page(everyField), /id="iin".*?aria-describedby="iin-hint iin-error"/)
  })

  test('the first choice of a question carries the id that the error summary links to', () => {
    const html = page(everyField)
    assert.match(html, /<a class="ds-link" href="#category">/)
    assert.match(html, /<input[^>]*type="radio"[^>]*id="category"/)
  })

  test('a form that posts carries the token of the page', () => {
    const html = page(everyField, { csrfToken: 'token-of-the-session' })
    assert.match(html, /<input type="hidden" name="_csrf" value="token-of-the-session"/)
  })

  test('what may be left empty says so in the language of the page', () => {
    const words: Record<Locale, string> = { kk: 'міндетті емес', ru: 'необязательно', en: 'optional' }
    for (const locale of LOCALES) {
      const html = renderFragment(locale, <TextInput name="a" label="A" optional />)
      assert.ok(html.includes(words[locale]))
    }
  })

  test('an answer that was not given is said to be so', () => {
    assert.match(renderFragment('kk', <SummaryList rows={[{ label: 'Телефон', value: '' }]} />), /Көрсетілмеген/)
  })

  test('a task that cannot start yet is no link', () => {
    const html = renderFragment('kk', <TaskList tasks={[{ id: 'sign', title: 'Қол қою', status: 'blocked' }]} />)
    assert.doesNotMatch(html, /<a /)
  })

  test('a table names its rows by their first cell and tells how it is sorted', () => {
    const columns = [
      { id: 'number', title: 'Нөмір' },
      { id: 'due', title: 'Мерзім', sort: { href: '?sort=due', direction: 'ascending' as const } },
    ]
    const html = renderFragment(
      'kk',
      <Table caption="Істер" columns={columns} rows={[{ key: '1', cells: { number: '148', due: '22.11' } }]} />,
    )
    assert.match(html, /<th scope="row"[^>]*>148<\/th>/)
    assert.match(html, /aria-sort="ascending"/)
    assert.deepEqual(htmlFaults(html), [])
  })

  test('a list of one page has no pagination', () => {
    assert.equal(renderFragment('kk', <Pagination current={1} last={1} href={String} />), '')
  })
})

describe('a page', () => {
  test('the languages lead to the same page, each named in itself', () => {
    const html = page(<Heading level={1}>Өтініш</Heading>)
    for (const locale of LOCALES) assert.ok(html.includes(`href="/${locale}/services/queue?tab=2"`))
    assert.match(html, /lang="ru"[^>]*>Русский</)
    assert.match(html, /<html lang="kk">/)
  })

  test('a page with faults says so first in its title', () => {
    assert.match(page(<Heading level={1}>Ө</Heading>, { error: true }), /<title>Қате: Өтініш – Qyzmet<\/title>/)
  })

  test('in training every page says that nothing here has legal force', () => {
    const body = <Heading level={1}>Өтініш</Heading>
    assert.match(page(body), /Оқу режимі/)
    const real = renderPage({ assets, training: false }, { locale: 'kk', title: 'Ө', path: '/', body })
    assert.doesNotMatch(real, /Оқу режимі/)
  })

  test('a component outside a page is an error of ours', () => {
    assert.throws(() => renderToString(<TextInput name="a" label="A" optional />), /outside a page/)
  })
})

describe('htmlFaults', () => {
  test('finds an input without a label, a doubled id, an open element and a dead reference', () => {
    const faults = htmlFaults('<div id="a"><div id="a"><input name="x" aria-describedby="gone"></div>')
    assert.equal(faults.length, 4)
  })
})
