import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, type TestSchool, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()

const schoolRow = ({ inSchool, schoolId }: TestSchool) =>
  inSchool((tx) => tx.school.findUniqueOrThrow({ where: { id: schoolId } }))
const auditOf = ({ inSchool, schoolId }: TestSchool, subject: string) =>
  inSchool((tx) =>
    tx.auditEvent.findMany({
      where: { schoolId, subject, actorId: { not: null } },
      select: { action: true, actorId: true },
      orderBy: { at: 'asc' },
    }),
  )

const pages = [
  '/school',
  '/school/details',
  '/school/targets',
  '/school/terms',
  '/school/core-offer',
  '/school/services',
  '/school/teaching-reviews',
  '/school/people',
  '/school/people/new',
  '/school/classes',
  '/school/classes/new',
]

describe('every page under /school', () => {
  test.each(pages)('the page %s has valid HTML for an administrator and refuses teachers', async (path) => {
    const ours = await school()
    const answer = await (await ours.as('administrator')).get(path)
    expect(answer.status).toBe(200)
    expect(await htmlErrors(answer.text)).toEqual([])
    expect((await (await ours.as('teacher')).get(path)).status).toBe(403)
  })
})

describe('the overview of the school’s settings', () => {
  test('the school’s overview shows every setting, and each step of the school with its status and form', async () => {
    const ours = await school('Ashgrove Academy')
    const head = await ours.as('head')
    const before = (await head.get('/school')).text
    expect(mainText(before)).toMatch(
      /Quality of teaching reviewed Missing .*Routes to specialist services known Missing/,
    )
    for (const anchor of ['6.37-teaching-review', '6.38-specialist-services', '6.40-core-offer'])
      expect(before).toContain(`id="${anchor}"`)
    expect(before).toContain('href="/school/core-offer"')
    expect(mainText(before)).toContain('15 school days (the register’s default)')

    const senco = await ours.as('senco')
    await senco.submit('/school/core-offer', dayTyped('publishedOn', '2026-09-10'))
    expect(mainText((await head.get('/school')).text)).toMatch(/Core offer published Done/)
  })

  test('the school’s overview shows why a step is not done, and lets only permitted people say so', async () => {
    const ours = await school()
    const link = '/school/not-done/new?rule=6.40-core-offer'
    expect((await (await ours.as('administrator')).get('/school')).text).not.toContain(link)
    const senco = await ours.as('senco')
    expect((await senco.get('/school')).text).toContain(link)
    await ours.inSchool((tx) =>
      tx.notDone.create({
        data: {
          schoolId: ours.schoolId,
          id: uuidv7(),
          rule: '6.40-core-offer',
          because: 'the authority publishes its own in spring',
          recordedOn: toDate('2026-11-02'),
          recordedBy: 'Jo Marsh',
        },
        select: { id: true },
      }),
    )
    expect(mainText((await senco.get('/school')).text)).toContain('because the authority publishes its own in spring')
  })
})

