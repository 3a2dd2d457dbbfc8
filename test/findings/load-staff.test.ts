import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { loadPupils } from '../../src/findings/load.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { testDatabase } from '../support/database.ts'
import { type ASchool, aSchool } from './a-school.ts'
import { insertRow } from './writes.ts'

const { db, adminUrl } = await testDatabase()
const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
afterAll(() => admin.end())

const loadStaff = async ({ schoolId }: ASchool, pupilId: string) => {
  const entry = { schoolId, actorId: null, requestId: 'test' }
  const asked = { schoolId, pupilIds: [pupilId], asOf: '2026-03-02' }
  const [loaded] = await inSchool(db, entry, (tx) => loadPupils(tx, asked), { readOnly: true })
  return loaded?.record.staff
}

describe('staff who work with a pupil', () => {
  type Spell = readonly [from: string, until: string | null]
  interface Case {
    readonly name: string
    readonly inClass?: readonly Spell[]
    readonly teaches?: readonly Spell[]
    readonly supports?: readonly Spell[]
    readonly atSchool?: Spell
    readonly expected: { from: string; until?: string } | null
  }

  const cases: readonly Case[] = [
    {
      name: 'while the pupil is in a class that the person teaches',
      inClass: [['2025-09-01', null]],
      teaches: [['2026-01-05', '2026-04-20']],
      expected: { from: '2026-01-05', until: '2026-04-20' },
    },
    {
      name: 'not at all if the person taught the class only after the pupil left it',
      inClass: [['2025-09-01', '2025-12-19']],
      teaches: [['2026-01-05', null]],
      expected: null,
    },
    {
      name: 'between the person’s first and last day at the school',
      supports: [['2025-01-06', null]],
      atSchool: ['2025-09-01', '2026-04-20'],
      expected: { from: '2025-09-01', until: '2026-04-20' },
    },
    {
      name: 'not at all if the person left the school before the period began',
      supports: [['2026-01-05', null]],
      atSchool: ['2020-09-01', '2025-12-19'],
      expected: null,
    },
    {
      name: 'as one period when periods overlap',
      inClass: [['2025-09-01', null]],
      teaches: [['2025-09-01', '2026-01-05']],
      supports: [['2025-12-01', '2026-06-01']],
      expected: { from: '2025-09-01', until: '2026-06-01' },
    },
    {
      name: 'as one period when periods adjoin',
      supports: [
        ['2025-09-01', '2026-02-23'],
        ['2026-02-24', null],
      ],
      expected: { from: '2025-09-01' },
    },
    {
      name: 'as one period when one contains another and a third adjoins',
      supports: [
        ['2025-09-01', '2026-02-23'],
        ['2025-10-01', '2025-10-02'],
        ['2026-02-24', '2026-03-09'],
      ],
      expected: { from: '2025-09-01', until: '2026-03-09' },
    },
    {
      name: 'with the period that includes the day of the record, if there are several periods',
      supports: [
        ['2025-09-01', '2025-12-19'],
        ['2026-02-23', '2026-03-02'],
        ['2026-04-20', null],
      ],
      expected: { from: '2026-02-23', until: '2026-03-02' },
    },
    {
      name: 'with the latest period before the day of the record, if no period includes it',
      supports: [
        ['2025-01-06', '2025-07-18'],
        ['2025-09-01', '2025-12-19'],
        ['2026-04-20', null],
      ],
      expected: { from: '2025-09-01', until: '2025-12-19' },
    },
    {
      name: 'with the first future period, if none has begun',
      supports: [
        ['2026-06-01', null],
        ['2026-04-20', '2026-05-01'],
      ],
      expected: { from: '2026-04-20', until: '2026-05-01' },
    },
  ]

  test.each(cases)(
    'a pupil’s loaded record lists a member of staff $name',
    async ({ inClass = [], teaches = [], supports = [], atSchool, expected }) => {
      const school = await aSchool(admin)
      const { schoolId } = school
      const [pupilId = ''] = school.pupilIds
      const [classId] = school.classIds
      const [staffId] = school.staffIds
      if (atSchool !== undefined) {
        await admin.query(`update "StaffMember" set "startedOn" = $1, "leftOn" = $2 where id = $3`, [
          ...atSchool,
          staffId,
        ])
      }
      for (const [from, until] of inClass)
        await insertRow(admin, schoolId, 'ClassMember', { pupilId, classId, from, until })
      for (const [from, until] of teaches)
        await insertRow(admin, schoolId, 'ClassStaff', { staffId, classId, from, until })
      for (const [from, until] of supports)
        await insertRow(admin, schoolId, 'PupilStaff', { pupilId, staffId, from, until })
      expect(await loadStaff(school, pupilId)).toEqual(expected === null ? [] : [{ id: staffId, ...expected }])
    },
  )
})
