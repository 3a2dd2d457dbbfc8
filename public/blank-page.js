/**
 * Hides the page when a pupil comes near: by the header's button, or by Escape. The same key or the button shown brings
 * it back. While it is hidden nothing on it can be read, not even by a screen reader. What was typed is kept.
 */
export function blankPage() {
  const opener = document.querySelector('[data-blank-page]')
  if (!opener) return

  const cover = document.createElement('div')
  cover.className = 'app-blank'
  cover.setAttribute('role', 'dialog')
  cover.setAttribute('aria-modal', 'true')
  cover.setAttribute('aria-label', 'This page is hidden')
  cover.hidden = true
  const text = document.createElement('p')
  text.className = 'app-blank__text'
  text.textContent = 'This page is hidden.'
  const back = document.createElement('button')
  back.type = 'button'
  back.className = 'govuk-button govuk-button--secondary app-blank__button'
  back.textContent = 'Show the page'
  cover.append(text, back)
  document.body.append(cover)

  let focusedBefore = null
  const rest = () => [...document.body.children].filter((element) => element !== cover)

  const hide = () => {
    focusedBefore = document.activeElement
    for (const element of rest()) element.inert = true
    cover.hidden = false
    back.focus()
  }
  const show = () => {
    cover.hidden = true
    for (const element of rest()) element.inert = false
    if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true })
  }

  opener.hidden = false
  opener.addEventListener('click', hide)
  back.addEventListener('click', show)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (cover.hidden) hide()
    else show()
  })
}
