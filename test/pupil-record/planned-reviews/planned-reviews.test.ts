import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { type Browser, dayTyped, errorsOf, mainText, type TestSchool, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()

/** The teacher's class 4B with three pupils who have a plan due for review: the siblings Amir and Zara, and Ben. */
async function threeReviews() {
  const ours = await school()
  const { schoolId, staffIds } = ours
  const names = { amir: 'Amir', zara: 'Zara', ben: 'Ben' } as const
  const classId = uuidv7()
  await ours.inSchool(async (tx) => {
    await tx.term.createMany({
      data: [{ schoolId, id: uuidv7(), name: 'Autumn', from: toDate('2026-09-03'), to: toDate('2026-12-18') }],
    })
    await tx.closure.createMany({ data: [{ schoolId, id: uuidv7(), on: toDate('2026-12-04') }] })
    await tx.class.createMany({ data: [{ schoolId, id: classId, name: '4B' }] })
    await tx.classStaff.createMany({
      data: [{ schoolId, id: uuidv7(), classId, staffId: staffIds.teacher, from: toDate('2026-09-03') }],
    })
  })
  const [amir, zara, ben] = await Promise.all(
    Object.values(names).map(async (legalForename) => {
      const { pupilId } = await ours.pupil({ legalForename, legalSurname: legalForename === 'Ben' ? 'Roe' : 'Khan' })
      const planId = await withPlan(ours, pupilId, classId, legalForename === 'Ben' ? null : 'Mrs Khan')
      return { pupilId, planId }
    }),
  )
  if (!amir || !zara || !ben) throw new Error('three pupils were to be made')
  return { ours, senco: await ours.as('senco'), amir, zara, ben }
}

async function withPlan(ours: TestSchool, pupilId: string, classId: string, parent: string | null): Promise<string> {
  const { schoolId } = ours
  const planId = uuidv7()
  const whose = { schoolId, pupilId }
  await ours.inSchool(async (tx) => {
    await tx.classMember.createMany({ data: [{ ...whose, id: uuidv7(), classId, from: toDate('2026-09-03') }] })
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decision: 'senSupport', decidedOn: toDate('2026-09-10') }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-17'), reviewOn: toDate('2026-12-11') }],
    })
    if (parent !== null) {
      await tx.contact.createMany({
        data: [
          {
            ...whose,
            id: uuidv7(),
            name: parent,
            relationship: 'Mother',
            email: 'khan@home.example',
            language: 'Urdu',
          },
        ],
      })
    }
  })
  return planId
}

type Three = Awaited<ReturnType<typeof threeReviews>>

const windows = (plans: readonly string[], more = ''): string =>
  `/reviews/propose?${plans.map((plan) => `plan=${plan}`).join('&')}&weekdays=Tuesday&weekdays=Friday&from-day=1&from-month=12&from-year=2026&startsAt=9&endsAt=10.30&minutes=30${more}`

const all = ({ amir, zara, ben }: Three) => [amir.planId, zara.planId, ben.planId]

/** The form fields of the page of proposals, and a look-up of a row by plan id. */
async function proposals(senco: Browser, path: string) {
  const fields = await senco.formAt(path)
  const rows = Object.keys(fields).filter((name) => name.endsWith('.planId'))
  const read = (row: string, name: string) => fields[`${row}.${name}`]?.[0] ?? ''
  return {
    fields,
    of: (planId: string) => {
      const row = rows.find((name) => fields[name]?.[0] === planId)?.replace('.planId', '') ?? ''
      const day = ['year', 'month', 'day'].map((unit) => read(row, `on-${unit}`).padStart(2, '0')).join('-')
      return { row, when: `${day} ${read(row, 'at')}`, staff: fields[`${row}.staff`] ?? [] }
    },
  }
}

