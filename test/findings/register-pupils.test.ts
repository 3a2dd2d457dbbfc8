import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { findingsOfPupils } from '../../src/findings/findings.ts'
import { registerPupils } from '../../src/findings/register-pupils.ts'
import { isOnTheRegister } from '../../src/findings/register-status.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { inSchool, type Tx } from '../../src/platform/database/in-school.ts'
import { testApp, testToday } from '../support/app.ts'
import { demoSchool } from '../support/demo-school.ts'
import { pupilOnSenSupport } from '../support/sen-support-pupil.ts'

const { db, school } = await testApp()
const days = [testToday, '2026-10-01', '2026-07-10', '2026-03-02', '2025-11-03', '2025-09-20']

test('registerPupils gives every pupil with a status or findings, with the findings that judging all pupils gives', async () => {
  const { schoolId } = await demoSchool(db)
  const entry = { schoolId, actorId: null, requestId: 'test' }
  for (const asOf of days) {
    const { all, some } = await inSchool(
      db,
      entry,
      async (tx) => ({
        all: await findingsOfPupils(tx, { schoolId, asOf, pupilIds: 'all' }),
        some: await registerPupils(tx, { schoolId, asOf, today: testToday }),
      }),
      { readOnly: true },
    )
    const spokenOf = [...all.pupils.values()].filter(
      ({ registerEntry, findings }) => isOnTheRegister(registerEntry) || findings.length > 0,
    )
    const found = new Map(some.pupils.map(({ pupilId, pupilFindings }) => [pupilId, pupilFindings]))
    expect(spokenOf.length).toBeGreaterThan(5)
    for (const pupil of spokenOf) expect(found.get(pupil.pupilId)).toEqual(pupil)
    expect([...found.keys()].filter((pupilId) => !all.pupils.has(pupilId))).toEqual([])
    expect(some.schoolFindings).toEqual(all.schoolFindings)
  }
})

test('registerPupils gives preferred names, the main need first, today’s classes, and the reasons recorded for steps not done', async () => {
  const ours = await school()
  const { schoolId } = ours
  const { pupilId, upn } = await pupilOnSenSupport(ours, { legalForename: 'Amir', legalSurname: 'Khan' })
  const other = await pupilOnSenSupport(ours, { legalForename: 'Zoë', legalSurname: 'Ábrahám' }, [])
  const [classId, formerId] = [uuidv7(), uuidv7()]
  await ours.inSchool(async (tx) => {
    await tx.pupil.updateMany({
      where: { schoolId, id: pupilId },
      data: { preferredForename: 'Ami', misSenStatus: 'K', registrationGroup: null },
    })
    await tx.class.createMany({
      data: [
        { schoolId, id: classId, name: '4B' },
        { schoolId, id: formerId, name: '3A' },
      ],
    })
    const member = { schoolId, pupilId }
    await tx.classMember.createMany({
      data: [
        { ...member, id: uuidv7(), classId, from: toDate('2026-09-01') },
        { ...member, id: uuidv7(), classId: formerId, from: toDate('2025-09-01'), until: toDate('2026-08-31') },
      ],
    })
    await tx.notDone.createMany({
      data: [
        {
          schoolId,
          id: uuidv7(),
          pupilId,
          rule: '6.65-parent-meetings',
          because: 'They live abroad',
          recordedOn: toDate('2026-11-20'),
          recordedBy: 'Ms Marsh',
        },
      ],
    })
  })
  const asked = { schoolId, asOf: testToday, today: testToday }
  const { pupils } = await inSchool(db, { schoolId, actorId: null, requestId: 'test' }, (tx) =>
    registerPupils(tx, asked),
  )
  expect(pupils.map((pupil) => pupil.pupilId)).toEqual([other.pupilId, pupilId])
  const { pupilFindings: _, context: __, ...who } = pupils[1] ?? { pupilFindings: null, context: null }
  expect(who).toEqual({
    pupilId,
    upn,
    forename: 'Ami',
    surname: 'Khan',
    legalName: 'Amir Khan',
    yearGroup: '4',
    registrationGroup: null,
    classes: ['4B'],
    needs: ['SLCN', 'SEMH'],
    notDone: [
      {
        rule: '6.65-parent-meetings',
        subject: null,
        because: 'They live abroad',
        recordedOn: '2026-11-20',
        recordedBy: 'Ms Marsh',
      },
    ],
  })
  expect(pupils[0]).toMatchObject({ forename: 'Zoë', surname: 'Ábrahám', classes: [], needs: [], notDone: [] })
})

test('registerPupils returns the same object until a name, class, need, reason or record changes', async () => {
  const ours = await school()
  const { schoolId } = ours
  const { pupilId } = await pupilOnSenSupport(ours, { legalForename: 'Amir', legalSurname: 'Khan' })
  const classId = uuidv7()
  const add = { schoolId, pupilId }
  await ours.inSchool(async (tx) => {
    await tx.class.createMany({ data: [{ schoolId, id: classId, name: '4B' }] })
    await tx.classMember.createMany({ data: [{ ...add, id: uuidv7(), classId, from: toDate('2026-09-01') }] })
  })
  const seen = () =>
    inSchool(
      db,
      { schoolId, actorId: null, requestId: 'test' },
      (tx) => registerPupils(tx, { schoolId, asOf: testToday, today: testToday }),
      { readOnly: true },
    )
  const because = {
    schoolId,
    rule: '6.37-teaching-review',
    because: 'The head is new',
    recordedOn: toDate('2026-11-20'),
    recordedBy: 'Ms Marsh',
  }
  let before = await seen()
  const changes: ((tx: Tx) => Promise<{ count: number }>)[] = [
    (tx) => tx.pupil.updateMany({ where: { schoolId, id: pupilId }, data: { preferredForename: 'Ami' } }),
    (tx) => tx.class.updateMany({ where: { schoolId, id: classId }, data: { name: '4C' } }),
    (tx) => tx.pupilNeed.createMany({ data: [{ ...add, id: uuidv7(), rank: 9, type: 'HI' }] }),
    (tx) => tx.notDone.createMany({ data: [{ ...because, pupilId, id: uuidv7() }] }),
    (tx) => tx.notDone.createMany({ data: [{ ...because, id: uuidv7() }] }),
    (tx) => tx.concern.updateMany({ where: { schoolId, pupilId }, data: { universalStrategies: null } }),
  ]
  for (const change of changes) {
    expect(await seen()).toBe(before)
    await ours.inSchool(change)
    const after = await seen()
    expect(after).not.toEqual(before)
    before = after
  }
})
