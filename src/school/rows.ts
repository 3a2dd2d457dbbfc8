import { v7 as uuidv7 } from 'uuid'
import type { FormState } from '../ui/components/form-fields.ts'
import { mostRows } from '../ui/forms/form-values.ts'

/*
 * Lists that are edited as rows of one form. Each box of the form carries the id of its row. A blank box carries the id
 * that its row would get, so that the same form sent twice adds the row once. Emptying a box deletes its row. A row
 * without a box, such as one of an earlier year, stays unchanged.
 */

/** A box as the form sent it. `row` is null if the box is empty. */
export type FormRow<Row> = { id: string | null; row: Row | null }
/** A row of the list as it is saved, with its id. */
export type StoredRow<Row> = Row & { id: string }

/** How many blank boxes the form has after the used ones. */
const emptyRows = 2
/** The most saved rows that a form shows, the last ones of the list: it has room for `mostRows`, and some stay empty. */
const mostShownRows = mostRows - emptyRows

/** The boxes of a list when the form is opened: one for each saved row, then blank ones. */
export const rowsAtFirst = <Row>(saved: readonly StoredRow<Row>[]): FormRow<StoredRow<Row>>[] => [
  ...saved.slice(-mostShownRows).map((row) => ({ id: row.id, row })),
  ...Array.from({ length: emptyRows }, () => ({ id: uuidv7(), row: null })),
]

/** The saved rows, each in the box that it had in the form that was sent. Rows that had no box there come last. */
function rowsAsSent<Row>(
  saved: readonly StoredRow<Row>[],
  sent: readonly FormRow<unknown>[],
): FormRow<StoredRow<Row>>[] {
  const left = new Map(saved.map((row) => [row.id, row]))
  const boxes = sent.map(({ id }) => {
    const row = left.get(id ?? '') ?? null
    left.delete(id ?? '')
    return { id, row }
  })
  return [...boxes, ...[...left.values()].map((row) => ({ id: row.id, row }))].slice(0, mostRows)
}

/**
 * The saved rows as boxes: for a form that is opened or, if `sent` is given, in the boxes of the form that was sent.
 */
export const rowsFor = <Row>(saved: readonly StoredRow<Row>[], sent: readonly FormRow<unknown>[] | null) =>
  sent === null ? rowsAtFirst(saved) : rowsAsSent(saved, sent)

/** The form values of a list's boxes. Their names are like `terms.0.id`, `terms.0.name`. */
export const storedRowFields = <Row>(
  list: string,
  boxes: readonly FormRow<Row>[],
  fields: (row: Row) => Readonly<Record<string, string | null>>,
): Record<string, string | null> =>
  Object.fromEntries(
    boxes.flatMap(({ id, row }, box) =>
      Object.entries({ id, ...(row && fields(row)) }).map(([name, value]) => [`${list}.${box}.${name}`, value]),
    ),
  )

/** A box on a page. `name` begins the names of its fields, like `terms.0`; `id` is the id of its row. */
export type ShownRow = { name: string; id: string; number: number }

/**
 * The boxes of a list for the page, taken from the form's values: when the form is opened, and when it is shown again
 * with errors.
 */
export function shownRows({ values }: FormState, list: string): ShownRow[] {
  const numbers = Object.keys(values).flatMap((name) => {
    const [ofList, box, field] = name.split('.')
    return ofList === list && field !== undefined && Number(box) < mostRows ? [Number(box)] : []
  })
  return Array.from({ length: Math.max(-1, ...numbers) + 1 }, (_, box) => ({
    name: `${list}.${box}`,
    id: [values[`${list}.${box}.id`] ?? ''].flat()[0] ?? '',
    number: box + 1,
  }))
}

type RowChanges<Row> = { removed: string[]; changed: StoredRow<Row>[]; added: StoredRow<Row>[] }

/**
 * Which rows to add, change and delete, so that the saved list agrees with the boxes. `isSame` says whether a saved row
 * equals the sent one.
 */
export function rowChanges<Row, Saved extends { id: string }>(
  saved: readonly Saved[],
  sent: readonly FormRow<Row>[],
  isSame: (savedRow: Saved, row: Row) => boolean,
): RowChanges<Row> {
  const byId = new Map(saved.map((row) => [row.id, row]))
  const changes: RowChanges<Row> = { removed: [], changed: [], added: [] }
  for (const { id, row } of sent) {
    const savedRow = byId.get(id ?? '')
    if (row === null) {
      if (savedRow) changes.removed.push(savedRow.id)
    } else if (!savedRow) {
      changes.added.push({ ...row, id: id ?? uuidv7() })
    } else if (!isSame(savedRow, row)) {
      changes.changed.push({ ...row, id: savedRow.id })
    }
  }
  return changes
}
