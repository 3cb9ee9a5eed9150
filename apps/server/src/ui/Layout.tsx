import { LOCALES, type Locale } from '@qyzmet/regulation'
import type { ComponentChildren, JSX } from 'preact'
import { LANGUAGE_NAMES } from '../messages/catalogue.ts'
import { BrandMark } from './Brand.tsx'
import { CSRF_FIELD } from './Form.tsx'
import { usePage, useUiMessages } from './page-context.ts'

/** Who looks at the page. */
export interface PageSession {
  readonly kind: 'citizen' | 'staff'
  readonly name: string
  /** Role or unit, for staff. */
  readonly role?: string | undefined
}

export interface LayoutProps {
  /** Path without the language, with its query: `/services/zhambyl-queue`. Languages lead to the same page. */
  readonly path: string
  readonly session?: PageSession | undefined
  readonly training: boolean
  /** `text` for reading and forms, `wide` for lists and case pages. */
  readonly width?: 'text' | 'wide' | undefined
  /** Stands above the heading: `BackLink` or `Breadcrumbs`. */
  readonly before?: ComponentChildren
  readonly children: ComponentChildren
}

/** The frame of every page: skip link, languages, product, sections, content, footer. */
export function Layout(props: LayoutProps): JSX.Element {
  const t = useUiMessages()
  return (
    <>
      <a class="q-skip" href="#main">
        {t.skipToContent}
      </a>
      <Header {...props} />
      <div class={props.width === 'wide' ? 'q-page q-page--wide' : 'q-page'}>
        {props.before}
        <main class="q-main" id="main" tabIndex={-1}>
          {props.children}
        </main>
      </div>
      <Footer />
    </>
  )
}

function Header(props: LayoutProps): JSX.Element {
  const t = useUiMessages()
  const { locale } = usePage()
  return (
    <header>
      {props.training ? (
        <p class="q-training">
          <strong>{t.training}.</strong> {t.trainingNote}
        </p>
      ) : null}
      <div class="q-header">
        <div class="q-header__row">
          <a class="q-brand" href={`/${locale}/`}>
            <BrandMark />
            <span class="q-brand__name">{t.product}</span>
            <span class="q-brand__tagline">{t.tagline}</span>
          </a>
          <nav class="q-languages" aria-label={t.languages}>
            <ul>
              {LOCALES.map((other) => (
                <li key={other}>
                  <a
                    href={`/${other}${props.path}`}
                    lang={other}
                    hreflang={other}
                    aria-current={other === locale ? 'true' : undefined}
                  >
                    {LANGUAGE_NAMES[other]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <Sections path={props.path} session={props.session} />
      </div>
    </header>
  )
}

function Sections(props: { readonly path: string; readonly session: PageSession | undefined }): JSX.Element {
  const t = useUiMessages()
  const { locale } = usePage()
  return (
    <div class="q-sections">
      <nav aria-label={t.mainNavigation}>
        <ul>
          {sectionsFor(props.session).map((section) => (
            <li key={section.path}>
              <a
                href={`/${locale}${section.path}`}
                aria-current={isWithin(props.path, section.path) ? 'true' : undefined}
              >
                {t.navigation[section.name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Account session={props.session} locale={locale} />
    </div>
  )
}

function Account(props: { readonly session: PageSession | undefined; readonly locale: Locale }): JSX.Element {
  const t = useUiMessages()
  const { csrfToken } = usePage()
  const { session, locale } = props
  if (session === undefined) {
    return (
      <ul class="q-account">
        <li>
          <a href={`/${locale}/sign-in`}>{t.navigation.signIn}</a>
        </li>
        <li>
          <a href={`/${locale}/sign-up`}>{t.navigation.signUp}</a>
        </li>
      </ul>
    )
  }
  return (
    <div class="q-account">
      <span class="q-account__name">
        {session.name}
        {session.role === undefined ? null : <span class="q-account__role"> · {session.role}</span>}
      </span>
      <form method="post" action={`/${locale}/sign-out`}>
        {csrfToken === undefined ? null : <input type="hidden" name={CSRF_FIELD} value={csrfToken} />}
        <button class="q-account__out" type="submit">
          {t.navigation.signOut}
        </button>
      </form>
    </div>
  )
}

function Footer(): JSX.Element {
  const t = useUiMessages()
  const { locale } = usePage()
  return (
    <footer class="q-footer">
      <div class="q-footer__row">
        <p>
          <strong>{t.product}</strong>. {t.footerNote}
        </p>
        <ul>
          <li>
            <a class="ds-link" href={`/${locale}/`}>
              {t.navigation.services}
            </a>
          </li>
          <li>
            <a class="ds-link" href={`/${locale}/verify`}>
              {t.navigation.verify}
            </a>
          </li>
        </ul>
      </div>
    </footer>
  )
}

const PUBLIC = [
  { name: 'services', path: '/' },
  { name: 'verify', path: '/verify' },
] as const
const CITIZEN = [
  { name: 'services', path: '/' },
  { name: 'cabinet', path: '/cabinet' },
  { name: 'verify', path: '/verify' },
] as const
const STAFF = [
  { name: 'work', path: '/work' },
  { name: 'services', path: '/' },
  { name: 'verify', path: '/verify' },
] as const

function sectionsFor(session: PageSession | undefined): typeof PUBLIC | typeof CITIZEN | typeof STAFF {
  if (session === undefined) return PUBLIC
  return session.kind === 'staff' ? STAFF : CITIZEN
}

function isWithin(path: string, section: string): boolean {
  if (section === '/') return path === '/' || path.startsWith('/services') || path.startsWith('/applications')
  return path === section || path.startsWith(`${section}/`) || path.startsWith(`${section}?`)
}
