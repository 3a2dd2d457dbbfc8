import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { inSchool } from '../../src/database/in-school.ts'
import { loadRecord } from '../../src/record/load.ts'
import { testDatabase } from '../support/database.ts'

const { db } = await testDatabase()
test('smoke', async () => {
  const schoolId = uuid()
  await inSchool(db, { schoolId, actorId: null, requestId: 't' }, async (tx) => {
    await tx.school.create({ data: { id: schoolId, name: 'A', urn: '1' } })
    const record = await loadRecord(tx, schoolId, '2026-03-02')
    expect(record).toEqual({})
  })
})
