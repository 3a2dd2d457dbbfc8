import { v7 as uuidv7 } from 'uuid'
import type { FormState } from '../ui/components/form-fields.ts'
import { mostRows } from '../ui/forms/form-values.ts'

/*
 * Lists that are edited as rows of one form. Each box of the form carries the id of its row. A blank box carries the id
 * that its row would get, so that the same form sent twice adds the row once. Emptying a box deletes its row. A row
 * without a box, such as one of an earlier year, stays unchanged.
 */

/** A box as sent: its row, or null where the box is empty. */
export type Box<Row> = { id: string | null; row: Row | null }
/** A saved row. */
export type Standing<Row> = Row & { id: string }

/** The number of blank boxes after the used ones. */
const emptyBoxes = 2
/** The most rows that get a box, because a form has a limited number of them. */
export const mostShown = mostRows - emptyBoxes

/** The boxes of a list when the form is opened: one for each row, then blank ones. */
export const boxesAtFirst = <Row>(registerEntry: readonly Standing<Row>[]): Box<Standing<Row>>[] => [
  ...registerEntry.slice(-mostShown).map((row) => ({ id: row.id, row })),
  ...Array.from({ length: emptyBoxes }, () => ({ id: uuidv7(), row: null })),
]

/** The saved rows, in the boxes of a form that was sent. Rows without a box there come last. */
export function boxesAsSent<Row>(
  registerEntry: readonly Standing<Row>[],
  sent: readonly Box<unknown>[],
): Box<Standing<Row>>[] {
  const left = new Map(registerEntry.map((row) => [row.id, row]))
  const boxes = sent.map(({ id }) => {
    const row = left.get(id ?? '') ?? null
    left.delete(id ?? '')
    return { id, row }
  })
  return [...boxes, ...[...left.values()].map((row) => ({ id: row.id, row }))].slice(0, mostRows)
}

/** The saved rows as boxes: for a form that is opened or, where `sent` is given, matched to what was sent. */
export const boxesFor = <Row>(registerEntry: readonly Standing<Row>[], sent: readonly Box<unknown>[] | null) =>
  sent === null ? boxesAtFirst(registerEntry) : boxesAsSent(registerEntry, sent)

/** The fields of a list's boxes, named `terms.0.id`, `terms.0.name`. */
export const boxFields = <Row>(
  list: string,
  boxes: readonly Box<Row>[],
  fields: (row: Row) => Readonly<Record<string, string | null>>,
): Record<string, string | null> =>
  Object.fromEntries(
    boxes.flatMap(({ id, row }, box) =>
      Object.entries({ id, ...(row && fields(row)) }).map(([name, value]) => [`${list}.${box}.${name}`, value]),
    ),
  )

/** A box on a page: the prefix of its fields' names, and its id. */
export type ShownBox = { name: string; id: string; number: number }

/** The boxes of a list that the form's values contain, both when the form is opened and when it comes back. */
export function shownBoxes({ values }: FormState, list: string): ShownBox[] {
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

export type Changes<Row> = { removed: string[]; changed: Standing<Row>[]; added: Standing<Row>[] }

/** The changes that the boxes make. `isSame` tells whether a saved row equals the sent one. */
export function changesOf<Row, Stands extends { id: string }>(
  standing: readonly Stands[],
  sent: readonly Box<Row>[],
  isSame: (stands: Stands, row: Row) => boolean,
): Changes<Row> {
  const byId = new Map(standing.map((row) => [row.id, row]))
  const changes: Changes<Row> = { removed: [], changed: [], added: [] }
  for (const { id, row } of sent) {
    const stands = byId.get(id ?? '')
    if (row === null) {
      if (stands) changes.removed.push(stands.id)
    } else if (!stands) {
      changes.added.push({ ...row, id: id ?? uuidv7() })
    } else if (!isSame(stands, row)) {
      changes.changed.push({ ...row, id: stands.id })
    }
  }
  return changes
}
