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
  // An island may have taken the press to do something first; then nothing was sent.
  if (event.defaultPrevented) return
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
  const { choose = '', none = '', maxBytes, tooLarge = '' } = input.dataset
  const chooser = document.createElement('div')
  chooser.className = 'q-file__chooser'
  const button = document.createElement('label')
  button.className = 'ds-button'
  button.dataset['variant'] = 'secondary'
  button.htmlFor = input.id
  button.textContent = choose
  const chosen = document.createElement('span')
  const warning = document.createElement('p')
  warning.className = 'ds-validation-message'
  warning.setAttribute('role', 'alert')
  warning.hidden = true
  const show = (): void => {
    const files = [...(input.files ?? [])]
    chosen.textContent = files.map(({ name }) => name).join(', ') || none
    const isTooLarge = maxBytes !== undefined && files.some(({ size }) => size > Number(maxBytes))
    warning.textContent = isTooLarge ? tooLarge : ''
    warning.hidden = !isTooLarge
  }
  show()
  input.addEventListener('change', show)
  // A file that will not be taken is not sent over a slow line first.
  input.form?.addEventListener('submit', (event) => {
    if (!warning.hidden) event.preventDefault()
  })
  chooser.append(button, chosen)
  input.className = 'ds-sr-only q-file--upgraded'
  input.after(chooser, warning)
}
