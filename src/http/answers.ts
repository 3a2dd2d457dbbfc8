import type { FormValues } from '../ui/forms/form-values.ts'
import type { Flash, PageModel } from '../ui/views/views.ts'

/**
 * What a route returns: a page, a redirect, a file, JSON or "not found". It is sent after the commit, so that the user
 * never sees a success that was not saved.
 */
export type Answer = PageAnswer | SeeOther | FileAnswer | JsonAnswer | NotFound

/** `paper` is the file name of the page as PDF (never with a child's name); null if the page has no PDF. */
export type PageAnswer = {
  kind: 'page'
  view: string
  page: PageModel
  status: 200 | 409 | 422
  paper: string | null
}
/**
 * A redirect (303). `formToRestore` are values that the form at `location` shows instead of the saved ones. With
 * `canUndo`, the sent values stay in the session for the route that the message's undo button posts to.
 */
export type SeeOther = {
  kind: 'seeOther'
  location: string
  flash: Flash | null
  formToRestore?: FormValues
  canUndo?: boolean
}
type FileAnswer = { kind: 'file'; name: string; type: string; body: string | Uint8Array }
/** A JSON response for one of our scripts. `status` says whether the sent values were saved. */
export type JsonAnswer = {
  kind: 'json'
  body: Readonly<Record<string, string | number | readonly string[]>>
  status: 200 | 409 | 413 | 422
}
export type NotFound = { kind: 'notFound' }

/** A page: a view in views/ (path without extension) and its page model. */
export const page = <Model extends PageModel>(
  view: string,
  model: Model,
  status: 200 | 409 | 422 = 200,
): PageAnswer => ({
  kind: 'page',
  view,
  page: model,
  status,
  paper: null,
})

/** A page that is also available as PDF, at its own address with `as=pdf`, if a Chromium is configured. */
export const paper = <Model extends PageModel>(view: string, model: Model, name: string): PageAnswer => ({
  ...page(view, model),
  paper: `${name}.pdf`,
})

/** A redirect after a change. The next page shows the message `flash` once. */
export const seeOther = (location: string, flash: Flash | null = null): SeeOther => ({
  kind: 'seeOther',
  location,
  flash,
})

/** A file download. `type` is its media type. */
export const file = (name: string, type: string, body: string | Uint8Array): FileAnswer => ({
  kind: 'file',
  name,
  type,
  body,
})

/** A JSON response for one of our scripts. */
export const json = (words: JsonAnswer['body'], status: JsonAnswer['status'] = 200): JsonAnswer => ({
  kind: 'json',
  body: words,
  status,
})

/**
 * The answer 404. It is used both for rows that do not exist and for rows that the user may not see, so that the
 * response does not reveal which of the two it is.
 */
export const notFound: NotFound = { kind: 'notFound' }
