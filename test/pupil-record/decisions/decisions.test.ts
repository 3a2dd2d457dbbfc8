import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'

const { school } = await testApp()

const typed = {
  decision: 'senSupport',
  ...dayTyped('decidedOn', '2026-11-20'),
  evidence: 'Two terms of reading tests, and what his mother told us',
  ...dayTyped('reviewOn', '2027-02-12'),
  roleOfParent: 'Reads with him',
  roleOfPupil: 'Chooses the book',
  roleOfStaff: 'Miss Ali hears him read each day',
}

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil()
  const senco = await ours.as('senco')
  const decisions = () =>
    ours.inSchool((tx) =>
      tx.decision.findMany({ where: { schoolId: ours.schoolId, pupilId }, orderBy: { createdAt: 'asc' } }),
    )
  return { ours, pupilId, senco, path: `/pupils/${pupilId}/decisions/new`, decisions }
}

async function aDecision(fields: Readonly<Record<string, string>> = {}) {
  const found = await aPupil()
  await found.senco.submit(found.path, { ...typed, ...fields })
  const [decision] = await found.decisions()
  return { ...found, edit: `/pupils/${found.pupilId}/decisions/${decision?.id}/edit` }
}

describe('recording a decision about a pupil’s support', () => {
  test('recording a decision for SEN Support saves it, offers the formal letter, and is audited', async () => {
    const { ours, pupilId, senco, path, decisions } = await aPupil()
    const answer = await senco.submit(path, { ...typed, higherNeed: 'yes' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}`)
    const [decision] = await decisions()
    expect(decision).toMatchObject({
      decision: 'senSupport',
      decidedOn: new Date('2026-11-20'),
      senco: 'SENCO Example',
      teacher: null,
      higherNeed: true,
      explainedToParentsOn: null,
      recordedOn: new Date(testToday),
      reviewOn: new Date('2027-02-12'),
      roleOfPupil: 'Chooses the book',
    })
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, subject: 'Decision' } }),
    )
    expect(audit).toMatchObject([{ action: 'insert', actorId: ours.staffIds.senco, rowId: decision?.id }])
    const next = await senco.get(`/pupils/${pupilId}/decisions/${decision?.id}/edit`)
    expect(mainText(next.text)).toContain(
      'Next: tell the parents formally (due 27 November). This is the law: Children and Families Act 2014, section 68. Write the letter',
    )
    expect(next.text).toContain(`href="/pupils/${pupilId}/notices/new"`)
  })

  test('a new decision’s form is filled in with the kind asked for, today, the SENCO and the class teacher', async () => {
    const { ours, pupilId, senco, path } = await aPupil()
    await ours.inSchool(async (tx) => {
      const { schoolId } = ours
      for (const [name, staffId] of [
        ['4B', ours.staffIds.teacher],
        ['Choir', ours.staffIds.head],
      ] as const) {
        const classId = uuidv7()
        const from = toDate('2026-09-03')
        await tx.class.create({ data: { schoolId, id: classId, name }, select: { id: true } })
        await tx.classMember.create({ data: { schoolId, id: uuidv7(), classId, pupilId, from }, select: { id: true } })
        await tx.classStaff.create({ data: { schoolId, id: uuidv7(), classId, staffId, from }, select: { id: true } })
        if (name === 'Choir') continue
        // A member of staff on cover does not count as class teacher.
        const spell = { schoolId, staffId: ours.staffIds.head, from, until: toDate('2026-11-27') }
        const coverId = uuidv7()
        await tx.cover.createMany({ data: [{ ...spell, id: coverId, awayStaffId: staffId }] })
        await tx.classStaff.createMany({ data: [{ ...spell, id: uuidv7(), classId, coverId }] })
      }
    })
    expect(await senco.formAt(`${path}?decision=coreOffer`)).toMatchObject({
      decision: ['coreOffer'],
      'decidedOn-day': ['24'],
      senco: ['SENCO Example'],
      teacher: ['Teacher Example'],
    })
    expect(await senco.formAt(`${path}?decision=expel`)).not.toHaveProperty('decision')
  })

  test('the decision form says in plain words what each decision means', async () => {
    const { senco, path } = await aPupil()
    const shown = mainText((await senco.get(path)).text)
    for (const words of [
      'What our school ordinarily makes available',
      'Amir needs something extra or different',
      'There is no special educational need as far as we can see',
      'Amir no longer needs anything extra or different',
    ])
      expect(shown).toContain(words)
  })

  test('the same decision form sent twice saves one decision', async () => {
    const { senco, path, decisions } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed }
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await decisions()).toHaveLength(1)
  })

  test('sending a saved decision form again with changes leads to its edit form, with the changes filled in', async () => {
    const { ours, pupilId, senco, path, decisions } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed }
    await senco.post(path, fields)
    const again = await senco.post(path, { ...fields, evidence: 'And his own words' })
    const [decision] = await decisions()
    const edit = `/pupils/${pupilId}/decisions/${decision?.id}/edit`
    expect(again.headers.location).toBe(edit)
    expect((await senco.submit(edit, {})).status).toBe(303)
    expect(await decisions()).toMatchObject([{ evidence: 'And his own words', version: 2 }])
    const { pupilId: other } = await ours.pupil()
    expect((await senco.post(`/pupils/${other}/decisions/new`, fields)).status).toBe(404)
  })

  test.each([
    ['an unknown decision', { decision: 'perhaps' }, 'Choose what was decided'],
    ['no day', dayTyped('decidedOn', ''), 'Enter the day of the decision'],
    [
      'the day 31 November',
      dayTyped('decidedOn', '2026-11-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['the day tomorrow', dayTyped('decidedOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'an evidence text that is too long',
      { evidence: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
    ['a review on the same day', dayTyped('reviewOn', '2026-11-20'), 'This has to be later than the decision'],
    ['a review without a year', { 'reviewOn-year': '' }, 'The date needs a year'],
    [
      'an explanation before the decision',
      dayTyped('explainedToParentsOn', '2026-11-19'),
      'The decision cannot be explained before it was made',
    ],
    ['an explanation tomorrow', dayTyped('explainedToParentsOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'a record day before the decision',
      dayTyped('recordedOn', '2026-11-19'),
      'The decision cannot be in the record before it was made',
    ],
    [
      'the end of SEN Support that never began',
      { decision: 'endSenSupport' },
      'Amir is not on SEN Support on 20 November 2026',
    ],
  ])('a decision form with %s gets 422 at the field and keeps the typed values', async (_name, fault, message) => {
    const { senco, path, decisions } = await aPupil()
    const answer = await senco.submit(path, { ...typed, ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain(typed.roleOfStaff)
    expect(await decisions()).toEqual([])
  })

  test('a decision can end SEN Support on its first day or later, and only once', async () => {
    const { senco, path, decisions } = await aDecision()
    const end = { decision: 'endSenSupport', ...dayTyped('recordedOn', '') }
    const tooEarly = await senco.submit(path, { ...end, ...dayTyped('decidedOn', '2026-11-19') })
    expect(errorsOf(tooEarly.text)).toEqual(['Amir is not on SEN Support on 19 November 2026'])
    const ended = await senco.submit(path, { ...end, ...dayTyped('decidedOn', '2026-11-20') })
    expect(ended.status).toBe(303)
    const again = await senco.submit(path, { ...end, ...dayTyped('decidedOn', testToday) })
    expect(errorsOf(again.text)).toEqual(['Amir is not on SEN Support on 24 November 2026'])
    expect((await decisions()).map(({ decision }) => decision)).toEqual(['senSupport', 'endSenSupport'])
  })

  test('a decision can end SEN Support that only the school’s information system knows about', async () => {
    const { ours, pupilId, senco, path } = await aPupil()
    await ours.inSchool((tx) =>
      tx.pupil.updateMany({ where: { schoolId: ours.schoolId, id: pupilId }, data: { misSenStatus: 'K' } }),
    )
    expect((await senco.submit(path, { decision: 'endSenSupport' })).status).toBe(303)
  })
})

describe('editing a decision', () => {
  test('editing a decision adds the day on which it was explained to the parents, and shows the next step', async () => {
    const { senco, edit, decisions } = await aDecision({ decision: 'coreOffer' })
    const answer = await senco.submit(edit, { teacher: 'Miss Ali', ...dayTyped('explainedToParentsOn', testToday) })
    expect(answer.status).toBe(303)
    expect(await decisions()).toMatchObject([
      { version: 2, teacher: 'Miss Ali', explainedToParentsOn: new Date(testToday), higherNeed: false },
    ])
    expect(mainText((await senco.get(edit)).text)).toContain('Nothing is due for this pupil.')
  })

  test('a pupil’s first decision cannot be changed to one that ends SEN Support', async () => {
    const { senco, edit } = await aDecision()
    const answer = await senco.submit(edit, { decision: 'endSenSupport' })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual(['Amir is not on SEN Support on 20 November 2026'])
  })

  test('the day on which SEN Support ended can be corrected to the day on which it began', async () => {
    const { senco, path, pupilId, decisions } = await aDecision()
    await senco.submit(path, { decision: 'endSenSupport', ...dayTyped('decidedOn', testToday) })
    const end = (await decisions())[1]
    const answer = await senco.submit(
      `/pupils/${pupilId}/decisions/${end?.id}/edit`,
      dayTyped('decidedOn', '2026-11-20'),
    )
    expect(answer.status).toBe(303)
    expect((await decisions())[1]).toMatchObject({ decidedOn: new Date('2026-11-20'), version: 2 })
  })

  test('a stale edit of a decision gets 409 with both versions, from where it can be saved', async () => {
    const { senco, edit, decisions } = await aDecision()
    const [mine, theirs] = [await senco.formAt(edit), await senco.formAt(edit)]
    await senco.post(edit, { ...theirs, evidence: 'Their evidence' })
    const answer = await senco.post(edit, { ...mine, evidence: 'My evidence', decision: 'noFurtherAction' })
    expect(answer.status).toBe(409)
    expect(parse(answer.text).querySelector('.app-conflict')?.text).toContain('No further action')
    expect(mainText(answer.text)).toContain('Their evidence')
    expect(answer.text).toContain('My evidence')
    expect(await decisions()).toMatchObject([{ evidence: 'Their evidence', version: 2 }])
    const again = await senco.post(edit, { ...mine, version: '2', evidence: 'Both' })
    expect(again.status).toBe(303)
    expect(await decisions()).toMatchObject([{ evidence: 'Both', version: 3 }])
  })

  test('the same decision edit sent twice gets the same answer and saves once', async () => {
    const { senco, edit, decisions } = await aDecision()
    const fields = { ...(await senco.formAt(edit)), higherNeed: 'yes' }
    const answers = [await senco.post(edit, fields), await senco.post(edit, fields)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await decisions()).toMatchObject([{ version: 2, higherNeed: true }])
  })

  test('opening or editing a decision that is unknown, or of another pupil or school, gets 404', async () => {
    const { senco, edit, ours } = await aDecision()
    const { pupilId: other } = await ours.pupil()
    const elsewhere = await (await school()).as('senco')
    const ofOther = edit.replace(/pupils\/[^/]+/, `pupils/${other}`)
    expect((await senco.get(ofOther)).status).toBe(404)
    expect((await senco.post(ofOther, await senco.formAt(edit))).status).toBe(404)
    expect((await senco.get(edit.replace(/decisions\/[^/]+/, `decisions/${uuidv7()}`))).status).toBe(404)
    expect((await elsewhere.get(edit)).status).toBe(404)
  })

  test('a teacher and the head get 403 for recording or editing a decision', async () => {
    const { ours, path, edit } = await aDecision()
    for (const role of ['teacher', 'head'] as const) {
      const browser = await ours.as(role)
      expect((await browser.get(path)).status).toBe(403)
      expect((await browser.get(edit)).status).toBe(403)
    }
  })
})
