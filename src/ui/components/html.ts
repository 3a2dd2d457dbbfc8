/**
 * Markup that is safe to print without escaping. Only components and the `html` tag create it, so that a string from
 * the database is never printed as markup. TypeScript checks this in code; views, which have no types, check it at run
 * time.
 */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  /** Makes Html from the output of a compiled template. For component templates only. */
  static printedBy(template: (locals: Readonly<Record<string, unknown>>) => string, locals: Record<string, unknown>) {
    return new Html(template(locals))
  }

  /** Makes Html from the parts of a template string. Its literal parts are source code; its values are escaped. */
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

/**
 * A value in `${…}` of the `html` tag. `false` and `null` print nothing; a list prints its entries one after the other.
 */
type HtmlValue = string | number | Html | false | null | readonly HtmlValue[]

function printValue(value: HtmlValue): string {
  if (value === false || value === null) return ''
  if (Array.isArray(value)) return value.map(printValue).join('')
  return escapeHtml(value)
}

/** Template tag for markup: html`<p>${text}</p>`. It escapes every value that is not Html. */
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
 * Escapes a value for `<%= … %>`. Html is printed as it is, null prints nothing.
 * @throws TypeError for undefined, because it comes from a misspelt field
 */
export function escapeHtml(value: unknown): string {
  if (typeof value === 'string')
    return SPECIAL.test(value) ? value.replace(SPECIALS, (char) => ENTITIES[char] ?? char) : value
  if (value instanceof Html) return value.toString()
  if (value === undefined) throw new TypeError('A view printed an undefined value. Is a field misspelt?')
  if (value === null) return ''
  return escapeHtml(String(value))
}
