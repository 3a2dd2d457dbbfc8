import fc from 'fast-check'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { pupilRules } from '../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../src/code-of-practice/evaluate.ts'
import { cacheCounts, countsEntryFor, evictCounts } from '../../src/findings/counts-cache.ts'
import { countsOn } from '../../src/findings/counts-on-days.ts'
import { loadRecord } from '../../src/findings/load.ts'
import { sumCounts } from '../../src/findings/monthly-counts.ts'
import { inSchool, type Tx } from '../../src/platform/database/in-school.ts'
import { type ASchool, aSchool, wholeWay } from '../findings/a-school.ts'
import { anyWrite, insertRow, perform } from '../findings/writes.ts'
import { testDatabase } from '../support/database.ts'

const { db, adminUrl } = await testDatabase()
const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
afterAll(() => admin.end())

const days = ['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']

const entryOf = (schoolId: string) => ({ schoolId, actorId: null, requestId: 'test' })
const reading = <T>(schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inSchool(db, entryOf(schoolId), work, { readOnly: true })

const tallied = (tx: Tx, schoolId: string) => countsOn(tx, { schoolId, days })

const kept = async (tx: Tx, schoolId: string) => sumCounts((await tallied(tx, schoolId)).pupils.values(), days.length)

/** Counts of the rules' findings on each day, without the cache. */
async function afresh(tx: Tx, schoolId: string) {
  const stood = []
  for (const on of days) {
    const due = evaluate(await loadRecord(tx, schoolId, on)).filter(
      ({ pupil, status }) => pupil !== null && status !== 'upcoming',
    )
    stood.push(
      pupilRules.map(({ id }) => {
        const ofRule = due.filter(({ rule }) => rule === id)
        const done = ofRule.filter(({ status }) => status === 'met').length
        return { done, open: ofRule.length - done }
      }),
    )
  }
  return stood
}

async function aSchoolWithTwo(): Promise<ASchool> {
  const school = await aSchool(admin)
  for (const pupilId of school.pupilIds.slice(0, 2)) await wholeWay(admin, school, pupilId)
  return school
}

describe('the cached counts for the days of a year', () => {
  test('cached counts equal the rules’ findings on each day after every kind of write', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyWrite, { minLength: 8, maxLength: 8 }), async (writes) => {
        const { schoolId } = await aSchoolWithTwo()
        for (const write of writes) {
          await reading(schoolId, (tx) => kept(tx, schoolId))
          await perform(admin, schoolId, write)
          await reading(schoolId, async (tx) => expect(await kept(tx, schoolId)).toEqual(await afresh(tx, schoolId)))
        }
      }),
      { numRuns: 6, seed: 644, endOnFailure: true },
    )
  }, 120_000)

  test.each([
    [
      'a concern gets an earlier day',
      `update "Concern" set "raisedOn" = '2025-09-01' where "schoolId" = $1 and "pupilId" = $2`,
    ],
    [
      'a concern with a past day is added',
      `insert into "Concern" ("schoolId", id, "pupilId", "raisedOn", "raisedBy", seen) values ($1, gen_random_uuid(), $2, '2025-10-06', 'parent', 'x')`,
    ],
    [
      'an entry is withdrawn',
      `update "Meeting" set "withdrawnAt" = now(), "withdrawnBecause" = 'x' where "schoolId" = $1 and "pupilId" = $2`,
    ],
    [
      'a pupil gets an earlier last day',
      `update "Pupil" set "leftOn" = '2026-02-10' where "schoolId" = $1 and id = $2`,
    ],
    [
      'a pupil gets a last day before the year that is counted',
      `update "Pupil" set "leftOn" = '2025-11-10' where "schoolId" = $1 and id = $2`,
    ],
    [
      'a pupil gets a later first day',
      `update "Pupil" set "enteredOn" = '2026-02-10' where "schoolId" = $1 and id = $2`,
    ],
    [
      'an EHC plan gets an earlier first day',
      `update "Pupil" set "ehcPlanFrom" = '2026-02-10' where "schoolId" = $1 and id = $2`,
    ],
    [
      'a member of staff gets an earlier last day',
      `update "StaffMember" set "leftOn" = '2026-01-20' where "schoolId" = $1 and $2::uuid is not null`,
    ],
  ])('cached counts change when %s', async (_what, sql) => {
    const { schoolId, pupilIds } = await aSchoolWithTwo()
    const before = await reading(schoolId, (tx) => kept(tx, schoolId))
    await admin.query(sql, [schoolId, pupilIds[0]])
    await reading(schoolId, async (tx) => {
      const after = await kept(tx, schoolId)
      expect(after).not.toEqual(before)
      expect(after).toEqual(await afresh(tx, schoolId))
    })
  })

  test('cached counts change when the school changes a target', async () => {
    const { schoolId, pupilIds } = await aSchoolWithTwo()
    const [pupilId] = pupilIds
    await insertRow(admin, schoolId, 'Concern', { pupilId, raisedOn: '2026-02-23', raisedBy: 'staff', seen: 'x' })
    const before = await reading(schoolId, (tx) => kept(tx, schoolId))
    await admin.query(`update "School" set "earlyDiscussion" = 40 where id = $1`, [schoolId])
    await reading(schoolId, async (tx) => {
      const after = await kept(tx, schoolId)
      expect(after).not.toEqual(before)
      expect(after).toEqual(await afresh(tx, schoolId))
    })
  })

  test('counts come from the cache while nothing changes, and an unchanged pupil keeps the same object', async () => {
    const { schoolId, pupilIds } = await aSchoolWithTwo()
    const [changed = '', same = ''] = pupilIds
    const first = await reading(schoolId, (tx) => tallied(tx, schoolId))
    expect(await reading(schoolId, (tx) => tallied(tx, schoolId))).toBe(first)
    await insertRow(admin, schoolId, 'Concern', {
      pupilId: changed,
      raisedOn: '2026-01-06',
      raisedBy: 'parent',
      seen: '',
    })
    const second = await reading(schoolId, (tx) => tallied(tx, schoolId))
    expect(second.pupils.get(same)).toBe(first.pupils.get(same))
    expect(second.pupils.get(changed)).not.toEqual(first.pupils.get(changed))
  })

  test('a transaction that has changed a record, or has no single snapshot, neither reads nor writes the cache', async () => {
    const { schoolId, pupilIds } = await aSchoolWithTwo()
    const [pupilId] = pupilIds
    const first = await reading(schoolId, (tx) => tallied(tx, schoolId))
    const rolledBack = new Error('Back to how it was')
    const changeAndTally = reading(schoolId, async (tx) => {
      await tx.concern.updateMany({ where: { schoolId, pupilId }, data: { universalStrategies: ' ' } })
      expect(await kept(tx, schoolId)).toEqual(await afresh(tx, schoolId))
      throw rolledBack
    })
    await expect(changeAndTally).rejects.toBe(rolledBack)
    const apart = await inSchool(db, entryOf(schoolId), (tx) => tallied(tx, schoolId))
    expect(apart).not.toBe(first)
    expect(apart.pupils).toEqual(first.pupils)
    expect(await reading(schoolId, (tx) => tallied(tx, schoolId))).toBe(first)
  })

  test('a transaction with an earlier snapshot gets the earlier counts, and later ones get the new counts', async () => {
    const { schoolId } = await aSchoolWithTwo()
    await reading(schoolId, async (earlier) => {
      const before = await afresh(earlier, schoolId)
      await admin.query(`update "Meeting" set "noteFiledOn" = null where "schoolId" = $1`, [schoolId])
      await admin.query(`update "School" set "noteToParents" = 3 where id = $1`, [schoolId])
      await reading(schoolId, async (later) => {
        const after = await afresh(later, schoolId)
        expect(after).not.toEqual(before)
        expect(await kept(later, schoolId)).toEqual(after)
        expect(await kept(earlier, schoolId)).toEqual(before)
        expect(await kept(later, schoolId)).toEqual(after)
      })
    })
  })
})

test('the counts cache drops the least recently used counts first and keeps the entry in use', () => {
  const third = new Uint16Array(10_000_000)
  for (const key of ['first', 'second']) cacheCounts(countsEntryFor(key, 1), 'amir', 1, third)
  countsEntryFor('first', 1)
  cacheCounts(countsEntryFor('third', 1), 'amir', 1, third)
  evictCounts()
  const isKept = (key: string) => countsEntryFor(key, 1).pupils.has('amir')
  expect(['first', 'second', 'third'].map(isKept)).toEqual([true, false, true])
  const heavy = countsEntryFor('heavy', 1)
  for (let version = 1; version <= 5; version += 1) cacheCounts(heavy, 'amir', version, third)
  expect(heavy.weight).toBeLessThan(10_001_000)
  expect(countsEntryFor('heavy', 2).pupils.size).toBe(0)
})
