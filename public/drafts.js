/*
 * Saves a form as a draft while it is typed: a moment after the last key, and at once when a field or the page is left.
 * Saving the form itself is unchanged. Where others may have the same form open, it also asks the server who they are.
 */

/** Milliseconds: from the last key to saving a draft, and between two requests for who else has the form open. */
const pause = 1_000
const between = 20_000
/** How often, with a pause in between, a page asks for a draft that was still being sent when its form was left. */
const asksAfterLeaving = 4
/**
 * Milliseconds without input after which the page stops polling, so that a forgotten page does not keep its session
 * alive.
 */
const atRest = 10 * 60_000
/** The longest body, in characters, of a request that may outlive its page (keepalive). */
const longestFarewell = 60_000
/** Milliseconds: the timeout of a request. */
const patience = 20_000
/**
 * The key in sessionStorage for the address of a form that was left while a draft was being sent. No text is stored.
 */
const leftKey = 'draft-left'

const lost = 'Not saved: no connection. What you typed is still here, and it will be tried again.'
const refused = 'Not saved as a draft: this can no longer be written here. Copy what you want to keep.'
const noAnswer = 'Not saved as a draft just now. What you typed is still here, and it will be tried again.'

const uncounted = ['_csrf', '_kept', '_page', '_turn']

const fieldsOf = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))

/** The values that a person can change in a form, as one string. */
export function written(form) {
  const fields = fieldsOf(form)
  for (const name of uncounted) fields.delete(name)
  return fields.toString()
}

/** The form whose draft is saved: the one that posts to the page's own address. */
function formToKeep() {
  return [...document.querySelectorAll('main form[method="post"]')].find(
    (form) =>
      form.elements.namedItem('_kept') !== null &&
      new URL(form.getAttribute('action') ?? '', location.href).pathname === location.pathname,
  )
}

/** The value of a field; empty where the form does not have it. */
const fieldOf = (form, name) => form.elements.namedItem(name)?.value ?? ''

/** Adds hidden fields to the form: the page's id and turn, which the next page continues with. */
function sendWith(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name) ?? form.appendChild(document.createElement('input'))
    Object.assign(field, { type: 'hidden', name, value })
  }
}

function wordsBeside(form) {
  const known = form.querySelector('[data-draft-said]')
  if (known) return known
  const words = document.createElement('p')
  words.className = 'app-draft__said'
  words.setAttribute('role', 'status')
  form.append(words)
  return words
}

/**
 * Starts saving drafts.
 * @returns a function that tells whether a form may be left without a warning, because what was typed is saved or being
 * sent
 */
