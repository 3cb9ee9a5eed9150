/** Why a text is not read as XML. `entity`: any but the five of XML itself. */
export type XmlFault =
  | 'too-large'
  | 'encoding'
  | 'doctype'
  | 'processing-instruction'
  | 'entity'
  | 'too-deep'
  | 'too-many-parts'
  | 'tag-too-long'
  | 'not-well-formed'

/** The neighbour sent something that is not XML, or XML that no message of state systems needs. */
export class XmlRefusedError extends Error {
  override readonly name = 'XmlRefusedError'
  readonly fault: XmlFault

  /** @param detail where or what, without values: they are personal data */
  constructor(fault: XmlFault, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? fault : `${fault}: ${detail}`, options)
    this.fault = fault
  }
}
