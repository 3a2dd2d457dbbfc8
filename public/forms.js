import { written } from './drafts.js'

/** Boxes for long texts grow with what is written, where the browser does not do it by itself (field-sizing: content). */
export function growTextareas() {
  if (CSS.supports('field-sizing', 'content')) return
  for (const box of document.querySelectorAll('textarea')) {
    const smallest = box.offsetHeight
    const grow = () => {
      box.style.height = 'auto'
      box.style.height = `${Math.max(smallest, box.scrollHeight + box.offsetHeight - box.clientHeight)}px`
    }
    box.addEventListener('input', grow)
    if (box.value !== '') grow()
  }
}

/** Filters apply as soon as a choice is made; a text field waits for Enter or the button, so that nobody is cut off. */
export function submitOnChange() {
  for (const form of document.querySelectorAll('form[data-submit-on-change]')) {
    form.addEventListener('change', (event) => {
      if (
        event.target instanceof HTMLSelectElement ||
        (event.target instanceof HTMLInputElement && event.target.type === 'checkbox')
      ) {
        form.requestSubmit()
      }
    })
    // Fields left empty stay out of the address.
    form.addEventListener('formdata', (event) => {
      for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name, value)
    })
  }
}

/** A list that belongs to a box opens when the box is ticked, and closes with it unless something in it is ticked. */
export function openWithBox() {
  for (const list of document.querySelectorAll('details[data-opens-with]')) {
    const box = document.getElementById(list.dataset.opensWith)
    box?.addEventListener('change', () => {
      list.open = box.checked || list.querySelector(':checked') !== null
    })
  }
}

/**
 * Asks before a page is left on which something was typed and not sent. Sending any form of the page is no leaving.
 * @param isKept whether a form may be left without the question
 */
export function warnBeforeLeaving(isKept) {
  const forms = [...document.querySelectorAll('form[method="post"]:not([role="search"])')].filter((form) =>
    form.querySelector('textarea, input:not([type="hidden"]), select'),
  )
  if (forms.length === 0) return

  const atFirst = new Map(forms.map((form) => [form, written(form)]))
  let sending = false

  document.addEventListener('submit', (event) => {
    sending = !event.defaultPrevented
  })
  window.addEventListener('pageshow', () => {
    sending = false
  })
  window.addEventListener('beforeunload', (event) => {
    if (!sending && forms.some((form) => written(form) !== atFirst.get(form) && !isKept(form))) event.preventDefault()
  })
}