const plannedOf = (ours: TestSchool) =>
  ours.inSchool((tx) =>
    tx.plannedReview.findMany({
      where: { schoolId: ours.schoolId },
      orderBy: [{ on: 'asc' }, { at: 'asc' }],
      include: { staff: true },
    }),
  )

describe('the list of reviews to plan', () => {
  test('the list of reviews shows this term’s by class, with what each family needs', async () => {
    const { senco } = await threeReviews()
    const page = await senco.get('/reviews')
    expect(page.status).toBe(200)
    const text = mainText(page.text)
    expect(text).toContain('3 reviews are due until the end of this term (18 December). 0 planned.')
    expect(text).toMatch(/Class 4B Pupil Due .*Amir Khan 11 December None yet Urdu Not yet/)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(page.text.match(/name="plan"[^>]* checked/g)).toHaveLength(3)
    expect((await senco.get('/reviews?tick=none')).text).not.toMatch(/name="plan"[^>]* checked/)
  })

  test('the list of reviews says when none is due, and shows the default period for an unknown one', async () => {
    const { senco } = await threeReviews()
    expect(mainText((await senco.get('/reviews?until=2026-11-23')).text)).toContain('No review is due then')
    expect(mainText((await senco.get('/reviews?until=soon')).text)).toContain('3 reviews are due')
  })

  test('the list of reviews is in the SENCO’s navigation and audited; other roles get 403', async () => {
    const { ours, senco } = await threeReviews()
    const page = await senco.get('/reviews')
    expect(page.text).toContain('href="/reviews"')
    for (const role of ['teacher', 'head', 'administrator'] as const) {
      expect((await (await ours.as(role)).get('/reviews')).status).toBe(403)
    }
    const seen = await ours.inSchool((tx) =>
      tx.auditEvent.count({ where: { schoolId: ours.schoolId, action: 'open', subject: 'Reviews' } }),
    )
    expect(seen).toBe(1)
  })
})

describe('proposing times for reviews', () => {
  test('a draft of proposed review times is reopened from the page Today and can then be saved', async () => {
    const { senco, ours, ...three } = await threeReviews()
    const path = windows(all({ senco, ours, ...three }), `&go=${uuidv7()}`)
    const { fields, of } = await proposals(senco, path)
    const { row } = of(three.ben.planId)
    await senco.post(path, { ...fields, [`${row}.at`]: '10:15', _draft: 'typed', _page: 'one' })
    const goOn = parse((await senco.get('/today')).text).querySelector('a[href^="/reviews/propose"]')
    const href = goOn?.getAttribute('href') ?? ''
    const again = await proposals(senco, href)
    expect(again.fields[`${again.of(three.ben.planId).row}.at`]).toEqual(['10:15'])
    expect((await senco.submit(href, {})).status).toBe(303)
    expect(await plannedOf(ours)).toHaveLength(3)
  })

  test('reviews are proposed on school days before they are due, with siblings one after the other', async () => {
    const three = await threeReviews()
    const { of } = await proposals(three.senco, windows(all(three)))
    const whens = [three.amir, three.zara, three.ben].map(({ planId }) => of(planId).when)
    expect(whens.toSorted()).toEqual(['2026-12-01 10:00', '2026-12-01 9:00', '2026-12-01 9:30'])
    expect(whens[2]).not.toBe('2026-12-01 9:30')
    expect(of(three.amir.planId).staff.toSorted()).toEqual(
      [three.ours.staffIds.senco, three.ours.staffIds.teacher].toSorted(),
    )
  })

  test('a review time proposed after the day on which the review is due says so', async () => {
    const three = await threeReviews()
    const late = windows(all(three)).replace('from-day=1&from-month=12', 'from-day=15&from-month=12')
    expect(mainText((await three.senco.get(late)).text)).toContain(
      'After the day on which it is due, 11 December 2026.',
    )
  })

  test.each([
    ['no review ticked', () => windows([]), 'Tick whose reviews are to be planned'],
    [
      'no weekday',
      (three: Three) => windows(all(three)).replaceAll(/weekdays=\w+&/g, ''),
      'Tick at least one day of the week',
    ],
    [
      'a first day in the past',
      (three: Three) => windows(all(three)).replace('from-month=12', 'from-month=11'),
      '1 November 2026 is in the past',
    ],
    [
      'no time',
      (three: Three) => windows(all(three)).replace('startsAt=9', 'startsAt=noon'),
      'Enter a time of day, like 9:00 or 14:30',
    ],
    [
      'no room',
      (three: Three) => windows(all(three)).replace('endsAt=10.30', 'endsAt=9.20'),
      'There is no room for 30 minutes between these times',
    ],
  ])('asking for proposed review times with %s gets 422 and keeps the chosen values', async (_name, path, message) => {
    const three = await threeReviews()
    const answer = await three.senco.get(path(three))
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('value="30"')
    expect(await htmlErrors(answer.text)).toEqual([])
  })
})

