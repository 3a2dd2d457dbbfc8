import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate, toDay, toDayOrNull } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, fieldsOf, mainText, type TestSchool, testApp, testToday } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school, setToday } = await testApp()
const path = '/school/cover'

/**
 * A class of the teacher's with a pupil on SEN Support, and another pupil whom the teacher supports by name. The
 * assistant works with neither.
 */
async function aClassToCover(ours: TestSchool) {
  const { schoolId, staffIds } = ours
  const { pupilId } = await ours.pupil()
  const { pupilId: byName } = await ours.pupil({ legalForename: 'Seren', taughtBy: staffIds.teacher })
  const [classId, planId] = [uuidv7(), uuidv7()]
  const from = toDate('2026-09-01')
  await ours.inSchool(async (tx) => {
    await tx.class.createMany({ data: [{ schoolId, id: classId, name: '4B' }] })
    await tx.classStaff.createMany({ data: [{ schoolId, id: uuidv7(), classId, staffId: staffIds.teacher, from }] })
    await tx.classMember.createMany({ data: [{ schoolId, id: uuidv7(), classId, pupilId, from }] })
    await tx.decision.createMany({
      data: [{ schoolId, id: uuidv7(), pupilId, decision: 'senSupport', decidedOn: toDate('2026-11-05') }],
    })
    await tx.plan.createMany({ data: [{ schoolId, id: planId, pupilId, agreedOn: toDate('2026-11-12') }] })
  })
  return { pupilId, byName, classId, planId }
}

/** A school with a class to cover, and the form filled in so that the assistant stands in from 25 to 27 November. */
async function aSchool() {
  const ours = await school()
  const found = await aClassToCover(ours)
  const senco = await ours.as('senco')
  const typed = {
    awayStaffId: ours.staffIds.teacher,
    staffId: ours.staffIds.teachingAssistant,
    ...dayTyped('from', '2026-11-25'),
    ...dayTyped('until', '2026-11-27'),
  }
  const { schoolId } = ours
  const days = ({ from, until }: { from: Date; until: Date | null }) => `${toDay(from)} ${toDayOrNull(until)}`
  const covers = () => ours.inSchool((tx) => tx.cover.findMany({ where: { schoolId }, orderBy: { id: 'asc' } }))
  const spells = async () => {
    const where = { schoolId, coverId: { not: null } }
    const order = { orderBy: { from: 'asc' } } as const
    const [inClasses, ofPupils] = await ours.inSchool(async (tx) => [
      await tx.classStaff.findMany({ where, ...order }),
      await tx.pupilStaff.findMany({ where, ...order }),
    ])
    return { classes: inClasses.map(days), pupils: ofPupils.map(days) }
  }
  const version = async () =>
    (await ours.inSchool((tx) => tx.class.findFirstOrThrow({ where: { schoolId, id: found.classId } }))).version
  const arrange = async () => {
    await senco.submit(path, typed)
    const [cover] = await covers()
    return { editPath: `${path}/${cover?.id}/edit`, at: `${path}/${cover?.id}` }
  }
  return { ours, senco, typed, covers, spells, version, arrange, ...found }
}

