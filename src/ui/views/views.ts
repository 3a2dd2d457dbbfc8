import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs, { type Template } from 'ejs'
import type { FieldError, Link, PostAction } from '../components/component-options.ts'
import { c } from '../components/components.ts'
import { escapeHtml } from '../components/html.ts'
import { strictModel } from '../components/strict-model.ts'

/** What every page model has, besides its own fields. The layout prints these, so a view need not. */
export type PageModel = {
  /** For the browser's title and history: never a child's name. */
  title: string
  /** Link above the page, `null` or absent for none. */
  back?: Link | null
  /** Faults of a form: the layout prints the error summary and puts "Error:" before the title. */
  errors?: readonly FieldError[]
  /** A stale edit: the layout shows both versions above the form, which keeps what was typed. */
  conflict?: Conflict | null
  /** A form that is kept as it is typed: the layout shows above it what is known of that. */
  draft?: DraftShown | null
  /** The day the page is about, in words, for the print header; `site.today` unless given. */
  asOf?: string
  /** What stands in the search box of the page's head: what was searched for. */
  sought?: string
}

/** What two people wrote in the same form, for the fields that differ. */
export type Conflict = { fields: readonly { label: string; yours: string; theirs: string }[] }

/** A form that is kept as it is typed, for the notice above it and its script. */
export type DraftShown = {
  /** When it was last written in; empty where the form shows what stands. */
  begun: string
  discard: PostAction
  /** Who else has it open, and that somebody saved it meanwhile. */
  others: readonly string[]
  /** Whether others may have the same form open, so that its script asks again and again. */
  isWatched: boolean
  /** Whether the form shows what is kept nowhere yet. */
  isUnsaved: boolean
}

/** What was just done, shown once above the page. `undo` posts, `link` leads on ("Write it now"). */
export type Flash = { heading: string; text: string; undo?: PostAction | null; link?: Link | null }

/** What the layout knows of school, person and request. */
export type Site = {
  /** Empty where nobody is signed in. */
  schoolName: string
  userName: string
  roleName: string
  signedIn: boolean
  /** Who asks: a form says for whom it was shown, see access/session.ts. Empty where nobody is signed in. */
  staffId: string
  navigation: readonly (Link & { current: boolean })[]
  /** Whether the page's head has a search box. */
  maySearch: boolean
  csrfToken: string
  /** Today in words: '24 November 2026'. */
  today: string
  /** The moment of the request in words, for the print header: '24 November 2026 at 14:32'. */
  printedAt: string
  flash: Flash | null
  /** Where the same page is had as PDF; null where it is not. */
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
  const body = template(filename, root)({ page: strictModel(page, 'page'), c, site })
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
 * A view inside the layout, as a whole page.
 * @param view path below views/ without its ending: 'lists/register/register'
 * @throws the view's own error, and TypeError where it reads a field that the page model does not have
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

/** For `app.engine('ejs', viewEngine(directory))`; `response.render(view, { page, site })` then answers the whole page. */
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
