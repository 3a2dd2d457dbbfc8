/**
 * EJS prints nothing for a misspelt field, and a condition on one is quietly false. So a view gets its page model behind
 * a proxy that throws. To cost nothing on a register of 300 rows, only the first entry of a list is watched: a page model
 * has no optional fields, so the first row stands for all; and whatever is printed as undefined throws in any row.
 */
const watched = new WeakMap<object, object>()
let componentDepth = 0

/** Runs a component: its options are optional, so inside it a missing field is no fault. */
export function leniently<Result>(render: () => Result): Result {
  componentDepth += 1
  try {
    return render()
  } finally {
    componentDepth -= 1
  }
}

/** The model as the view sees it: reading a field that it does not have throws, with the field's path. */
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

/** Plain objects and lists are models. A dictionary made with Object.create(null) may be asked for any key. */
function isModel(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