describe('arranging cover for absent staff', () => {
  test('arranging cover gives the stand-in the absent person’s class and pupils once, even if sent twice', async () => {
    const { ours, senco, typed, covers, spells, version } = await aSchool()
    const sent = { ...(await senco.formAt(path)), ...typed }
    const answers = [await senco.post(path, sent), await senco.post(path, sent)]
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, path],
      [303, path],
    ])
    expect(await covers()).toMatchObject([
      { staffId: ours.staffIds.teachingAssistant, awayStaffId: ours.staffIds.teacher, version: 1 },
    ])
    expect(await spells()).toEqual({ classes: ['2026-11-25 2026-11-27'], pupils: ['2026-11-25 2026-11-27'] })
    expect(await version()).toBe(2)
    const page = await senco.get(path)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toContain(
      'Coming Who will stand in Stands in For Days With Do Teaching assistant Example Teacher Example 25 to 27 November Class 4B and 1 pupil by name',
    )
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: 'Cover' } }),
    )
    expect(audit.map(({ actorId }) => actorId)).toEqual([ours.staffIds.senco])
    expect(mainText((await senco.get('/school')).text)).toContain(
      'Teaching assistant Example for Teacher Example: 25 to',
    )
    const changed = await senco.post(path, { ...sent, staffId: ours.staffIds.head })
    expect(errorsOf(changed.text)).toEqual([
      'Saved before, for Teaching assistant Example in place of Teacher Example. Open Cover again',
    ])
  })

  test('a stand-in sees the absent person’s pupils from the first to the last day of cover, and on no other day', async () => {
    const { ours, pupilId, byName, arrange } = await aSchool()
    await arrange()
    const reader = ours.staffIds.teachingAssistant
    const isAsked = async (day: string) =>
      (await findingsOf(ours, pupilId, '6.49-staff-aware', day)).some(({ subject }) => subject === reader)
    try {
      for (const [day, status] of [
        ['2026-11-24', 404],
        ['2026-11-25', 200],
        ['2026-11-27', 200],
        ['2026-11-28', 404],
      ] as const) {
        setToday(day)
        const assistant = await ours.as('teachingAssistant')
        expect((await assistant.get(`/pupils/${pupilId}/summary`)).status, day).toBe(status)
        expect((await assistant.get(`/pupils/${byName}/summary`)).status, day).toBe(status)
        expect(mainText((await assistant.get('/my-classes')).text).includes('Amir Khan'), day).toBe(status === 200)
        expect(await isAsked(day), day).toBe(status === 200)
      }
    } finally {
      setToday(testToday)
    }
  })

  test('cover without a last day is for one day, and adds no staff assignment where one exists already', async () => {
    const { ours, senco, typed, spells, classId } = await aSchool()
    const { schoolId, staffIds } = ours
    const there = { schoolId, id: uuidv7(), classId, staffId: staffIds.teachingAssistant }
    const days = { from: toDate('2026-11-01'), until: toDate('2026-11-25') }
    await ours.inSchool((tx) => tx.classStaff.createMany({ data: [{ ...there, ...days }] }))
    await senco.submit(path, { ...typed, ...dayTyped('until', '') })
    expect(await spells()).toEqual({ classes: [], pupils: ['2026-11-25 2026-11-25'] })
    await senco.submit(path, { ...typed, ...dayTyped('from', '2026-12-01'), ...dayTyped('until', '2026-12-02') })
    expect((await spells()).classes).toEqual(['2026-12-01 2026-12-02'])
    const edit = `/school/classes/${classId}/edit`
    expect((await senco.submit(edit, { name: '4C' })).status).toBe(303)
    expect((await spells()).classes).toEqual(['2026-12-01 2026-12-02'])
    expect(mainText((await senco.get(edit)).text)).toContain(
      'Standing in Teaching assistant Example, in place of Teacher Example: 1 December 2026 to 2 December 2026',
    )
  })

  const refusing = aSchool()
  test.each([
    ['no absent person', { awayStaffId: '' }, 'Choose who is away'],
    ['nobody who stands in', { staffId: '' }, 'Choose who stands in'],
    ['no first day', dayTyped('from', ''), 'Enter the first day'],
    [
      'a day that does not exist',
      dayTyped('from', '2026-02-30'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['a last day before the first', dayTyped('until', '2026-11-24'), 'The last day is before the first'],
    ['a first day more than a year ago', dayTyped('from', '2016-11-25'), '25 November 2016 is more than a year ago'],
    [
      'a length of more than a year',
      dayTyped('until', '2027-11-26'),
      'Cover is for a year at most. Whoever takes over for good is put into the classes',
    ],
  ])(
    'cover with %s is refused at the field and keeps what was typed',
    async (_name, fault: Record<string, string>, message) => {
      const { senco, typed, covers } = await refusing
      const answer = await senco.submit(path, { ...typed, ...fault })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual([message])
      expect(fieldsOf(answer.text, path)).toMatchObject({ 'until-year': [fault['until-year'] ?? '2026'] })
      expect(await covers()).toEqual([])
    },
  )

  test('cover is refused unless the stand-in may see pupils, is employed and free, and the absent person has pupils', async () => {
    const { ours, senco, typed, covers } = await aSchool()
    const { schoolId, staffIds } = ours
    const errors = async (fields: Record<string, string>) =>
      errorsOf((await senco.submit(path, { ...typed, ...fields })).text)
    expect(await errors({ staffId: staffIds.teacher })).toEqual([
      'Choose somebody else: nobody stands in for themselves',
    ])
    expect(await errors({ staffId: staffIds.administrator })).toEqual([
      'Administrator Example may see no pupil, as administrator',
    ])
    expect(await errors({ awayStaffId: staffIds.head })).toEqual([
      'Head Example has no class and no pupil by name on these days',
    ])
    await ours.inSchool(async (tx) => {
      const of = (id: string) => ({ schoolId, id })
      await tx.staffMember.updateMany({ where: of(staffIds.teachingAssistant), data: { leftOn: toDate('2026-11-26') } })
      await tx.staffMember.updateMany({ where: of(staffIds.head), data: { startedOn: toDate('2026-11-26') } })
    })
    expect(await errors({})).toEqual(['The last day of Teaching assistant Example at the school is 26 November 2026'])
    expect(await errors({ staffId: staffIds.head })).toEqual(['Head Example begins at the school on 26 November 2026'])
    expect(await covers()).toEqual([])
    await senco.submit(path, { ...typed, staffId: staffIds.senco })
    expect(await errors({ staffId: staffIds.senco, ...dayTyped('from', '2026-11-27') })).toEqual([
      'SENCO Example stands in for Teacher Example from 25 to 27 November already. Change that one',
    ])
    const theirs = await school()
    const answer = await senco.submit(path, { ...typed, staffId: theirs.staffIds.teacher })
    expect(answer.status).toBe(404)
    expect(await covers()).toHaveLength(1)
  })
})

