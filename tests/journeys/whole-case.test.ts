import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { lettersKk } from '../../apps/server/src/gateway/messages/letters.kk.ts'
import { registrationsKk } from '../../apps/server/src/gateway/messages/registrations.kk.ts'
import { uiKk } from '../../apps/server/src/messages/ui.kk.ts'
import { peopleKk } from '../../apps/server/src/people/messages/people.kk.ts'
import { applicationKk } from '../../apps/server/src/portal/messages/application.kk.ts'
import { cabinetKk } from '../../apps/server/src/portal/messages/cabinet.kk.ts'
import { servicesKk } from '../../apps/server/src/portal/messages/services.kk.ts'
import { providerKk } from '../../apps/server/src/provider/messages/provider.kk.ts'
import { registersKk } from '../../apps/server/src/provider/messages/registers.kk.ts'
import { publicKk } from '../../apps/server/src/public/messages/public.kk.ts'
import {
  attachDocument,
  beginApplication,
  fillPages,
  goOn,
  numberOn,
  question,
  seeHeading,
  SERVICE,
  sign,
  UNPROVEN_TEACHER,
  WORKPLACE,
} from './application.ts'
import {
  acceptDocuments,
  dispatchResult,
  draftResult,
  nameExecutor,
  openAt,
  openOffice,
  prepareSession,
  press,
  registerRequest,
  signPaper,
  vote,
} from './casework.ts'
import { examine } from './examine.ts'
import { download, openPaper } from './papers.ts'
import { citizen, holder, signIn, staff, stranger } from './people.ts'
import { sendLetter, startPrograms } from './product.ts'
import { actorTitle, field, outcomeTitle, regulation, stepTitle } from './regulation.ts'
import { openStage } from './scene.ts'

const stage = await openStage(startPrograms)
after(stage.close)

const PASSWORD = 'терек бұлақ жайлау'
const LETTER = 'Отбасының мүлкі туралы мәлімет беруіңізді сұраймыз.'
const OPINION = 'Тұрғын үйі жоқ екені расталды. Есепке қоюды ұсынамын.'