describe('planning reviews', () => {
  test('planning reviews saves them all with their staff, offers the invitations, and is audited', async () => {
    const three = await threeReviews()
    const { ours, senco } = three
    const path = windows(all(three), '&place=Rainbow+room')
    const answer = await senco.submit(path, {})
    expect(answer.status).toBe(303)
    const planned = await plannedOf(ours)
    expect(planned).toHaveLength(3)
    expect(planned[0]).toMatchObject({
      on: toDate('2026-12-01'),
      at: '09:00',
      minutes: 30,
      place: 'Rainbow room',
      version: 1,
    })
    expect(planned[0]?.staff).toHaveLength(2)
    const list = await senco.get('/reviews')
    expect(mainText(list.text)).toContain('3 reviews are planned')
    expect(mainText(list.text)).toContain('Tue 1 December, 9:00')
    expect(list.text).toContain('href="/letters/invitations"')
    expect(list.text).toContain('href="/round-robins/for-reviews"')
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: 'PlannedReview', action: 'insert' } }),
    )
    expect(audit).toHaveLength(3)
    expect(audit[0]).toMatchObject({ actorId: ours.staffIds.senco })
  })

  test('a form that plans reviews takes effect once, even if it is sent again with changes', async () => {
    const three = await threeReviews()
    const { ours, senco } = three
    const path = windows(all(three))
    const fields = await senco.formAt(path)
    const answers = await Promise.all([senco.post(path, fields), senco.post(path, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await plannedOf(ours)).toHaveLength(3)
    await senco.post(path, { ...fields, 'reviews.0.at': '10:15' })
    expect(mainText((await senco.get('/reviews')).text)).toContain('These reviews were planned before')
    expect((await plannedOf(ours)).map(({ at }) => at)).toEqual(['09:00', '09:30', '10:00'])
  })

  test.each([
    ['a weekend', dayTyped('on', '2026-12-05'), 'on-day', '5 December 2026 is not a school day'],
    ['a closed day', dayTyped('on', '2026-12-04'), 'on-day', '4 December 2026 is not a school day'],
    ['a past day', dayTyped('on', '2026-11-20'), 'on-day', '20 November 2026 is in the past'],
    [
      'the day 30 February',
      dayTyped('on', '2026-02-30'),
      'on-day',
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['no time', { at: 'noon' }, 'at', 'Enter a time of day, like 9:00 or 14:30'],
  ])('planning a review with %s gets 422 at the field and saves nothing', async (_name, change, at, message) => {
    const three = await threeReviews()
    const path = windows(all(three))
    const { of } = await proposals(three.senco, path)
    const { row } = of(three.ben.planId)
    const typed = Object.fromEntries(Object.entries(change).map(([name, value]) => [`${row}.${name}`, value]))
    const answer = await three.senco.submit(path, typed)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain(`href="#${row}.${at}"`)
    expect(await plannedOf(three.ours)).toEqual([])
  })

  test('planning a review at a time that is taken is refused, naming the staff or family who are busy', async () => {
    const three = await threeReviews()
    const path = windows(all(three))
    const { of } = await proposals(three.senco, path)
    const [amir, zara, ben] = [of(three.amir.planId), of(three.zara.planId), of(three.ben.planId)]
    const [, benAt = ''] = ben.when.split(' ')
    const [, amirAt = ''] = amir.when.split(' ')
    const withStaff = await three.senco.submit(path, { [`${amir.row}.at`]: benAt, [`${zara.row}.on-day`]: '8' })
    expect(errorsOf(withStaff.text)[0]).toMatch(/^(SENCO|Teacher) Example is with (Ben Roe|Amir Khan) at \d+:\d\d$/)
    const withFamily = await three.senco.submit(path, { [`${zara.row}.at`]: amirAt, [`${zara.row}.staff`]: [] })
    expect(errorsOf(withFamily.text)[0]).toMatch(/^The family is with you for (Amir|Zara) Khan at \d+:\d\d$/)
    expect(await plannedOf(three.ours)).toEqual([])
  })

  test('planning leaves out reviews without a day, and gets 422 if no review has one', async () => {
    const three = await threeReviews()
    const path = windows(all(three))
    const { of } = await proposals(three.senco, path)
    const none = (row: string) => ({ [`${row}.on-day`]: '', [`${row}.on-month`]: '', [`${row}.on-year`]: '' })
    const rows = [three.amir, three.zara, three.ben].map(({ planId }) => of(planId).row)
    const nothing = await three.senco.submit(path, Object.assign({}, ...rows.map(none)))
    expect(errorsOf(nothing.text)).toEqual(['Enter the day of at least one review'])
    await three.senco.submit(path, none(rows[0] ?? ''))
    expect(await plannedOf(three.ours)).toHaveLength(2)
  })

  test('a planned review cannot be planned again, and its time is not proposed for another review', async () => {
    const three = await threeReviews()
    await three.senco.submit(windows([three.ben.planId]), {})
    const { of } = await proposals(three.senco, windows([three.amir.planId]))
    expect(of(three.amir.planId).when).toBe('2026-12-01 9:30')
    const again = await three.senco.submit(windows([three.ben.planId]), {})
    expect(errorsOf(again.text)).toEqual([
      'Planned already, for 1 December 2026 at 9:00. Clear this day to leave it out',
    ])
  })

  test('the list of reviews shows “Not delivered” where the only invitation came back', async () => {
    const three = await threeReviews()
    const { ours, senco } = three
    await senco.submit(windows([three.amir.planId]), {})
    expect((await senco.submit('/letters/invitations', { method: 'post' })).status).toBe(303)
    expect(mainText((await senco.get('/reviews')).text)).toContain('Invited')
    const back = { where: { schoolId: ours.schoolId }, data: { status: 'cameBack' as const } }
    await ours.inSchool((tx) => tx.letterDelivery.updateMany(back))
    const list = mainText((await senco.get('/reviews')).text)
    expect(list).not.toContain('Invited')
    expect(list).toContain('Not delivered')
  })

  test('a planned review of a withdrawn plan leaves its time free for other reviews', async () => {
    const three = await threeReviews()
    await three.senco.submit(windows([three.ben.planId]), {})
    const withdraw = `/pupils/${three.ben.pupilId}/withdraw/plan/${three.ben.planId}`
    expect((await three.senco.submit(withdraw, { because: 'Another pupil’s plan' })).status).toBe(303)
    const { of } = await proposals(three.senco, windows([three.amir.planId]))
    expect(of(three.amir.planId).when).toBe('2026-12-01 9:00')
  })

  test('planning a review of another school’s plan, or with staff who do not know the pupil, gets 404', async () => {
    const three = await threeReviews()
    const other = await threeReviews()
    const path = windows([three.ben.planId])
    const fields = await three.senco.formAt(path)
    const row = 'reviews.0'
    const theirs = await three.senco.post(path, {
      ...fields,
      [`${row}.planId`]: other.ben.planId,
      [`${row}.pupilId`]: other.ben.pupilId,
    })
    expect(theirs.status).toBe(404)
    expect((await three.senco.post(path, { ...fields, [`${row}.staff`]: uuidv7() })).status).toBe(404)
    expect(mainText((await three.senco.get(windows([other.ben.planId]))).text)).toContain('has been reviewed already')
    expect(await plannedOf(three.ours)).toEqual([])
  })
})

async function onePlanned() {
  const three = await threeReviews()
  await three.senco.submit(windows([three.ben.planId]), {})
  const [planned] = await plannedOf(three.ours)
  if (!planned) throw new Error('nothing was planned')
  return { ...three, planned, at: `/pupils/${three.ben.pupilId}/planned-reviews/${planned.id}/edit` }
}

describe('changing a planned review', () => {
  test('a planned review can be moved, given other staff, and cancelled', async () => {
    const { ours, senco, at } = await onePlanned()
    const page = await senco.get(at)
    expect(await htmlErrors(page.text)).toEqual([])
    const moved = { ...dayTyped('on', '2026-12-08'), at: '14.15', minutes: '45', staff: ours.staffIds.senco }
    expect((await senco.submit(at, moved)).headers.location).toBe('/reviews')
    const [planned] = await plannedOf(ours)
    expect(planned).toMatchObject({ on: toDate('2026-12-08'), at: '14:15', minutes: 45, version: 2, cancelledOn: null })
    expect(planned?.staff.map(({ staffId }) => staffId)).toEqual([ours.staffIds.senco])
    await senco.submit(at, { cancel: 'yes' })
    expect((await plannedOf(ours))[0]).toMatchObject({ cancelledOn: toDate('2026-11-24'), version: 3 })
    expect(mainText((await senco.get('/reviews')).text)).toContain('The review is cancelled')
  })

  test('an edit of a planned review sent twice saves once, and a stale one gets 409 with both versions', async () => {
    const { ours, senco, at } = await onePlanned()
    const [mine, theirs] = [await senco.formAt(at), await senco.formAt(at)]
    expect((await senco.post(at, { ...theirs, at: '10:00' })).status).toBe(303)
    expect((await senco.post(at, { ...theirs, at: '10:00' })).status).toBe(303)
    const answer = await senco.post(at, { ...mine, at: '11:00' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('10:00')
    expect((await plannedOf(ours))[0]).toMatchObject({ at: '10:00', version: 2 })
  })

  test('a planned review cannot be moved to a time that is taken or to a closed day, nor be too long', async () => {
    const { senco, at, amir } = await onePlanned()
    await senco.submit(windows([amir.planId]), {})
    expect(errorsOf((await senco.submit(at, { at: '9:30' })).text)).toEqual(['SENCO Example is with Amir Khan at 9:30'])
    expect(errorsOf((await senco.submit(at, dayTyped('on', '2026-12-04'))).text)).toEqual([
      '4 December 2026 is not a school day',
    ])
    expect(errorsOf((await senco.submit(at, { minutes: '600', at: '' })).text)).toEqual([
      'Enter the time of the review',
      'Enter a whole number from 10 to 180',
    ])
    expect(errorsOf((await senco.submit(at, { place: 'x'.repeat(101) })).text)[0]).toContain('Shorten it to 100')
  })

  test('a planned review of another pupil or school gets 404, and a teacher gets 403', async () => {
    const { ours, senco, at, amir } = await onePlanned()
    expect((await senco.get(at.replace(/pupils\/[^/]+/, `pupils/${amir.pupilId}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(at)).status).toBe(404)
    expect((await (await ours.as('teacher')).get(at)).status).toBe(403)
    expect((await senco.post(at, { ...(await senco.formAt(at)), staff: uuidv7() })).status).toBe(404)
  })
})
