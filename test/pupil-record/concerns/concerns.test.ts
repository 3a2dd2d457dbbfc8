import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'

const { school } = await testApp()

const typed = {
  seen: 'Covers his ears when the hall is loud',
  raisedBy: 'staff',
  ...dayTyped('raisedOn', '2026-11-20'),
}

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const concerns = () => ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  const path = `/pupils/${pupilId}/concerns/new`
  return { ours, pupilId, path, concerns }
}

describe('logging a concern about a pupil', () => {
  test('logging a concern saves the concern, and is in the audit trail', async () => {
    const { ours, pupilId, path, concerns } = await aPupil()
    const senco = await ours.as('senco')
    const answer = await senco.submit(path, { ...typed, areas: ['communication', 'sensoryPhysical'] })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}`)
    expect(await concerns()).toMatchObject([
      {
        seen: typed.seen,
        raisedBy: 'staff',
        staffId: ours.staffIds.senco,
        areas: ['communication', 'sensoryPhysical'],
        raisedOn: new Date('2026-11-20'),
      },
    ])
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId }, orderBy: { at: 'asc' } }),
    )
    expect(audit.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual(
      ['insert Pupil', 'insert PupilStaff', 'open Pupil', 'open Pupil', 'insert Concern'].sort(),
    )
    expect(audit.find(({ subject }) => subject === 'Concern')).toMatchObject({ actorId: ours.staffIds.senco })
  })

  test('a teacher logs a concern about a pupil whom they teach, and returns to My classes', async () => {
    const { ours, path, concerns } = await aPupil()
    const answer = await (await ours.as('teacher')).submit(path, typed)
    expect(answer.headers.location).toBe('/my-classes')
    expect(await concerns()).toMatchObject([{ staffId: ours.staffIds.teacher }])
  })

  test('the same concern form sent twice saves one concern', async () => {
    const { ours, path, concerns } = await aPupil()
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(path)), ...typed }
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await concerns()).toHaveLength(1)
  })

  test('sending a saved concern form again with changes leads to its edit form, with the changes filled in', async () => {
    const { ours, pupilId, path, concerns } = await aPupil()
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(path)), ...typed }
    await senco.post(path, fields)
    const again = await senco.post(path, { ...fields, seen: 'And hums to himself' })
    const [concern] = await concerns()
    const edit = `/pupils/${pupilId}/concerns/${concern?.id}/edit`
    expect(again.headers.location).toBe(edit)
    expect(concern).toMatchObject({ seen: typed.seen })
    expect((await senco.submit(edit, {})).status).toBe(303)
    expect(await concerns()).toMatchObject([{ seen: 'And hums to himself', version: 2 }])
  })

  test('a teacher can send the form of their new concern once more with changes, but not a third time', async () => {
    const { ours, path, concerns } = await aPupil()
    const teacher = await ours.as('teacher')
    const fields = { ...(await teacher.formAt(path)), ...typed }
    await teacher.post(path, fields)
    expect((await teacher.post(path, { ...fields, seen: 'And hums to himself' })).status).toBe(303)
    expect(await concerns()).toMatchObject([{ seen: 'And hums to himself', version: 2 }])
    const late = await teacher.post(path, { ...fields, seen: 'And again' })
    expect(late.status).toBe(422)
    expect(late.text).toContain('And again')
  })

  test('a teacher’s concern form sent several times gets the same answer and saves once', async () => {
    const { ours, path, concerns } = await aPupil()
    const teacher = await ours.as('teacher')
    const fields = { ...(await teacher.formAt(path)), ...typed, areas: ['sensoryPhysical', 'communication'] }
    for (let times = 0; times < 3; times++) expect((await teacher.post(path, fields)).status).toBe(303)
    expect(await concerns()).toMatchObject([{ version: 1 }])
  })

  test('a new concern’s form with the id of a colleague’s concern gets 404 and changes nothing', async () => {
    const { ours, path, concerns } = await aPupil()
    const senco = await ours.as('senco')
    const form = await senco.formAt(path)
    await senco.post(path, { ...form, ...typed })
    const teacher = await ours.as('teacher')
    const answer = await teacher.submit(path, { ...typed, id: form.id ?? '', seen: 'Mine' })
    expect(answer.status).toBe(404)
    expect(await concerns()).toMatchObject([{ seen: typed.seen, version: 1 }])
  })

  test.each([
    ['no text of what was seen', { seen: ' ' }, 'Say what was seen: an example is enough'],
    ['an unknown raiser', { raisedBy: 'neighbour' }, 'Choose who raised the concern'],
    [
      'a text that is too long',
      { seen: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
    [
      'a NUL byte',
      { seen: 'a\u0000b' },
      'This has a character in it that cannot be saved. Type the text again, or paste it as plain text',
    ],
    ['no day', dayTyped('raisedOn', ''), 'Enter the day on which the concern was raised'],
    [
      'the day 31 September',
      dayTyped('raisedOn', '2026-09-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['the day tomorrow', dayTyped('raisedOn', '2026-11-25'), '25 November 2026 is in the future'],
  ])('a concern form with %s gets 422 at the field and keeps the typed values', async (_name, fault, message) => {
    const { ours, path, concerns } = await aPupil()
    const answer = await (await ours.as('senco')).submit(path, {
      ...typed,
      universalStrategies: 'Ear defenders',
      ...fault,
    })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('Ear defenders')
    expect(await concerns()).toEqual([])
  })
})

test('a concern form that gets 422 is audited as opening the pupil’s record, because its page shows it', async () => {
  const { ours, pupilId, path } = await aPupil()
  const senco = await ours.as('senco')
  const openings = () =>
    ours.inSchool((tx) => tx.auditEvent.count({ where: { schoolId: ours.schoolId, pupilId, action: 'open' } }))
  const fields = await senco.formAt(path)
  const before = await openings()
  expect((await senco.post(path, { ...fields, seen: '' })).status).toBe(422)
  expect(await openings()).toBe(before + 1)
})

describe('editing a concern', () => {
  async function aConcern() {
    const found = await aPupil()
    const senco = await found.ours.as('senco')
    await senco.submit(found.path, typed)
    const [concern] = await found.concerns()
    return { ...found, senco, edit: `/pupils/${found.pupilId}/concerns/${concern?.id}/edit` }
  }

  test('the SENCO answers a concern and closes it in its edit form', async () => {
    const { senco, edit, concerns } = await aConcern()
    const answer = await senco.submit(edit, {
      answer: 'Rang his mother',
      ...dayTyped('answeredOn', testToday),
      ...dayTyped('closedOn', testToday),
      closedBecause: 'Moved desks',
    })
    expect(answer.status).toBe(303)
    expect(await concerns()).toMatchObject([{ answer: 'Rang his mother', closedBecause: 'Moved desks', version: 2 }])
  })

  test.each([
    [
      'an answer before the concern',
      dayTyped('answeredOn', '2026-11-19'),
      'The answer cannot be before the concern was raised',
    ],
    ['a closing day without a reason', dayTyped('closedOn', '2026-11-21'), 'Say why the concern was closed'],
  ])('editing a concern refuses %s', async (_name, fault, message) => {
    const { senco, edit } = await aConcern()
    const answer = await senco.submit(edit, fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
  })

  test('a stale edit of a concern gets 409 with both versions, from where it can be saved', async () => {
    const { senco, edit, concerns } = await aConcern()
    const [mine, theirs] = [await senco.formAt(edit), await senco.formAt(edit)]
    await senco.post(edit, { ...theirs, answer: 'Their answer', areas: ['socialEmotional'] })
    const answer = await senco.post(edit, { ...mine, answer: 'My answer' })
    expect(answer.status).toBe(409)
    const both = parse(answer.text).querySelector('.app-conflict')?.text
    expect(both).toContain('Social, emotional and mental health')
    expect(both).not.toContain('socialEmotional')
    expect(mainText(answer.text)).toContain('Their answer')
    expect(answer.text).toContain('My answer')
    expect(await concerns()).toMatchObject([{ answer: 'Their answer', version: 2 }])
    const again = await senco.post(edit, { ...mine, version: '2', answer: 'Their answer and mine' })
    expect(again.status).toBe(303)
    expect(await concerns()).toMatchObject([{ answer: 'Their answer and mine', version: 3 }])
  })

  test('the same concern edit sent twice gets the same answer and saves once', async () => {
    const { senco, edit, concerns } = await aConcern()
    const fields = { ...(await senco.formAt(edit)), answer: 'Once' }
    await senco.post(edit, fields)
    expect((await senco.post(edit, fields)).status).toBe(303)
    expect(await concerns()).toMatchObject([{ version: 2 }])
  })

  test('opening or editing a concern that is unknown, or of another pupil or school, gets 404', async () => {
    const { senco, edit, ours } = await aConcern()
    const { pupilId: other } = await ours.pupil()
    const elsewhere = await (await school()).as('senco')
    expect((await senco.get(edit.replace(/pupils\/[^/]+/, `pupils/${other}`))).status).toBe(404)
    expect((await senco.get(edit.replace(/concerns\/[^/]+/, `concerns/${uuidv7()}`))).status).toBe(404)
    expect((await elsewhere.get(edit)).status).toBe(404)
  })

  test('a teacher gets 403 for editing a concern', async () => {
    const { edit, ours } = await aConcern()
    expect((await (await ours.as('teacher')).get(edit)).status).toBe(403)
  })
})
