import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'
import { pupilOnSenSupport } from '../../support/sen-support-pupil.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const whose = { schoolId: ours.schoolId, pupilId }
  const stands = () =>
    ours.inSchool(async (tx) => ({
      pupil: await tx.pupil.findFirstOrThrow({ where: { schoolId: ours.schoolId, id: pupilId } }),
      needs: await tx.pupilNeed.findMany({ where: whose, orderBy: { rank: 'asc' } }),
      contacts: await tx.contact.findMany({ where: whose, orderBy: [{ priority: 'asc' }, { id: 'asc' }] }),
      support: await tx.pupilStaff.findMany({ where: whose, orderBy: [{ from: 'asc' }, { id: 'asc' }] }),
    }))
  return {
    ours,
    pupilId,
    whose,
    path: `/pupils/${pupilId}/edit`,
    page: `/pupils/${pupilId}`,
    stands,
    senco: await ours.as('senco'),
  }
}

const mother = {
  'contacts.0.name': 'Mrs Saira Khan',
  'contacts.0.relationship': 'Mother',
  'contacts.0.parentalResponsibility': 'yes',
  'contacts.0.phone': '07700 900402',
  'contacts.0.email': 'saira@post.example',
  'contacts.0.address': '12 Brunel Terrace\nAshgrove',
  'contacts.0.language': 'Urdu',
  'contacts.0.format': 'A call instead of a letter',
}

