import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../src/database/days.ts'
import { mainText, type TestSchool, testApp } from '../support/app.ts'

const { school, setToday } = await testApp()

/** Class 4B, taught by the teacher from September to the day, with Amir, who has a plan, and Ben, who has none. */
async function aClass(ours: TestSchool, until: string | null = null) {
  const [amir, ben] = [await ours.pupil(), await ours.pupil({ legalForename: 'Ben', legalSurname: 'Lowe' })]
  const { schoolId } = ours
  const [classId, planId] = [uuidv7(), uuidv7()]
  const from = toDate('2026-09-03')
  await ours.inSchool(async (tx) => {
    await tx.class.createMany({ data: [{ schoolId, id: classId, name: '4B' }] })
    await tx.classStaff.createMany({
      data: [
        {
          schoolId,
          id: uuidv7(),
          classId,
          staffId: ours.staffIds.teacher,
          from,
          until: until === null ? null : toDate(until),
        },
      ],
    })
    await tx.classMember.createMany({
      data: [amir, ben].map(({ pupilId }) => ({ schoolId, id: uuidv7(), classId, pupilId, from })),
    })
    const whose = { schoolId, pupilId: amir.pupilId }
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decidedOn: toDate('2026-09-07'), decision: 'senSupport' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-14'), needsInALine: 'Hears with one ear' }],
    })
    await tx.provision.createMany({
      data: [
        { ...whose, id: uuidv7(), planId, kind: 'helps', position: 0, what: 'Sits on the left, in front' },
        { ...whose, id: uuidv7(), planId, kind: 'avoid', position: 0, what: 'Calling from behind' },
      ],
    })
  })
  return { amir, ben }
}

describe('the class sheet', () => {
  test.each(['list', 'cards'])('as %s says what helps, and what a child has only where it was ticked', async (form) => {
    const ours = await school()
    await aClass(ours)
    const teacher = await ours.as('teacher')
    const plain = mainText((await teacher.get(`/my-classes/sheet?group=4B&as=${form}`)).text)
    expect(plain).toContain('1 of 2 pupils have a plan')
    expect(plain).toContain('Sits on the left, in front')
    expect(plain).toContain('Calling from behind')
    expect(plain).not.toContain('Hears with one ear')
    const ticked = mainText((await teacher.get(`/my-classes/sheet?group=4B&as=${form}&needs=yes`)).text)
    expect(ticked).toContain('Hears with one ear')
  })

  test('is led to from my classes, and keeps the opening of each record in the audit trail', async () => {
    const ours = await school()
    const { amir } = await aClass(ours)
    const teacher = await ours.as('teacher')
    expect((await teacher.get('/my-classes')).text).toContain('/my-classes/sheet?group=4B')
    await teacher.get('/my-classes/sheet?group=4B')
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, action: 'open', pupilId: amir.pupilId } }),
    )
    expect(opened.map(({ actorId }) => actorId)).toEqual([ours.staffIds.teacher, ours.staffIds.teacher])
  })

  test('of a class that one does not teach, or teaches no more, is not found', async () => {
    const ours = await school()
    await aClass(ours, '2026-11-24')
    const teacher = await ours.as('teacher')
    expect((await teacher.get('/my-classes/sheet?group=4B')).status).toBe(200)
    expect((await (await ours.as('teachingAssistant')).get('/my-classes/sheet?group=4B')).status).toBe(404)
    expect((await teacher.get('/my-classes/sheet?group=5A')).status).toBe(404)
    setToday('2026-11-25')
    expect((await teacher.get('/my-classes/sheet?group=4B')).status).toBe(404)
    setToday('2026-11-24')
  })
})
