import type { SigningPerson } from '../ncalayer/signer.ts'
import { askedBin, type OpenedCode } from './protocol.ts'
import { escapeHtml, type PageLocale } from '../pages.ts'

/** What the trainee lets happen at the telephone. `gost` is as valid as `valid`, with a GOST-512 key. */
export const PHONE_STORIES = [
  'valid',
  'gost',
  'other-person',
  'revoked',
  'expired',
  'other-document',
  'broken',
  'slow',
] as const
export type PhoneStory = (typeof PHONE_STORIES)[number]

/** Certificates that a person may have on the telephone: one's own, and those of the organisation one acts for. */
export const PHONE_CERTIFICATES = ['individual', 'signing-right', 'head', 'employee'] as const
export type PhoneCertificate = (typeof PHONE_CERTIFICATES)[number]

const kk = {
  title: 'Оқуға арналған телефон',
  mark: 'ОҚУ РЕЖИМІ',
  intro:
    'Бұл бет eGov Mobile қолданбасы бар телефонды алмастырады. Кілттер ойдан шығарылған адамдардікі, мұндай қолтаңбаның заңдық күші жоқ.',
  address: 'QR кодтағы мекенжай',
  open: 'Кодты ашу',
  badAddress: 'Бұл мекенжай емес. QR кодтағы мәтінді толық қойыңыз.',
  organisation: 'Кім сұрайды',
  until: 'Мерзімі',
  documents: 'Қол қойылатын құжаттар',
  show: 'Құжатты көру',
  bytes: (count: number) => `${count} байт`,
  key: 'Кімнің кілтімен қол қойылады',
  certificate: 'Қай тіркеу куәлігімен',
  certificates: {
    individual: 'Жеке тұлғаның өз куәлігі',
    'signing-right': 'Ұйымның қол қою құқығы бар адамының куәлігі',
    head: 'Ұйымның бірінші басшысының куәлігі',
    employee: 'Ұйым қызметкерінің куәлігі',
  } satisfies Record<PhoneCertificate, string>,
  bin: 'Ұйымның БСН-і',
  happens: 'Не болады',
  sign: 'Қол қою',
  decline: 'Бас тарту',
  signed: 'Қолтаңба жіберілді. Порталдағы бетке оралыңыз.',
  declined: 'Қол қойылған жоқ, порталға ештеңе жіберілген жоқ.',
  refused: 'Портал қабылдамады',
  again: 'Басқа код ашу',
  stories: {
    valid: 'Бәрі дұрыс, RSA кілтімен',
    gost: 'Бәрі дұрыс, GOST-512 кілтімен',
    'other-person': 'Басқа адамның кілті',
    revoked: 'Сертификаттың күші жойылған',
    expired: 'Сертификаттың мерзімі өтіп кеткен',
    'other-document': 'Басқа құжатқа қол қойылады',
    broken: 'Қолтаңба жолда бүлінген',
    slow: 'Қолтаңба кешігіп келеді',
  } satisfies Record<PhoneStory, string>,
}
const ru: typeof kk = {
  title: 'Учебный телефон',
  mark: 'УЧЕБНЫЙ РЕЖИМ',
  intro:
    'Эта страница заменяет телефон с приложением eGov Mobile. Ключи принадлежат вымышленным людям, юридической силы у такой подписи нет.',
  address: 'Адрес из QR-кода',
  open: 'Открыть код',
  badAddress: 'Это не адрес. Вставьте текст QR-кода целиком.',
  organisation: 'Кто просит',
  until: 'Действует до',
  documents: 'Документы для подписания',
  show: 'Посмотреть документ',
  bytes: (count) => `${count} байт`,
  key: 'Чьим ключом подписывать',
  certificate: 'Каким сертификатом',
  certificates: {
    individual: 'Личный сертификат',
    'signing-right': 'Сертификат лица с правом подписи от организации',
    head: 'Сертификат первого руководителя организации',
    employee: 'Сертификат сотрудника организации',
  },
  bin: 'БИН организации',
  happens: 'Что произойдёт',
  sign: 'Подписать',
  decline: 'Отказаться',
  signed: 'Подпись отправлена. Вернитесь на страницу портала.',
  declined: 'Подписи нет, порталу ничего не отправлено.',
  refused: 'Портал не принял',
  again: 'Открыть другой код',
  stories: {
    valid: 'Всё в порядке, ключом RSA',
    gost: 'Всё в порядке, ключом GOST-512',
    'other-person': 'Ключ другого человека',
    revoked: 'Сертификат отозван',
    expired: 'Срок сертификата истёк',
    'other-document': 'Подписан другой документ',
    broken: 'Подпись повреждена в пути',
    slow: 'Подпись приходит с опозданием',
  },
}
const en: typeof kk = {
  title: 'Training phone',
  mark: 'TRAINING',
  intro:
    'This page stands for a phone with the eGov Mobile app. The keys belong to invented people; such a signature has no legal force.',
  address: 'Address in the QR code',
  open: 'Open the code',
  badAddress: 'This is no address. Paste the whole text of the QR code.',
  organisation: 'Who asks',
  until: 'Until',
  documents: 'Documents to sign',
  show: 'See the document',
  bytes: (count) => `${count} bytes`,
  key: 'Whose key signs',
  certificate: 'With which certificate',
  certificates: {
    individual: "The person's own",
    'signing-right': 'Of somebody with the right to sign for the organisation',
    head: "Of the organisation's first head",
    employee: "Of the organisation's employee",
  },
  bin: 'BIN of the organisation',
  happens: 'What happens',
  sign: 'Sign',
  decline: 'Decline',
  signed: 'The signature was sent. Go back to the page of the portal.',
  declined: 'Nothing was signed, and nothing was sent to the portal.',
  refused: 'The portal did not accept it',
  again: 'Open another code',
  stories: {
    valid: 'All is well, with an RSA key',
    gost: 'All is well, with a GOST-512 key',
    'other-person': 'The key of another person',
    revoked: 'The certificate was revoked',
    expired: 'The certificate has expired',
    'other-document': 'Another document is signed',
    broken: 'The signature is damaged on the way',
    slow: 'The signature comes late',
  },
}
const MESSAGES = { kk, ru, en }

