/**
 * A proxy around page models that throws for misspelt fields. Without it EJS prints nothing for a misspelt field, and a
 * condition on one is false. For speed, only the first entry of a list has a proxy: page models have no optional
 * fields, so the first row is like the others. Printing undefined throws in every row (see `escapeHtml`).
 */
const watched = new WeakMap<object, object>()
let componentDepth = 0

/** Renders a component. Inside it missing fields do not throw, because component options are optional. */
export function leniently<Result>(render: () => Result): Result {
  componentDepth += 1
  try {
    return render()
  } finally {
    componentDepth -= 1
  }
}

/** Wraps a page model in a proxy that throws when a view reads a missing field. `path` begins the error message. */
export function strictModel(model: object, path: string): object {
  const known = watched.get(model)
  if (known) return known
  const seen = Array.isArray(model) ? watchFirst(model, path) : new Proxy(model, watcher(path))
  watched.set(model, seen)
  return seen
}

function watchFirst(list: readonly unknown[], path: string): readonly unknown[] {
  const first = list[0]
  if (!isModel(first)) return list
  const copy = list.slice()
  copy[0] = strictModel(first, `${path}[0]`)
  return copy
}

function watcher(path: string): ProxyHandler<object> {
  return {
    get(model, field) {
      const value: unknown = Reflect.get(model, field)
      if (componentDepth > 0) return value
      if (isModel(value)) return strictModel(value, `${path}.${String(field)}`)
      if (value === undefined && typeof field === 'string' && !(field in model)) {
        throw new TypeError(`${path}.${field} is not in the page model. It has: ${Object.keys(model).join(', ')}`)
      }
      return value
    },
  }
}

/**
 * Whether a value gets a proxy: plain objects and lists do. Dictionaries made with Object.create(null) allow any key.
 */
function isModel(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
