/*
 * <q-sign>: has NCALayer sign the exact bytes the server kept, puts the signature into the form and sends it.
 * What it says stands in the page already, hidden, in the language of the page.
 */
import { connectNcaLayer, NcaLayerError, type NcaLayerFault } from './nca-layer.ts'

class SignDocument extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    form?.addEventListener('submit', (event) => {
      const field = form.elements.namedItem('cms')
      if (!(field instanceof HTMLInputElement) || field.value !== '') return
      event.preventDefault()
      void this.#sign(form, field)
    })
  }

  async #sign(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
    if (this.hasAttribute('data-busy')) return
    this.toggleAttribute('data-busy', true)
    this.#say('waiting')
    try {
      const { document: address = '', iin = '', ncaLayer = '', training } = this.dataset
      const program = await connectNcaLayer(ncaLayer)
      try {
        const bytes = await fetchBytes(address)
        const [signature = ''] = await program.sign({
          documents: [base64(bytes)],
          iin,
          locale: localeOf(document.documentElement.lang),
          ...(training === undefined ? {} : { chain: [] }),
        })
        field.value = signature
        this.#say('sending')
        form.submit()
      } finally {
        program.close()
      }
    } catch (error) {
      this.#say(error instanceof NcaLayerError ? error.fault : 'failure')
    } finally {
      this.toggleAttribute('data-busy', false)
    }
  }

  #say(what: NcaLayerFault | 'waiting' | 'sending'): void {
    for (const message of this.querySelectorAll<HTMLElement>('[data-says]')) {
      message.hidden = message.dataset['says'] !== what
    }
  }
}

async function fetchBytes(address: string): Promise<Uint8Array> {
  const response = await fetch(address, { credentials: 'same-origin' })
  if (!response.ok) throw new Error(`The document could not be fetched: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

function base64(bytes: Uint8Array): string {
  const CHUNK = 0x8000
  let binary = ''
  for (let from = 0; from < bytes.length; from += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK))
  }
  return btoa(binary)
}

function localeOf(lang: string): 'kk' | 'ru' | 'en' {
  return lang === 'ru' || lang === 'en' ? lang : 'kk'
}

customElements.define('q-sign', SignDocument)
