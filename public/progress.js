/*
 * Progress of pupils, saved row by row. Each row is a form of its own, which is sent when a choice is made or its note
 * is left, and shows whether it is saved. What could not be sent stays in the row and is sent again.
 */

/** Milliseconds: the timeout of a request. */
const patience = 20_000
/** The most unanswered saves to report to the server, which uses them to recognise this page's own earlier save. */
const mostDoubtful = 5

const lost = 'Not saved: no connection. What you wrote is still here.'
const noAnswer = 'Not saved just now. What you wrote is still here.'
const signedOut = 'Not saved: you have been signed out. Sign in, then come back to this page.'
const another = 'Not saved: somebody else has signed in here. What you wrote is still here.'
const gone = 'Not saved: this can no longer be noted here. Copy what you want to keep.'
const kept = 'Choose how far it has got. Until then your note is kept as a draft.'
const unkept = 'Choose how far it has got: your note is saved with it.'

/** A choice and a note as one string, in the server's format. */
const textOf = ({ progress, note }) => `${progress} ${note}`.trim()

async function send(form, more, { isFarewell }) {
  const fields = new URLSearchParams([...new FormData(form)])
  for (const [name, value] of more) fields.append(name, value)
  const answer = await fetch(form.getAttribute('action'), {
    method: 'POST',
    body: fields,
    // The request outlives the page.
    keepalive: true,
    signal: isFarewell ? undefined : AbortSignal.timeout(patience),
    redirect: 'manual',
  })
  const isJson = answer.headers.get('Content-Type')?.startsWith('application/json')
  return { status: answer.status, told: isJson ? await answer.json() : {} }
}

function button(text, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'app-link-button'
  made.textContent = text
  made.addEventListener('click', act)
  return made
}

/** Continues with the session's new CSRF token after the person has signed in again. */
function renewToken(token) {
  for (const field of document.querySelectorAll('input[name="_csrf"]')) field.value = token
}

