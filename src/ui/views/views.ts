import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs, { type Template } from 'ejs'
import type { Link, PostAction } from '../components/common-options.ts'
import type { FieldError } from '../components/component-options.ts'
import { c } from '../components/components.ts'
import { escapeHtml } from '../components/html.ts'
import { strictPage } from '../components/strict-page.ts'

/** The fields of every page model. The layout prints them, so that views need not. */
export type PageModel = {
  /** Title for the browser tab and history. It never contains a child's name. */
  title: string
  /** Back link above the page; null or absent for none. */
  back?: Link | null
  /** Error messages of a form. The layout prints the error summary and puts "Error:" before the title. */
  errors?: readonly FieldError[]
  /**
   * Set if somebody else saved the form in the meantime. The layout shows both versions above the form, which keeps the
   * user's values.
   */
  conflict?: Conflict | null
  /** The draft notice, which the layout shows above the form. */
  draft?: DraftNotice | null
  /** The day that the page is about, in words, for the print header; default: `site.today`. */
  asOf?: string
  /** The text with which the search box of the page header is filled in. */
  sought?: string
}

/** The fields in which the user's values and those that somebody else saved in the meantime differ. */
export type Conflict = { fields: readonly { label: string; yours: string; theirs: string }[] }

/** The draft notice above a form, which the form's script also reads. */
export type DraftNotice = {
  /** A sentence that says when the draft was last changed; empty if the form shows no draft. */
  begun: string
  discard: PostAction
  /** Sentences that say who else has the form open, or has saved it since it was opened. */
  others: readonly string[]
  /** Whether others can have the same form open, so that its script polls the server. */
  isWatched: boolean
  /** Whether the form shows values that are not stored, neither saved nor as a draft. */
  isUnsaved: boolean
}

/** A message about what was just done, shown once. `undo` is a button, `link` leads to a next step ("Write it now"). */
export type Flash = { heading: string; text: string; undo?: PostAction | null; link?: Link | null }

/** The layout's data about the school, the user and the request. */
export type Site = {
  /** The name of the user's school; empty if nobody is signed in. */
  schoolName: string
  userName: string
  roleName: string
  signedIn: boolean
  /** The user's staff id, for the field `_for` of forms. Empty if nobody is signed in. */
  staffId: string
  navigation: readonly (Link & { current: boolean })[]
  /** Whether the user may search, so that the page header has a search box. */
  maySearch: boolean
  csrfToken: string
  /** Today in words, like '24 November 2026'. */
  today: string
  /** The time of the request in words, for the print header: '24 November 2026 at 14:32'. */
  printedAt: string
  flash: Flash | null
  /** URL of the page as PDF; null if it has none. */
  pdfHref: string | null
  assets: { css: string; js: string; jsEnabled: string; icon: string }
}

const defaultDirectory = fileURLToPath(new URL('../../../views/', import.meta.url))
const compiled = new Map<string, Template>()

function template(filename: string, root: string): Template {
  const known = compiled.get(filename)
  if (known) return known
  const fresh = ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    root,
    cache: true,
    strict: true,
    _with: false,
    destructuredLocals: ['page', 'c', 'site'],
    escape: escapeHtml,
  })
  compiled.set(filename, fresh)
  return fresh
}

function renderFile(filename: string, root: string, page: PageModel, site: Site): string {
  const body = template(filename, root)({ page: strictPage(page, 'page'), c, site })
  const frame = {
    title: page.title,
    back: page.back ?? null,
    errors: page.errors ?? [],
    conflict: page.conflict ?? null,
    draft: page.draft ?? null,
    asOf: page.asOf ?? site.today,
    sought: page.sought ?? '',
    body,
  }
  return template(join(root, 'layout.ejs'), root)({ page: frame, c, site })
}

/**
 * Renders a view inside the layout.
 * @param view path in views/ without extension: 'lists/register/register'
 * @throws TypeError if the view reads a field that the page model does not have, and errors of the view itself
 */
export function renderPage<Model extends PageModel>(
  view: string,
  { page, site }: { page: Model; site: Site },
  viewsDirectory = defaultDirectory,
): string {
  const filename = isAbsolute(view) ? view : join(viewsDirectory, `${view}.ejs`)
  return renderFile(filename, viewsDirectory, page, site)
}

type ViewEngine = (path: string, options: object, callback: (error: unknown, page?: string) => void) => void

/**
 * An Express view engine: after `app.engine('ejs', viewEngine(directory))`, use `response.render(view, { page, site
 * })`.
 */
export function viewEngine(viewsDirectory = defaultDirectory): ViewEngine {
  return (path, options, callback) => {
    let answer: string
    try {
      if (!hasPageAndSite(options)) throw new TypeError('render takes { page, site }')
      answer = renderFile(path, viewsDirectory, options.page, options.site)
    } catch (error) {
      callback(error)
      return
    }
    callback(null, answer)
  }
}

function hasPageAndSite(options: object): options is { page: PageModel; site: Site } {
  return 'page' in options && 'site' in options && typeof options.page === 'object' && typeof options.site === 'object'
}
