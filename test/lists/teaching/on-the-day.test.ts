import { v7 as uuidv7 } from 'uuid'
import { afterEach, describe, expect, test } from 'vitest'
import { toDate, toDay } from '../../../src/platform/database/days.ts'
import { mainText, type TestSchool, testApp, testToday } from '../../support/app.ts'
import { aClassOf, aCover, aPlanFor, type Spell } from './a-class.ts'

const { school, setToday } = await testApp()
afterEach(() => setToday(testToday))

const spell = { from: '2026-11-25', until: '2026-11-26' }
const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']

type Placed = { ours: TestSchool; pupilId: string }
const inClass = ({ ours, pupilId }: Placed, more: { staff?: Spell; members?: Spell; coverId?: string }) =>
  aClassOf(ours, {
    name: '4B',
    pupilIds: [pupilId],
    ...(more.members && { members: more.members }),
    staff: [
      { staffId: ours.staffIds.senco },
      {
        staffId: ours.staffIds.teacher,
        ...(more.staff && { spell: more.staff }),
        ...(more.coverId && { coverId: more.coverId }),
      },
    ],
  })

/**
 * Ways in which a pupil belongs to a teacher from 25 to 26 November. Each sets one up and returns the path of the
 * group's sheet.
 */
const ways: Readonly<Record<string, (placed: Placed) => Promise<string>>> = {
  'the teacher’s time in the class': async (placed) => `/class-sheets/${await inClass(placed, { staff: spell })}`,
  'the pupil’s time in the class': async (placed) => `/class-sheets/${await inClass(placed, { members: spell })}`,
  'standing in for the class’s teacher': async (placed) => {
    const { staffIds } = placed.ours
    const coverId = await aCover(placed.ours, { staffId: staffIds.teacher, awayStaffId: staffIds.senco, ...spell })
    return `/class-sheets/${await inClass(placed, { staff: spell, coverId })}`
  },
  'supporting the pupil one to one': async ({ ours, pupilId }) => {
    const data = { schoolId: ours.schoolId, id: uuidv7(), pupilId, staffId: ours.staffIds.teacher }
    await ours.inSchool((tx) =>
      tx.pupilStaff.createMany({ data: [{ ...data, from: toDate(spell.from), until: toDate(spell.until) }] }),
    )
    return '/my-classes/sheet'
  },
}

/** A SENCO of another school. A SENCO sees all pupils of their own school. */
const otherSchool = school().then((other) => other.as('senco'))

describe.each(Object.entries(ways))('a teacher linked to a pupil by %s', (way, place) => {
  test(`a teacher linked to a pupil by ${way} can open the pupil’s pages only from its first day to its last`, async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const planId = await aPlanFor(ours, pupilId, { helps: ['Show it, then say it'], outcomes: ['Retells a story'] })
    const outcome = await ours.inSchool((tx) =>
      tx.outcome.findFirstOrThrow({ where: { schoolId: ours.schoolId, planId } }),
    )
    const progressAt = `/pupils/${pupilId}/outcomes/${outcome.id}/progress`
    const sheet = await place({ ours, pupilId })
    const teacher = await ours.as('teacher')
    const elsewhere = await otherSchool
    const elsewhereCsrf = /name="_csrf" value="([^"]+)"/.exec((await elsewhere.get('/my-classes')).text)?.[1] ?? ''
    const openings = () =>
      ours.inSchool((tx) =>
        tx.auditEvent.count({
          where: { schoolId: ours.schoolId, action: 'open', pupilId, actorId: ours.staffIds.teacher },
        }),
      )

    const seen = []
    for (const day of days) {
      setToday(day)
      const before = await openings()
      const list = (await teacher.get('/my-classes')).text
      const summary = (await teacher.get(`/pupils/${pupilId}/summary`)).status
      const paper = await teacher.get(sheet)
      const opened = (await openings()) - before
      const concern = (await teacher.get(`/pupils/${pupilId}/concerns/new`)).status
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(list)?.[1] ?? ''
      const acknowledged = await teacher.post(`/pupils/${pupilId}/plans/${planId}/acknowledge`, {
        _csrf,
        back: '/my-classes',
      })
      const wordless = await teacher.post(`/pupils/${pupilId}/concerns/new`, { _csrf })
      const sent = { _csrf, version: '0', seenOn: day, progress: 'some', note: '' }
      const noted = await teacher.post(progressAt, sent)
      const theirs = await elsewhere.post(progressAt, { ...sent, _csrf: elsewhereCsrf })
      const theirSheet = await elsewhere.get(sheet)
      expect([theirs.status, theirSheet.status, (await elsewhere.get(`/pupils/${pupilId}/summary`)).status]).toEqual([
        404, 404, 404,
      ])
      seen.push({
        day,
        inList: mainText(list).includes('Amir Khan'),
        onPaper: mainText(paper.text).includes('Amir Khan'),
        opened,
        statuses: [summary, concern, acknowledged.status, wordless.status, noted.status],
      })
    }
    const out = { inList: false, onPaper: false, opened: 0, statuses: [404, 404, 404, 404, 404] }
    const within = { inList: true, onPaper: true, opened: 3, statuses: [200, 200, 303, 422, 303] }
    expect(seen).toEqual([
      { day: days[0], ...out },
      { day: days[1], ...within },
      { day: days[2], ...within },
      { day: days[3], ...out },
    ])
    const notedOn = await ours.inSchool((tx) =>
      tx.progressInClass.findMany({ where: { schoolId: ours.schoolId, pupilId }, orderBy: { seenOn: 'asc' } }),
    )
    expect(notedOn.map(({ seenOn }) => toDay(seenOn))).toEqual([days[1], days[2]])
  })
})

