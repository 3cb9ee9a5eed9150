import { CERTIFICATE_KINDS, type CertificateKind } from './holder-profile.ts'
import { type AuthorityFaults, SERVICE_FAULTS, type ServiceFault, type SigningPerson } from './faults.ts'
import { KEY_KINDS } from './signing-key.ts'
import { escapeHtml, type PageLocale } from '../pages.ts'

export interface ListedCertificate {
  readonly serial: string
  /** IIN of the person, or the identifier of a system. */
  readonly holder: string
  readonly kind: CertificateKind
  readonly keys: string
  readonly notBefore: string
  readonly notAfter: string
  readonly subject: string
  readonly revokedAt?: string
  readonly reason?: string
}

const REASONS = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation', 'certificateHold'] as const

const kk = {
  title: 'Оқуға арналған куәландырушы орталық',
  mark: 'ОҚУ РЕЖИМІ',
  services: 'Қызметтердің күйі',
  change: 'Өзгерту',
  issue: 'Сертификат беру',
  person: 'Кімге',
  kind: 'Түрі',
  keys: 'Кілт',
  issued: 'Берілген сертификаттар',
  revoke: 'Күшін жою',
  reason: 'Себебі',
  release: 'Қайта қосу',
  valid: 'күшінде',
  kinds: {
    individual: 'Жеке тұлға',
    head: 'Бірінші басшы',
    'signing-right': 'Қол қою құқығы бар қызметкер',
    'financial-signing-right': 'Қаржы құжаттарына қол қою құқығы бар қызметкер',
    'human-resources': 'Кадр бөлімі',
    employee: 'Қызметкер',
    'treasury-client': 'Қазынашылық клиенті',
    system: 'Цифрлық жүйе',
    'auth-only': 'Жүйеге кіруге арналған кілт',
  } satisfies Record<CertificateKind, string>,
  faults: {
    none: 'дұрыс жауап береді',
    silent: 'үндемейді',
    down: 'өшіп тұр',
    slow: 'кешігеді',
    refused: 'бас тартады',
    'wrong-signature': 'басқа кілтпен қол қояды',
    stale: 'ескі жауап береді',
    replayed: 'бұрынғы жауапты қайталайды',
    'other-certificate': 'басқа сертификат туралы жауап береді',
    'hides-revocations': 'жойылғанды жасырады',
  } satisfies Record<ServiceFault, string>,
}
const ru: typeof kk = {
  title: 'Учебный удостоверяющий центр',
  mark: 'УЧЕБНЫЙ РЕЖИМ',
  services: 'Состояние служб',
  change: 'Изменить',
  issue: 'Выдать сертификат',
  person: 'Кому',
  kind: 'Вид',
  keys: 'Ключ',
  issued: 'Выданные сертификаты',
  revoke: 'Отозвать',
  reason: 'Причина',
  release: 'Снять приостановку',
  valid: 'действует',
  kinds: {
    individual: 'Физическое лицо',
    head: 'Первый руководитель',
    'signing-right': 'Сотрудник с правом подписи',
    'financial-signing-right': 'Сотрудник с правом подписи финансовых документов',
    'human-resources': 'Отдел кадров',
    employee: 'Сотрудник',
    'treasury-client': 'Клиент казначейства',
    system: 'Цифровая система',
    'auth-only': 'Ключ для входа в системы',
  },
  faults: {
    none: 'отвечает верно',
    silent: 'молчит',
    down: 'отключена',
    slow: 'опаздывает',
    refused: 'отказывает',
    'wrong-signature': 'подписывает другим ключом',
    stale: 'отвечает устаревшим',
    replayed: 'повторяет прежний ответ',
    'other-certificate': 'отвечает о другом сертификате',
    'hides-revocations': 'скрывает отзыв',
  },
}
const en: typeof kk = {
  title: 'Training certification authority',
  mark: 'TRAINING',
  services: 'State of the services',
  change: 'Change',
  issue: 'Issue a certificate',
  person: 'To whom',
  kind: 'Kind',
  keys: 'Key',
  issued: 'Certificates issued',
  revoke: 'Revoke',
  reason: 'Reason',
  release: 'Lift the hold',
  valid: 'valid',
  kinds: {
    individual: 'Natural person',
    head: 'First head',
    'signing-right': 'Employee with the right to sign',
    'financial-signing-right': 'Employee with the right to sign financial papers',
    'human-resources': 'Human resources',
    employee: 'Employee',
    'treasury-client': 'Client of the Treasury',
    system: 'Digital system',
    'auth-only': 'A key for signing in',
  },
  faults: {
    none: 'answers rightly',
    silent: 'is silent',
    down: 'is down',
    slow: 'is late',
    refused: 'refuses',
    'wrong-signature': 'signs with another key',
    stale: 'gives an old answer',
    replayed: 'repeats an earlier answer',
    'other-certificate': 'tells of another certificate',
    'hides-revocations': 'hides revocations',
  },
}
const MESSAGES = { kk, ru, en }
const SERVICES = [
  ['ocsp', 'OCSP'],
  ['crl', 'CRL'],
  ['stamp', 'TSP'],
] as const

