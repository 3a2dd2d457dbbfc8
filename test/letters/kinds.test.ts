import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { letterKinds } from '../../src/letters/merging.ts'
import { toDate, toDay } from '../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp } from '../support/app.ts'
import { htmlErrors } from '../support/valid-html.ts'
import { familyOf, writeAt } from './family.ts'

const { school } = await testApp(undefined, { canMail: true })
const aFamily = () => familyOf(school)

describe('every kind of letter', () => {
  test.each(letterKinds)('the form of the letter %s is valid HTML, and gets 404 for an unknown entry', async (kind) => {
    const { senco, at } = await aFamily()
    const { status, text } = await senco.get(at(writeAt(kind)))
    expect(status).toBe(200)
    expect(await htmlErrors(text)).toEqual([])
    expect((await senco.get(at(`${writeAt(kind)}&about=${uuidv7()}`))).status).toBe(404)
    expect((await senco.get(at(`${writeAt(kind)}&about=nothing`))).status).toBe(404)
  })

  test('the form of an unknown kind of letter gets 404', async () => {
    const { senco, at } = await aFamily()
    expect((await senco.get(at(writeAt('loveLetter')))).status).toBe(404)
  })

  test('an invitation to a review says when and where, and goes to each parent with parental responsibility', async () => {
    const { senco, at, mother, father, plannedId, letters } = await aFamily()
    const fields = await senco.formAt(at(writeAt('invitation')))
    expect(fields.to).toEqual([mother, father])
    for (const said of ['Tuesday 19 January 2027 at 3.30 pm', 'Where we meet\nLibrary', '– He reads a page aloud'])
      expect(fields.text?.[0]?.replaceAll('\r', '')).toContain(said)
    await senco.submit(at(writeAt('invitation')), { method: 'post' })
    const [toFather, toMother] = await letters()
    expect(toMother).toMatchObject({
      kind: 'invitation',
      aboutId: plannedId,
      contactId: mother,
      needs: 'in Urdu, large print',
      deliveries: [{ method: 'letter by post', status: 'recorded', sentOn: toDate('2026-11-24') }],
    })
    expect(toFather).toMatchObject({ contactId: father, needs: null })
  })

  test('an invitation to a review ignores the planned review of a withdrawn plan', async () => {
    const { senco, at, planId, plannedId } = await aFamily()
    await senco.submit(at(`withdraw/plan/${planId}`), { because: 'It is another pupil’s' })
    const { text } = await senco.get(at(writeAt('invitation')))
    expect(mainText(text)).toContain('No review is planned.')
    expect(text).not.toContain('He reads a page aloud')
    expect((await senco.get(at(`${writeAt('invitation')}&about=${plannedId}`))).status).toBe(404)
  })

  test('sending a discussion note sets the day on which it was given, unless one is set already', async () => {
    const { ours, senco, at, mother, meeting, meetingId } = await aFamily()
    const { headers } = await senco.submit(at(writeAt('discussionNote')), { to: mother, method: 'handedOver' })
    expect(headers.location).toMatch(/letters/)
    expect(await meeting()).toMatchObject({ noteGivenToParentsOn: toDate('2026-11-24'), version: 2 })
    await senco.submit(at(writeAt('discussionNote')), { method: 'post', ...dayTyped('sentOn', '2026-11-23') })
    expect(toDay((await meeting()).noteGivenToParentsOn ?? new Date(0))).toBe('2026-11-24')
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, rowId: meetingId, action: 'update' } }),
    )
    expect(audit.map(({ actorId }) => actorId)).toEqual([ours.staffIds.senco])
  })

  test('a discussion note sent only to a neighbour does not count as given to the parents', async () => {
    const { senco, at, neighbour, meeting, letters } = await aFamily()
    expect(mainText((await senco.get(at(writeAt('discussionNote')))).text)).toContain('No parental responsibility')
    await senco.submit(at(writeAt('discussionNote')), { to: neighbour, method: 'post' })
    expect(await letters()).toHaveLength(1)
    expect((await meeting()).noteGivenToParentsOn).toBeNull()
  })

  test('a letter with a copy of the plan names its version, and is refused once the plan has changed', async () => {
    const { ours, senco, at, planId, letters } = await aFamily()
    const shown = await senco.formAt(at(writeAt('planCopy')))
    const fields = { ...shown, method: 'post' }
    expect(shown.text?.[0]).toContain('This is version 1 of the plan.')
    await ours.inSchool((tx) =>
      tx.plan.updateMany({ where: { schoolId: ours.schoolId, id: planId }, data: { version: 2 } }),
    )
    const answer = await senco.post(at(writeAt('planCopy')), fields)
    expect(errorsOf(answer.text)).toEqual([
      'The plan has been changed since this letter was begun. Begin it again, so that it says what stands',
    ])
    await senco.submit(at(writeAt('planCopy')), { method: 'post' })
    expect((await letters()).map(({ planVersion }) => planVersion)).toEqual([2, 2])
  })

  test('a letter’s merge field without a value becomes a gap that the user has to fill in', async () => {
    const { senco, at, letters } = await aFamily()
    const answer = await senco.submit(at(writeAt('endOfSupport')), { method: 'post' })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual(['Line 1: write what belongs in the place of [decidedOn]'])
    const filled = { text: 'On 20 November we decided together.', method: 'post' }
    expect((await senco.submit(at(writeAt('endOfSupport')), filled)).status).toBe(303)
    expect(await letters()).toHaveLength(2)
  })

  test('a letter that asks the parents to agree does not record that they agreed', async () => {
    const { ours, senco, at, professionalId } = await aFamily()
    await senco.submit(at(writeAt('professionalAgreement')), { method: 'post' })
    const professional = await ours.inSchool((tx) =>
      tx.professional.findFirstOrThrow({ where: { schoolId: ours.schoolId, id: professionalId } }),
    )
    expect(professional).toMatchObject({ agreementAnswer: null, agreementOn: null, version: 1 })
  })
})
