/**
 * The sent values of a form by field name. Field names are flat on the page and nested for the schema (see `nested`):
 * `interventions.0.what` is `what` of the first of `interventions`; `heldOn-day`, `heldOn-month` and `heldOn-year` are
 * one day `heldOn`.
 */
export type FormValues = Readonly<Record<string, readonly string[]>>

/** The maximum number of rows in a list of a form. Further rows are ignored before parsing. */
export const mostRows = 60

const datePart = /^(.+)-(day|month|year)$/
const plainName = /^[A-Za-z_][\w-]*(\.\d{1,2}\.[A-Za-z_][\w-]*)?$/

/**
 * Whether a name is allowed as the name of a form field. Property names of Object.prototype (`constructor`,
 * `__proto__`) are not.
 */
export const isFieldName = (name: string): boolean =>
  plainName.test(name) && !name.split('.').some((part) => part in Object.prototype)

/** Parses an urlencoded body. Invalid field names are dropped. */
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

/** Converts stored values to form values. Null values are left out. */
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

/** The three values of a date input. `day` is YYYY-MM-DD. */
export function dayFields(name: string, day: string | null): Record<string, string> {
  const [year, month, dayOfMonth] = (day ?? '').split('-')
  return {
    [`${name}-day`]: dayOfMonth ? String(Number(dayOfMonth)) : '',
    [`${name}-month`]: month ? String(Number(month)) : '',
    [`${name}-year`]: year ?? '',
  }
}

type TypedDay = Readonly<Record<string, readonly string[]>>
type NestedRow = Readonly<Record<string, readonly string[] | TypedDay>>

/**
 * Converts flat form values into the nested object that a form's schema parses. The three inputs of a day become `{
 * day, month, year }`, and rows become a list sorted by row number.
 */
export function nested(values: FormValues): Readonly<Record<string, readonly string[] | TypedDay | NestedRow[]>> {
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

/**
 * The rows as a list. A gap in the row numbers becomes an empty row, so that the row number in a validation error is
 * that of the field's name.
 */
function rowsInOrder(rows: ReadonlyMap<number, ReadonlyMap<string, readonly string[]>>): NestedRow[] {
  const count = Math.max(...rows.keys()) + 1
  return Array.from({ length: count }, (_, index) => withDays(rows.get(index) ?? new Map()))
}

function withDays(fields: ReadonlyMap<string, readonly string[]>): NestedRow {
  const texts = new Map<string, readonly string[] | TypedDay>()
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
