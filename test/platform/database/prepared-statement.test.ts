import { expect, test } from 'vitest'
import { connect, disconnect } from '../../../src/platform/database/client.ts'
import { preparedStatement, statementName } from '../../../src/platform/database/prepared-statement.ts'
import { testDatabase } from '../../support/database.ts'

const { url } = await testDatabase()

test('a connection prepares a marked statement once, and other statements never', async () => {
  const db = connect(url, { poolSize: 1 })
  for (const number of [1, 2, 3]) {
    expect(await db.$queryRaw`${preparedStatement} select ${number}::int as number`).toEqual([{ number }])
    expect(await db.$queryRaw`select ${number}::int as number`).toEqual([{ number }])
  }
  const kept = await db.$queryRaw<{ statement: string }[]>`select statement from pg_prepared_statements`
  expect(kept.map(({ statement }) => statement)).toEqual(['/* prepared */ select $1::int as number'])
  await disconnect(db)
})

test('statementName gives each marked statement its own name, and others an empty name', () => {
  const one = statementName({ sql: '/* prepared */ select 1' })
  expect(one).not.toBe('')
  expect(statementName({ sql: '/* prepared */ select 2' })).not.toBe(one)
  expect(statementName({ sql: '/* prepared */ select 1' })).toBe(one)
  expect(statementName({ sql: 'select 1' })).toBe('')
})
