import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { readPdf } from '../../documents/testing/read-pdf.ts'
import { assertPage } from '../../people/testing/test-portal.ts'
import { openTestPortal, SERVICE, type TestPortal } from '../testing/test-portal.ts'

let portal: TestPortal
before(async () => {
  portal = await openTestPortal()
})
after(() => portal.close())

const at = (path: string): string => `/kk/services/${SERVICE}/${path}`

describe('the text of a regulation', () => {
  test('is read by anybody, in each language, with its tables and the decisions on its defects', async () => {
    for (const [locale, title, place, decision] of [
      ['kk', 'Регламент мәтіні', '5-тармақтың 3\\) тармақшасы', 'Мерзім ойдан қосылмайды'],
      ['ru', 'Текст регламента', 'подпункт 3\\) пункта 5', 'Срок не придумывается'],
      ['en', 'Text of the regulation', 'item 5\\(3\\)', 'No limit is made up'],
    ] as const) {
      const page = await portal.app.inject({ url: `/${locale}/services/${SERVICE}/regulation` })
      assertPage(page, 200, title)
      assert.match(page.body, new RegExp(`q-item__place">${place}`))
      assert.ok(page.body.includes(decision))
      assert.match(page.body, /<th scope="row" class="q-table__row-heading">/)
    }
  })

  test('leads to its sections, and says that its edition does not apply now', async () => {
    const { body } = await portal.app.inject({ url: at('regulation') })
    const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id)
    assert.ok(links.includes('findings') && links.includes('channel-portal') && links.includes('wordings'))
    for (const id of links) assert.ok(body.includes(`id="${id}"`), id)
    assert.match(body, /Бұл редакция қазір қолданылмайды/)
  })

  test('lists the editions, and an address may name one', async () => {
    const { body } = await portal.app.inject({ url: at('regulation') })
    assert.match(body, /2014 жылғы 8 желтоқсаннан бастап 2015 жылғы 28 шілдеге дейін/)
    const named = await portal.app.inject({ url: at('regulation?edition=wording-2014-11-27') })
    assertPage(named, 200, 'Регламент мәтіні')
    assert.match(named.body, /handbook\?edition=wording-2014-11-27/)
    assertPage(await portal.app.inject({ url: at('regulation?edition=none') }), 404, 'Мұндай қызмет жоқ')
  })
})

describe('the handbook', () => {
  test('tells each channel: who does what, within what time, and what comes next', async () => {
    const page = await portal.app.inject({ url: at('handbook') })
    assertPage(page, 200, 'Бизнес-процестер анықтамалығы')
    for (const words of ['Портал арқылы', 'Халыққа қызмет көрсету орталығы арқылы', '9 күнтізбелік күн'])
      assert.ok(page.body.includes(words), words)
  })
})

describe('the diagrams', () => {
  const drawing = (name: string): string => at(`drawings/portal/${name}`)

  test('stand on the handbook with words beside them, as pictures that are loaded apart', async () => {
    const { body } = await portal.app.inject({ url: at('handbook') })
    for (const shows of ['handbook', 'interaction']) {
      assert.match(body, new RegExp(`<img src="${drawing(`${shows}.svg`)}" alt="[^"]+Портал арқылы" loading="lazy"`))
      assert.ok(body.includes(`href="${drawing(`${shows}.bpmn`)}"`))
    }
  })

  test('are files: a picture that is shown, and BPMN that is saved', async () => {
    const picture = await portal.app.inject({ url: drawing('handbook.svg') })
    assert.equal(picture.headers['content-type'], 'image/svg+xml')
    assert.equal(picture.headers['content-disposition'], 'inline')
    assert.match(String(picture.headers['content-security-policy']), /default-src 'none'.*sandbox/)
    const bpmn = await portal.app.inject({ url: drawing('interaction.bpmn') })
    assert.match(String(bpmn.headers['content-disposition']), /zhambyl-queue\.portal\.interaction\.kk\.bpmn/)
    assert.equal(bpmn.body, '<definitions id="portal-interaction-kk"/>')
  })

  test('of a channel that does not exist are not found', async () => {
    const answer = await portal.app.inject({ url: at('drawings/pigeon/handbook.svg') })
    assertPage(answer, 404, 'Мұндай қызмет жоқ')
  })
})

test('the service leads to both, and both lead back', async () => {
  const service = await portal.app.inject({ url: `/kk/services/${SERVICE}` })
  for (const name of ['regulation', 'handbook']) {
    assert.ok(service.body.includes(`href="${at(name)}"`))
    const { body } = await portal.app.inject({ url: at(name) })
    assert.ok(body.includes(`href="/kk/services/${SERVICE}"`))
  }
})

test('both are files too, marked as training, that caches may keep', async () => {
  for (const name of ['regulation.pdf', 'handbook.pdf']) {
    for (const locale of LOCALES) {
      const file = await portal.app.inject({ url: `/${locale}/services/${SERVICE}/${name}` })
      assert.equal(file.statusCode, 200)
      assert.equal(file.headers['content-type'], 'application/pdf')
      assert.equal(file.headers['cache-control'], 'public, max-age=3600')
      const pdf = readPdf(file.rawPayload)
      assert.match(pdf.catalog, new RegExp(`/Lang \\(${locale}\\)`))
      assert.match(pdf.text, /ОҚУ ҮЛГІСІ \/ УЧЕБНЫЙ ОБРАЗЕЦ/)
    }
  }
})

test('a service that does not exist has neither', async () => {
  for (const name of ['regulation', 'handbook', 'regulation.pdf', 'handbook.pdf'])
    assertPage(await portal.app.inject({ url: `/kk/services/none/${name}` }), 404, 'Мұндай қызмет жоқ')
})
