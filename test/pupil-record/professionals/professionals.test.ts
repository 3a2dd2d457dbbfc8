import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()
const rule = '6.47-agreement-before-contact'
const confirm = 'Tick “Record it as it was”, or correct the days'

const typed = { service: 'Speech and language therapy', alreadyWorkingWithSchool: 'no' }
const agreed = { agreementAnswer: 'agreed', agreementBy: 'Mrs Khan', ...dayTyped('agreementOn', '2026-11-10') }

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil()
  const whose = { schoolId: ours.schoolId, pupilId }
  const professionals = () => ours.inSchool((tx) => tx.professional.findMany({ where: whose }))
  const senco = await ours.as('senco')
  return { ours, whose, pupilId, senco, path: `/pupils/${pupilId}/professionals/new`, professionals }
}

describe('involving an outside professional with a pupil', () => {
  test('contacting a professional after the parents agreed meets rule 6.47', async () => {
    const { ours, pupilId, senco, path, professionals } = await aPupil()
    const answer = await senco.submit(path, {
      ...typed,
      ...agreed,
      name: 'Ms Ferris',
      ...dayTyped('contactedOn', '2026-11-10'),
      ...dayTyped('adviceReceivedOn', testToday),
      advice: 'Short sentences, one at a time',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}`)
    expect(await professionals()).toMatchObject([
      {
        ...typed,
        alreadyWorkingWithSchool: false,
        name: 'Ms Ferris',
        agreementAnswer: 'agreed',
        agreementOn: toDate('2026-11-10'),
        agreementBy: 'Mrs Khan',
        contactedOn: toDate('2026-11-10'),
        adviceReceivedOn: toDate(testToday),
        advice: 'Short sentences, one at a time',
      },
    ])
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, subject: 'Professional' } }),
    )
    expect(audit).toMatchObject([{ action: 'insert', actorId: ours.staffIds.senco }])
  })

  test('involving a specialist who knows the school meets rule 6.38 when a decision found a higher need', async () => {
    const { ours, whose, pupilId, senco, path } = await aPupil()
    await ours.inSchool((tx) =>
      tx.decision.createMany({
        data: [{ ...whose, id: uuidv7(), decidedOn: toDate(testToday), decision: 'senSupport', higherNeed: true }],
      }),
    )
    const found = () => findingsOf(ours, pupilId, '6.38-specialist-assessment')
    expect(await found()).toMatchObject([{ status: 'missing' }])
    await senco.submit(path, typed)
    expect(await found()).toMatchObject([{ status: 'missing' }])
    await senco.submit(path, { service: 'Educational psychology', alreadyWorkingWithSchool: 'yes' })
    expect(await found()).toMatchObject([{ status: 'met' }])
  })

  test.each([
    ['without asking the parents', {}],
    ['after the parents refused', { ...agreed, agreementAnswer: 'refused' }],
    ['before the parents agreed', { ...agreed, ...dayTyped('agreementOn', '2026-11-12') }],
  ])('contacting a professional %s needs confirmation, and breaches rule 6.47', async (_name, answered) => {
    const { ours, pupilId, senco, path, professionals } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed, ...answered, ...dayTyped('contactedOn', '2026-11-11') }
    const asked = await senco.post(path, fields)
    expect(asked.status).toBe(422)
    expect(errorsOf(asked.text)).toEqual([confirm])
    expect(mainText(asked.text)).toContain('The Code says (6.47)')
    expect(await htmlErrors(asked.text)).toEqual([])
    expect(await professionals()).toEqual([])
    expect(await findingsOf(ours, pupilId, rule)).toEqual([])

    expect((await senco.submit(path, { ...fields, asItWas: 'yes' })).status).toBe(303)
    expect(await professionals()).toHaveLength(1)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'breached' }])
  })

  test.each([
    [
      'who already works with the school',
      { alreadyWorkingWithSchool: 'yes', ...dayTyped('contactedOn', '2026-11-11') },
    ],
    ['whom nobody has contacted yet', {}],
    ['whom the parents refused', { ...agreed, agreementAnswer: 'refused' }],
  ])('a professional %s is saved without asking for confirmation', async (_name, fields) => {
    const { senco, path, professionals } = await aPupil()
    expect((await senco.submit(path, { ...typed, ...fields })).status).toBe(303)
    expect(await professionals()).toHaveLength(1)
  })

  test('the professional’s form offers the school’s services and says how to refer a pupil to each', async () => {
    const { ours, senco, path } = await aPupil()
    const { schoolId } = ours
    await ours.inSchool((tx) =>
      tx.specialistService.createMany({
        data: [
          {
            schoolId,
            id: uuidv7(),
            service: 'Educational psychology',
            referralRoute: 'Form EP1',
            contact: 'ep@la.example',
          },
        ],
      }),
    )
    const { text } = await senco.get(path)
    expect(text).toContain('<option value="Educational psychology">')
    expect(mainText(text)).toContain('Educational psychology: Form EP1 · ep@la.example')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('the same professional form sent twice at once saves once', async () => {
    const { pupilId, senco, path, professionals } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed, ...dayTyped('contactedOn', '2026-11-11'), asItWas: 'yes' }
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ headers }) => headers.location)).toEqual([`/pupils/${pupilId}`, `/pupils/${pupilId}`])
    expect(await professionals()).toHaveLength(1)
  })

  test('sending a saved professional form again with changes leads to its edit form, with them filled in', async () => {
    const { pupilId, senco, path, professionals } = await aPupil()
    const fields = { ...(await senco.formAt(path)), ...typed }
    await senco.post(path, fields)
    const again = await senco.post(path, { ...fields, name: 'Ms Ferris' })
    const edit = `/pupils/${pupilId}/professionals/${(await professionals())[0]?.id}/edit`
    expect(again.headers.location).toBe(edit)
    expect((await senco.submit(edit, {})).status).toBe(303)
    expect(await professionals()).toMatchObject([{ name: 'Ms Ferris', version: 2 }])
  })

  test.each([
    ['no service', { service: ' ' }, ['Enter the service or profession']],
    [
      'no answer on working with the school',
      { alreadyWorkingWithSchool: '' },
      ['Choose whether they already work with the school'],
    ],
    [
      'an agreement without day and name',
      { agreementAnswer: 'agreed' },
      ['Enter the day on which they answered', 'Enter who answered'],
    ],
    [
      'an agreement day without answer and name',
      dayTyped('agreementOn', '2026-11-10'),
      ['Choose what the parents answered, or clear the two fields below', 'Enter who answered'],
    ],
    [
      'an agreement name without answer and day',
      { agreementBy: 'Mrs Khan' },
      ['Choose what the parents answered, or clear the two fields below', 'Enter the day on which they answered'],
    ],
    [
      'advice before the contact',
      { ...agreed, ...dayTyped('contactedOn', '2026-11-12'), ...dayTyped('adviceReceivedOn', '2026-11-11') },
      ['The advice cannot have come before they were contacted'],
    ],
    ['advice without its day', { advice: 'Short sentences' }, ['Enter the day on which the advice came']],
    ['a contact tomorrow', dayTyped('contactedOn', '2026-11-25'), ['25 November 2026 is in the future']],
    [
      '31 April',
      dayTyped('adviceReceivedOn', '2026-04-31'),
      ['This is not a day of the calendar. Check the day and the month'],
    ],
    [
      'an advice that is too long',
      { advice: 'x'.repeat(4001) },
      ['This is 4,001 characters long. Shorten it to 4,000 or fewer'],
    ],
  ])('a professional form with %s gets 422 at the field and keeps the typed values', async (_name, fault, messages) => {
    const { senco, path, professionals } = await aPupil()
    const answer = await senco.submit(path, { ...typed, name: 'Kept as typed', ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual(messages)
    expect(answer.text).toContain('Kept as typed')
    expect(await professionals()).toEqual([])
  })
})

describe('editing a professional', () => {
  async function aProfessional(fields: Record<string, string> = {}) {
    const found = await aPupil()
    await found.senco.submit(found.path, { ...typed, ...fields })
    const [professional] = await found.professionals()
    return { ...found, edit: `/pupils/${found.pupilId}/professionals/${professional?.id}/edit` }
  }

  test('the parents’ agreement to a professional and the contact can be added one after the other', async () => {
    const { ours, pupilId, senco, edit, professionals } = await aProfessional()
    expect((await senco.submit(edit, agreed)).status).toBe(303)
    expect((await senco.submit(edit, dayTyped('contactedOn', '2026-11-11'))).status).toBe(303)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
    expect(await professionals()).toMatchObject([{ agreementAnswer: 'agreed', version: 3 }])
    expect(await htmlErrors((await senco.get(edit)).text)).toEqual([])
  })

  test('adding a contact with a professional without the parents’ agreement asks for confirmation once', async () => {
    const { ours, pupilId, senco, edit, professionals } = await aProfessional()
    const contacted = dayTyped('contactedOn', '2026-11-11')
    const asked = await senco.submit(edit, contacted)
    expect(errorsOf(asked.text)).toEqual([confirm])
    expect(await professionals()).toMatchObject([{ contactedOn: null, version: 1 }])
    await senco.submit(edit, { ...contacted, asItWas: 'yes' })
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'breached' }])
    const later = { ...dayTyped('adviceReceivedOn', testToday), advice: 'Short sentences' }
    expect((await senco.submit(edit, later)).status).toBe(303)
    expect(await professionals()).toMatchObject([{ advice: 'Short sentences', version: 3 }])
  })

  test('adding the parents’ missing agreement to a contact with a professional meets rule 6.47', async () => {
    const { ours, pupilId, senco, edit } = await aProfessional({
      ...dayTyped('contactedOn', '2026-11-11'),
      asItWas: 'yes',
    })
    const fields = { ...(await senco.formAt(edit)), ...agreed }
    expect((await senco.post(edit, fields)).status).toBe(303)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met' }])
    expect((await senco.post(edit, fields)).status).toBe(303)
  })

  test('an edit of a professional sent twice saves once, and a stale one gets 409 with both versions', async () => {
    const { senco, edit, professionals } = await aProfessional()
    const mine = await senco.formAt(edit)
    const theirs = { ...mine, name: 'Ms Ferris' }
    await senco.post(edit, theirs)
    expect((await senco.post(edit, theirs)).status).toBe(303)
    const answer = await senco.post(edit, { ...mine, name: 'Mr Ferris' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Ms Ferris')
    expect(await professionals()).toMatchObject([{ name: 'Ms Ferris', version: 2 }])
  })

  test('another pupil’s or school’s professional gets 404, and roles other than SENCO get 403', async () => {
    const { ours, senco, edit, path } = await aProfessional()
    const { pupilId: other } = await ours.pupil()
    const fields = await senco.formAt(edit)
    const elsewhere = edit.replace(/pupils\/[^/]+/, `pupils/${other}`)
    expect((await senco.get(elsewhere)).status).toBe(404)
    expect((await senco.post(elsewhere, fields)).status).toBe(404)
    expect((await senco.get(edit.replace(/professionals\/[^/]+/, `professionals/${uuidv7()}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(edit)).status).toBe(404)
    for (const role of ['head', 'teacher'] as const) {
      expect((await (await ours.as(role)).get(edit)).status).toBe(403)
      expect((await (await ours.as(role)).get(path)).status).toBe(403)
    }
  })
})