export type PhoneScreen =
  | { readonly kind: 'scan'; readonly address: string; readonly isBad: boolean }
  | {
      readonly kind: 'opened'
      readonly id: string
      readonly opened: OpenedCode
      readonly people: readonly SigningPerson[]
      /** Whose key the last try used. */
      readonly iin?: string
      readonly certificate?: PhoneCertificate
      readonly refused?: string
    }
  | { readonly kind: 'over'; readonly end: 'signed' | 'declined' }
  | { readonly kind: 'refused'; readonly message: string }

/** One screen of the telephone, as wide as one. */
export function phonePage(locale: PageLocale, screen: PhoneScreen): string {
  const t = MESSAGES[locale]
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${t.title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 22.5rem; margin: 1rem auto; padding: 0 1rem; box-sizing: border-box }
.mark { background: #fde68a; color: #000; padding: .25rem .75rem; font-weight: 700 }
.no { border-left: 4px solid #b3191c; padding-left: .75rem }
input, select, button { font: inherit; box-sizing: border-box; width: 100%; min-height: 2.75rem; margin: .25rem 0 1rem }
dd { margin: 0 0 .75rem } li { margin: .4rem 0; overflow-wrap: anywhere }
</style>
<p class="mark">${t.mark}</p>
<main>
<h1>${t.title}</h1>
${bodyOf(locale, screen)}
</main>
</html>
`
}

function bodyOf(locale: PageLocale, screen: PhoneScreen): string {
  const t = MESSAGES[locale]
  switch (screen.kind) {
    case 'scan':
      return `<p>${t.intro}</p>
${screen.isBad ? `<p class="no" role="alert">${t.badAddress}</p>` : ''}
<form method="post" action="/egov-mobile/open?locale=${locale}">
<label for="address">${t.address}</label>
<input id="address" name="address" value="${escapeHtml(screen.address)}">
<button>${t.open}</button>
</form>`
    case 'opened':
      return openedOf(locale, screen)
    case 'over':
      return `<p role="status">${t[screen.end]}</p>${again(locale)}`
    case 'refused':
      return `<h2>${t.refused}</h2><p class="no" role="alert">${escapeHtml(screen.message)}</p>${again(locale)}`
  }
}

function openedOf(locale: PageLocale, screen: Extract<PhoneScreen, { readonly kind: 'opened' }>): string {
  const t = MESSAGES[locale]
  const { id, opened, people, iin = '', refused } = screen
  const { service, documents } = opened
  const name = { kk: 'nameKz', ru: 'nameRu', en: 'nameEn' } as const
  const items = documents.documentsToSign.map(({ document, ...document_ }, index) => {
    const bytes = Buffer.from(document.file.data, 'base64').length
    return `<li>${escapeHtml(document_[name[locale]])} (${escapeHtml(document.file.mime)}, ${t.bytes(bytes)})<br>
<a href="/egov-mobile/${id}/documents/${index}">${t.show}</a>${metaOf(document_.meta)}</li>`
  })
  const options = people.map(
    (person) =>
      `<option value="${person.iin}"${person.iin === iin ? ' selected' : ''}>${person.iin} ${escapeHtml(`${person.surname} ${person.givenName}`)}</option>`,
  )
  const bin = askedBin(opened)
  const asked = screen.certificate ?? (bin === '' ? 'individual' : 'signing-right')
  const certificates = PHONE_CERTIFICATES.map(
    (kind) => `<option value="${kind}"${kind === asked ? ' selected' : ''}>${t.certificates[kind]}</option>`,
  )
  const stories = PHONE_STORIES.map((story) => `<option value="${story}">${t.stories[story]}</option>`)
  return `${refused === undefined ? '' : `<h2>${t.refused}</h2><p class="no" role="alert">${escapeHtml(refused)}</p>`}
<p>${escapeHtml(service.description)}</p>
<dl>
<dt>${t.organisation}</dt><dd>${escapeHtml(service.organisation[name[locale]])}, ${escapeHtml(service.organisation.bin)}</dd>
<dt>${t.until}</dt><dd>${escapeHtml(service.expiry_date)}</dd>
</dl>
<h2>${t.documents}</h2>
<ul>${items.join('')}</ul>
<form method="post" action="/egov-mobile/${id}/sign?locale=${locale}">
<label for="iin">${t.key}</label>
<select id="iin" name="iin">${options.join('')}</select>
<label for="certificate">${t.certificate}</label>
<select id="certificate" name="certificate">${certificates.join('')}</select>
<label for="bin">${t.bin}</label>
<input id="bin" name="bin" inputmode="numeric" value="${escapeHtml(bin)}">
<label for="story">${t.happens}</label>
<select id="story" name="story">${stories.join('')}</select>
<button name="answer" value="sign">${t.sign}</button>
<button name="answer" value="decline">${t.decline}</button>
</form>`
}

function metaOf(meta: OpenedCode['documents']['documentsToSign'][number]['meta'] = []): string {
  return meta.map(({ name, value }) => `<br>\n<small>${escapeHtml(name)}: ${escapeHtml(value)}</small>`).join('')
}

function again(locale: PageLocale): string {
  return `<p><a href="/egov-mobile/?locale=${locale}">${MESSAGES[locale].again}</a></p>`
}
