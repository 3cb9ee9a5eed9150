import type { Locale } from '@qyzmet/regulation'
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { uiMessages } from '../messages/ui.ts'
import type { Assets } from '../assets/assets.ts'
import { Layout, type PageSession } from './Layout.tsx'
import { PageContextProvider } from './page-context.ts'

/** What is the same on every page of a running server. */
export interface Site {
  readonly assets: Assets
  /** True when anything behind the server is a simulator: every page says so. */
  readonly training: boolean
  /** True when documents may also be signed on a telephone. */
  readonly phoneSigning?: boolean | undefined
}

export interface Page {
  readonly locale: Locale
  /** Title of the window: what the page is, without the product. */
  readonly title: string
  /** Path without the language, with its query: `/services/zhambyl-queue`. */
  readonly path: string
  readonly session?: PageSession | undefined
  readonly csrfToken?: string | undefined
  /** Seals a text for this browser; undefined for one that has no secret yet. */
  readonly seal?: ((text: string) => string | undefined) | undefined
  /** True when the page came back with faults: the title says it first. */
  readonly error?: boolean | undefined
  readonly width?: 'text' | 'wide' | undefined
  /** Denser type for people who look at the page all day. */
  readonly dense?: boolean | undefined
  /** Scripts the page needs beside the one all pages share. */
  readonly islands?: readonly string[] | undefined
  /** Stands above the heading: `BackLink` or `Breadcrumbs`. */
  readonly before?: ComponentChildren
  readonly body: ComponentChildren
}

/** The whole page as HTML text. */
export function renderPage(site: Site, page: Page): string {
  const t = uiMessages[page.locale]
  const title = page.error === true ? `${t.errorPrefix} ${page.title}` : page.title
  const html = (
    <html lang={page.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – ${t.product}`}</title>
        <meta name="theme-color" content="#00364a" />
        <link rel="icon" href={site.assets.url('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={site.assets.url('site.css')} />
        <script type="module" src={site.assets.url('site.js')} />
        {page.islands?.map((name) => (
          <script key={name} type="module" src={site.assets.url(name)} />
        ))}
      </head>
      <body data-size={page.dense === true ? 'sm' : 'md'}>
        <PageContextProvider
          value={{
            locale: page.locale,
            csrfToken: page.csrfToken,
            sealForPhone: site.phoneSigning === true ? page.seal : undefined,
          }}
        >
          <Layout
            path={page.path}
            session={page.session}
            training={site.training}
            width={page.width}
            before={page.before}
          >
            {page.body}
          </Layout>
        </PageContextProvider>
      </body>
    </html>
  )
  return `<!doctype html>${renderToString(html)}`
}

/** A part of a page as HTML text, for live updates and for tests of components. */
export function renderFragment(locale: Locale, content: VNode, csrfToken?: string): string {
  return renderToString(<PageContextProvider value={{ locale, csrfToken }}>{content}</PageContextProvider>)
}
