/** What is broken of the providers of identity; `token-down`: people can still choose, but no token is given. */
export interface IdentityFaults {
  egov: 'none' | 'down' | 'token-down'
  oidc: 'none' | 'down'
}
