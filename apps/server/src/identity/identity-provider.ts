import type { Locale } from '@qyzmet/regulation'

/** What a sign-in with a provider hangs on; made anew for each. */
export interface SignInSecrets {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** Who somebody is, in the words of the provider. */
export type IdentityAnswer =
  /** `iin` as the provider wrote it; it is checked by whoever reads it. */
  | { readonly kind: 'proven'; readonly iin: string }
  /** The person did not agree, or turned back. */
  | { readonly kind: 'declined' }
  /** The provider vouches for somebody of whom it knows no IIN. */
  | { readonly kind: 'no-iin' }
  | { readonly kind: 'silent'; readonly cause: unknown }
  /** It answered, but not with what was asked for; a forged or replayed answer ends here too. */
  | { readonly kind: 'unusable'; readonly cause: unknown }

/** Somebody who vouches for people: of the state, or of an organisation. A fault of theirs is an answer, never an exception. */
export interface IdentityProvider {
  /** Part of addresses, such as `egov`. */
  readonly id: string
  readonly title: Readonly<Record<Locale, string>>
  /** Where the person goes to say who they are; undefined while the provider is silent. */
  begin(secrets: SignInSecrets, redirectUri: string, locale: Locale): Promise<URL | undefined>
  /** @param callback the whole address at which the person came back */
  finish(callback: URL, secrets: SignInSecrets): Promise<IdentityAnswer>
}
