import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Concern } from '../../../src/generated/prisma/client.ts'
import type { AreaOfNeed } from '../../../src/generated/prisma/enums.ts'
import { jsonFields, jsonLists, type ListsOf, type RowOf, withDays } from '../../../src/platform/database/shape.ts'

describe('the type of a row in JSON', () => {
  test('the type of a row in JSON has days as text, and null where the schema allows null', () => {
    expectTypeOf<RowOf<Concern, 'raisedOn' | 'closedOn' | 'version'>>().toEqualTypeOf<{
      readonly raisedOn: string
      readonly closedOn: string | null
      readonly version: number
    }>()
  })

  test('the type of a list in JSON does not allow null', () => {
    expectTypeOf<ListsOf<Concern, 'areas'>>().toEqualTypeOf<{ readonly areas: readonly AreaOfNeed[] }>()
    expect(jsonLists(['areas']).sql).toBe(`'areas', coalesce(x."areas", '{}')`)
  })

  test('RowOf does not compile with an unknown column, an instant or a list', () => {
    // @ts-expect-error: no such column
    expectTypeOf<RowOf<Concern, 'sene'>>().toBeObject()
    // @ts-expect-error: an instant has no time zone in JSON
    expectTypeOf<RowOf<Concern, 'withdrawnAt'>>().toBeObject()
    // @ts-expect-error: a list may be null in the table
    expectTypeOf<RowOf<Concern, 'areas'>>().toBeObject()
  })
})

test('jsonFields lists the columns as constant SQL without parameters', () => {
  const { sql, values } = jsonFields(['id', 'raisedOn'])
  expect(sql).toBe(`'id', x."id", 'raisedOn', x."raisedOn"`)
  expect(values).toEqual([])
})

test('withDays turns the days of a Prisma row into text, and keeps its instants', () => {
  const [day, moment] = [new Date('2026-11-24T00:00:00Z'), new Date('2026-11-24T10:14:00Z')]
  const row = withDays({ heldOn: day, reviewOn: null as Date | null, createdAt: moment, version: 1 })
  expect(row).toEqual({ heldOn: '2026-11-24', reviewOn: null, createdAt: moment, version: 1 })
  expectTypeOf(row).toEqualTypeOf<{ heldOn: string; reviewOn: string | null; createdAt: Date; version: number }>()
})
