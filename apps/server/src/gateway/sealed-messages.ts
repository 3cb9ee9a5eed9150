import { decodeXml, ifReadable, type MessageSeal, XmlRefusedError } from '@qyzmet/gateway'
import { type Read, type ReadForm, READERS, type Written, type WrittenForm, WRITERS } from './message-forms.ts'

/** A message that was opened and read: what its signature covers, and nothing else of it. */
export type OpenedMessage<Said> =
  | {
      readonly signature: 'valid'
      /** Undefined when it is not the message that was agreed. */
      readonly said: Said | undefined
      readonly certificate: Uint8Array
    }
  | { readonly signature: 'absent' }
  /** `why` is a code for the log; `encoding` and `too-large` are of octets that were not even read as text. */
  | { readonly signature: 'invalid'; readonly why: string }
  /** Nobody can say now whether it is to be believed; it may be opened again later. */
  | { readonly signature: 'unproven'; readonly why: string }

/** Messages from what they say to sealed octets and back, and sealed documents inside them. */
export interface SealedMessages extends Pick<MessageSeal, 'sealDocument' | 'openDocument'> {
  /** @throws {XmlNotWritableError} */
  write<F extends WrittenForm>(form: F, said: Written<F>): Promise<Uint8Array<ArrayBuffer>>
  open<F extends ReadForm>(form: F, bytes: Uint8Array): Promise<OpenedMessage<Read<F>>>
}

/** Whether octets were no text of XML, by the code of a message that was not opened. */
export function isNoText(why: string): boolean {
  return why === 'encoding' || why === 'too-large'
}

export function sealedMessages(seal: MessageSeal): SealedMessages {
  return {
    sealDocument: (xml) => seal.sealDocument(xml),
    openDocument: (xml) => seal.openDocument(xml),
    async write<F extends WrittenForm>(form: F, said: Written<F>) {
      const write = WRITERS[form] as (said: Written<F>) => string // The writer of that form.
      return new TextEncoder().encode(await seal.sealBody(write(said)))
    },
    async open<F extends ReadForm>(form: F, bytes: Uint8Array): Promise<OpenedMessage<Read<F>>> {
      const text = textOf(bytes)
      if (typeof text !== 'string') return text
      const opened = await seal.openBody(text)
      switch (opened.signature) {
        case 'valid': {
          const read = READERS[form] as (xml: string) => Read<F> // The reader of that form.
          const { xml, certificate } = opened
          return { signature: 'valid', said: ifReadable(() => read(xml)), certificate }
        }
        case 'absent':
          return { signature: 'absent' }
        case 'invalid':
        case 'unproven':
          return opened
      }
    },
  }
}

function textOf(bytes: Uint8Array): string | { readonly signature: 'invalid'; readonly why: string } {
  try {
    return decodeXml(bytes)
  } catch (error) {
    if (error instanceof XmlRefusedError) return { signature: 'invalid', why: error.fault }
    throw error
  }
}
