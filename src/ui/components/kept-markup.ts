const kept = new WeakMap<object, Map<string, string>>()

/**
 * The markup that a part of a view made of a model that never changes, kept as long as the model is: for the long lists
 * of pages whose models are kept between requests.
 * @param name the part, where another makes something else of the same model
 * @param render what depends on the model alone: not on who asks, nor on the request
 */
export function keptMarkup(name: string, model: object, render: () => string): string {
  const parts = kept.get(model) ?? new Map<string, string>()
  kept.set(model, parts)
  const before = parts.get(name)
  if (before !== undefined) return before
  const markup = inOnePiece(render())
  parts.set(name, markup)
  return markup
}

/** A template's string is a tree of its pieces, which every sending would have to walk again. */
const inOnePiece = (markup: string): string => Buffer.from(markup).toString()
