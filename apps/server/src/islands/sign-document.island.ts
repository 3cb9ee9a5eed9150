/*
 * <q-sign>: has NCALayer sign the exact bytes the server kept, puts each signature into its field of the form and sends
 * it. A field that stands beside a box to tick is signed only when the box is ticked; all are signed with one password.
 * What it says stands in the page already, hidden, in the language of the page.
 */
import { connectNcaLayer, NcaLayerError, type NcaLayerFault } from './nca-layer.ts'

class SignDocument extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    form?.addEventListener('submit', (event) => {
      // A button that leads elsewhere, such as to a telephone, needs no program.
      if (event.submitter?.hasAttribute('formaction') === true) return
      const fields = chosenFields(form).filter((field) => field.value === '')
      if (fields.length === 0) return
      event.preventDefault()
      void this.#sign(form, fields)
    })
  }

  async #sign(form: HTMLFormElement, fields: readonly HTMLInputElement[]): Promise<void> {
    if (this.hasAttribute('data-busy')) return
    this.toggleAttribute('data-busy', true)
    this.#say('waiting')
    try {
      const { iin = '', bin, usages, ncaLayer = '', training } = this.dataset
      const program = await connectNcaLayer(ncaLayer)
      try {
        const documents: string[] = []
        for (const field of fields) documents.push(base64(await fetchBytes(field.dataset['document'] ?? '')))
        const signatures = await program.sign({
          documents,
          iin,
          ...(bin === undefined ? {} : { bin }),
          ...(usages === undefined ? {} : { usages: usages.split(' ') }),
          locale: localeOf(document.documentElement.lang),
          ...(training === undefined ? {} : { chain: [] }),
        })
        for (const [at, field] of fields.entries()) field.value = signatures[at] ?? ''
        this.#say('sending')
        form.submit()
      } finally {
        program.close()
      }
    } catch (error) {
      if (error instanceof NcaLayerError) this.#say(error.fault, { ...error.key })
      else this.#say('failure')
    } finally {
      this.toggleAttribute('data-busy', false)
    }
  }

  #say(what: NcaLayerFault | 'waiting' | 'sending', parts: Readonly<Partial<Record<string, string>>> = {}): void {
    for (const message of this.querySelectorAll<HTMLElement>('[data-says]')) {
      message.hidden = message.dataset['says'] !== what
      const text = (message.dataset['text'] ??= message.textContent ?? '')
      if (!message.hidden) message.textContent = text.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
    }
    // Whoever cannot sign here may sign on a telephone.
    const isFault = what !== 'waiting' && what !== 'sending'
    for (const wayOut of this.querySelectorAll<HTMLElement>('[data-on-fault]')) wayOut.hidden = !isFault
  }
}

/** Fields for a signature; those of a group whose box is not ticked are left out. */
function chosenFields(form: HTMLFormElement): readonly HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[data-document]')].filter(
    (field) =>
      field.closest('[data-choice]')?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.checked ?? true,
  )
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