describe('changing the last day of cover', () => {
  test('changing the last day of cover shortens or extends its staff assignments, and a stale edit gets 409', async () => {
    const { senco, arrange, spells, version, covers } = await aSchool()
    const { editPath } = await arrange()
    const stale = await senco.formAt(editPath)
    const sent = { ...stale, ...dayTyped('until', '2026-11-26') }
    expect([(await senco.post(editPath, sent)).status, (await senco.post(editPath, sent)).status]).toEqual([303, 303])
    expect(await spells()).toEqual({ classes: ['2026-11-25 2026-11-26'], pupils: ['2026-11-25 2026-11-26'] })
    expect(await version()).toBe(3)
    await senco.submit(editPath, dayTyped('until', '2026-12-04'))
    expect(await spells()).toEqual({ classes: ['2026-11-25 2026-12-04'], pupils: ['2026-11-25 2026-12-04'] })
    expect(await version()).toBe(4)
    const conflict = await senco.post(editPath, { ...stale, ...dayTyped('until', '2026-11-30') })
    expect(conflict.status).toBe(409)
    expect(mainText(conflict.text)).toContain('Until: day What you wrote30 What was saved meanwhile4')
    expect((await covers())[0]).toMatchObject({ until: toDate('2026-12-04'), version: 3 })
    for (const [day, message] of [
      ['', 'Enter the last day'],
      ['2026-11-24', 'The last day is before the first'],
    ] as const)
      expect(errorsOf((await senco.submit(editPath, dayTyped('until', day))).text)).toEqual([message])
    expect(await htmlErrors((await senco.get(editPath)).text)).toEqual([])
  })

  test('ending cover today keeps its past days, and from tomorrow the stand-in cannot see the pupils', async () => {
    const { ours, senco, arrange, spells, covers, pupilId } = await aSchool()
    const { at } = await arrange()
    setToday('2026-11-26')
    try {
      const page = (await senco.get(path)).text
      expect(mainText(page)).toContain('Today Who stands in today')
      const button = fieldsOf(page, `${at}/end-today`)
      const answers = [await senco.post(`${at}/end-today`, button), await senco.post(`${at}/end-today`, button)]
      expect(answers.map(({ status }) => status)).toEqual([303, 303])
      expect(await spells()).toEqual({ classes: ['2026-11-25 2026-11-26'], pupils: ['2026-11-25 2026-11-26'] })
      await senco.post(`${at}/remove`, button)
      expect(await covers()).toHaveLength(1)
      setToday('2026-11-27')
      expect((await (await ours.as('teachingAssistant')).get(`/pupils/${pupilId}/summary`)).status).toBe(404)
      expect(mainText((await senco.get(path)).text)).toContain('The last four weeks')
    } finally {
      setToday(testToday)
    }
  })

  test('deleting cover that has not begun deletes the staff assignments that it made', async () => {
    const { senco, arrange, spells, covers, version } = await aSchool()
    const { at, editPath } = await arrange()
    const other = await (await school()).as('senco')
    const { _csrf = [] } = await other.formAt(path)
    expect((await other.get(editPath)).status).toBe(404)
    for (const act of ['end-today', 'remove']) expect((await other.post(`${at}/${act}`, { _csrf })).status).toBe(404)
    const button = fieldsOf((await senco.get(path)).text, `${at}/remove`)
    expect((await senco.post(`${at}/remove`, button)).status).toBe(303)
    expect(await covers()).toEqual([])
    expect(await spells()).toEqual({ classes: [], pupils: [] })
    expect(await version()).toBe(3)
    expect((await senco.post(`${at}/remove`, button)).status).toBe(404)
  })
})

