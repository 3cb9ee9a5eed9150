import type { Locale } from '@qyzmet/regulation'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { UiMessages } from '../messages/ui.kk.ts'
import { uiMessages } from '../messages/ui.ts'

/** What every component may know about the page it stands on. */
export interface PageContext {
  readonly locale: Locale
  /** Written by `Form` into each form that posts. */
  readonly csrfToken?: string | undefined
  /** Present where documents may be signed on a telephone: seals what a form has to bring back unchanged. */
  readonly sealForPhone?: ((text: string) => string | undefined) | undefined
}

const Context = createContext<PageContext | undefined>(undefined)

export const PageContextProvider = Context.Provider

/** @throws when a component is rendered outside `renderPage` or `renderFragment` */
export function usePage(): PageContext {
  const page = useContext(Context)
  if (page === undefined) throw new Error('A component was rendered outside a page')
  return page
}

/** The words of the components themselves, in the language of the page. */
export function useUiMessages(): UiMessages {
  return uiMessages[usePage().locale]
}
