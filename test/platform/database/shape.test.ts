import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Concern } from '../../../src/generated/prisma/client.ts'
import type { AreaOfNeed } from '../../../src/generated/prisma/enums.ts'
import { jsonFields, type RowOf } from '../../../src/platform/database/shape.ts'

describe('a row as JSON gives it', () => {
  test('has a day as text, a list as it stands and null where the schema says so', () => {
    expectTypeOf<RowOf<Concern, 'raisedOn' | 'closedOn' | 'areas' | 'version'>>().toEqualTypeOf<{
      readonly raisedOn: string
      readonly closedOn: string | null
      readonly areas: readonly AreaOfNeed[]
      readonly version: number
    }>()
  })

  test('refuses a column that the table does not have, and an instant', () => {
    // @ts-expect-error: no such column
    expectTypeOf<RowOf<Concern, 'sene'>>().toBeObject()
    // @ts-expect-error: an instant has no time zone in JSON
    expectTypeOf<RowOf<Concern, 'withdrawnAt'>>().toBeObject()
  })
})

test('the columns of a row are named once in the SQL, as a constant text without parameters', () => {
  const { sql, values } = jsonFields(['id', 'raisedOn'])
  expect(sql).toBe(`'id', x."id", 'raisedOn', x."raisedOn"`)
  expect(values).toEqual([])
})
