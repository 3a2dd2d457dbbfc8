import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate, toDay, toDayOrNull } from '../../../src/platform/database/days.ts'
import {
  type Browser,
  dayTyped,
  errorsOf,
  fieldsOf,
  mainText,
  type TestSchool,
  testApp,
  testToday,
} from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()
const listPath = '/school/classes'
const newPath = '/school/classes/new'
const editOf = (classId: string) => `/school/classes/${classId}/edit`
const pupilsOf = (classId: string) => `/school/classes/${classId}/pupils`
const findIn = (browser: Browser, classId: string, q: string) => browser.submit(`${pupilsOf(classId)}/find`, { q })

const spellsOf = async ({ inSchool, schoolId }: TestSchool, classId: string) =>
  (
    await inSchool((tx) =>
      tx.classMember.findMany({ where: { schoolId, classId }, orderBy: [{ from: 'asc' }, { id: 'asc' }] }),
    )
  ).map(({ id, pupilId, from, until }) => ({ id, pupilId, from: toDay(from), until: toDayOrNull(until) }))

const staffOf = async ({ inSchool, schoolId }: TestSchool, classId: string) =>
  (await inSchool((tx) => tx.classStaff.findMany({ where: { schoolId, classId }, orderBy: { from: 'asc' } }))).map(
    ({ id, staffId, from, until }) => ({ id, staffId, from: toDay(from), until: toDayOrNull(until) }),
  )

async function aClass({ pupils = 2, from = '2026-09-01' }: { pupils?: number; from?: string } = {}) {
  const ours = await school()
  const senco = await ours.as('senco')
  const classId = uuidv7()
  const pupilIds: string[] = []
  for (let count = 0; count < pupils; count++)
    pupilIds.push((await ours.pupil({ legalForename: `Pupil${count}`, legalSurname: 'Of4B' })).pupilId)
  await ours.inSchool(async (tx) => {
    await tx.class.create({ data: { schoolId: ours.schoolId, id: classId, name: '4B' }, select: { id: true } })
    await tx.classMember.createMany({
      data: pupilIds.map((pupilId) => ({
        schoolId: ours.schoolId,
        id: uuidv7(),
        classId,
        pupilId,
        from: toDate(from),
      })),
    })
  })
  return { ours, senco, classId, pupilIds, path: editOf(classId) }
}

describe('adding a class', () => {
  test('an administrator adds a class with its staff once, even if sent twice, and goes on to its pupils', async () => {
    const ours = await school()
    const administrator = await ours.as('administrator')
    const typed = {
      ...(await administrator.formAt(newPath)),
      name: '4B',
      'staff.0.staffId': ours.staffIds.teacher,
      ...dayTyped('staff.0.from', '2026-09-01'),
    }
    const answer = await administrator.post(newPath, typed)
    const classId = /classes\/([^/]+)\/pupils/.exec(answer.headers.location ?? '')?.[1] ?? ''
    expect((await administrator.post(newPath, typed)).headers.location).toBe(pupilsOf(classId))
    expect(await staffOf(ours, classId)).toMatchObject([
      { staffId: ours.staffIds.teacher, from: '2026-09-01', until: null },
    ])
    expect(mainText((await administrator.get(listPath)).text)).toContain('4B Teacher Example 0')
    const again = await administrator.post(newPath, { ...typed, name: '4C' })
    expect(again.headers.location).toBe(editOf(classId))
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: { in: ['Class', 'ClassStaff'] } } }),
    )
    expect(audit.map(({ actorId }) => actorId)).toEqual([ours.staffIds.administrator, ours.staffIds.administrator])
  })

  test.each([
    ['no name', { name: '' }, 'Enter the name of the class'],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'This is 101 characters long. Shorten it to 100 or fewer'],
    ['days but no person', dayTyped('staff.0.from', '2026-09-01'), 'Choose who works with the class'],
  ])('a new class with %s is refused at the field', async (_name, fault, message) => {
    const ours = await school()
    const answer = await (await ours.as('senco')).submit(newPath, { name: '4B', ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await ours.inSchool((tx) => tx.class.count({ where: { schoolId: ours.schoolId } }))).toBe(0)
  })

  test('a new class is refused if its name is taken or its staff are of another school', async () => {
    const { ours, senco } = await aClass()
    expect(errorsOf((await senco.submit(newPath, { name: '4B' })).text)).toEqual(['Another class has this name'])
    const theirs = await school()
    const from = dayTyped('staff.0.from', '2026-09-01')
    const answer = await senco.submit(newPath, { name: '4C', 'staff.0.staffId': theirs.staffIds.teacher, ...from })
    expect(answer.status).toBe(404)
    expect(await ours.inSchool((tx) => tx.class.count({ where: { schoolId: ours.schoolId } }))).toBe(1)
  })
})

