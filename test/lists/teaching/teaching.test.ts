import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { mainText, type TestSchool, testApp, testToday } from '../../support/app.ts'

const { school, setToday } = await testApp()

/** Puts a pupil on SEN Support with a plan that says what helps. Returns the plan's id. */
async function pupilWithPlan(ours: TestSchool, pupilId: string): Promise<string> {
  const planId = uuidv7()
  const { schoolId } = ours
  await ours.inSchool(async (tx) => {
    await tx.decision.create({
      data: { schoolId, id: uuidv7(), pupilId, decidedOn: toDate('2026-10-01'), decision: 'senSupport' },
      select: { id: true },
    })
    await tx.plan.create({
      data: {
        schoolId,
        id: planId,
        pupilId,
        agreedOn: toDate('2026-10-08'),
        needsInALine: 'Needs words before the lesson',
      },
      select: { id: true },
    })
    const provision = (kind: 'helps' | 'avoid' | 'intervention', position: number, what: string) => ({
      schoolId,
      id: uuidv7(),
      pupilId,
      planId,
      kind,
      position,
      what,
    })
    await tx.provision.createMany({
      data: [
        provision('helps', 1, 'Show it, then say it'),
        provision('helps', 2, 'Ten seconds to answer'),
        provision('helps', 3, 'Seat by the board'),
        provision('helps', 4, 'A fourth thing'),
        provision('avoid', 5, 'Reading aloud unprepared'),
        provision('intervention', 6, 'Language group'),
      ],
    })
    await tx.outcome.create({
      data: { schoolId, id: uuidv7(), pupilId, planId, position: 1, outcome: 'Retells a story in order' },
      select: { id: true },
    })
  })
  return planId
}

async function classOf(
  ours: TestSchool,
  pupilId: string,
  spell: { from: string; until: string | null },
): Promise<void> {
  const { schoolId } = ours
  const classId = uuidv7()
  await ours.inSchool(async (tx) => {
    await tx.class.create({ data: { schoolId, id: classId, name: '4B' }, select: { id: true } })
    await tx.classStaff.create({
      data: { schoolId, id: uuidv7(), classId, staffId: ours.staffIds.teacher, from: toDate('2026-09-03') },
      select: { id: true },
    })
    const until = spell.until === null ? null : toDate(spell.until)
    await tx.classMember.create({
      data: { schoolId, id: uuidv7(), classId, pupilId, from: toDate(spell.from), until },
      select: { id: true },
    })
  })
}

describe('the page My classes', () => {
  test('My classes shows a pupil’s needs, three things that help, what to avoid and a button to confirm reading', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    await classOf(ours, pupilId, { from: '2026-09-03', until: null })
    await pupilWithPlan(ours, pupilId)
    const text = mainText((await (await ours.as('teacher')).get('/my-classes')).text)
    expect(text).toContain('4B')
    expect(text).toContain('Amir Khan')
    expect(text).toContain('Needs words before the lesson')
    expect(text).toContain('Show it, then say it Ten seconds to answer Seat by the board')
    expect(text).not.toContain('A fourth thing')
    expect(text).toContain('Reading aloud unprepared')
    expect(text).toContain('I have read this')
    expect(text).toContain('1 plan you have not read yet')
  })

  test('showing a pupil on My classes is audited as opening the pupil’s record', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teachingAssistant })
    await pupilWithPlan(ours, pupilId)
    await (await ours.as('teachingAssistant')).get('/my-classes')
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, action: 'open' } }),
    )
    expect(opened).toMatchObject([{ pupilId, actorId: ours.staffIds.teachingAssistant }])
  })

  test('My classes shows a pupil from the day they join the class to the day they leave it', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    await classOf(ours, pupilId, { from: '2026-11-25', until: '2026-11-26' })
    await pupilWithPlan(ours, pupilId)
    const seen: Record<string, boolean> = {}
    for (const day of [testToday, '2026-11-25', '2026-11-26', '2026-11-27']) {
      setToday(day)
      const teacher = await ours.as('teacher')
      const inList = (await teacher.get('/my-classes')).text.includes('Amir Khan')
      const summary = (await teacher.get(`/pupils/${pupilId}/summary`)).status
      expect(summary).toBe(inList ? 200 : 404)
      seen[day] = inList
    }
    setToday(testToday)
    expect(seen).toEqual({ [testToday]: false, '2026-11-25': true, '2026-11-26': true, '2026-11-27': false })
  })

  test('a teacher can open the pages of a pupil who leaves the school until the last day, and not after it', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    await classOf(ours, pupilId, { from: '2026-09-03', until: null })
    await pupilWithPlan(ours, pupilId)
    const teacher = await ours.as('teacher')
    const leave = (day: string) =>
      ours.inSchool((tx) =>
        tx.pupil.updateMany({ where: { schoolId: ours.schoolId, id: pupilId }, data: { leftOn: toDate(day) } }),
      )
    await leave(testToday)
    expect(mainText((await teacher.get('/my-classes')).text)).toContain('Amir Khan')
    expect((await teacher.get(`/pupils/${pupilId}/summary`)).status).toBe(200)
    await leave('2026-11-23')
    expect(mainText((await teacher.get('/my-classes')).text)).not.toContain('Amir Khan')
    expect((await teacher.get(`/pupils/${pupilId}/summary`)).status).toBe(404)
    expect((await teacher.get(`/pupils/${pupilId}/concerns/new`)).status).toBe(404)
  })

  test('My classes says so when it has no pupils', async () => {
    const ours = await school()
    const answer = await (await ours.as('teacher')).get('/my-classes')
    expect(mainText(answer.text)).toContain('No pupils are in your classes today')
  })
})

describe('the needs summary', () => {
  test('a pupil’s needs summary shows the whole plan to those who teach the pupil', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
    await pupilWithPlan(ours, pupilId)
    const answer = await (await ours.as('teacher')).get(`/pupils/${pupilId}/summary`)
    const text = mainText(answer.text)
    expect(text).toContain('A fourth thing')
    expect(text).toContain('Retells a story in order')
    expect(text).toContain('Language group')
    expect(answer.text).toContain('<title>What helps this pupil')
  })

  test('a pupil’s needs summary says so when there is no plan', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
    const answer = await (await ours.as('teacher')).get(`/pupils/${pupilId}/summary`)
    expect(mainText(answer.text)).toContain('There is no plan to read yet')
  })

  test('a pupil’s needs summary shows the day on which the reader read it', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
    const planId = await pupilWithPlan(ours, pupilId)
    const data = {
      schoolId: ours.schoolId,
      id: uuidv7(),
      pupilId,
      planId,
      staffId: ours.staffIds.teacher,
      acknowledgedOn: toDate('2026-10-12'),
    }
    await ours.inSchool((tx) => tx.briefing.create({ data, select: { id: true } }))
    const answer = await (await ours.as('teacher')).get(`/pupils/${pupilId}/summary`)
    expect(mainText(answer.text)).toContain('You read this on 12 October')
    expect(mainText(answer.text)).not.toContain('I have read this')
  })
})
