const fragments = new WeakMap<object, Map<string, string>>()

/**
 * Caches the markup of a part of a view for as long as its model exists. For long lists whose models are immutable and
 * cached between requests.
 * @param name name of the part; other parts may use the same model
 * @param render makes the markup; must depend on the model only, not on the user or the request
 */
export function cachedFragment(name: string, model: object, render: () => string): string {
  const parts = fragments.get(model) ?? new Map<string, string>()
  fragments.set(model, parts)
  const before = parts.get(name)
  if (before !== undefined) return before
  const markup = flatString(render())
  parts.set(name, markup)
  return markup
}

/**
 * Copies the string into one piece. V8 keeps a concatenated string as a tree, which each response would flatten again.
 */
const flatString = (markup: string): string => Buffer.from(markup).toString()
