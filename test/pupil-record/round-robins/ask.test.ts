import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, fieldsOf, mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { asked, audits, roundRobins, schoolOfAmir } from './asked-staff.ts'

const { school, setToday } = await testApp()
const amirsSchool = () => schoolOfAmir(school)

describe('asking staff about a pupil', () => {
  test('the form to ask staff suggests the pupil’s staff, areas of need, and five school days to answer', async () => {
    const { senco, at, ours } = await amirsSchool()
    const page = await senco.get(`${at}/new`)
    expect(page.status).toBe(200)
    expect(await htmlErrors(page.text)).toEqual([])
    const fields = await senco.formAt(`${at}/new`)
    expect(fields.staff?.toSorted()).toEqual([ours.staffIds.teacher, ours.staffIds.teachingAssistant].toSorted())
    expect(fields.areas).toEqual(['communication'])
    expect([fields['answerBy-day'], fields['answerBy-month']]).toEqual([['1'], ['12']])
  })

  test('sending the form to ask staff twice asks each of them once', async () => {
    const amirs = await amirsSchool()
    const { senco, at, ours } = amirs
    const fields = await senco.formAt(`${at}/new`)
    for (const _time of [1, 2]) {
      const answer = await senco.post(`${at}/new`, fields)
      expect([answer.status, answer.headers.location]).toEqual([303, at.replace('/round-robins', '')])
    }
    const [only, ...others] = await roundRobins(ours)
    expect(others).toEqual([])
    expect(only?.asked).toHaveLength(2)
    expect(only?.askedBy).toBe(ours.staffIds.senco)
    const events = await audits(ours, 'RoundRobin')
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([['insert', ours.staffIds.senco]])
    const statements = await ours.inSchool((tx) => tx.roundRobinStatement.count({ where: { schoolId: ours.schoolId } }))
    expect(statements).toBe(40)
    // Going back, changing the form and sending it again leads to the edit form, which has the change.
    const again = await senco.post(`${at}/new`, { ...fields, question: 'How is he at lunch?' })
    expect(again.headers.location).toBe(`${at}/${only?.id}/edit`)
    expect((await senco.get(`${at}/${only?.id}/edit`)).text).toContain('How is he at lunch?')
  })

  test.each([
    ['no staff', { staff: [] }, 'Tick at least one member of staff'],
    ['no area and no question', { areas: [], question: '' }, 'Tick an area, or write a question'],
    [
      'a question that is too long',
      { question: 'x'.repeat(501) },
      'This is 501 characters long. Shorten it to 500 or fewer',
    ],
    ['no day', dayTyped('answerBy', ''), 'Enter the day by which you need the answers'],
    ['a day in the past', dayTyped('answerBy', '2026-11-23'), '23 November 2026 is in the past'],
    [
      'an impossible day',
      dayTyped('answerBy', '2026-11-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['a day in two years', dayTyped('answerBy', '2028-11-24'), '24 November 2028 is more than a year away'],
  ])('asking staff about a pupil with %s is refused', async (_name, fields, message) => {
    const { senco, at, ours } = await amirsSchool()
    const answer = await senco.submit(`${at}/new`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
    expect(await roundRobins(ours)).toEqual([])
  })

  test('asking staff who do not work with the pupil, or asking about another pupil’s plan, gets 404', async () => {
    const amirs = await amirsSchool()
    const other = await amirsSchool()
    const { senco, at } = amirs
    expect((await senco.submit(`${at}/new`, { staff: [amirs.ours.staffIds.head] })).status).toBe(404)
    expect((await senco.submit(`${at}/new`, { staff: [other.ours.staffIds.teacher] })).status).toBe(404)
    expect((await senco.get(`${at}/new?plan=${other.planId}`)).status).toBe(404)
    expect((await senco.get(`${at}/new?plan=soon`)).status).toBe(404)
    expect((await amirs.teacher.get(`${at}/new`)).status).toBe(403)
    expect((await senco.get(`${other.at}/new`)).status).toBe(404)
  })

  test('the form to ask staff says so when nobody works with the pupil', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const page = await (await ours.as('senco')).get(`/pupils/${pupilId}/round-robins/new`)
    expect(mainText(page.text)).toContain('Nobody is on record as working with Amir today')
  })
})

describe('changing what staff were asked about a pupil', () => {
  test('staff can be removed from a round-robin until they answer, and it can be closed and reopened', async () => {
    const amirs = await amirsSchool()
    const { senco, ours, teacher } = amirs
    const { staffIds } = ours
    const { place } = await asked(amirs)
    await teacher.submit(`${place}/answer`, { goesWell: 'He reads to his sister' })
    expect((await senco.submit(`${place}/edit`, { staff: [staffIds.head] })).status).toBe(404)
    // Staff who have answered stay, ticked or not.
    const off = await senco.submit(`${place}/edit`, { staff: [staffIds.senco].slice(1) })
    expect(errorsOf(off.text)).toEqual(['Tick at least one member of staff'])
    expect((await senco.submit(`${place}/edit`, { staff: [staffIds.teacher] })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.asked.map(({ staffId }) => staffId)).toEqual([staffIds.teacher])
    expect((await senco.submit(`${place}/edit`, { staff: [staffIds.teachingAssistant] })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.asked).toHaveLength(2)
    expect((await audits(ours, 'RoundRobinAsked')).filter(({ action }) => action === 'delete')).toHaveLength(1)

    expect((await senco.submit(`${place}/edit`, { closed: 'yes' })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.closedOn).toEqual(toDate('2026-11-24'))
    expect(mainText((await teacher.get(`${place}/answer`)).text)).toContain('No answer is needed any more')
    expect((await senco.submit(`${place}/edit`, { closed: [] })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.closedOn).toBeNull()
  })

  test('the day to answer a round-robin by cannot be moved into the past, but can stay once it has passed', async () => {
    const amirs = await amirsSchool()
    const { place } = await asked(amirs)
    const past = await amirs.senco.submit(`${place}/edit`, dayTyped('answerBy', '2026-11-23'))
    expect(errorsOf(past.text)).toEqual(['They were asked later than this day'])
    setToday('2026-12-03')
    const passed = await amirs.senco.submit(`${place}/edit`, { question: 'And now?' })
    const moved = await amirs.senco.submit(`${place}/edit`, dayTyped('answerBy', '2026-12-02'))
    setToday('2026-11-24')
    expect(passed.status).toBe(303)
    expect(errorsOf(moved.text)).toEqual(['This day is in the past'])
  })

  test('the second of two people who change a round-robin gets 409 with both versions', async () => {
    const amirs = await amirsSchool()
    const { senco } = amirs
    const { place } = await asked(amirs)
    const fields = await senco.formAt(`${place}/edit`)
    expect((await senco.post(`${place}/edit`, { ...fields, question: 'One' })).status).toBe(303)
    const stale = await senco.post(`${place}/edit`, { ...fields, question: 'Other' })
    expect(stale.status).toBe(409)
    expect(mainText(stale.text)).toMatch(/One.*Other|Other.*One/)
    expect((await senco.post(`${place}/edit`, { ...fields, question: 'One' })).status).toBe(303)
  })
})

describe('asking staff before planned reviews', () => {
  const path = '/round-robins/for-reviews'

  async function withReview(on: string) {
    const amirs = await amirsSchool()
    const plannedId = uuidv7()
    await amirs.ours.inSchool((tx) =>
      tx.plannedReview.createMany({
        data: [{ ...amirs.whose, id: plannedId, planId: amirs.planId, on: toDate(on), at: '09:00' }],
      }),
    )
    return { ...amirs, plannedId }
  }

  test('one save asks the staff of all planned reviews once, to answer before the review', async () => {
    const { ours, senco, planId } = await withReview('2026-11-27')
    const page = await senco.get(path)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('Amir Khan, 4B Review on 27 November. Asks')
    const fields = fieldsOf(page.text, path)
    for (const _time of [1, 2]) {
      const answer = await senco.post(path, fields)
      expect([answer.status, answer.headers.location]).toEqual([303, '/reviews'])
    }
    const all = await roundRobins(ours)
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ planId, areas: ['communication'], answerBy: toDate('2026-11-26') })
    expect(all[0]?.asked).toHaveLength(2)
    expect(mainText((await senco.get(path)).text)).toContain('The staff of every planned review have been asked')
    const late = await senco.post(path, { ...fields, id: uuidv7() })
    expect(errorsOf(late.text)).toEqual([
      'The staff of some of these have been asked meanwhile. See who is left, and send it again',
    ])
  })

  test('asking staff before reviews is refused if no review is chosen, and for another school’s review', async () => {
    const { ours, senco } = await withReview('2026-12-04')
    const other = await withReview('2026-12-04')
    expect(errorsOf((await senco.submit(path, { planned: [] })).text)).toEqual(['Tick at least one review'])
    expect((await senco.submit(path, { planned: [other.plannedId] })).status).toBe(404)
    expect((await (await ours.as('head')).get(path)).status).toBe(403)
  })
})