function rowOf(form) {
  const choice = form.elements.namedItem('progress')
  const note = form.elements.namedItem('note')
  const version = form.elements.namedItem('version')
  const said = form.querySelector('[role="status"]')
  const page = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

  const written = () => ({ progress: choice.value, note: note.value.trim() })
  /** What the server has. */
  let saved = 'begun' in form.dataset ? { progress: '', note: '' } : written()
  /** Saves without an answer: the one in progress, and earlier ones that may or may not have arrived. */
  let onItsWay = null
  let doubtful = []
  /** Whether the row was changed while a save was in progress: it is sent after that. */
  let waits = false
  /** The note that is saved as a draft, because a note without a choice cannot be saved. */
  let draft = 'begun' in form.dataset ? note.value : null
  /**
   * The draft request in progress. A save waits for it, because a draft that arrives later would bring back the saved
   * text.
   */
  let keeping = null
  /** '', or why the row is not saved: 'lost' is retried automatically, 'refused' has to be corrected by the person. */
  let fault = ''
  let turn = 0
  let draftTurn = 0

  const isClean = () => textOf(written()) === textOf(saved)
  const isNoteAlone = () => choice.value === '' && version.value === '0' && note.value.trim() !== ''

  function say(words, { why = '', field = null, offers = [] } = {}) {
    fault = why
    said.classList.toggle('app-progress__said--fault', why !== '')
    said.replaceChildren(words, ...offers.flatMap((offer) => [' ', offer]))
    for (const one of [choice, note]) {
      if (one === field) one.setAttribute('aria-invalid', 'true')
      else one.removeAttribute('aria-invalid')
    }
  }

  const again = () => button('Try again', () => save())
  const sayLost = (words, ...offers) => say(words, { why: 'lost', offers: [...offers, again()] })
  const sayRefused = (words, { offers = [], field = null } = {}) => say(words, { why: 'refused', offers, field })

  function fill({ progress, note: words }) {
    choice.value = progress
    note.value = words
    note.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function offerBoth(told) {
    const keepMine = button('Keep what is here', () => {
      version.value = String(told.version)
      save({ regardless: true })
    })
    const takeTheirs = button('Take that instead', () => {
      version.value = String(told.version)
      fill(told)
      saved = written()
      say('')
    })
    sayRefused(told.said, { offers: [keepMine, takeTheirs] })
  }

  function offerBack(before) {
    const putBack = button('Put it back', () => {
      fill(before)
      save()
      choice.focus()
    })
    return [putBack]
  }

  function answered({ status, told }, sent) {
    if (status === 200) {
      const before = saved
      const isTakenBack = sent.progress === '' && before.progress !== ''
      version.value = String(told.version)
      // Clears the note of a removed entry, unless somebody has typed on.
      if (isTakenBack && note.value.trim() === sent.note) fill({ progress: '', note: '' })
      saved = isTakenBack ? { progress: '', note: '' } : sent
      if (!isClean()) say('')
      else say(told.said, { offers: isTakenBack ? offerBack(before) : [] })
    } else if (status === 409 && told.version !== undefined) offerBoth(told)
    else if (status === 422) sayRefused(`Not saved. ${told.said}`, { field: form.elements.namedItem(told.field) })
    else if (status === 401) sayLost(signedOut, signInLink())
    else if (status === 403 && told.said) sayLost(another)
    else if (status === 403 || status === 404) sayRefused(gone)
    else sayLost(noAnswer)
  }

  function signInLink() {
    const link = document.createElement('a')
    link.href = '/sign-in'
    link.target = '_blank'
    link.className = 'govuk-link'
    link.textContent = 'Sign in (a new tab)'
    return link
  }

  async function keepNote(isFarewell) {
    const text = note.value
    if (draft === text) return
    draft = text
    draftTurn += 1
    const asked = [
      ['_draft', 'typed'],
      ['_page', page],
      ['_turn', String(draftTurn)],
      ['_regardless', 'yes'],
    ]
    keeping = sendOnce(asked, isFarewell)
    const answer = await keeping
    keeping = null
    const isKept = answer?.status === 200
    if (!isKept && draft === text) draft = null
    if (isNoteAlone()) say(isKept ? kept : unkept, { why: isKept ? '' : 'lost', field: choice })
  }

  /** Null where the result is unknown. Retries once with a new CSRF token. */
  async function sendOnce(more, isFarewell) {
    const answer = await send(form, more, { isFarewell }).catch(() => null)
    if (!answer?.told.token) return answer
    renewToken(answer.told.token)
    return send(form, more, { isFarewell }).catch(() => null)
  }

  async function save({ isFarewell = false, regardless = false } = {}) {
    const now = written()
    if (isNoteAlone() && !onItsWay && doubtful.length === 0) return keepNote(isFarewell)
    if (keeping && !isFarewell) {
      await keeping
      return save({ regardless })
    }
    const isKnown = isClean() && draft === null && !onItsWay && !regardless
    if (isKnown && doubtful.length === 0) {
      if (fault !== '') say('')
      return undefined
    }
    if (onItsWay && (textOf(onItsWay) === textOf(now) || !isFarewell)) {
      waits = textOf(onItsWay) !== textOf(now)
      return undefined
    }
    const sent = [...doubtful, ...(onItsWay ? [textOf(onItsWay)] : [])].slice(-mostDoubtful)
    doubtful = sent
    onItsWay = now
    draft = null
    turn += 1
    const mine = turn
    const answer = await sendOnce([['_script', 'yes'], ...sent.map((text) => ['_sent', text])], isFarewell)
    // A later request, sent when the page was left, has the current answer.
    if (mine !== turn) return undefined
    onItsWay = null
    doubtful = answer === null ? [...sent, textOf(now)] : []
    if (answer === null) sayLost(lost)
    else answered(answer, now)
    if (waits && answer !== null) {
      waits = false
      return save()
    }
    waits = false
    return undefined
  }

  form.classList.add('app-progress__cell--saves-itself')
  form.addEventListener('change', () => save())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    save()
  })

  return {
    form,
    note,
    save,
    /** Retries a failed or unanswered save. */
    retry: () => (fault === 'lost' || doubtful.length > 0 ? save() : undefined),
    /**
     * Whether the page may be left without a warning: everything is saved, or is being sent by a request that outlives
     * the page.
     */
    isKept: () => {
      if (isClean() && doubtful.length === 0) return true
      if (fault !== '' || !navigator.onLine) return false
      save({ isFarewell: true })
      return true
    },
  }
}

/** Enter in a note saves the row and moves to the next row's note. */
function leadOn(rows) {
  for (const [place, { note, save }] of rows.entries()) {
    note.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      const next = rows[place + 1]
      if (next) next.note.focus()
      save()
    })
  }
}

/**
 * Starts saving rows.
 * @returns a function that tells whether a form may be left without a warning, because its text is saved or being sent
 */
export function noteProgress() {
  const rows = [...document.querySelectorAll('form[data-progress]')].map(rowOf)
  if (rows.length === 0) return () => false
  leadOn(rows)
  const all = (act) => () => {
    for (const row of rows) act(row)
  }
  const farewell = all(({ save }) => save({ isFarewell: true }))
  window.addEventListener('pagehide', farewell)
  window.addEventListener(
    'online',
    all(({ retry }) => retry()),
  )
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') farewell()
    else for (const row of rows) row.retry()
  })
  return (asked) => rows.find(({ form }) => form === asked)?.isKept() ?? false
}
