/**
 * What a form sent, as it was typed. Names are flat in the page and nested for the schema: `interventions.0.what` is the
 * `what` of the first of `interventions`, and `heldOn-day`, `heldOn-month`, `heldOn-year` are one day `heldOn`.
 */
export type FormValues = Readonly<Record<string, readonly string[]>>

/** A form has at most so many rows of a kind; further ones are left out before anything is made of them. */
export const mostRows = 60

const datePart = /^(.+)-(day|month|year)$/
const plainName = /^[A-Za-z_][\w-]*(\.\d{1,2}\.[A-Za-z_][\w-]*)?$/

/** Names that no form of ours has are dropped, with them those that every object has: `constructor`, `__proto__`. */
export const isFieldName = (name: string): boolean =>
  plainName.test(name) && !name.split('.').some((part) => part in Object.prototype)

/** The fields of an urlencoded body. */
export function valuesOf(body: string): FormValues {
  const values: Record<string, string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    if (!isFieldName(name)) continue
    const known = values[name]
    if (known) known.push(value)
    else values[name] = [value]
  }
  return values
}

/** One text to a field; a field that is not there is left out, a list stays a list. */
export function formValues(
  fields: Readonly<Record<string, string | number | boolean | readonly string[] | null>>,
): FormValues {
  const values: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) continue
    values[name] = typeof value === 'object' ? value : [String(value)]
  }
  return values
}

/** The three fields of a date input. */
export function dayFields(name: string, day: string | null): Record<string, string> {
  const [year, month, dayOfMonth] = (day ?? '').split('-')
  return {
    [`${name}-day`]: dayOfMonth ? String(Number(dayOfMonth)) : '',
    [`${name}-month`]: month ? String(Number(month)) : '',
    [`${name}-year`]: year ?? '',
  }
}

type DayTyped = Readonly<Record<string, readonly string[]>>
type Row = Readonly<Record<string, readonly string[] | DayTyped>>

/** The shape that a form's schema reads. A day becomes `{ day, month, year }`, rows become a list in the rows' order. */
export function nested(values: FormValues): Readonly<Record<string, readonly string[] | DayTyped | Row[]>> {
  const top = new Map<string, readonly string[]>()
  const lists = new Map<string, Map<number, Map<string, readonly string[]>>>()
  for (const [name, typed] of Object.entries(values)) {
    const [list, row, field] = name.split('.')
    if (list === undefined || row === undefined || field === undefined) {
      top.set(name, typed)
      continue
    }
    if (Number(row) >= mostRows) continue
    const rows = lists.get(list) ?? new Map<number, Map<string, readonly string[]>>()
    const fields = rows.get(Number(row)) ?? new Map<string, readonly string[]>()
    lists.set(list, rows.set(Number(row), fields.set(field, typed)))
  }
  const rowsByList = [...lists].map(([list, rows]) => [list, rowsInOrder(rows)] as const)
  return { ...withDays(top), ...Object.fromEntries(rowsByList) }
}

/** A gap in the numbering stays an empty row, so that a fault's path is the field's name. */
function rowsInOrder(rows: ReadonlyMap<number, ReadonlyMap<string, readonly string[]>>): Row[] {
  const count = Math.max(...rows.keys()) + 1
  return Array.from({ length: count }, (_, index) => withDays(rows.get(index) ?? new Map()))
}

function withDays(fields: ReadonlyMap<string, readonly string[]>): Row {
  const texts = new Map<string, readonly string[] | DayTyped>()
  const days = new Map<string, Record<string, readonly string[]>>()
  for (const [name, typed] of fields) {
    const [, dayName, part] = datePart.exec(name) ?? []
    if (dayName === undefined || part === undefined) {
      texts.set(name, typed)
    } else {
      days.set(dayName, { ...days.get(dayName), [part]: typed })
    }
  }
  return Object.fromEntries([...texts, ...days])
}