describe('cover that overlaps with other cover or with permanent staff', () => {
  /** The assistant stands in for the teacher and, on overlapping days, for the SENCO. Both teach the class. */
  async function twoCovers() {
    const found = await aSchool()
    const { ours, senco, typed, classId } = found
    const { schoolId, staffIds } = ours
    const there = { schoolId, id: uuidv7(), classId, staffId: staffIds.senco, from: toDate('2026-09-01') }
    await ours.inSchool((tx) => tx.classStaff.createMany({ data: [there] }))
    const { at } = await found.arrange()
    await senco.submit(path, { ...typed, awayStaffId: staffIds.senco, ...dayTyped('until', '2026-11-30') })
    return { ...found, at }
  }

  test('while two covers overlap, deleting or shortening one leaves the shared days to the other', async () => {
    const removing = await twoCovers()
    expect((await removing.spells()).classes).toEqual(['2026-11-25 2026-11-27', '2026-11-28 2026-11-30'])
    const button = fieldsOf((await removing.senco.get(path)).text, `${removing.at}/remove`)
    await removing.senco.post(`${removing.at}/remove`, button)
    expect((await removing.spells()).classes).toEqual(['2026-11-25 2026-11-27', '2026-11-28 2026-11-30'])
    expect((await removing.spells()).pupils).toEqual([])
    const ending = await twoCovers()
    await ending.senco.submit(`${ending.at}/edit`, dayTyped('until', '2026-11-25'))
    expect((await ending.spells()).classes).toEqual([
      '2026-11-25 2026-11-25',
      '2026-11-26 2026-11-27',
      '2026-11-28 2026-11-30',
    ])
    expect((await ending.spells()).pupils).toEqual(['2026-11-25 2026-11-25'])
  })

  test('saving cover again adds a class that the absent person has taken on in the meantime', async () => {
    const { ours, senco, arrange, spells } = await aSchool()
    const { schoolId, staffIds } = ours
    const { editPath } = await arrange()
    const classId = uuidv7()
    await ours.inSchool(async (tx) => {
      await tx.class.createMany({ data: [{ schoolId, id: classId, name: '5A' }] })
      const there = { schoolId, id: uuidv7(), classId, staffId: staffIds.teacher, from: toDate('2026-11-26') }
      await tx.classStaff.createMany({ data: [there] })
    })
    await senco.submit(editPath, {})
    expect((await spells()).classes).toEqual(['2026-11-25 2026-11-27', '2026-11-26 2026-11-27'])
    await senco.submit(editPath, dayTyped('until', '2026-11-30'))
    expect((await spells()).classes).toEqual(['2026-11-25 2026-11-30', '2026-11-26 2026-11-30'])
    expect(mainText((await senco.get(path)).text)).toContain('Classes 4B, 5A and 1 pupil by name')
  })

  test('when a stand-in joins the class for good, the days to read its plans count from the first day of cover', async () => {
    const { ours, senco, arrange, classId, pupilId } = await aSchool()
    await arrange()
    const reader = ours.staffIds.teachingAssistant
    const edit = `/school/classes/${classId}/edit`
    const joining = (from: string) =>
      senco.submit(edit, { 'staff.1.staffId': reader, ...dayTyped('staff.1.from', from) })
    expect(errorsOf((await joining('2026-11-25')).text)).toEqual([
      'They stand in for Teacher Example in this class until 27 November 2026. Enter a later day, or end that cover first',
    ])
    expect((await joining('2026-11-28')).status).toBe(303)
    const asked = async (day: string) =>
      (await findingsOf(ours, pupilId, '6.49-staff-aware', day)).find(({ subject }) => subject === reader)
    const [inCover, forGood] = [await asked('2026-11-27'), await asked('2026-12-10')]
    expect(await asked('2026-11-24')).toBeUndefined()
    expect(inCover).toMatchObject({ status: 'upcoming', dueOn: '2026-12-02' })
    expect(forGood).toMatchObject({ status: 'missing', dueOn: '2026-12-02' })
  })
})
