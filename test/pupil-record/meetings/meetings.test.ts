import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'

const { school } = await testApp()

const typed = {
  kind: 'earlyDiscussion',
  ...dayTyped('heldOn', '2026-11-20'),
  whoTookPart: 'Mrs Khan, Amir, Jo Marsh',
  parentTookPart: 'yes',
  pupilTookPart: 'yes',
  strengthsAndDifficulties: 'Builds anything. Loud rooms are hard.',
  parentWords: 'He comes home worn out.',
  parentInWhoseWords: 'Mrs Khan, in her own words',
  pupilDeclined: 'yes',
  'outcomes.0.outcome': 'Amir asks for a break by himself',
  'outcomes.1.outcome': 'Amir eats lunch in the hall',
  nextSteps: 'Miss Ali tries ear defenders until Christmas.',
}

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil()
  const senco = await ours.as('senco')
  const meetings = () =>
    ours.inSchool((tx) =>
      tx.meeting.findMany({
        where: { schoolId: ours.schoolId, pupilId },
        include: { outcomes: { orderBy: { position: 'asc' } }, views: { orderBy: { speaker: 'asc' } } },
      }),
    )
  return { ours, pupilId, senco, path: `/pupils/${pupilId}/meetings/new?kind=earlyDiscussion`, meetings }
}

async function aMeeting(fields: Readonly<Record<string, string>> = {}) {
  const found = await aPupil()
  await found.senco.submit(found.path, { ...typed, ...fields })
  const [meeting] = await found.meetings()
  const at = `/pupils/${found.pupilId}/meetings/${meeting?.id}`
  const outcomes = async () => (await found.meetings())[0]?.outcomes.map(({ id, outcome }) => ({ id, outcome })) ?? []
  return { ...found, edit: `${at}/edit`, note: `${at}/note`, outcomes }
}

