/** How the product is known to the training providers of identity. */
export interface KnownClient {
  readonly clientId: string
  readonly clientSecret: string
  /** Root of the product; it comes back under this address and no other. */
  readonly productUrl: string
}

export const TRAINING_CLIENT = { clientId: 'qyzmet', clientSecret: 'only-in-training' } as const