describe('the school’s details', () => {
  const path = '/school/details'

  test('after the school’s details are saved, /school names the school’s next step under the Code', async () => {
    const ours = await school()
    const administrator = await ours.as('administrator')
    const answer = await administrator.submit(path, {
      name: 'Ashgrove Academy',
      laCode: '801',
      establishmentNumber: '2417',
      iassName: 'Severnside SEND and You',
      iassContact: '0117 496 0117',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/school#details')
    expect(await schoolRow(ours)).toMatchObject({ name: 'Ashgrove Academy', laCode: '801', version: 2 })
    expect(await auditOf(ours, 'School')).toEqual([{ action: 'update', actorId: ours.staffIds.administrator }])
    expect(mainText((await administrator.get('/school')).text)).toContain('Next: Quality of teaching reviewed')
  })

  test.each([
    ['no name', { name: ' ' }, 'Enter the name of the school'],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'This is 101 characters long. Shorten it to 100 or fewer'],
    ['a URN of five figures', { urn: '12345' }, 'A URN has six figures, like 100001'],
    [
      'letters in the local authority number',
      { laCode: 'Bristol' },
      'A local authority number has three figures, like 801',
    ],
  ])(
    'the school’s details with %s are refused at the field, and what was typed is kept',
    async (_name, fault, message) => {
      const ours = await school()
      const answer = await (await ours.as('head')).submit(path, { iassName: 'Kept as typed', ...fault })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual([message])
      expect(answer.text).toContain('Kept as typed')
      expect(await schoolRow(ours)).toMatchObject({ version: 1, iassName: null })
    },
  )

  test('the school’s details refuse the reference number (URN) of another school', async () => {
    const [ours, other] = [await school(), await school()]
    const answer = await (await ours.as('head')).submit(path, { urn: other.urn })
    expect(errorsOf(answer.text)).toEqual(['Another school of this register has it'])
  })

  test('an edit of the school’s details sent twice saves once, and a stale one gets 409 with both versions', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const [mine, theirs] = [await senco.formAt(path), await senco.formAt(path)]
    await senco.post(path, { ...theirs, iassName: 'Their service' })
    expect((await senco.post(path, { ...theirs, iassName: 'Their service' })).status).toBe(303)
    const answer = await senco.post(path, { ...mine, iassName: 'My service' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toMatch(/My service.*Their service|Their service.*My service/)
    expect(await schoolRow(ours)).toMatchObject({ iassName: 'Their service', version: 2 })
  })
})

describe('the school’s targets', () => {
  const path = '/school/targets'

  test('a school sets its own targets, and clearing one brings the default back', async () => {
    const ours = await school()
    const head = await ours.as('head')
    const page = await head.get(path)
    expect(mainText(page.text)).toContain('never the law')
    expect(mainText(page.text)).toContain('The register’s default: 15 school days')
    await head.submit(path, { earlyDiscussion: '0', teachingReviewMonths: '400' })
    expect(await schoolRow(ours)).toMatchObject({ earlyDiscussion: 0, teachingReviewMonths: 400, plan: null })
    await head.submit(path, { earlyDiscussion: '' })
    expect(await schoolRow(ours)).toMatchObject({ earlyDiscussion: null, teachingReviewMonths: 400 })
  })

  test.each(['401', '-1', '2.5', 'ten', '1e2'])('the school’s target “%s” is refused', async (typed) => {
    const ours = await school()
    const answer = await (await ours.as('head')).submit(path, { plan: typed })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual(['Enter a whole number from 0 to 400'])
    expect(answer.text).toContain(`value="${typed}"`)
    expect(await schoolRow(ours)).toMatchObject({ plan: null })
  })
})

describe('reviews of teaching', () => {
  const path = '/school/teaching-reviews'
  const reviews = ({ inSchool, schoolId }: TestSchool) =>
    inSchool((tx) => tx.teachingReview.findMany({ where: { schoolId }, orderBy: { heldOn: 'asc' } }))

  test('a review of teaching is recorded once even if sent twice, and can be deleted', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const form = await senco.formAt(path)
    const fields = { ...form, ...dayTyped('heldOn', '2026-10-01'), focus: 'Reading' }
    expect((await senco.post(path, fields)).status).toBe(303)
    expect((await senco.post(path, fields)).status).toBe(303)
    const [review, ...more] = await reviews(ours)
    expect(review).toMatchObject({ focus: 'Reading', heldOn: toDate('2026-10-01') })
    expect(more).toEqual([])
    expect(mainText((await senco.get(path)).text)).toContain('1 October 2026 Reading')

    const token = form._csrf ?? ''
    const elsewhere = await (await school()).as('senco')
    const theirToken = (await elsewhere.formAt(path))._csrf ?? ''
    expect((await elsewhere.post(`${path}/${review?.id}/remove`, { _csrf: theirToken })).status).toBe(404)
    expect((await senco.post(`${path}/${review?.id}/remove`, { _csrf: token })).status).toBe(303)
    expect(await reviews(ours)).toEqual([])
    expect((await auditOf(ours, 'TeachingReview')).map(({ action }) => action)).toEqual(['insert', 'delete'])
  })

  test.each([
    ['no day', {}, 'Enter the day of the review'],
    ['a day in the future', dayTyped('heldOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'a day that does not exist',
      dayTyped('heldOn', '2026-09-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
  ])('a review of teaching with %s is refused', async (_name, typed, message) => {
    const ours = await school()
    const answer = await (await ours.as('senco')).submit(path, { focus: 'Writing', ...typed })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await reviews(ours)).toEqual([])
  })
})