describe('recording a meeting about a pupil', () => {
  test('recording a meeting saves outcomes and views, offers the note to parents, and is audited', async () => {
    const { ours, pupilId, senco, path, meetings } = await aPupil()
    const answer = await senco.submit(path, typed)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}`)
    const [meeting] = await meetings()
    expect(meeting).toMatchObject({
      kind: 'earlyDiscussion',
      heldOn: new Date('2026-11-20'),
      parentTookPart: true,
      absenceReason: null,
      outcomes: [
        { outcome: typed['outcomes.0.outcome'], pupilId, position: 0 },
        { outcome: typed['outcomes.1.outcome'], pupilId, position: 1 },
      ],
      views: [
        { speaker: 'parent', words: typed.parentWords, inWhoseWords: typed.parentInWhoseWords, declined: false },
        { speaker: 'pupil', words: null, declined: true },
      ],
    })
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, action: 'insert' } }),
    )
    const bySenco = audit.filter(({ actorId }) => actorId === ours.staffIds.senco).map(({ subject }) => subject)
    expect(bySenco.sort()).toEqual(['Meeting', 'Outcome', 'Outcome', 'View', 'View'])
    const next = mainText((await senco.get(`/pupils/${pupilId}/meetings/${meeting?.id}/edit`)).text)
    expect(next).toContain('Next: give the parents a note of it (due 4 December). Read and print the note')
  })

  test('the form for an early discussion with parents says what it is for and names the advice service', async () => {
    const { ours, senco, path } = await aPupil()
    await ours.inSchool((tx) =>
      tx.school.updateMany({
        where: { id: ours.schoolId },
        data: { iassName: 'Northshire SENDIASS', iassContact: '0300 123 456' },
      }),
    )
    const shown = mainText((await senco.get(path)).text)
    expect(shown).toContain('Early discussion about Amir Khan')
    expect(shown).toContain('An early discussion is with the parents and the pupil.')
    expect(shown).toContain('Northshire SENDIASS 0300 123 456')
    const other = mainText((await senco.get(path.replace('earlyDiscussion', 'other'))).text)
    expect(other).not.toContain('An early discussion is with')
  })

  test('the same meeting form sent twice saves one meeting', async () => {
    const { senco, path, meetings } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed }
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await meetings()).toMatchObject([{ outcomes: [{}, {}], views: [{}, {}] }])
  })

  test('sending a saved meeting form again with changes leads to its edit form, with the changes filled in', async () => {
    const { pupilId, senco, path, meetings } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed, 'outcomes.3.outcome': '' }
    await senco.post(path, fields)
    expect((await senco.post(path, fields)).headers.location).toBe(`/pupils/${pupilId}`)
    const again = await senco.post(path, { ...fields, 'outcomes.1.outcome': 'Amir eats with a friend' })
    const [meeting] = await meetings()
    const edit = `/pupils/${pupilId}/meetings/${meeting?.id}/edit`
    expect(again.headers.location).toBe(edit)
    expect((await senco.submit(edit, {})).status).toBe(303)
    expect(await meetings()).toMatchObject([{ version: 2, outcomes: [{}, { outcome: 'Amir eats with a friend' }] }])
  })

  test('sending a saved meeting’s form again to another pupil’s address changes nothing', async () => {
    const { ours, senco, path, meetings } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed }
    await senco.post(path, fields)
    const { pupilId: other } = await ours.pupil()
    await senco.post(`/pupils/${other}/meetings/new`, { ...fields, 'outcomes.0.outcome': 'Of another pupil' })
    expect((await meetings())[0]?.outcomes).toHaveLength(2)
    const outcomes = await ours.inSchool((tx) => tx.outcome.findMany({ where: { schoolId: ours.schoolId } }))
    expect(outcomes).toHaveLength(2)
  })

  test.each([
    ['an unknown kind', { kind: 'seance' }, 'Choose what kind of meeting it was'],
    ['no day', dayTyped('heldOn', ''), 'Enter the day of the meeting'],
    [
      'the day 30 February',
      dayTyped('heldOn', '2026-02-30'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['the day tomorrow', dayTyped('heldOn', '2026-11-25'), '25 November 2026 is in the future'],
    ['no answer on whether parents took part', { parentTookPart: '' }, 'Say whether a parent or carer took part'],
    ['no answer on whether the pupil took part', { pupilTookPart: '' }, 'Say whether the pupil took part'],
    [
      'no reason for an absence',
      { pupilTookPart: 'no' },
      'Say why they did not take part: an early discussion is with the parents and the pupil',
    ],
    [
      'next steps that are too long',
      { nextSteps: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
    [
      'an outcome that is too long',
      { 'outcomes.1.outcome': 'x'.repeat(501) },
      'This is 501 characters long. Shorten it to 500 or fewer',
    ],
    ['a view without an author', { parentInWhoseWords: '' }, 'Say in whose words the view is'],
    [
      'words of a parent who declined',
      { parentDeclined: 'yes' },
      'Untick this or clear the words above: here are words of the view',
    ],
    [
      'a note given before the meeting',
      dayTyped('noteGivenToParentsOn', '2026-11-19'),
      'The note cannot be given before the meeting was held',
    ],
    [
      'a note filed before the meeting',
      dayTyped('noteFiledOn', '2026-11-19'),
      'The note cannot be in the record before the meeting was held',
    ],
    ['a note given tomorrow', dayTyped('noteGivenToParentsOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'an advice service explained tomorrow',
      dayTyped('iassExplainedOn', '2026-11-25'),
      '25 November 2026 is in the future',
    ],
  ])('a meeting form with %s gets 422 at the field and keeps the typed values', async (_name, fault, message) => {
    const { senco, path, meetings } = await aPupil()
    const answer = await senco.submit(path, { ...typed, ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain(typed.strengthsAndDifficulties)
    expect(answer.text).toContain(typed['outcomes.0.outcome'])
    expect(await meetings()).toEqual([])
  })

  test('in a refused meeting form, the error of an outcome links to that outcome’s box', async () => {
    const { senco, path } = await aPupil()
    const answer = await senco.submit(path, { ...typed, 'outcomes.3.outcome': 'x'.repeat(501) })
    expect(answer.text).toContain('href="#outcomes.3.outcome"')
    expect(answer.text).toContain('id="outcomes.3.outcome"')
  })

  test('a meeting of kind “other” is saved without a reason why the pupil was absent', async () => {
    const { senco, path, meetings } = await aPupil()
    const answer = await senco.submit(path, {
      ...typed,
      kind: 'other',
      pupilTookPart: 'no',
      ...dayTyped('iassExplainedOn', '2026-11-10'),
    })
    expect(answer.status).toBe(303)
    expect(await meetings()).toMatchObject([{ pupilTookPart: false, iassExplainedOn: new Date('2026-11-10') }])
  })

  test('“Save and add more outcomes” saves the meeting and shows it with two more outcome boxes', async () => {
    const { senco, path, meetings } = await aPupil()
    const answer = await senco.post(path.replace('kind=earlyDiscussion', 'more=outcomes'), {
      ...(await senco.formAt(path)),
      ...typed,
    })
    const [meeting] = await meetings()
    expect(answer.headers.location).toMatch(new RegExp(`/meetings/${meeting?.id}/edit#outcomes$`))
    const form = await senco.formAt(String(answer.headers.location).replace('#outcomes', ''))
    expect(form).toMatchObject({
      'outcomes.1.outcome': [typed['outcomes.1.outcome']],
      'outcomes.2.outcome': [''],
      'outcomes.3.outcome': [''],
    })
    expect(form).not.toHaveProperty('outcomes.4.outcome')
  })
})