describe('editing a pupil’s details', () => {
  test('saving a pupil’s details saves needs, contacts and supporting staff, and is audited', async () => {
    const { ours, path, page, stands, senco } = await aPupil()
    const answer = await senco.submit(path, {
      preferredForename: 'Ami',
      preferredSurname: 'Khan-Reed',
      yearGroup: '5',
      registrationGroup: '5A',
      firstLanguage: 'Urdu',
      freeSchoolMeals: 'yes',
      need1: 'SLCN',
      need2: 'SEMH',
      ...dayTyped('leftOn', '2027-07-20'),
      ...mother,
      'support.1.staffId': ours.staffIds.teachingAssistant,
      ...dayTyped('support.1.from', '2026-11-01'),
      ...dayTyped('support.1.until', '2027-02-01'),
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(page)
    expect(await stands()).toMatchObject({
      pupil: {
        preferredForename: 'Ami',
        preferredSurname: 'Khan-Reed',
        legalForename: 'Amir',
        yearGroup: '5',
        registrationGroup: '5A',
        firstLanguage: 'Urdu',
        freeSchoolMeals: true,
        leftOn: toDate('2027-07-20'),
        ehcPlanFrom: null,
        version: 2,
      },
      needs: [
        { rank: 1, type: 'SLCN' },
        { rank: 2, type: 'SEMH' },
      ],
      contacts: [
        {
          name: 'Mrs Saira Khan',
          relationship: 'Mother',
          parentalResponsibility: true,
          phone: '07700 900402',
          email: 'saira@post.example',
          address: '12 Brunel Terrace\nAshgrove',
          language: 'Urdu',
          format: 'A call instead of a letter',
          priority: 1,
        },
      ],
      support: [
        { staffId: ours.staffIds.teacher, from: toDate('2026-09-03'), until: null },
        { staffId: ours.staffIds.teachingAssistant, from: toDate('2026-11-01'), until: toDate('2027-02-01') },
      ],
    })
    const { text } = await senco.get(page)
    expect(mainText(text)).toContain('The pupil’s details have been saved')
    expect(mainText(text)).toContain(
      'Mrs Saira Khan Mother · parental responsibility · speaks Urdu · needs A call instead of a letter',
    )
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({
        where: { schoolId: ours.schoolId, actorId: ours.staffIds.senco, action: { not: 'open' } },
      }),
    )
    expect(audit.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual([
      'insert Contact',
      'insert PupilNeed',
      'insert PupilNeed',
      'insert PupilStaff',
      'update Pupil',
    ])
  })

  test('the form of a pupil’s details shows the saved values and an empty row of each list', async () => {
    const { path, senco, ours } = await aPupil()
    await senco.submit(path, { ...mother, need1: 'ASD' })
    const fields = await senco.formAt(path)
    expect(fields).toMatchObject({
      version: ['2'],
      need1: ['ASD'],
      need2: [''],
      'contacts.0.name': ['Mrs Saira Khan'],
      'contacts.1.name': [''],
      'support.0.staffId': [ours.staffIds.teacher],
      'support.1.staffId': [''],
    })
    expect(await htmlErrors((await senco.get(path)).text)).toEqual([])
  })

  test('editing a pupil’s details can correct or remove contacts, swap needs, and end staff’s support', async () => {
    const { path, stands, senco } = await aPupil()
    await senco.submit(path, {
      ...mother,
      'contacts.1.name': 'Mr Nadeem Khan',
      'contacts.1.relationship': 'Father',
      need1: 'SLCN',
      need2: 'SEMH',
    })
    const before = await stands()
    await senco.submit(path, {
      'contacts.0.remove': 'yes',
      'contacts.1.phone': '07700 900713',
      need1: 'SEMH',
      need2: 'SLCN',
      ...dayTyped('support.0.until', '2026-11-20'),
    })
    const after = await stands()
    // The contact keeps its id, because draft letters refer to contacts by id.
    expect(after.contacts).toMatchObject([
      {
        id: before.contacts[1]?.id,
        name: 'Mr Nadeem Khan',
        phone: '07700 900713',
        parentalResponsibility: false,
        priority: 1,
      },
    ])
    expect(after.needs).toMatchObject([{ type: 'SEMH' }, { type: 'SLCN' }])
    expect(after.support).toMatchObject([{ id: before.support[0]?.id, until: toDate('2026-11-20') }])
    await senco.submit(path, { 'contacts.0.remove': 'yes', 'support.0.remove': 'yes', need1: '', need2: '' })
    expect(await stands()).toMatchObject({ contacts: [], needs: [], support: [] })
  })

  test('an EHC plan that is entered in a pupil’s details is shown on the pupil’s page', async () => {
    const ours = await school()
    const { pupilId } = await pupilOnSenSupport(ours)
    const senco = await ours.as('senco')
    await senco.submit(`/pupils/${pupilId}/edit`, dayTyped('ehcPlanFrom', testToday))
    expect(mainText((await senco.get(`/pupils/${pupilId}`)).text)).toContain('EHC plan since 24 November')
  })

  test.each<[string, Record<string, string>, string]>([
    ['no such year', { yearGroup: '15' }, 'Choose the year group'],
    ['the same need twice', { need1: 'ASD', need2: 'ASD' }, 'The second need has to differ from the first'],
    ['a second need without a first', { need2: 'ASD' }, 'Choose the first need before a second one'],
    ['NSA without SEN Support', { need1: 'NSA' }, 'NSA, no specialist assessment, is only for pupils on SEN Support'],
    [
      'NSA under an EHC plan',
      { need1: 'ASD', need2: 'NSA', ...dayTyped('ehcPlanFrom', '2026-01-12') },
      'NSA, no specialist assessment, is only for pupils on SEN Support',
    ],
    ['an EHC plan before birth', dayTyped('ehcPlanFrom', '2018-05-02'), 'This is before the pupil was born'],
    [
      'an EHC plan more than a year ahead',
      dayTyped('ehcPlanFrom', '2027-11-25'),
      '25 November 2027 is more than a year from now',
    ],
    [
      'an impossible day',
      dayTyped('leftOn', '2026-02-30'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    [
      'a name that is too long',
      { preferredForename: 'x'.repeat(101) },
      'This is 101 characters long. Shorten it to 100 or fewer',
    ],
    [
      'a contact without a name',
      { 'contacts.0.phone': '07700 900402', 'contacts.0.relationship': 'Mother' },
      'Enter the name of this contact, or tick that they are to be removed',
    ],
    [
      'a contact without a relationship',
      { 'contacts.0.name': 'Mrs Khan' },
      'Say who they are to the pupil, such as mother',
    ],
    [
      'an invalid e-mail address',
      { ...mother, 'contacts.0.email': 'saira' },
      'This is not an e-mail address. It needs an @ and a full stop after it',
    ],
    ['support without a member of staff', dayTyped('support.1.from', '2026-11-01'), 'Choose who supports the pupil'],
    [
      'support that ends before it begins',
      dayTyped('support.0.until', '2026-09-02'),
      'This is before 3 September 2026, the day on which it begins',
    ],
    [
      'a NUL byte',
      { firstLanguage: 'Urdu\u0000' },
      'This has a character in it that cannot be saved. Type the text again, or paste it as plain text',
    ],
  ])('a pupil’s details with %s get 422 at the field and keep the typed values', async (_name, fault, message) => {
    const { path, stands, senco } = await aPupil()
    const answer = await senco.submit(path, { registrationGroup: 'Kept as typed', ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('Kept as typed')
    expect((await stands()).pupil).toMatchObject({ version: 1, registrationGroup: '4B' })
  })

  test('a pupil’s details get 422 if they name supporting staff twice, or staff of another school', async () => {
    const { ours, path, stands, senco } = await aPupil()
    const twice = { 'support.1.staffId': ours.staffIds.teacher, ...dayTyped('support.1.from', '2026-09-03') }
    expect(errorsOf((await senco.submit(path, twice)).text)).toEqual([
      'This person stands above with the same first day',
    ])
    const elsewhere = await school()
    for (const staffId of [elsewhere.staffIds.teacher, uuidv7()]) {
      const answer = await senco.submit(path, {
        'support.1.staffId': staffId,
        ...dayTyped('support.1.from', '2026-11-01'),
      })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual(['Choose who supports the pupil from the list'])
    }
    expect((await stands()).support).toHaveLength(1)
  })

  test('a pupil’s need NSA (no specialist assessment) is saved if the pupil is on SEN Support', async () => {
    const ours = await school()
    const { pupilId } = await pupilOnSenSupport(ours)
    const answer = await (await ours.as('senco')).submit(`/pupils/${pupilId}/edit`, { need1: 'NSA', need2: '' })
    expect(answer.status).toBe(303)
  })

  test('a pupil’s last day at the school gets 422 if it is before the first', async () => {
    const { ours, pupilId, path, senco } = await aPupil()
    await ours.inSchool((tx) =>
      tx.pupil.updateMany({
        where: { schoolId: ours.schoolId, id: pupilId },
        data: { enteredOn: toDate('2026-09-01') },
      }),
    )
    const answer = await senco.submit(path, dayTyped('leftOn', '2026-08-31'))
    expect(errorsOf(answer.text)).toEqual(['This is before the day on which the pupil came to the school'])
  })

  test('a stale edit of a pupil’s details gets 409 with both versions and changes nothing', async () => {
    const { path, stands, senco } = await aPupil()
    const [mine, theirs] = [await senco.formAt(path), await senco.formAt(path)]
    await senco.post(path, { ...theirs, registrationGroup: 'Theirs' })
    const answer = await senco.post(path, { ...mine, registrationGroup: 'Mine' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Theirs')
    expect(answer.text).toContain('Mine')
    expect((await stands()).pupil).toMatchObject({ registrationGroup: 'Theirs', version: 2 })
  })

  test('the form of a pupil’s details sent several times saves once, including new contacts and needs', async () => {
    const { path, page, stands, senco } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...mother, need1: 'ASD' }
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    answers.push(await senco.post(path, fields))
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, page],
      [303, page],
      [303, page],
    ])
    const { pupil, contacts, needs } = await stands()
    expect([pupil.version, contacts.length, needs.length]).toEqual([2, 1, 1])
  })

  test('only the SENCO can edit a pupil’s details, and another school’s pupil gets 404', async () => {
    const { ours, path, senco } = await aPupil()
    for (const role of ['head', 'teacher', 'teachingAssistant', 'administrator'] as const) {
      expect((await (await ours.as(role)).get(path)).status).toBe(403)
    }
    expect((await (await (await school()).as('senco')).get(path)).status).toBe(404)
    expect((await senco.get(`/pupils/${uuidv7()}/edit`)).status).toBe(404)
  })
})