test(
  'a citizen signs up, applies and gets a signed notice; the office walks every step of the act; anybody can check it',
  stage.scene(async (scene) => {
    const person = stranger('ordinary')
    const home = await scene.open()
    const { page } = home
    const main = page.getByRole('main')

    // The way in: services, the page of the service, an account.
    await page.goto('/')
    assert.equal(new URL(page.url()).pathname, '/kk/')
    await examine(home, 'services')
    await main.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).click()
    for (const told of ['30 күнтізбелік күн', WORKPLACE, actorTitle('housing-commission')]) {
      await main.getByText(told).first().waitFor()
    }
    await main.getByText('5-тармақтың 4) тармақшасы').first().waitFor()
    await examine(home, 'service')
    await main.getByRole('link', { name: servicesKk.page.startSignedOut }).click()
    await examine(home, 'sign-in')
    await main.getByRole('link', { name: peopleKk.signIn.noAccountLink }).click()
    await examine(home, 'sign-up')
    await main.getByLabel(peopleKk.iin.label).fill(person.iin)
    await main.getByLabel(peopleKk.password.newLabel).fill(PASSWORD)
    await main.getByLabel(peopleKk.password.repeatLabel).fill(PASSWORD)
    await press(page, peopleKk.signUp.submit)
    await seeHeading(page, peopleKk.signUp.confirmTitle)
    await main.getByText('Жандәулет Мысалұлы С.').waitFor()
    await examine(home, 'sign-up-name')
    await press(page, peopleKk.signUp.confirmYes)
    await main.getByText(peopleKk.signUp.confirmed(person.name)).waitFor()
    await examine(home, 'sign-up-done')

    // The application, page by page.
    await beginApplication(page)
    await fillPages(page, {
      written: UNPROVEN_TEACHER,
      onArrival: async (asked) => {
        // Whoever types a stranger's IIN must not learn where the stranger lives.
        if (asked === 'contacts') assert.equal(await main.getByLabel(field('address').label.kk).inputValue(), '')
      },
      onAnswered: (asked) => examine(home, `form-${asked}`),
    })
    await examine(home, 'documents')
    await goOn(page)
    await main.getByRole('link', { name: applicationKk.documents.errors.missing(WORKPLACE) }).waitFor()
    await examine(home, 'documents-missing')
    await attachDocument(page, WORKPLACE)
    await examine(home, 'documents-given')
    await goOn(page)
    await seeHeading(page, applicationKk.check.title)
    await main.getByText(`********${person.iin.slice(-4)}`).waitFor()
    assert.equal(await main.getByText(person.iin).count(), 0, 'the IIN is masked')
    await examine(home, 'check')
    const phone = field('phone').label.kk
    await main.getByRole('link', { name: new RegExp(`${uiKk.change}.*${phone}`) }).click()
    await main.getByLabel(phone).fill('87079998877')
    await goOn(page)
    await seeHeading(page, applicationKk.check.title)
    await main.getByText(/\+7.?707.?999.?88.?77/).waitFor()
    await main.getByRole('link', { name: applicationKk.check.toSign }).click()
    await examine(home, 'sign')
    await sign(page)

    // The number and the receipt.
    await seeHeading(page, applicationKk.done.accepted)
    const number = await numberOn(page)
    await examine(home, 'done')
    const receipt = await download(page, main.getByRole('link', { name: applicationKk.done.receipt }))
    assert.ok(receipt.text.includes(number))
    await main.getByRole('link', { name: applicationKk.done.follow }).click()
    await main.getByText(cabinetKk.case.inWork).waitFor()
    await main.getByText(actorTitle('clerk')).first().waitFor()
    await examine(home, 'case-at-work')

    // The office: items 5(1) to 5(7) and 11(9).
    const office = openOffice(scene)
    const clerk = await office.clerk()
    await examine(clerk, 'inbox')
    await openAt(clerk, number, 'register')
    await examine(clerk, 'register')
    const tabs = clerk.page.getByRole('navigation', { name: providerKk.case.tabs.label })
    for (const tab of [providerKk.case.tabs.history, providerKk.case.tabs.terms]) {
      await tabs.getByRole('link', { name: tab }).click()
      await examine(clerk, `case-${tab}`)
    }
    await openAt(clerk, number, 'register')
    await clerk.page.getByRole('link', { name: 'Русский' }).click()
    await seeHeading(clerk.page, stepTitle('register', 'ru'))
    await clerk.page.getByRole('button', { name: outcomeTitle('register', 'registered', 'ru'), exact: true }).waitFor()
    await clerk.page.getByRole('link', { name: 'Қазақша' }).click()
    await registerRequest(office, number)

    const head = await office.head()
    await examine(await openAt(head, number, 'assign'), 'assign')
    await nameExecutor(office, number)

    const executor = await office.executor()
    await examine(await openAt(executor, number, 'check-documents'), 'check-documents')
    const { facts } = registersKk
    for (const label of [facts.name, facts.birthDate, facts.address]) {
      await executor.page.getByRole('complementary').getByRole('term').getByText(label, { exact: true }).waitFor()
    }
    const executorTabs = executor.page.getByRole('navigation', { name: providerKk.case.tabs.label })
    for (const tab of [providerKk.case.tabs.application, providerKk.case.tabs.documents]) {
      await executorTabs.getByRole('link', { name: tab }).click()
      await examine(executor, `case-${tab}`)
    }
    await acceptDocuments(office, number)
    await examine(executor, 'prepare-session')
    await prepareSession(office, number, OPINION)

    const members = await office.members()
    assert.equal(members.length, 3)
    for (const [index, member] of members.entries()) {
      await openAt(member, number, 'decide-in-session')
      await member.page.getByText(OPINION).waitFor()
      if (index === 0) await examine(member, 'vote')
      await vote(member, number)
    }
    await page.reload()
    const decision = outcomeTitle('decide-in-session', 'positive')
    assert.equal(await main.getByText(decision).count(), 0, 'an undecided result does not leak')
    for (const [index, member] of members.entries()) {
      await openAt(member, number, 'decide-in-session')
      if (index === 0) {
        await examine(member, 'sign-minutes')
        const minutes = await openPaper(member.page, member.page.getByRole('link', { name: providerKk.sign.openPdf }))
        for (const { name } of staff('housing-commission')) assert.ok(minutes.text.includes(name), name)
      }
      await signPaper(member)
    }

    await examine(await openAt(executor, number, 'draft-result'), 'draft-result')
    await draftResult(office, number, 'notice')

    await examine(await openAt(head, number, 'sign-result'), 'sign-result')
    const draft = await openPaper(head.page, head.page.getByRole('link', { name: providerKk.sign.openPdf }))
    assert.ok(draft.text.includes(person.name))
    await head.page.getByRole('link', { name: providerKk.sign.button, exact: true }).click()
    await examine(head, 'signing-by-staff')
    await signPaper(await openAt(head, number, 'sign-result'))
    await sendLetter(stage.product.simulatorUrl, LETTER)
    await examine(await openAt(clerk, number, 'dispatch-result'), 'dispatch-result')
    await dispatchResult(office, number)

    // The clerk finds it in the journal, and that it is in E-akimat.
    await clerk.page.goto('/kk/work')
    await clerk.page.getByRole('link', { name: registrationsKk.title, exact: true }).click()
    await seeHeading(clerk.page, registrationsKk.title)
    await clerk.page.getByRole('link', { name: number, exact: true }).waitFor()
    await clerk.page
      .getByText(/№ ОҚУ-\d/)
      .first()
      .waitFor()
    await examine(clerk, 'registrations')

    // A letter of another body has come, about the same case.
    await clerk.page.goto('/kk/work')
    await clerk.page.getByRole('link', { name: lettersKk.withCount(1), exact: true }).click()
    await examine(clerk, 'letters')
    await clerk.page.getByRole('link', { name: /№ ОҚУ-1/ }).click()
    await clerk.page.getByText(LETTER).waitFor()
    await examine(clerk, 'letter')
    await clerk.page.getByLabel(lettersKk.register.caseNumber).fill(number)
    await press(clerk.page, lettersKk.register.button)
    await clerk.page.getByRole('link', { name: number, exact: true }).click()
    await clerk.page.getByText(LETTER).waitFor()
    await examine(clerk, 'case-with-letter')

    // The applicant reads the result in the cabinet.
    await page.goto('/kk/cabinet')
    await main.getByText(cabinetKk.closes.granted).waitFor()
    await examine(home, 'cabinet')
    await main.getByRole('link', { name: regulation.shortTitle.kk, exact: true }).click()
    await main.getByText(cabinetKk.case.placeText(1, 1)).waitFor()
    await examine(home, 'case-granted')
    const notice = await download(page, main.getByRole('link', { name: cabinetKk.case.download, exact: true }))
    for (const said of [person.name, holder('head').name]) assert.ok(notice.text.includes(said), said)
    await main.getByRole('link', { name: cabinetKk.case.placeList }).click()
    await main.getByText(number).first().waitFor()
    await page.goBack()
    await main.getByRole('link', { name: cabinetKk.case.whoLooked }).click()
    for (const { name } of [holder('clerk'), holder('executor'), ...staff('housing-commission')]) {
      await main.getByText(name).first().waitFor()
    }
    await examine(home, 'reads')
    await page.goBack()
    const check = await main.getByRole('link', { name: cabinetKk.case.verify }).getAttribute('href')

    // Anybody checks the notice and reads the list, with no account.
    const anybody = await scene.open()
    const paper = anybody.page.getByRole('main')
    const masked = 'С*** Ж*** М***'
    await anybody.page.goto(check ?? '')
    await seeHeading(anybody.page, publicKk.verify.valid)
    await paper.getByText(masked).waitFor()
    await paper.getByText(publicKk.verify.verdicts.VALID).first().waitFor()
    assert.equal(await paper.getByText(person.name).count(), 0, 'a stranger does not learn the name')
    await examine(anybody, 'document-by-code')
    await anybody.page.goto('/kk/verify')
    await examine(anybody, 'verify')
    await paper.getByLabel(publicKk.verify.code).fill(check?.split('/').at(-1) ?? '')
    await paper.getByRole('button', { name: publicKk.verify.check }).first().click()
    await seeHeading(anybody.page, publicKk.verify.valid)
    for (const [bytes, heading] of [
      [notice.bytes, publicKk.verify.valid],
      [Buffer.concat([notice.bytes, Buffer.from('\n')]), publicKk.verify.unknownFile],
    ] as const) {
      await anybody.page.goto('/kk/verify')
      const file = { name: 'notice.pdf', mimeType: 'application/pdf', buffer: bytes }
      await paper.locator('input[type=file]').setInputFiles(file)
      await paper.getByRole('button', { name: publicKk.verify.check }).last().click()
      await seeHeading(anybody.page, heading)
    }
    await examine(anybody, 'document-unknown')
    await anybody.page.goto('/kk/queue')
    await examine(anybody, 'queues')
    await paper.getByRole('link').first().click()
    await paper.getByText(masked).waitFor()
    await paper.getByText(number).first().waitFor()
    assert.equal(await paper.getByText(person.name.split(' ')[0] ?? '').count(), 0, 'the public list is masked')
    await examine(anybody, 'queue')
  }),
)

