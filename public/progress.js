/*
 * How far pupils have got, saved cell by cell: each row is a form of its own, which is sent as soon as a choice is made or
 * its note is left, and says itself whether it is saved. What could not be sent stays in the row and is tried again.
 */

/** Milliseconds: after which the line counts as broken. */
const patience = 20_000
/** So many of what was sent without an answer are told to the server, which then knows its own page again. */
const mostDoubtful = 5

const lost = 'Not saved: no connection. What you wrote is still here.'
const noAnswer = 'Not saved just now. What you wrote is still here.'
const signedOut = 'Not saved: you have been signed out. Sign in, then come back to this page.'
const another = 'Not saved: somebody else has signed in here. What you wrote is still here.'
const gone = 'Not saved: this can no longer be noted here. Copy what you want to keep.'
const kept = 'Choose how far it has got. Until then your note is kept as a draft.'
const unkept = 'Choose how far it has got: your note is saved with it.'

/** A choice and a note in one text, as the server compares them. */
const textOf = ({ progress, note }) => `${progress} ${note}`.trim()

async function send(form, more, { isFarewell }) {
  const fields = new URLSearchParams([...new FormData(form)])
  for (const [name, value] of more) fields.append(name, value)
  const answer = await fetch(form.getAttribute('action'), {
    method: 'POST',
    body: fields,
    // It outlives the page, wherever that leads: nobody waits for it.
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

/** The session has another token since its person signed in again: the page goes on with that. */
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
  /** What was sent and not answered: the newest, and earlier ones of which nobody knows whether they arrived. */
  let onItsWay = null
  let doubtful = []
  /** Left while something was on its way: to be sent after that. */
  let waits = false
  /** What is kept as a draft, because a note alone cannot be saved. */
  let draft = 'begun' in form.dataset ? note.value : null
  /** The draft's own way to the server: nothing may overtake it, or it would bring back what is saved by then. */
  let keeping = null
  /** '', or why it is not saved: 'lost' is worth another try by itself, 'refused' is the person's to put right. */
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
      // The note went with what was taken back, unless somebody writes on.
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

  /** Null where nobody knows whether it arrived. Once more where only the token was of an earlier session. */
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
    // A later one, sent as the page was left, tells what stands.
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
    /** Tries again what found no way before. */
    retry: () => (fault === 'lost' || doubtful.length > 0 ? save() : undefined),
    /** Whether the page may be left without a question: all is kept, or on a way that outlives the page. */
    isKept: () => {
      if (isClean() && doubtful.length === 0) return true
      if (fault !== '' || !navigator.onLine) return false
      save({ isFarewell: true })
      return true
    },
  }
}

/** Enter in a note saves it and leads to the next row's. */
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
 * @returns whether a form may be left without a question, because what was typed into it is kept or on its way there
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
