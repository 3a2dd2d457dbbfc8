/** The small functions that the component templates share. */

import type { Attributes } from './common-options.ts'
import type { FieldOptions, TextOrMarkup } from './component-options.ts'
import { Html, html } from './html.ts'

type PartObject = Exclude<TextOrMarkup, string>

/**
 * A part of a component, such as its label, as an object: a plain string becomes `{ text }`, null and undefined become
 * an empty object.
 */
export function part(given: TextOrMarkup | null | undefined): PartObject {
  if (given === null || given === undefined) return {}
  return typeof given === 'string' ? { text: given } : given
}

/** Whether a part of a component, such as its label, has text or markup, so that it is printed. */
export function isPart(given: TextOrMarkup | null | undefined): boolean {
  const { text, html: markup } = part(given)
  return Boolean(text) || markup !== undefined
}

/**
 * The markup of a part, or its text if it has none. Print it with `<%= %>`, which escapes the text.
 * @throws TypeError if `html` is a plain string, because unescaped text must never be printed as markup
 */
export function content(given: TextOrMarkup | null | undefined): Html | string {
  const { text, html: markup } = part(given)
  if (markup === undefined || markup === null) return text ?? ''
  if (markup instanceof Html) return markup
  throw new TypeError('html takes the output of a component or of the html tag, not a string: use text')
}

/** Joins class names with spaces, without the empty ones. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

const ATTRIBUTE_NAME = /^(?!on|style$)[a-z][a-z0-9.:-]*$/

/** Prints ` name="value"` for each attribute. The value true prints the name alone, false prints nothing. */
export function attributes(given: Attributes | undefined): Html | '' {
  if (given === undefined) return ''
  return html`${Object.entries(given).map(([name, value]) => {
    if (!ATTRIBUTE_NAME.test(name)) throw new TypeError(`Attribute ${name} is not allowed`)
    if (value === false) return ''
    return value === true ? html` ${name}` : html` ${name}="${value}"`
  })}`
}

/** The value of `aria-describedby`: the ids of a field's descriptions, in the order in which they are read aloud. */
export function describedBy(id: string, field: Pick<FieldOptions, 'describedBy' | 'hint' | 'errorMessage'>): string {
  return classes(field.describedBy, isPart(field.hint) && `${id}-hint`, isPart(field.errorMessage) && `${id}-error`)
}

const SCRIPT_ADDRESS = /^[\s\p{Cc}]*(?:javascript|data|vbscript)\s*:/iu

/**
 * Returns a link's URL unchanged.
 * @throws TypeError if the URL would run a script
 */
export function link(href: string): string {
  if (SCRIPT_ADDRESS.test(href)) throw new TypeError('A link may not run a script')
  return href
}

/** The markup of a form's hidden fields, one for each name. */
export function hidden(fields: Readonly<Record<string, string | number>>): Html {
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}
