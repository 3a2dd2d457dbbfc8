import { written } from './drafts.js'

/** Makes text areas grow with their content in browsers without field-sizing: content. */
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

/**
 * Applies filters as soon as a choice is made. Text fields wait for Enter or the button, so that typing is not
 * interrupted.
 */
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
    // Leaves empty fields out of the address.
    form.addEventListener('formdata', (event) => {
      for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name, value)
    })
  }
}

/**
 * Opens the list that belongs to a tick box when it is ticked, and closes it when it is unticked, unless something in
 * the list is ticked.
 */
export function openWithBox() {
  for (const list of document.querySelectorAll('details[data-opens-with]')) {
    const box = document.getElementById(list.dataset.opensWith)
    box?.addEventListener('change', () => {
      list.open = box.checked || list.querySelector(':checked') !== null
    })
  }
}

/**
 * Warns before leaving a page with unsent text. Submitting a form of the page is not leaving.
 * @param isKept tells whether a form may be left without a warning
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