describe('the staff of a class', () => {
  const teacherFrom = (ours: TestSchool, from: string, box = 0) => ({
    [`staff.${box}.staffId`]: ours.staffIds.teacher,
    ...dayTyped(`staff.${box}.from`, from),
  })

  test('staff of a class have a first and a last day, and can be deleted only before the first', async () => {
    const { ours, senco, path, classId, pupilIds } = await aClass()
    const teacher = await ours.as('teacher')
    expect((await teacher.get(`/pupils/${pupilIds[0]}/summary`)).status).toBe(404)
    await senco.submit(path, {
      ...teacherFrom(ours, '2026-09-01'),
      'staff.1.staffId': ours.staffIds.teachingAssistant,
      ...dayTyped('staff.1.from', '2027-01-04'),
    })
    expect((await teacher.get(`/pupils/${pupilIds[0]}/summary`)).status).toBe(200)

    const begun = await senco.submit(path, dayTyped('staff.0.from', ''))
    expect(errorsOf(begun.text)).toEqual([
      'Teacher Example has begun to work with the class: enter their last day instead',
    ])
    await senco.submit(path, dayTyped('staff.1.from', ''))
    expect(await staffOf(ours, classId)).toMatchObject([{ staffId: ours.staffIds.teacher }])
    await senco.submit(path, dayTyped('staff.0.until', '2026-11-20'))
    expect(await staffOf(ours, classId)).toMatchObject([{ from: '2026-09-01', until: '2026-11-20' }])
    expect((await teacher.get(`/pupils/${pupilIds[0]}/summary`)).status).toBe(404)
    expect(mainText((await senco.get(path)).text)).toContain('Teacher Example: 1 September 2026 to 20 November 2026')
  })

  test.each([
    ['a last day before the first', dayTyped('staff.1.until', '2026-08-31'), 'Their last day is before they begin'],
    ['a person who is there already', {}, 'They work with the class already on that day'],
    ['no first day', dayTyped('staff.1.from', ''), 'Enter the day from which they work with the class'],
  ])('adding staff to a class with %s is refused at their row', async (_name, fault, message) => {
    const { ours, senco, path, classId } = await aClass()
    await senco.submit(path, teacherFrom(ours, '2026-09-01'))
    const answer = await senco.submit(path, { ...teacherFrom(ours, '2026-10-01', 1), ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await staffOf(ours, classId)).toHaveLength(1)
  })

  test('a class’s staff form sent twice adds staff once, and a stale edit gets 409 with the names chosen in it', async () => {
    const { ours, senco, path, classId } = await aClass()
    const [mine, theirs] = [await senco.formAt(path), await senco.formAt(path)]
    const typed = { ...theirs, ...teacherFrom(ours, '2026-09-01') }
    await senco.post(path, typed)
    expect((await senco.post(path, typed)).status).toBe(303)
    expect(await staffOf(ours, classId)).toHaveLength(1)
    const answer = await senco.post(path, {
      ...mine,
      'staff.0.staffId': ours.staffIds.head,
      ...dayTyped('staff.0.from', '2026-09-02'),
    })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Head Example')
    expect(await staffOf(ours, classId)).toHaveLength(1)
  })
})

describe('the weekdays on which a class is taught', () => {
  test('a class is taught on the weekdays that are ticked in its form, or on every day if none is', async () => {
    const { ours, senco, path, classId } = await aClass()
    const daysOf = async () => {
      const where = { schoolId_id: { schoolId: ours.schoolId, id: classId } }
      return (await ours.inSchool((tx) => tx.class.findUniqueOrThrow({ where, select: { weekdays: true } }))).weekdays
    }
    expect(await daysOf()).toEqual([])
    const typed = { ...(await senco.formAt(path)), weekdays: ['Thursday', 'Monday', 'Doomsday'] }
    for (let twice = 0; twice < 2; twice += 1) expect((await senco.post(path, typed)).status).toBe(303)
    expect(await daysOf()).toEqual([1, 4])
    expect((await senco.formAt(path)).weekdays).toEqual(['Monday', 'Thursday'])
    const answer = await senco.post(path, { ...typed, weekdays: ['Friday'] })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('What you wroteFriday What was saved meanwhileMonday Thursday')
    expect(await daysOf()).toEqual([1, 4])
    await senco.submit(path, { weekdays: [] })
    expect(await daysOf()).toEqual([])
  })
})

describe('the pupils of a class', () => {
  test('a pupil who leaves a class is still in the class’s history', async () => {
    const { ours, senco, path, classId } = await aClass()
    const [first, second] = await spellsOf(ours, classId)
    const form = { ...(await senco.formAt(path)), leaving: first?.id ?? '', ...dayTyped('lastDay', '2026-11-20') }
    await senco.post(path, form)
    expect((await senco.post(path, form)).status).toBe(303)
    expect(await spellsOf(ours, classId)).toEqual([{ ...first, until: '2026-11-20' }, second])
    const page = await senco.get(path)
    expect(mainText(page.text)).toContain('Pupils (1)')
    expect(mainText(page.text)).toContain('1 September 2026 to 20 November 2026')
    expect(await htmlErrors(page.text)).toEqual([])
  })

  test('all pupils can leave a class at once, and those who were to join later are removed', async () => {
    const { ours, senco, path, classId } = await aClass()
    const { pupilId } = await ours.pupil({ registrationGroup: 'later' })
    await senco.submit(`${pupilsOf(classId)}?group=later`, { pupils: pupilId, ...dayTyped('firstDay', '2027-01-04') })
    expect(await spellsOf(ours, classId)).toHaveLength(3)
    await senco.submit(path, { allLeave: 'yes', ...dayTyped('lastDay', '2026-12-18') })
    expect((await spellsOf(ours, classId)).map(({ until }) => until)).toEqual(['2026-12-18', '2026-12-18'])
  })

  test.each([
    ['before they joined', dayTyped('lastDay', '2026-08-31'), 'This is before they joined the class: Pupil0 Of4B'],
    ['without a last day', dayTyped('lastDay', ''), 'Enter their last day in the class'],
  ])('taking pupils out of a class %s is refused', async (_name, day, message) => {
    const { ours, senco, path, classId } = await aClass({ pupils: 1 })
    const [spell] = await spellsOf(ours, classId)
    const answer = await senco.submit(path, { leaving: spell?.id ?? '', ...day })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await spellsOf(ours, classId)).toMatchObject([{ until: null }])
  })

  test('all pupils of a registration group are ticked beforehand, and join the class once', async () => {
    const { ours, senco, classId } = await aClass({ pupils: 0 })
    const { pupilId: one } = await ours.pupil({ legalForename: 'Seren', registrationGroup: '4B' })
    const { pupilId: two } = await ours.pupil({ legalForename: 'Kofi', registrationGroup: '4B' })
    await ours.pupil({ legalForename: 'Other', registrationGroup: '5A' })
    const address = `${pupilsOf(classId)}?group=4B&q=`
    const page = await senco.get(address)
    expect(mainText(page.text)).toContain('2 pupils of 4B, all ticked')
    expect(await htmlErrors(page.text)).toEqual([])
    const form = await senco.formAt(address)
    expect(form.pupils?.sort()).toEqual([one, two].sort())
    const typed = { ...form, ...dayTyped('firstDay', '2026-09-01') }
    expect((await senco.post(address, typed)).headers.location).toBe(editOf(classId))
    expect((await senco.post(address, typed)).status).toBe(303)
    expect(await spellsOf(ours, classId)).toMatchObject([{ from: '2026-09-01' }, { from: '2026-09-01' }])
    expect(mainText((await senco.get(address)).text)).toContain('Nobody is found')
  })

  test('pupils to add to a class are found by part of their name, which stays out of the address', async () => {
    const { ours, senco, classId } = await aClass({ pupils: 0 })
    await ours.pupil({ legalForename: 'Seren', legalSurname: 'Jones' })
    await ours.pupil({ legalForename: 'Kofi', legalSurname: 'Jones' })
    const page = await findIn(senco, classId, 'ser jon')
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('1 pupil found')
    expect(mainText(page.text)).toContain('Seren Jones')
    expect(page.text).not.toMatch(/(href|action)="[^"]*jon/i)
    expect(mainText((await findIn(senco, classId, '%\'"')).text)).toContain('Nobody is found')
    expect(mainText((await senco.get(`${pupilsOf(classId)}?q=ser+jon`)).text)).not.toContain('Seren')
    const form = fieldsOf(page.text, pupilsOf(classId))
    expect(form).toMatchObject({ q: ['ser jon'] })
    const again = await senco.post(pupilsOf(classId), { ...form, ...dayTyped('firstDay', '') })
    expect(again.status).toBe(422)
    expect(mainText(again.text)).toContain('Seren Jones')
  })

  test('a pupil who comes back the day after leaving stays in the class without a gap', async () => {
    const { ours, senco, path, classId, pupilIds } = await aClass({ pupils: 1 })
    const [spell] = await spellsOf(ours, classId)
    await senco.submit(path, { leaving: spell?.id ?? '', ...dayTyped('lastDay', testToday) })
    const named = fieldsOf((await findIn(senco, classId, 'pupil0')).text, pupilsOf(classId))
    await senco.post(pupilsOf(classId), { ...named, pupils: pupilIds, ...dayTyped('firstDay', '2026-11-25') })
    expect(await spellsOf(ours, classId)).toEqual([spell])
    await senco.submit(path, { leaving: spell?.id ?? '', ...dayTyped('lastDay', '2026-10-01') })
    await senco.post(pupilsOf(classId), { ...named, pupils: pupilIds, ...dayTyped('firstDay', testToday) })
    expect(await spellsOf(ours, classId)).toMatchObject([
      { id: spell?.id, until: '2026-10-01' },
      { from: testToday, until: null },
    ])
  })

  test('a class’s form that was opened before a pupil joined gets 409, and no pupil leaves the class', async () => {
    const { ours, senco, path, classId } = await aClass()
    const old = await senco.formAt(path)
    const { pupilId } = await ours.pupil({ registrationGroup: 'new' })
    await senco.submit(`${pupilsOf(classId)}?group=new`, { pupils: pupilId })
    const answer = await senco.post(path, { ...old, allLeave: 'yes' })
    expect(answer.status).toBe(409)
    expect((await spellsOf(ours, classId)).filter(({ until }) => until !== null)).toEqual([])
  })

  test('adding pupils to a class is refused with nobody ticked, no first day, or another school’s pupil', async () => {
    const { ours, senco, classId, pupilIds } = await aClass()
    const address = pupilsOf(classId)
    const { pupilId: theirs } = await (await school()).pupil()
    const { pupilId: another } = await ours.pupil({ legalSurname: 'Of4Bx' })
    const form = fieldsOf((await findIn(senco, classId, 'of4b')).text, address)
    expect(errorsOf((await senco.post(address, form)).text)).toEqual(['Tick who joins the class'])
    const noDay = await senco.post(address, { ...form, pupils: another, ...dayTyped('firstDay', '') })
    expect(errorsOf(noDay.text)).toEqual(['Enter their first day in the class'])
    expect((await senco.post(address, { ...form, pupils: theirs })).status).toBe(404)
    expect(await spellsOf(ours, classId)).toHaveLength(pupilIds.length)
  })
})

test('a class that is unknown or of another school gets 404, and a teacher gets 403', async () => {
  const { ours, senco, classId, path } = await aClass()
  const elsewhere = await (await school()).as('head')
  for (const address of [path, pupilsOf(classId)]) {
    expect((await elsewhere.get(address)).status).toBe(404)
    expect((await senco.get(address.replace(classId, uuidv7()))).status).toBe(404)
    expect((await (await ours.as('teacher')).get(address)).status).toBe(403)
  }
  const other = await aClass()
  const [spell] = await spellsOf(other.ours, other.classId)
  expect((await senco.submit(path, { leaving: spell?.id ?? '' })).status).toBe(404)
})
