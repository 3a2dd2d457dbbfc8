import { z } from 'zod'
import { optionalWhole } from '../ui/forms/fields.ts'
import { FIELDS, type Mapping, noColumns } from './column-mapping.ts'
import { MAX_COLUMNS } from './table.ts'

const column = optionalWhole(0, MAX_COLUMNS - 1)

/** The form in which the user chooses the column of each field: a number counted from 0, or empty for none. */
export const columnsForm = z
  .object(Object.fromEntries(FIELDS.map((field) => [field, column])))
  .transform((chosen): Mapping => {
    const mapping = noColumns()
    for (const field of FIELDS) mapping[field] = chosen[field] ?? null
    return mapping
  })

/** The columns as stored with the upload; null if nobody has chosen them yet. */
const keptColumns = z.record(z.enum(FIELDS), z.int().nullable())

export function columnsOf(kept: unknown): Mapping | null {
  const read = keptColumns.safeParse(kept)
  return read.success ? { ...noColumns(), ...read.data } : null
}