export function keepDrafts() {
  const notice = document.querySelector('[data-draft]')
  const form = notice && formToKeep()
  if (!form) return () => false

  const address = form.getAttribute('action') ?? location.href
  const said = wordsBeside(form)
  const others = notice.querySelector('[data-draft-others]')
  // A form that was refused and came back continues the same page, because its last draft may still arrive.
  const page = fieldOf(form, '_page') || `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
  let turn = Number(fieldOf(form, '_turn'))
  /** The text that the server has; null where the text on the page is saved nowhere. */
  let kept = 'unsaved' in notice.dataset ? null : written(form)
  let onItsWay = null
  /** Whether more was typed since the request in progress was sent. */
  let waits = false
  let standing = 'none'
  let isSending = false
  let timer = 0
  let lastMoved = Date.now()

  /** Shows a message. Screen readers announce it only when the state changes, not at each successful save. */
  function say(news, words, offer = null) {
    said.setAttribute('aria-live', news === standing ? 'off' : 'polite')
    standing = news
    said.dataset.state = news
    said.classList.toggle('app-draft__said--fault', news !== 'kept')
    if (said.textContent !== words || offer) said.replaceChildren(words, ...(offer ? [' ', offer] : []))
  }

  function offerToKeepThis() {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'app-link-button'
    button.textContent = 'Keep what is on this page instead'
    button.addEventListener('click', () => keep({ regardless: true }))
    return button
  }

  function sayOthers(lines) {
    if (!others || !lines || lines.join('\n') === [...others.children].map((line) => line.textContent).join('\n'))
      return
    others.replaceChildren(
      ...lines.map((words) => {
        const line = document.createElement('p')
        line.textContent = words
        return line
      }),
    )
  }

  async function send(fields, isFarewell) {
    const body = fields.toString()
    const answer = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      keepalive: isFarewell && body.length < longestFarewell,
      signal: AbortSignal.timeout(patience),
      redirect: 'manual',
    })
    const isJson = answer.headers.get('Content-Type')?.startsWith('application/json')
    return { status: answer.status, told: isJson ? await answer.json() : {} }
  }

  /** Continues with the session's new CSRF token after the person has signed in again. */
  function renewToken(token) {
    for (const field of document.querySelectorAll('input[name="_csrf"]')) field.value = token
  }

  /**
   * Whether there is nothing to send: no new text, or a request in progress that has it and outlives the page if
   * necessary.
   */
  function isIdle(text, { isFarewell, regardless }) {
    if (regardless) return false
    if (text === kept || standing === 'elsewhere' || isSending) return true
    return onItsWay?.text === text && (onItsWay.isFarewell || !isFarewell)
  }

  async function keep({ isFarewell = false, regardless = false, isAgain = false } = {}) {
    clearTimeout(timer)
    const text = written(form)
    if (isIdle(text, { isFarewell, regardless })) return
    // One request at a time, so that they arrive in order. Only a page that is being left cannot wait.
    if (onItsWay && !isFarewell && !regardless) {
      waits = true
      return
    }
    if (isFarewell) sessionStorage.setItem(leftKey, address)
    turn += 1
    const mine = turn
    const fields = fieldsOf(form)
    fields.set('_draft', 'typed')
    fields.set('_page', page)
    fields.set('_turn', String(mine))
    if (regardless) fields.set('_regardless', 'yes')
    onItsWay = { text, isFarewell }
    const answer = await send(fields, isFarewell).catch(() => null)
    if (mine === turn) {
      onItsWay = null
      if (waits && answer !== null) timer = setTimeout(keep)
      waits = false
    }
    if (answer === null) {
      if (mine === turn) say('lost', lost)
      return
    }
    const { status, told } = answer
    if (told.token && !isAgain) {
      renewToken(told.token)
      return keep({ regardless, isAgain: true })
    }
    sayOthers(told.others)
    if (told.version !== undefined && status === 200) form.elements.namedItem('_kept').value = String(told.version)
    if (mine !== turn) return
    if (status === 200 && told.said) {
      kept = text
      // If more was typed in the meantime, not all of it is saved yet.
      if (written(form) === text) say('kept', told.said)
    } else if (status === 409) say('elsewhere', told.said, offerToKeepThis())
    else if (told.said) say('refused', told.said)
    else if (status === 403 || status === 404) say('refused', refused)
    else say('lost', noAnswer)
  }

  /**
   * @param more how often to ask again for a draft that was being sent when this form was left: it may have arrived
   * after the page was rendered
   */
  async function ask(more = 0) {
    if (Date.now() - lastMoved > atRest) return
    if (standing === 'lost') await keep()
    if (!('watched' in notice.dataset) && more === 0) return
    const fields = new URLSearchParams({ _draft: 'open' })
    for (const name of ['_csrf', '_for', 'version']) fields.set(name, fieldOf(form, name))
    // Errors are ignored: who else is there is asked again later, and a draft that cannot be saved is reported on
    // typing.
    const answer = await send(fields, false).catch(() => null)
    if (answer?.told.token) renewToken(answer.told.token)
    sayOthers(answer?.told.others)
    if (more === 0 || turn > 0) return
    if (answer?.status === 200 && isBehind(answer.told.version)) location.reload()
    else if (more > 1) setTimeout(() => ask(more - 1), pause)
  }

  const isBehind = (version) => String(version) !== fieldOf(form, '_kept') && written(form) === kept && turn === 0

  form.addEventListener('input', () => {
    clearTimeout(timer)
    said.dataset.state = 'typed'
    timer = setTimeout(keep, pause)
  })
  form.addEventListener('change', () => keep())
  form.addEventListener('focusout', () => keep())
  document.addEventListener('submit', (event) => {
    isSending = !event.defaultPrevented
    if (isSending && event.target === form) sendWith(form, { _page: page, _turn: turn })
  })
  window.addEventListener('pageshow', () => {
    isSending = false
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep({ isFarewell: true })
    else ask()
  })
  window.addEventListener('pagehide', () => keep({ isFarewell: true }))
  window.addEventListener('online', () => keep())
  for (const move of ['keydown', 'pointerdown', 'pointermove', 'scroll']) {
    document.addEventListener(move, () => (lastMoved = Date.now()), { passive: true, capture: true })
  }
  setInterval(() => ask(), between)
  const wasLeft = sessionStorage.getItem(leftKey) === address
  sessionStorage.removeItem(leftKey)
  if (kept === null) keep()
  ask(wasLeft ? asksAfterLeaving : 0)

  return (asked) => {
    if (asked !== form || !['none', 'kept'].includes(standing) || !navigator.onLine) return false
    const text = written(form)
    if (text === kept) return true
    if (text.length >= longestFarewell) return false
    keep({ isFarewell: true })
    return true
  }
}