describe('the page My classes', () => {
  test('My classes shows today’s classes and groups first, then the others, each with its days', async () => {
    const ours = await school()
    const [amir, ben] = [await ours.pupil(), await ours.pupil({ legalForename: 'Ben', legalSurname: 'Lowe' })]
    for (const { pupilId } of [amir, ben]) await aPlanFor(ours, pupilId, { helps: ['Show it'] })
    const staff = [{ staffId: ours.staffIds.teacher }]
    await aClassOf(ours, { name: '2 reading', weekdays: [1, 4], pupilIds: [amir.pupilId, ben.pupilId], staff })
    await aClassOf(ours, { name: '10 science', weekdays: [2, 3], pupilIds: [amir.pupilId], staff })
    await aClassOf(ours, { name: '9 science', weekdays: [2], staff })
    const teacher = await ours.as('teacher')
    const says = async () => mainText((await teacher.get('/my-classes')).text)
    const onTuesday = await says()
    expect(onTuesday).toMatch(
      /Today, Tuesday 24 November 9 science Tuesdays No pupils are in this group today\. 10 science Tuesdays and Wednesdays Amir Khan .* Not today 2 reading Mondays and Thursdays Ben Lowe .* With today’s groups above: Amir Khan\./,
    )
    setToday('2026-11-27')
    expect(await says()).toContain(
      'Today, Friday 27 November None of your groups is taught today. Next is Monday 30 November: 2 reading. Your groups 2 reading',
    )
    await ours.inSchool((tx) =>
      tx.closure.createMany({
        data: [{ schoolId: ours.schoolId, id: uuidv7(), on: toDate('2026-11-24'), reason: 'Training day' }],
      }),
    )
    setToday('2026-11-24')
    expect(await says()).toContain(
      'No school today. Next is Wednesday 25 November: 10 science. Your groups 2 reading Mondays and Thursdays',
    )
  })

  test('My classes says whom the user stands in for, and until when', async () => {
    const ours = await school()
    const { staffIds } = ours
    const { pupilId } = await ours.pupil()
    await aPlanFor(ours, pupilId, {
      helps: ['Show it'],
      provision: [{ what: 'Talk Boost', deliveredBy: 'SENCO Example' }],
    })
    const cover = { from: '2026-11-23', until: '2026-11-27' }
    const coverId = await aCover(ours, { staffId: staffIds.teachingAssistant, awayStaffId: staffIds.senco, ...cover })
    await aClassOf(ours, {
      name: '4B',
      pupilIds: [pupilId],
      staff: [{ staffId: staffIds.teachingAssistant, spell: cover, coverId }],
    })
    const text = mainText((await (await ours.as('teachingAssistant')).get('/my-classes')).text)
    expect(text).toContain('4B You stand in for SENCO Example until Friday 27 November')
    expect(text).toContain('What I do Talk Boost')
  })

  test('a pupil’s card on My classes shows the support that the user gives, and the first two outcomes', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teachingAssistant })
    await aPlanFor(ours, pupilId, {
      helps: ['Show it'],
      outcomes: ['Retells a story', 'Asks for help', 'Works with a partner'],
      provision: [
        { what: 'Talk Boost', deliveredBy: 'TA' },
        { what: 'Precision teaching', deliveredBy: 'Mrs Someone' },
      ],
    })
    const text = mainText((await (await ours.as('teachingAssistant')).get('/my-classes')).text)
    expect(text).toContain('What I do Talk Boost Outcomes')
    expect(text).not.toContain('Precision teaching')
    expect(text).toContain('Retells a story Asks for help and 1 more')
  })
})
