import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../support/app.ts'
import { findingsOf } from '../support/findings.ts'
import { htmlErrors } from '../support/valid-html.ts'
import { type PupilOptions, pupilToWriteAbout } from './pupil-to-write-about.ts'

const { school } = await testApp()
const aPupil = (asked?: PupilOptions) => pupilToWriteAbout(school, asked)
const rule = '6.43-parents-informed'

describe('the formal letter about SEN Support', () => {
  test('the formal letter is filled in with all that the parents have to be told', async () => {
    const { senco, path, mother } = await aPupil()
    const fields = await senco.formAt(path)
    expect(fields).toMatchObject({
      to: [mother],
      subject: ['SEN Support for Amir Khan'],
      signedBy: ['SENCO Example, SENCO'],
    })
    const text = fields.text?.[0] ?? ''
    for (const told of [
      'from 5 November 2026 Ashgrove Academy is making special educational provision for Amir',
      'section 68 of the Children and Families Act 2014',
      'by 5 February 2027',
      'You: Ten minutes of reading each evening',
      'Amir: Shows the red card when it is too loud',
      'The school: Small group on Tuesdays and Thursdays',
      'You can also ask Ms Okonkwo',
      'Severnside SEND and You, 0117 496 0117',
    ])
      expect(text).toContain(told)
  })

  test('the letter’s form offers only contacts with parental responsibility, and shows what each needs', async () => {
    const { senco, path } = await aPupil({ father: true })
    const { text } = await senco.get(path)
    expect(mainText(text)).toContain('Samira Khan Mother · Needs it in Urdu, large print · 12 Quarry Street')
    expect(mainText(text)).toContain('Imran Khan Father · No address on record')
    expect(mainText(text)).not.toContain('Ann Bell')
    expect(mainText(text)).toContain(
      'SEN Support was decided on 5 November 2026. A letter sent before that day does not count.',
    )
    expect(await htmlErrors(text)).toEqual([])
  })

  test('sending the formal letter stores one for each ticked parent, and counts as telling the parents', async () => {
    const { ours, senco, path, pupilId, mother, father, letters, notices } = await aPupil({ father: true })
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'missing', dueOn: '2026-11-12' }])
    const answer = await senco.submit(path, {
      to: [mother, father],
      text: 'From Monday we help Amir.\n\nCome and ask.',
      method: 'post',
      ...dayTyped('sentOn', '2026-11-23'),
    })
    expect(answer.status).toBe(303)
    const [toFather, toMother] = await letters()
    expect(answer.headers.location).toBe(`/pupils/${pupilId}/letters/print?letters=${toMother?.id}.${toFather?.id}`)
    expect(toMother).toMatchObject({
      addressee: 'parent',
      sentTo: 'Samira Khan\n12 Quarry Street\nAshgrove\nAG1 2QP',
      subject: 'SEN Support for Amir Khan',
      body: '23 November 2026\n\nDear Samira Khan\n\nFrom Monday we help Amir.\n\nCome and ask.\n\nYours sincerely',
      signedBy: 'SENCO Example, SENCO',
    })
    expect(toFather).toMatchObject({ sentTo: 'Imran Khan' })
    const sent = await notices()
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ letterId }) => letterId))).toEqual(new Set([toFather?.id, toMother?.id]))
    for (const notice of sent)
      expect(notice).toMatchObject({ sentOn: toDate('2026-11-23'), addressee: 'parent', method: 'letter by post' })
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([
      { status: 'met', dueOn: '2026-11-12', late: true, doneOn: '2026-11-23' },
    ])
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, action: 'insert', subject: 'Letter' } }),
    )
    expect(audit.map(({ actorId }) => actorId)).toEqual([ours.staffIds.senco, ours.staffIds.senco])
  })

  test('a stored letter is shown to SENCO and head in full, in the order in which it was printed', async () => {
    const { ours, senco, path } = await aPupil()
    const long = `${'A line that goes on. '.repeat(400)}The very end.`
    const { headers } = await senco.submit(path, { text: long, method: 'handedOver' })
    const flash = mainText((await senco.get(headers.location ?? '')).text)
    expect(flash).toContain('The letter has been recorded as sent')
    expect(flash).not.toContain('does not count')
    const { text } = await (await ours.as('head')).get(headers.location ?? '')
    const shown = mainText(text)
    const order = [
      'Ashgrove Academy',
      '12 Quarry Street',
      '24 November 2026 Dear Samira Khan',
      'SEN Support for Amir Khan',
      'A line that goes on.',
      'The very end.',
      'Yours sincerely',
      'SENCO Example, SENCO',
    ].map((words) => shown.indexOf(words, shown.indexOf('Ashgrove Academy')))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(shown).toContain('Sent on 24 November 2026: letter handed over')
    expect(shown).not.toContain('Correct this')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('a letter written outside the register is shown although it has no date and no greeting', async () => {
    const { ours, senco, pupilId } = await aPupil()
    const letterId = uuidv7()
    await ours.inSchool((tx) =>
      tx.letter.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            pupilId,
            id: letterId,
            addressee: 'parent',
            sentTo: 'Samira Khan',
            subject: 'SEN Support',
            body: 'We decided.\n\nAsk us.',
            signedBy: 'Jo Marsh',
          },
        ],
      }),
    )
    const shown = mainText((await senco.get(`/pupils/${pupilId}/letters/${letterId}`)).text)
    expect(shown).toContain('We decided. Ask us.')
  })

  test('sending the same letter twice at once stores it once', async () => {
    const { senco, path, mother, father, letters, notices } = await aPupil({ father: true })
    const fields = { ...(await senco.formAt(path)), to: [mother, father], method: 'email' }
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(answers[0]?.headers.location).toBe(answers[1]?.headers.location)
    expect(await letters()).toHaveLength(2)
    expect(await notices()).toHaveLength(2)
  })

  test('going back to a sent letter’s form and ticking another parent sends it to that parent too', async () => {
    const { senco, path, mother, father, letters, notices } = await aPupil({ father: true })
    const fields = { ...(await senco.formAt(path)), to: mother, method: 'email' }
    await senco.post(path, fields)
    const answer = await senco.post(path, { ...fields, to: [mother, father] })
    expect(answer.headers.location).toMatch(/letters/)
    expect((await letters()).map(({ sentTo }) => sentTo.split('\n')[0])).toEqual(['Imran Khan', 'Samira Khan'])
    expect(await notices()).toHaveLength(2)
  })

  test.each([
    ['text', { text: 'Another text' }],
    ['method', { method: 'meeting' }],
    ['day', dayTyped('sentOn', '2026-11-23')],
  ])(
    'going back to a sent letter’s form and changing the %s offers the change as a new letter',
    async (_name, changed) => {
      const { senco, path, letters, notices } = await aPupil()
      const fields = { ...(await senco.formAt(path)), method: 'email' }
      await senco.post(path, fields)
      const [sent] = await letters()
      const answer = await senco.post(path, { ...fields, ...changed })
      expect(answer.headers.location).toBe(path)
      expect(await letters()).toEqual([sent])
      const anew = await senco.formAt(path)
      expect(anew).toMatchObject(Object.fromEntries(Object.entries(changed).map(([name, value]) => [name, [value]])))
      expect((await senco.post(path, anew)).headers.location).toMatch(/letters/)
      expect(await letters()).toContainEqual(sent)
      expect(await letters()).toHaveLength(2)
      expect(await notices()).toHaveLength(2)
    },
  )

  test('a letter sent before the decision is stored, and the page says why it does not count', async () => {
    const { ours, senco, path, pupilId, notices } = await aPupil()
    const { headers } = await senco.submit(path, { method: 'meeting', ...dayTyped('sentOn', '2026-11-04') })
    expect(mainText((await senco.get(headers.location ?? '')).text)).toContain(
      'It does not count as telling the parents formally (6.43, 6.48): sent before the decision.',
    )
    expect(await notices()).toHaveLength(1)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'missing' }])
  })

  test('a formal letter without any decision is stored, and its page warns before and after', async () => {
    const { senco, path, notices } = await aPupil({ decidedOn: null })
    const before = await senco.get(path)
    expect(mainText(before.text)).toContain('There is no decision for SEN Support on record')
    expect(await htmlErrors(before.text)).toEqual([])
    const { headers } = await senco.submit(path, { method: 'post' })
    expect(mainText((await senco.get(headers.location ?? '')).text)).toContain(
      'there is no decision for SEN Support that it could tell of',
    )
    expect(await notices()).toHaveLength(1)
  })

  test('a letter about a pupil without contacts goes to the name that is typed', async () => {
    const { senco, path, letters } = await aPupil({ contacts: false })
    const { text } = await senco.get(path)
    expect(mainText(text)).toContain('No contact with parental responsibility is on record')
    expect(await htmlErrors(text)).toEqual([])
    expect(errorsOf((await senco.submit(path, { method: 'post' })).text)).toEqual(['Enter their name'])
    const answer = await senco.submit(path, {
      method: 'post',
      toName: 'Mrs Grandmother',
      toAddress: 'The Old Mill\r\nAshgrove',
    })
    expect(answer.status).toBe(303)
    expect(await letters()).toMatchObject([{ addressee: 'parent', sentTo: 'Mrs Grandmother\nThe Old Mill\nAshgrove' }])
  })

  test.each([
    ['nobody ticked', { to: [] }, 'Choose to whom the letter goes'],
    ['unknown addressees', { to: ['constructor', '%00'] }, 'Choose to whom the letter goes'],
    ['no method', { method: '' }, 'Choose how it was sent'],
    ['another method without a name', { method: 'other', otherMethod: ' ' }, 'Say how it was sent'],
    ['no text', { text: ' \n' }, 'Write the letter'],
    ['no subject', { subject: '' }, 'Enter what the letter is about'],
    ['no signature', { signedBy: '' }, 'Enter who signs the letter'],
    [
      'a text that is too long',
      { text: 'x'.repeat(12_001) },
      'This is 12,001 characters long. Shorten it to 12,000 or fewer',
    ],
    ['a day in the future', dayTyped('sentOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'an impossible day',
      dayTyped('sentOn', '2026-02-30'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['no day', dayTyped('sentOn', ''), 'Enter the day on which it was sent'],
    [
      'a pupil who is too young as addressee',
      { to: 'youngPerson' },
      'Amir is not a young person in law yet. Choose a parent or carer',
    ],
  ])('a letter with %s is refused, and what was typed stays in the form', async (_name, fault, message) => {
    const { senco, path, letters } = await aPupil()
    const answer = await senco.submit(path, {
      method: 'post',
      subject: 'Kept as typed',
      signedBy: 'Kept as typed',
      ...fault,
    })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('Kept as typed')
    expect(await letters()).toEqual([])
  })

  test('a letter to another pupil’s contact, or to one without parental responsibility, is refused', async () => {
    const { senco, path, letters, neighbour } = await aPupil()
    const { mother: elsewhere } = await aPupil()
    for (const to of [neighbour, elsewhere, uuidv7()]) {
      const answer = await senco.submit(path, { to, method: 'post' })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual(['The contacts have changed meanwhile. Choose again'])
    }
    expect(await letters()).toEqual([])
  })

  test('a letter of another pupil or school gets 404, and a teacher gets 403', async () => {
    const { ours, senco, path, pupilId, letters } = await aPupil()
    await senco.submit(path, { method: 'post' })
    const [letter] = await letters()
    const { pupilId: other } = await ours.pupil()
    expect((await senco.get(`/pupils/${other}/letters/${letter?.id}`)).status).toBe(404)
    expect((await senco.get(`/pupils/${pupilId}/letters/${uuidv7()}`)).status).toBe(404)
    const elsewhere = await (await school()).as('senco')
    expect((await elsewhere.get(`/pupils/${pupilId}/letters/${letter?.id}`)).status).toBe(404)
    expect((await elsewhere.get(path)).status).toBe(404)
    const teacher = await ours.as('teacher')
    expect((await teacher.get(`/pupils/${pupilId}/letters/${letter?.id}`)).status).toBe(403)
    expect((await teacher.get(path)).status).toBe(403)
    expect((await (await ours.as('head')).get(path)).status).toBe(403)
  })
})

describe('a letter to a young person', () => {
  // A young person in law since 27 June 2026, the day after the last Friday of June.
  const aYoungPerson = () => aPupil({ dateOfBirth: '2010-03-28' })

  test('a formal letter can go to a young person instead of the parents, and then addresses them', async () => {
    const { ours, senco, path, pupilId, letters } = await aYoungPerson()
    const fields = await senco.formAt(`${path}?to=youngPerson`)
    expect(fields).toMatchObject({ to: ['youngPerson'], subject: ['Your SEN Support'] })
    expect(fields.text?.[0]).toContain('making special educational provision for you')
    expect(fields.text?.[0]).toContain('You: Shows the red card when it is too loud')
    expect((await senco.post(path, { ...fields, method: 'handedOver' })).status).toBe(303)
    expect(await letters()).toMatchObject([{ addressee: 'youngPerson', sentTo: 'Amir Khan' }])
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met', doneOn: testToday }])
  })

  test('a letter’s form offers a young person as addressee beside the parents', async () => {
    const { senco, path } = await aYoungPerson()
    const { text } = await senco.get(path)
    expect(text).toContain('value="youngPerson"')
    expect(mainText(text)).toContain('Use the text for Amir')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('a letter’s form does not offer a pupil who is too young as addressee', async () => {
    const { senco, path } = await aPupil()
    expect((await senco.get(`${path}?to=youngPerson`)).text).not.toContain('youngPerson"')
  })
})