/** The services, a form that issues, and everything issued, newest first. */
export function certificatesPage(view: {
  readonly locale: PageLocale
  readonly certificates: readonly ListedCertificate[]
  readonly faults: AuthorityFaults
  readonly people: readonly SigningPerson[]
}): string {
  const { locale, certificates, faults, people } = view
  const t = MESSAGES[locale]
  const action = (path: string): string => `method="post" action="/authority/${path}?locale=${locale}"`
  const select = (id: string, label: string, options: readonly (readonly [string, string])[], chosen = ''): string =>
    `<p><label for="${id}">${label}</label> <select id="${id}" name="${id.replace(/-.*/, '')}">${options
      .map(
        ([value, text]) =>
          `<option value="${value}"${value === chosen ? ' selected' : ''}>${escapeHtml(text)}</option>`,
      )
      .join('')}</select></p>`
  const services = SERVICES.map(([service, name]) =>
    select(
      service,
      name,
      SERVICE_FAULTS.map((fault) => [fault, t.faults[fault]] as const),
      faults[service],
    ),
  )
  const rows = certificates.toReversed().map(({ serial, holder, kind, keys, notAfter, subject, revokedAt, reason }) => {
    const until = notAfter.slice(0, 10)
    const form =
      revokedAt === undefined
        ? `<form ${action(`certificates/${serial}/revoke`)}>${select(
            `reason-${serial}`,
            t.reason,
            REASONS.map((name) => [name, name] as const),
          )}<button aria-label="${t.revoke}: ${escapeHtml(subject)}">${t.revoke}</button></form>`
        : reason === 'certificateHold'
          ? `<form ${action(`certificates/${serial}/release`)}><button aria-label="${t.release}: ${escapeHtml(subject)}">${t.release}</button></form>`
          : ''
    return `<li><b>${t.kinds[kind]}</b> (${keys}), ${escapeHtml(subject)}<br>${escapeHtml(holder)}, ${until}: ${
      revokedAt === undefined ? t.valid : `${escapeHtml(reason ?? '')} ${revokedAt.slice(0, 10)}`
    }${form}</li>`
  })
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${t.title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
.mark { background: #fde68a; color: #000; padding: .25rem .75rem; font-weight: 700 }
select, button { font: inherit; max-width: 100%; min-height: 2rem }
li { margin: .75rem 0; overflow-wrap: anywhere } p { margin: .4rem 0 }
</style>
<p class="mark">${t.mark}</p>
<main>
<h1>${t.title}</h1>
<h2>${t.services}</h2>
<form ${action('faults')}>${services.join('')}<button>${t.change}</button></form>
<h2>${t.issue}</h2>
<form ${action('certificates')}>
${select(
  'iin',
  t.person,
  people.map(({ iin, surname, givenName }) => [iin, `${iin} ${surname} ${givenName}`] as const),
)}
${select(
  'kind',
  t.kind,
  CERTIFICATE_KINDS.map((kind) => [kind, t.kinds[kind]] as const),
)}
${select(
  'keys',
  t.keys,
  KEY_KINDS.map((kind) => [kind, kind] as const),
)}
<button>${t.issue}</button>
</form>
<h2>${t.issued}</h2>
<ol reversed>${rows.join('')}</ol>
</main>
</html>
`
}