describe('editing a meeting', () => {
  test('editing a meeting adds the days on which note and advice were given, and shows the next step', async () => {
    const { senco, edit, meetings } = await aMeeting()
    const answer = await senco.submit(edit, {
      ...dayTyped('noteGivenToParentsOn', testToday),
      ...dayTyped('noteFiledOn', '2026-11-20'),
      ...dayTyped('iassExplainedOn', '2026-11-20'),
    })
    expect(answer.status).toBe(303)
    expect(await meetings()).toMatchObject([
      { version: 2, noteGivenToParentsOn: new Date(testToday), noteFiledOn: new Date('2026-11-20') },
    ])
    expect(mainText((await senco.get(edit)).text)).toContain('The meeting has been saved Next: Decision after the')
  })

  test('editing a meeting keeps the database rows of outcomes that are reworded or moved up', async () => {
    const { senco, edit, outcomes } = await aMeeting({ 'outcomes.3.outcome': 'Amir reads aloud' })
    const [first, second, third] = await outcomes()
    expect(third?.outcome).toBe('Amir reads aloud')
    await senco.submit(edit, {
      'outcomes.0.outcome': '',
      'outcomes.1.outcome': 'Amir eats lunch in the hall, with a friend',
      'outcomes.4.outcome': 'Amir walks to school',
    })
    const after = await outcomes()
    expect(after).toMatchObject([
      { id: second?.id, outcome: 'Amir eats lunch in the hall, with a friend' },
      { id: third?.id, outcome: 'Amir reads aloud' },
      { outcome: 'Amir walks to school' },
    ])
    expect(after.map(({ id }) => id)).not.toContain(first?.id)
  })

  test('editing a meeting deletes a cleared view and changes another', async () => {
    const { senco, edit, meetings } = await aMeeting()
    await senco.submit(edit, { parentWords: 'He sleeps better now.', pupilDeclined: '' })
    expect((await meetings())[0]?.views).toMatchObject([{ speaker: 'parent', words: 'He sleeps better now.' }])
  })

  test('a meeting form that sends the id of another meeting’s outcome leaves that outcome unchanged', async () => {
    const { ours, senco, edit, pupilId, path } = await aMeeting()
    await senco.submit(path, { ...typed, 'outcomes.0.outcome': 'Of the other meeting', 'outcomes.1.outcome': '' })
    const other = await ours.inSchool((tx) =>
      tx.outcome.findFirstOrThrow({ where: { schoolId: ours.schoolId, pupilId, outcome: 'Of the other meeting' } }),
    )
    const answer = await senco.submit(edit, { 'outcomes.2.id': other.id, 'outcomes.2.outcome': 'Taken over' })
    expect(answer.status).toBe(303)
    const still = await ours.inSchool((tx) =>
      tx.outcome.findFirstOrThrow({ where: { schoolId: ours.schoolId, id: other.id } }),
    )
    expect(still).toEqual(other)
  })

  test('a stale edit of a meeting gets 409 with both versions, from where it can be saved', async () => {
    const { senco, edit, meetings } = await aMeeting()
    const [mine, theirs] = [await senco.formAt(edit), await senco.formAt(edit)]
    await senco.post(edit, { ...theirs, nextSteps: 'Their steps', 'outcomes.0.outcome': 'Their outcome' })
    const answer = await senco.post(edit, { ...mine, kind: 'other', nextSteps: 'My steps', 'outcomes.0.outcome': '' })
    expect(answer.status).toBe(409)
    expect(parse(answer.text).querySelector('.app-conflict')?.text).toContain('Another meeting')
    expect(mainText(answer.text)).toContain('Their steps')
    expect(mainText(answer.text)).toContain('Outcome (1)')
    expect(answer.text).toContain('My steps')
    expect(await meetings()).toMatchObject([{ nextSteps: 'Their steps', version: 2 }])
    const again = await senco.post(edit, { ...mine, version: '2', nextSteps: 'Their steps and mine' })
    expect(again.status).toBe(303)
    expect(await meetings()).toMatchObject([{ nextSteps: 'Their steps and mine', version: 3 }])
  })

  test('the same meeting edit sent twice gets the same answer and saves once', async () => {
    const { senco, edit, outcomes, meetings } = await aMeeting()
    const fields = { ...(await senco.formAt(edit)), 'outcomes.0.outcome': '', 'outcomes.3.outcome': 'Once' }
    const answers = [await senco.post(edit, fields), await senco.post(edit, fields)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await meetings()).toMatchObject([{ version: 2 }])
    expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['Amir eats lunch in the hall', 'Once'])
  })

  test('a meeting, or its note, that is unknown or of another pupil or school gets 404', async () => {
    const { senco, edit, note, ours } = await aMeeting()
    const { pupilId: other } = await ours.pupil()
    const elsewhere = await (await school()).as('senco')
    for (const path of [edit, note]) {
      expect((await senco.get(path.replace(/pupils\/[^/]+/, `pupils/${other}`))).status).toBe(404)
      expect((await senco.get(path.replace(/meetings\/[^/]+/, `meetings/${uuidv7()}`))).status).toBe(404)
      expect((await elsewhere.get(path)).status).toBe(404)
    }
    const fields = await senco.formAt(edit)
    expect((await senco.post(edit.replace(/pupils\/[^/]+/, `pupils/${other}`), fields)).status).toBe(404)
  })

  test('a teacher gets 403 for meetings, and the head can read the note but not edit the meeting', async () => {
    const { edit, note, path, ours, senco } = await aMeeting()
    const [teacher, head] = [await ours.as('teacher'), await ours.as('head')]
    for (const at of [edit, note, path]) expect((await teacher.get(at)).status).toBe(403)
    expect((await senco.get(note)).text).toContain(`href="${edit}#note"`)
    const read = await head.get(note)
    expect(read.status).toBe(200)
    expect(read.text).not.toContain(edit)
    expect((await head.get(edit)).status).toBe(403)
  })
})

