import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { toDay } from './days.ts'

type DayOf<Value> = Value extends Date ? Day : Value

type ListName<Model> = { [Name in keyof Model & string]: Model[Name] extends unknown[] ? Name : never }[keyof Model &
  string]

/**
 * The columns that a row in JSON may have: no lists, and no instants. An instant needs a time zone, so each statement
 * says how it shows one.
 */
export type Shown<Model> = Exclude<keyof Model & string, 'at' | `${string}At` | ListName<Model>>

/** These columns as PostgreSQL's JSON gives them: days as YYYY-MM-DD, null where schema.prisma says so. */
export type RowOf<Model, Name extends Shown<Model>> = { readonly [Each in Name]: DayOf<Model[Each]> }

/** These columns, each of which is a list. */
export type ListsOf<Model, Name extends ListName<Model>> = { readonly [Each in Name]: Readonly<Model[Each]> }

/**
 * SQL: `'seen', x."seen", …` of the row `x`, for `json_build_object`. The text is constant, so that the statement can
 * be prepared.
 * @param row the row's alias in the statement
 */
export const jsonFields = (names: readonly string[], row = 'x'): Prisma.Sql =>
  Prisma.raw(names.map((name) => `'${name}', ${row}."${name}"`).join(', '))

/**
 * SQL: the same for columns that are lists. In the table an empty list may be null. Prisma reads null as an empty list,
 * but JSON keeps the null.
 */
export const jsonLists = (names: readonly string[]): Prisma.Sql =>
  Prisma.raw(names.map((name) => `'${name}', coalesce(x."${name}", '{}')`).join(', '))

/** A row of Prisma's with its days as YYYY-MM-DD. Its instants stay Dates. */
type WithDays<Row> = { [Name in keyof Row]: Name extends 'at' | `${string}At` ? Row[Name] : DayOf<Row[Name]> }

/** The row with its days as YYYY-MM-DD. A Date is an instant if its name ends in `At`, otherwise a day. */
export function withDays<Row extends object>(row: Row): WithDays<Row> {
  const entries: unknown[][] = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date && !/(^at|At)$/.test(name) ? toDay(value) : value,
  ])
  return Object.fromEntries(entries)
}
