/**
 * A proxy around page models that throws for misspelt fields. Without it EJS prints nothing for a misspelt field, and a
 * condition on one is false. For speed, only the first entry of a list has a proxy: page models have no optional
 * fields, so the first row is like the others. Printing undefined throws in every row (see `escapeHtml`).
 */
const watched = new WeakMap<object, object>()
let componentDepth = 0

/**
 * Renders a component. Reading a missing field does not throw while it renders, because the options of components are
 * optional.
 */
export function allowMissing<Result>(render: () => Result): Result {
  componentDepth += 1
  try {
    return render()
  } finally {
    componentDepth -= 1
  }
}

/** Wraps a page model in a proxy that throws when a view reads a missing field. `path` begins the error message. */
export function strictPage(page: object, path: string): object {
  const known = watched.get(page)
  if (known) return known
  const seen = Array.isArray(page) ? watchFirst(page, path) : new Proxy(page, watcher(path))
  watched.set(page, seen)
  return seen
}

function watchFirst(list: readonly unknown[], path: string): readonly unknown[] {
  const first = list[0]
  if (!isPlainObjectOrList(first)) return list
  const copy = list.slice()
  copy[0] = strictPage(first, `${path}[0]`)
  return copy
}

function watcher(path: string): ProxyHandler<object> {
  return {
    get(page, field) {
      const value: unknown = Reflect.get(page, field)
      if (componentDepth > 0) return value
      if (isPlainObjectOrList(value)) return strictPage(value, `${path}.${String(field)}`)
      if (value === undefined && typeof field === 'string' && !(field in page)) {
        throw new TypeError(`${path}.${field} is not in the page model. It has: ${Object.keys(page).join(', ')}`)
      }
      return value
    },
  }
}

/**
 * Whether a value gets a proxy: plain objects and lists do. Dictionaries made with Object.create(null) allow any key.
 */
function isPlainObjectOrList(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
