import { expect, test } from 'vitest'
import { buildDemoSchool } from '../../prisma/demo/build-demo-school.ts'
import { signIns } from '../../prisma/demo/people.ts'
import { writeDemoSchool } from '../../prisma/demo/write-demo-school.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { testDatabase } from '../support/database.ts'

const { db } = await testDatabase()

const rows = buildDemoSchool('2026-11-24')
const schoolId = rows.school[0]?.id ?? ''
const entry = { schoolId, actorId: null, requestId: 'test' }

test('the demo school is written completely by the app’s role, and its staff can sign in', async () => {
  await writeDemoSchool(db, rows, 'a hash')

  const [pupils, plans, views, audited] = await inSchool(db, entry, (tx) =>
    Promise.all([
      tx.pupil.count({ where: { schoolId } }),
      tx.plan.count({ where: { schoolId } }),
      tx.view.count({ where: { schoolId } }),
      tx.auditEvent.count({ where: { schoolId, action: 'insert', subject: 'Pupil' } }),
    ]),
  )
  expect([pupils, plans, views, audited]).toEqual([240, rows.plan.length, rows.view.length, 240])

  for (const { email } of signIns) {
    const [user] = await db.$queryRaw<{ user_id: string; password_hash: string }[]>`
      select * from app.find_sign_in(${email})`
    expect(user?.password_hash).toBe('a hash')
    const schools = await db.$queryRaw<{ school_name: string }[]>`
      select * from app.schools_of(${user?.user_id}::uuid)`
    expect(schools.map((school) => school.school_name)).toEqual(['Ashgrove Academy'])
  }
})

test('writing the demo school a second time adds nothing', async () => {
  await expect(writeDemoSchool(db, rows, 'another hash')).rejects.toThrow()
  const pupils = await inSchool(db, entry, (tx) => tx.pupil.count({ where: { schoolId } }))
  expect(pupils).toBe(240)
})
