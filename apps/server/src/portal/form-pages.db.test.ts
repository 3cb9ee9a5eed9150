import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertPage, openBrowser } from '../people/testing/test-portal.ts'
import { ANSWERS, beginApplying, fillIn, sendPage } from './testing/filling-in.ts'
import { openTestPortal, SERVICE, type TestPortal } from './testing/test-portal.ts'

let portal: TestPortal
before(async () => {
  portal = await openTestPortal({ 'person.address': 'Тараз қ., Абай көшесі, 1-үй' })
})
after(() => portal.close())

describe('services', () => {
  test('the first page lists what is published, in each language', async () => {
    for (const [locale, title] of [
      ['kk', 'Мемлекеттік көрсетілетін қызметтер'],
      ['ru', 'Государственные услуги'],
      ['en', 'Public services'],
    ] as const) {
      const page = await portal.app.inject({ url: `/${locale}/` })
      assertPage(page, 200, title)
      assert.ok(page.body.includes(`href="/${locale}/services/${SERVICE}"`))
    }
  })

  test('a service is told from its regulation, item by item', async () => {
    const page = await portal.app.inject({ url: `/kk/services/${SERVICE}` })
    assertPage(page, 200, 'Тұрғын үй кезегіне тұру')
    for (const words of ['30 күнтізбелік күн', '5-тармақтың 3\\) тармақшасы', 'Тегін', 'Комиссияның қорытындысы']) {
      assert.match(page.body, new RegExp(words))
    }
    assert.match(page.body, /күші жойылған/, 'a repealed edition is for training only, and the page says so')
  })

  test('who is not signed in is asked to, and comes back to the service', async () => {
    const page = await portal.app.inject({ url: `/kk/services/${SERVICE}` })
    assert.ok(page.body.includes(`/kk/sign-in?return=${encodeURIComponent(`/kk/services/${SERVICE}`)}`))
  })

  test('a service that does not exist is not found', async () => {
    assertPage(await portal.app.inject({ url: '/kk/services/none' }), 404, 'Мұндай қызмет жоқ')
  })
})

