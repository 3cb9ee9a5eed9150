/*
 * <q-wait-for-phone>: asks the server whether the telephone has signed, and then sends the form by itself.
 * Without scripts the page has a link that asks and a button that sends.
 */
const EVERY_MS = 2000

class WaitForPhone extends HTMLElement {
  #timer: number | undefined

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (form !== null) {
      // Who comes back to this page with the button of the browser sends nothing twice.
      const [visit] = performance.getEntriesByType('navigation')
      if (!(visit instanceof PerformanceNavigationTiming && visit.type === 'back_forward')) form.submit()
      return
    }
    // Browsers slow down the clocks of pages that nobody sees; coming back from the app must not wait for them.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#ask()
    })
    this.#wait()
  }

  #wait(): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#ask(), EVERY_MS)
  }

  async #ask(): Promise<void> {
    const { address = '', refusal = '' } = this.dataset
    // A look that failed is tried again like one that found nothing new.
    const now = await fetch(address, { credentials: 'same-origin' })
      .then((response): Promise<{ readonly state?: string; readonly refusal?: string }> =>
        response.status === 410 ? Promise.resolve({ state: 'over' }) : response.json(),
      )
      .catch(() => ({ state: this.dataset['state'], refusal }))
    if (now.state === 'signed' || now.state === 'over' || (now.refusal ?? '') !== refusal) return location.reload()
    if (now.state !== this.dataset['state']) this.#say(now.state ?? '')
    return this.#wait()
  }

  #say(state: string): void {
    this.dataset['state'] = state
    for (const message of this.querySelectorAll<HTMLElement>('[data-says]')) {
      message.hidden = message.dataset['says'] !== state
    }
  }
}

customElements.define('q-wait-for-phone', WaitForPhone)
