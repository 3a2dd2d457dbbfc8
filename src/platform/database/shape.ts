import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { toDay } from './days.ts'

type DayOf<Value> = Value extends Date ? Day : Value

type ListName<Model> = { [Name in keyof Model & string]: Model[Name] extends unknown[] ? Name : never }[keyof Model &
  string]

/**
 * The columns that `jsonFields` may list: all but lists and points in time (`…At`). Those need a time zone, so each
 * statement formats them itself.
 */
export type Shown<Model> = Exclude<keyof Model & string, 'at' | `${string}At` | ListName<Model>>

/**
 * A row with the named columns, as PostgreSQL writes it to JSON: days as YYYY-MM-DD, null where schema.prisma allows
 * it.
 */
export type RowOf<Model, Name extends Shown<Model>> = { readonly [Each in Name]: DayOf<Model[Each]> }

/** A row with the named columns, each of which is a list. */
export type ListsOf<Model, Name extends ListName<Model>> = { readonly [Each in Name]: Readonly<Model[Each]> }

/**
 * SQL: the arguments of `json_build_object` for the named columns of a row, like `'seen', x."seen"`. The text is
 * constant, so that the statement can be prepared.
 * @param row the row's alias in the statement
 */
export const jsonFields = (names: readonly string[], row = 'x'): Prisma.Sql =>
  Prisma.raw(names.map((name) => `'${name}', ${row}."${name}"`).join(', '))

/**
 * SQL: the arguments of `json_build_object` for columns that are lists, like `'areas', coalesce(x."areas", '{}')`. In
 * the table an empty list may be null. Prisma reads null as an empty list, but JSON keeps the null.
 */
export const jsonLists = (names: readonly string[]): Prisma.Sql =>
  Prisma.raw(names.map((name) => `'${name}', coalesce(x."${name}", '{}')`).join(', '))

/** A row that Prisma returned, with its days as YYYY-MM-DD. Points in time (`…At`) stay a Date. */
type WithDays<Row> = { [Name in keyof Row]: Name extends 'at' | `${string}At` ? Row[Name] : DayOf<Row[Name]> }

/**
 * Returns the row with its days as YYYY-MM-DD. A column whose name ends in `At` is a point in time and stays a Date.
 * Every other Date is a day.
 */
export function withDays<Row extends object>(row: Row): WithDays<Row> {
  const entries: unknown[][] = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date && !/(^at|At)$/.test(name) ? toDay(value) : value,
  ])
  return Object.fromEntries(entries)
}