describe('filling in', () => {
  test('what a register knows stands in the form already', async () => {
    const { browser, base } = await beginApplying(portal)
    const page = await browser.get(`${base}/pages/contacts`)
    assertPage(page, 200, 'Мекенжайыңыз')
    assert.ok(page.body.includes('value="Тараз қ., Абай көшесі, 1-үй"'))
  })

  test('page by page to the check, where each answer has its way back', async () => {
    const applying = await beginApplying(portal)
    assert.equal(await fillIn(applying), `${applying.base}/check`)
    const check = await applying.browser.get(`${applying.base}/check`)
    assertPage(check, 200, 'жауаптарыңызды тексеріңіз')
    assert.ok(check.body.includes('+7 701 234 56 78'))
    assert.ok(check.body.includes('2010 жылғы 1 қыркүйек'))
    assert.ok(check.body.includes('Көрсетілмеген'))
    assert.ok(check.body.includes(`${applying.base}/pages/contacts?from=check#phone`))
  })

  test('a page with faults comes back as filled, and even the faults are saved', async () => {
    const applying = await beginApplying(portal)
    const sent = await sendPage(applying, 'contacts', {
      ...ANSWERS['contacts'],
      phone: '12',
      'residence-since-month': '13',
    })
    assertPage(sent, 422, 'Қате: Мекенжайыңыз')
    assert.match(sent.body, /<a class="ds-link" href="#phone">Телефонды \+7 701/)
    assert.match(sent.body, /<a class="ds-link" href="#residence-since">/)
    assert.match(sent.body, /name="residence-since-month" value="13"/)
    const again = await applying.browser.get(`${applying.base}/pages/contacts`)
    assert.match(again.body, /id="phone"[^>]*value="12"/)
    const parts = await applying.browser.get(applying.base)
    assert.match(parts.body, /Толтырылып жатыр/)
  })

  test('the other language shows the same page with the same answers', async () => {
    const applying = await beginApplying(portal)
    await sendPage(applying, 'contacts', ANSWERS['contacts'] ?? {})
    const page = await applying.browser.get(`${applying.base.replace('/kk/', '/ru/')}/pages/contacts`)
    assertPage(page, 200, 'Ваш адрес и телефон')
    assert.ok(page.body.includes('value="+77012345678"'))
    assert.ok(page.body.includes(`href="${applying.base}/pages/contacts"`), 'and back')
  })

  test('an answer brings a page along, and takes it away again', async () => {
    const applying = await beginApplying(portal)
    const sent = await sendPage(applying, 'category', { category: 'vulnerable' })
    assert.equal(sent.headers.location, `${applying.base}/pages/group`)
    await sendPage(applying, 'category', { category: 'orphans' })
    const gone = await applying.browser.get(`${applying.base}/pages/group`)
    assert.equal(gone.headers.location, applying.base)
  })

  test('people are added and removed without scripts, and a wrong IIN is told for the person it belongs to', async () => {
    const applying = await beginApplying(portal)
    const { browser, base } = applying
    const added = await sendPage(applying, 'family', { _action: 'add:members' })
    assert.equal(added.headers.location, `${base}/pages/family#members`)
    const page = await browser.get(`${base}/pages/family`)
    assert.match(page.body, /name="members\.0\.iin"/)
    const child = {
      'members.0.name': 'Бала',
      'members.0.iin': '9005 1449 7062',
      'members.0.kinship': 'child',
      'members.0.birth-date-day': '1',
      'members.0.birth-date-month': '1',
      'members.0.birth-date-year': '2012',
    }
    const wrong = await browser.post(`${base}/pages/family`, { ...child, 'others-in-family': 'no' })
    assertPage(wrong, 422, 'Қате')
    assert.match(wrong.body, /href="#members\.0\.iin">1-адам: ЖСН-де қате бар/)
    const removed = await browser.post(`${base}/pages/family`, { ...child, _action: 'remove:members.0' })
    assert.equal(removed.statusCode, 303)
    assert.doesNotMatch((await browser.get(`${base}/pages/family`)).body, /members\.0\.iin/)
  })

  test('what is saved for later is on the list of drafts with its last day', async () => {
    const applying = await beginApplying(portal, 1)
    const later = await sendPage(applying, 'category', { category: 'orphans', _action: 'later' })
    assert.equal(later.headers.location, '/kk/cabinet')
    const cabinet = await applying.browser.get('/kk/cabinet')
    assertPage(cabinet, 200, 'Жеке кабинет')
    assert.ok(cabinet.body.includes(`href="${applying.base}"`))
    assert.match(cabinet.body, /2026 жылғы 23 желтоқсанға дейін сақталады/)
  })

  test('nothing can be signed before every part is done', async () => {
    const { browser, base } = await beginApplying(portal)
    const sign = await browser.get(`${base}/sign`)
    assert.equal(sign.statusCode, 303)
    assert.equal(sign.headers.location, `${base}/pages/category`)
  })

  test('an answer that brings documents along blocks the check until they are there', async () => {
    const applying = await beginApplying(portal)
    await fillIn(applying)
    await sendPage(applying, 'category', { category: 'emergency' })
    const check = await applying.browser.get(`${applying.base}/check`)
    assert.equal(check.headers.location, `${applying.base}/documents`)
    await applying.browser.get(`${applying.base}/documents`)
    const finished = await applying.browser.post(`${applying.base}/documents`)
    assertPage(finished, 422, 'Қате: Құжаттар')
    assert.match(finished.body, /Құжатты қосыңыз: Тұрғын үйдің авариялық екені/)
  })

  test('somebody else finds neither the draft nor its pages', async () => {
    const { base } = await beginApplying(portal)
    const stranger = openBrowser(portal.app)
    const other = portal.citizens[2]
    assert.ok(other)
    await stranger.signIn(other.iin, other.password)
    for (const path of ['', '/pages/category', '/documents', '/check', '/sign', '/request', '/done']) {
      assert.equal((await stranger.get(`${base}${path}`)).statusCode, 404, path)
    }
  })

  test('a form sent after the session has ended leads to signing in and back, and the draft is still there', async () => {
    const applying = await beginApplying(portal)
    await sendPage(applying, 'category', { category: 'orphans' })
    await applying.browser.get(`${applying.base}/pages/contacts`)
    portal.pass({ minutes: 31 })
    const late = await applying.browser.post(`${applying.base}/pages/contacts`, ANSWERS['contacts'])
    assert.equal(late.statusCode, 303)
    assert.match(String(late.headers.location), /^\/kk\/sign-in/)
    const citizen = portal.citizens[0]
    assert.ok(citizen)
    await applying.browser.signIn(citizen.iin, citizen.password)
    const page = await applying.browser.get(`${applying.base}/pages/category`)
    assert.match(page.body, /value="orphans" checked/)
  })

  test('a form from elsewhere changes nothing', async () => {
    const { browser, base } = await beginApplying(portal)
    await browser.get(`${base}/pages/category`)
    const forged = await browser.post(`${base}/pages/category`, { category: 'orphans', _csrf: 'forged' })
    assert.equal(forged.statusCode, 403)
    assert.doesNotMatch((await browser.get(`${base}/pages/category`)).body, /checked/)
  })

  test('a draft is removed only after a second look', async () => {
    const { browser, base } = await beginApplying(portal)
    assertPage(await browser.get(`${base}/remove`), 200, 'Өтінішті өшіресіз бе')
    assert.equal((await browser.get(base)).statusCode, 200)
    assert.equal((await browser.post(`${base}/remove`)).statusCode, 303)
    assert.equal((await browser.get(base)).statusCode, 404)
  })
})
