/**
 * The search box in the header, with suggestions below it: an ARIA 1.2 combobox. Arrow keys choose, Enter opens, Escape
 * closes the list (and only after that hides the page). Without scripts the form leads to the results.
 */
const pause = 200

export function suggestWhileTyping() {
  for (const form of document.querySelectorAll('form[data-search]')) {
    const box = form.querySelector('input[type="search"]')
    if (box instanceof HTMLInputElement) suggestIn(form, box)
  }
  focusBySlash()
}

/** "/" focuses the search box, unless a text field has the focus. */
function focusBySlash() {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return
    const box = document.getElementById('search-box')
    if (!(box instanceof HTMLInputElement) || box.closest('[inert]')) return
    event.preventDefault()
    box.focus()
    box.select()
  })
}

function suggestIn(form, box) {
  const list = document.createElement('ul')
  list.id = `${box.id}-list`
  list.className = 'app-search__list'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Found')
  list.hidden = true
  const said = document.createElement('p')
  said.className = 'govuk-visually-hidden'
  said.setAttribute('role', 'status')
  form.append(list, said)
  box.setAttribute('role', 'combobox')
  box.setAttribute('aria-autocomplete', 'list')
  box.setAttribute('aria-expanded', 'false')
  box.setAttribute('aria-controls', list.id)

  let chosen = -1
  let asking = null
  let waiting = 0

  const close = () => {
    clearTimeout(waiting)
    asking?.abort()
    list.hidden = true
    chosen = -1
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }

  // Clears the choice: it belonged to the earlier text, and Enter must not open it now.
  const unchoose = () => {
    chosen = -1
    box.removeAttribute('aria-activedescendant')
    for (const option of list.children) option.setAttribute('aria-selected', 'false')
  }

  const choose = (index) => {
    const options = [...list.children]
    chosen = options.length === 0 ? -1 : (index + options.length) % options.length
    for (const [place, option] of options.entries()) option.setAttribute('aria-selected', String(place === chosen))
    box.setAttribute('aria-activedescendant', options[chosen]?.id ?? '')
    options[chosen]?.scrollIntoView({ block: 'nearest' })
  }

  const open = (option) => {
    if (option.dataset.href === undefined) form.requestSubmit()
    else location.assign(option.dataset.href)
  }

  const show = ({ options, all, said: count }) => {
    // Keeps what was chosen in the earlier list if a late answer still contains it.
    const href = list.hidden ? undefined : list.children[chosen]?.dataset.href
    list.replaceChildren(...options.map(optionOf), ...(all === '' ? [] : [allOf(all)]))
    for (const [place, option] of [...list.children].entries()) {
      option.id = `${list.id}-${place}`
      // Without this, the box would lose the focus, and the list would close before the click.
      option.addEventListener('pointerdown', (event) => event.preventDefault())
      option.addEventListener('click', () => open(option))
    }
    chosen = -1
    box.removeAttribute('aria-activedescendant')
    list.hidden = list.children.length === 0
    box.setAttribute('aria-expanded', String(!list.hidden))
    said.textContent = count
    const again = href === undefined ? -1 : [...list.children].findIndex((option) => option.dataset.href === href)
    if (again >= 0) choose(again)
  }

  const ask = async () => {
    asking?.abort()
    asking = new AbortController()
    const { signal } = asking
    try {
      const answer = await fetch(form.dataset.search, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        signal,
      })
      const isList = answer.ok && (answer.headers.get('content-type') ?? '').startsWith('application/json')
      if (isList) show(await answer.json())
      else close()
    } catch {
      // The request was replaced by a newer one, or the network failed. Enter still leads to the results.
      if (!signal.aborted) close()
    }
  }

  box.addEventListener('input', () => {
    clearTimeout(waiting)
    unchoose()
    if (box.value.trim() === '') {
      close()
      said.textContent = ''
    } else waiting = setTimeout(ask, pause)
  })
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      event.preventDefault()
      if (event.key === 'ArrowDown') choose(chosen + 1)
      else choose(chosen < 0 ? -1 : chosen - 1)
    } else if (event.key === 'Enter' && !list.hidden && chosen >= 0) {
      event.preventDefault()
      open(list.children[chosen])
    }
  })
  form.addEventListener('submit', close)
  form.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close()
  })
}

function newOption() {
  const option = document.createElement('li')
  option.className = 'app-search__option'
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  return option
}

function optionOf({ href, text, about, excerpt }) {
  const option = newOption()
  option.dataset.href = href
  option.append(textIn('span', text, 'app-search__name'), ' ', textIn('span', about, 'app-search__about'))
  const [before, marked, after] = excerpt
  if (marked !== undefined) {
    const line = textIn('span', before, 'app-search__excerpt')
    line.append(textIn('mark', marked, ''), after)
    option.append(' ', line)
  }
  return option
}

function allOf(all) {
  const option = newOption()
  option.classList.add('app-search__option--all')
  option.textContent = all
  return option
}

function textIn(tag, text, className) {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.textContent = text
  return element
}
