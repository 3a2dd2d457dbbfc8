import fc from 'fast-check'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { prepareSchool } from '../../src/code-of-practice/as-of.ts'
import { findingsOfPupils } from '../../src/findings/findings.ts'
import { loadPupils, loadSchool } from '../../src/findings/load.ts'
import { findingsOfPupil, findingsOfSchool } from '../../src/findings/pupil-findings.ts'
import { registerPupils } from '../../src/findings/register-pupils.ts'
import { inSchool, type Tx } from '../../src/platform/database/in-school.ts'
import { testDatabase } from '../support/database.ts'
import { type ASchool, aSchool, wholeWay } from './a-school.ts'
import { DAYS, FACT_NAMES, type FactName } from './facts.ts'
import { anyWrite, insertRow, perform, type Write } from './writes.ts'

const { db, adminUrl } = await testDatabase()
const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
afterAll(() => admin.end())

const reading = <T>(schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inSchool(db, { schoolId, actorId: null, requestId: 'test' }, work, { readOnly: true })

/** Findings computed without the cache. */
const afresh = async (tx: Tx, schoolId: string, asOf: string) => {
  const { school, findings } = findingsOfSchool(prepareSchool(await loadSchool(tx, schoolId), asOf))
  const pupils = await loadPupils(tx, { schoolId, pupilIds: 'all', asOf })
  return {
    pupils: pupils.map((pupil) => findingsOfPupil(pupil, school)),
    schoolFindings: findings,
  }
}

const kept = async (tx: Tx, schoolId: string, asOf: string) => {
  const { pupils, schoolFindings } = await findingsOfPupils(tx, { schoolId, asOf, pupilIds: 'all' })
  return { pupils: [...pupils.values()], schoolFindings }
}

/** Without one snapshot for the whole transaction, the cache is not used. */
const registerMadeAnew = (schoolId: string, asOf: string) =>
  inSchool(db, { schoolId, actorId: null, requestId: 'test' }, (tx) =>
    registerPupils(tx, { schoolId, asOf, today: asOf }),
  )

const startOfAll = async (): Promise<ASchool> => {
  const school = await aSchool(admin)
  // The weeks between the two terms are a holiday, in which steps of `wholeWay` fall due.
  await insertRow(admin, school.schoolId, 'Term', { from: '2025-09-01', to: '2026-01-06' })
  await insertRow(admin, school.schoolId, 'Term', { from: '2026-02-23', to: '2026-06-01' })
  const [classId, otherClassId] = school.classIds
  const [teacher, , other] = school.staffIds
  await insertRow(admin, school.schoolId, 'ClassStaff', { classId, staffId: teacher, from: '2025-09-01' })
  await insertRow(admin, school.schoolId, 'ClassStaff', { classId: otherClassId, staffId: other, from: '2025-09-01' })
  for (const pupilId of school.pupilIds.slice(0, 2)) await wholeWay(admin, school, pupilId)
  return school
}

/** A write followed by a reading on a day; without a write only the day changes. */
const step = fc.record({ write: fc.option(anyWrite, { freq: 8 }), asOf: fc.constantFrom(...DAYS.slice(2)) })

test('cached findings equal newly computed ones after every kind of write and on every day', async () => {
  const mattered = new Set<string>()
  const note = (write: Write, before: unknown, after: unknown) => {
    if (JSON.stringify(before) !== JSON.stringify(after)) mattered.add(`${write.kind} ${write.name}`)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
      const { schoolId } = await startOfAll()
      for (const { write, asOf } of steps) {
        const before = await reading(schoolId, (tx) => kept(tx, schoolId, asOf))
        if (write !== null) await perform(admin, schoolId, write)
        await reading(schoolId, async (tx) => {
          const fresh = await afresh(tx, schoolId, asOf)
          if (write !== null) note(write, before, fresh)
          expect(await kept(tx, schoolId, asOf)).toEqual(fresh)
          expect(await registerPupils(tx, { schoolId, asOf, today: asOf })).toEqual(
            await registerMadeAnew(schoolId, asOf),
          )
        })
      }
    }),
    { numRuns: 45, seed: 637, endOnFailure: true },
  )
  // Every table must change some finding here; otherwise its trigger is not tested.
  const idle = FACT_NAMES.filter(
    (name: FactName) => !['insert', 'update', 'delete'].some((kind) => mattered.has(`${kind} ${name}`)),
  )
  expect(idle).toEqual([])
}, 240_000)

