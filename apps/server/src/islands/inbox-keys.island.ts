/*
 * Keys of the list of work: J and K move, Enter opens, N takes the next case, / searches.
 * Compared by position (`code`), so that they work with a Kazakh or Russian layout; can be switched off and stay so.
 */
const STORED = 'inbox-keys-off'
const box = document.querySelector<HTMLElement>('[data-inbox-keys]')
const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-case]')]

if (box !== null) {
  const toggle = document.createElement('button')
  toggle.type = 'button'
  toggle.className = 'ds-button'
  toggle.dataset['variant'] = 'tertiary'
  const draw = (): void => {
    const isOff = localStorage.getItem(STORED) !== null
    toggle.textContent = (isOff ? box.dataset['on'] : box.dataset['off']) ?? ''
    toggle.setAttribute('aria-pressed', String(isOff))
  }
  toggle.addEventListener('click', () => {
    if (localStorage.getItem(STORED) === null) localStorage.setItem(STORED, '1')
    else localStorage.removeItem(STORED)
    draw()
  })
  draw()
  box.append(toggle)
  box.hidden = false
}

function move(by: 1 | -1): void {
  const at = links.findIndex((link) => link === document.activeElement)
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}

const ACTIONS: Readonly<Record<string, () => void>> = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  KeyN: () => document.querySelector<HTMLButtonElement>('#take-next')?.click(),
  Slash: () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
}

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || localStorage.getItem(STORED) !== null) return
  const action = ACTIONS[event.code]
  if (action === undefined) return
  event.preventDefault()
  action()
})
