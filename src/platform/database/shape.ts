import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'

type Read<Value> = Value extends Date ? Day : Value extends (infer One)[] ? readonly One[] : Value

/** The columns that a shape may have. Not the instants: they need a time zone, so each statement says how it shows them. */
export type Shown<Model> = Exclude<keyof Model & string, `${string}At`>

/** These columns as PostgreSQL's JSON gives them: days as YYYY-MM-DD, null where schema.prisma says so. */
export type RowOf<Model, Name extends Shown<Model>> = { readonly [Each in Name]: Read<Model[Each]> }

/**
 * SQL: `'seen', x."seen", …` of the row `x`, for `json_build_object`. The text is constant, so that a prepared statement
 * stays one.
 */
export const jsonFields = (names: readonly string[]): Prisma.Sql =>
  Prisma.raw(names.map((name) => `'${name}', x."${name}"`).join(', '))
