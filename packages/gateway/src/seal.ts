/** A message that was opened: what its signature covers, and nothing else of it may be read. */
export type Opened =
  | {
      readonly signature: 'valid'
      /** Exactly the signed node. */ readonly xml: string
      readonly certificate: Uint8Array
    }
  | { readonly signature: 'absent'; readonly xml: string }
  | { readonly signature: 'invalid'; /** A code for the log. */ readonly why: string }
  /** Nobody can say now whether it is to be believed; it may be opened again later. */
  | { readonly signature: 'unproven'; /** A code for the log. */ readonly why: string }

/**
 * Signs and opens messages. The codec of this package writes and reads them; keys, trust and algorithms are behind this
 * port, so that another signing device can take its place.
 */
export interface MessageSeal {
  /** Signs the Body of a SOAP envelope: WS-Security, one reference to its `wsu:Id`, certificate as X.509 KeyIdentifier. */
  sealBody(envelope: string): Promise<string>
  /** @returns the Body alone when it is signed rightly by somebody trusted */
  openBody(envelope: string): Promise<Opened>
  /** Signs a whole XML document: enveloped, one reference to all of it. */
  sealDocument(xml: string): Promise<string>
  openDocument(xml: string): Promise<Opened>
}
