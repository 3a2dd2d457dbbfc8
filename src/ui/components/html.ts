/**
 * Markup that is safe to print as it stands. Only a component and the `html` tag make one, so a string from the
 * database can never pass for markup: not by type in TypeScript, and not at run time in a view, where there are no types.
 */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  /** For components.ts only: what a compiled template printed. */
  static printedBy(template: (locals: Readonly<Record<string, unknown>>) => string, locals: Record<string, unknown>) {
    return new Html(template(locals))
  }

  /** For the `html` tag: its literal parts are source code, its values are escaped. */
  static fromLiteral(literal: TemplateStringsArray, values: readonly HtmlValue[]): Html {
    if (!Object.hasOwn(literal, 'raw')) throw new TypeError('html is a template tag: call it as html`…`')
    let markup = literal[0] ?? ''
    values.forEach((value, index) => {
      markup += printValue(value) + (literal[index + 1] ?? '')
    })
    return new Html(markup)
  }

  toString(): string {
    return this.#markup
  }
}

/** What may stand in `${…}` of the `html` tag: `false` and `null` print nothing, a list prints one after the other. */
export type HtmlValue = string | number | Html | false | null | readonly HtmlValue[]

function printValue(value: HtmlValue): string {
  if (value === false || value === null) return ''
  if (Array.isArray(value)) return value.map(printValue).join('')
  return escapeHtml(value)
}

/** Markup written in a view or in code: html`<p>${text}</p>`. Every value is escaped unless it is Html itself. */
export function html(literal: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.fromLiteral(literal, values)
}

const SPECIAL = /[&<>"']/
const SPECIALS = /[&<>"']/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * What `<%= … %>` does with a value. Html passes, everything else is escaped, null prints nothing.
 * @throws TypeError for undefined: that is a misspelt field, and must not print an empty space.
 */
export function escapeHtml(value: unknown): string {
  if (typeof value === 'string')
    return SPECIAL.test(value) ? value.replace(SPECIALS, (char) => ENTITIES[char] ?? char) : value
  if (value instanceof Html) return value.toString()
  if (value === undefined) throw new TypeError('A view printed a value that is not there: is a field misspelt?')
  if (value === null) return ''
  return escapeHtml(String(value))
}