describe('the note of a meeting for the parents', () => {
  test('the meeting’s note to parents has what was said and agreed, and the advice service', async () => {
    const { ours, senco, note } = await aMeeting()
    await ours.inSchool((tx) =>
      tx.school.updateMany({
        where: { id: ours.schoolId },
        data: { iassName: 'Northshire SENDIASS', iassContact: '0300 123 456' },
      }),
    )
    const said = mainText((await senco.get(note)).text)
    expect(said).toContain('Note of our early discussion about Amir Khan')
    expect(said).toContain('We met on 20 November 2026.')
    for (const part of [
      typed.whoTookPart,
      typed.strengthsAndDifficulties,
      typed.parentWords,
      typed.parentInWhoseWords,
      'Amir declined to give a view.',
      typed['outcomes.1.outcome'],
      typed.nextSteps,
      'Northshire SENDIASS',
      '0300 123 456',
    ])
      expect(said).toContain(part)
  })

  test('the meeting’s note to parents leaves out parts that are empty', async () => {
    const { senco, note } = await aMeeting({
      strengthsAndDifficulties: '',
      'outcomes.0.outcome': '',
      'outcomes.1.outcome': '',
      nextSteps: '',
    })
    const said = mainText((await senco.get(note)).text)
    for (const part of ['Strengths and difficulties', 'work towards', 'What happens next', 'Free advice'])
      expect(said).not.toContain(part)
  })
})