test('findings computed after a change in the same transaction are not cached, because it may be rolled back', async () => {
  const { schoolId, pupilIds } = await startOfAll()
  const [pupilId] = pupilIds
  const asOf = '2026-03-02'
  const rolledBack = new Error('Back to how it was')
  const changeAndJudge = reading(schoolId, async (tx) => {
    await tx.concern.updateMany({ where: { schoolId, pupilId }, data: { universalStrategies: ' ' } })
    expect(await kept(tx, schoolId, asOf)).toEqual(await afresh(tx, schoolId, asOf))
    throw rolledBack
  })
  await expect(changeAndJudge).rejects.toBe(rolledBack)
  await admin.query(`update "Concern" set "closedOn" = $1 where "schoolId" = $2 and "pupilId" = $3`, [
    asOf,
    schoolId,
    pupilId,
  ])
  await reading(schoolId, async (tx) =>
    expect(await kept(tx, schoolId, asOf)).toEqual(await afresh(tx, schoolId, asOf)),
  )
})

test('a transaction with an earlier snapshot sees the earlier findings and leaves none of them in the cache', async () => {
  const { schoolId } = await startOfAll()
  const asOf = '2026-03-02'
  await reading(schoolId, async (earlier) => {
    const before = await afresh(earlier, schoolId, asOf)
    await admin.query(`update "Meeting" set "noteFiledOn" = null where "schoolId" = $1`, [schoolId])
    await admin.query(`update "School" set "noteToParents" = 3 where id = $1`, [schoolId])
    await reading(schoolId, async (later) => {
      const after = await afresh(later, schoolId, asOf)
      expect(after).not.toEqual(before)
      expect(await kept(later, schoolId, asOf)).toEqual(after)
      expect(await kept(earlier, schoolId, asOf)).toEqual(before)
      expect(await kept(later, schoolId, asOf)).toEqual(after)
    })
  })
})

test('asking for pupils by id gives their findings even after they left, and those of no other pupils', async () => {
  const { schoolId, pupilIds } = await startOfAll()
  const [pupilId = ''] = pupilIds
  await admin.query(`update "Pupil" set "leftOn" = '2026-02-23' where id = $1`, [pupilId])
  const { pupils } = await reading(schoolId, (tx) =>
    findingsOfPupils(tx, { schoolId, asOf: '2026-03-02', pupilIds: [pupilId] }),
  )
  expect([...pupils.keys()]).toEqual([pupilId])
  const all = await reading(schoolId, (tx) => findingsOfPupils(tx, { schoolId, asOf: '2026-03-02', pupilIds: 'all' }))
  expect(all.pupils.has(pupilId)).toBe(false)
})

test('a pupil whose record has not changed is not loaded from the database again', async () => {
  const { schoolId, pupilIds } = await startOfAll()
  const asOf = '2026-03-02'
  const first = await reading(schoolId, (tx) => findingsOfPupils(tx, { schoolId, asOf, pupilIds: 'all' }))
  const [changed = '', same = ''] = pupilIds
  await insertRow(admin, schoolId, 'Concern', { pupilId: changed, raisedOn: asOf, raisedBy: 'parent', seen: '' })
  const second = await reading(schoolId, (tx) => findingsOfPupils(tx, { schoolId, asOf, pupilIds: 'all' }))
  expect(second.pupils.get(same)).toBe(first.pupils.get(same))
  expect(second.pupils.get(changed)).not.toEqual(first.pupils.get(changed))
})