test(
  'what the register knows stands in the form of a person whose signature has proven who they are',
  stage.scene(async ({ open }) => {
    const { page } = await open()
    await signIn(page, citizen('ordinary'))
    const main = page.getByRole('main')
    await beginApplication(page)
    await fillPages(page, {
      onArrival: async (asked) => {
        if (asked !== 'contacts') return
        assert.match(await main.getByLabel(field('address').label.kk).inputValue(), /Тараз/)
        const since = question(main, field('residence-since').label.kk)
        assert.match(await since.getByLabel(uiKk.date.year).inputValue(), /^\d{4}$/)
      },
    })
  }),
)

test(
  'whoever signs in from the page of the service is back on it and begins',
  stage.scene(async ({ open }) => {
    const { page } = await open({ screen: 'desktop' })
    await page.goto(SERVICE)
    await page.getByRole('link', { name: servicesKk.page.startSignedOut }).click()
    await signIn(page, citizen('family'))
    await page.getByRole('button', { name: servicesKk.page.start, exact: true }).waitFor()
    assert.equal(new URL(page.url()).pathname, SERVICE)
  }),
)

test('the start prints where to go and as whom', () => {
  const printed = stage.product.printed()
  assert.ok(printed.includes(`${stage.product.baseUrl}/kk/`))
  for (const { iin, name } of [holder('clerk'), holder('head')]) assert.ok(printed.includes(`${iin}  ${name}`))
})
