import type { FormValues } from '../ui/forms/form-values.ts'
import type { Flash, PageModel } from '../ui/views/views.ts'

/** What a route answers with. It is sent after the transaction has been committed, so that no success is told too early. */
export type Answer = PageAnswer | SeeOther | FileAnswer | Told | NotFound

/** `paper` names the file of a page that can be had as PDF, without a child's name; null where it cannot. */
export type PageAnswer = {
  kind: 'page'
  view: string
  page: PageModel
  status: 200 | 409 | 422
  paper: string | null
}
/**
 * `held` are values for the form at `location`, which it shows instead of what stands. Where `canUndo`, what was typed is
 * kept for the route that undoes it by the flash's button.
 */
export type SeeOther = {
  kind: 'seeOther'
  location: string
  flash: Flash | null
  held?: FormValues
  canUndo?: boolean
}
export type FileAnswer = { kind: 'file'; name: string; type: string; body: string | Uint8Array }
/** What a script of ours is told, as JSON. `status` says whether what it sent was kept. */
export type Told = {
  kind: 'told'
  told: Readonly<Record<string, string | number | readonly string[]>>
  status: 200 | 409 | 413 | 422
}
export type NotFound = { kind: 'notFound' }

/** A page: a view below views/ and its finished model. */
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

/** A page that can be had as PDF too, at its own address with `as=pdf`, where a Chromium is there to make it. */
export const paper = <Model extends PageModel>(view: string, model: Model, name: string): PageAnswer => ({
  ...page(view, model),
  paper: `${name}.pdf`,
})

/** After a change: the browser is sent on, and what was done is said once on the next page. */
export const seeOther = (location: string, flash: Flash | null = null): SeeOther => ({
  kind: 'seeOther',
  location,
  flash,
})

/** A file to save. `type` is its media type. */
export const file = (name: string, type: string, body: string | Uint8Array): FileAnswer => ({
  kind: 'file',
  name,
  type,
  body,
})

/** For a script of ours, as JSON. */
export const told = (words: Told['told'], status: Told['status'] = 200): Told => ({ kind: 'told', told: words, status })

/** Not there, or somebody else's: the same answer, so that it tells nothing. */
export const notFound: NotFound = { kind: 'notFound' }
