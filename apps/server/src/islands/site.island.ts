/*
 * The only script every page carries. Pages work without it.
 */

// Where `autofocus` is not obeyed on a box, the list of faults still takes the focus.
window.addEventListener('load', () => {
  const summary = document.querySelector<HTMLElement>('[data-focus]')
  if (summary !== null && document.activeElement !== summary) summary.focus()
})

// A second press of the same button while the first is on its way sends nothing.
const SECOND_PRESS_MS = 3000
const sentAt = new WeakMap<HTMLFormElement, number>()
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
  const last = sentAt.get(form)
  if (last !== undefined && Date.now() - last < SECOND_PRESS_MS) event.preventDefault()
  else sentAt.set(form, Date.now())
})

// Forgets the press when the page comes back from the browser's memory.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) sentAt.delete(form)
})

document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-print]') !== null) window.print()
})

// The box of the browser says "choose" in the browser's language; ours stands before it.
for (const input of document.querySelectorAll<HTMLInputElement>('input.q-file')) {
  const { choose = '', none = '' } = input.dataset
  const chooser = document.createElement('div')
  chooser.className = 'q-file__chooser'
  const button = document.createElement('label')
  button.className = 'ds-button'
  button.dataset['variant'] = 'secondary'
  button.htmlFor = input.id
  button.textContent = choose
  const chosen = document.createElement('span')
  const show = (): void => {
    chosen.textContent = input.files?.[0]?.name ?? none
  }
  show()
  input.addEventListener('change', show)
  chooser.append(button, chosen)
  input.className = 'ds-sr-only q-file--upgraded'
  input.after(chooser)
}
