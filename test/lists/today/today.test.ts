import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { mainText, signIn, testApp, testToday } from '../../support/app.ts'
import { demoSchool, emailOf } from '../../support/demo-school.ts'
import { concernOf, pupilOnSenSupport } from '../../support/sen-support-pupil.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { linesOf, schoolInOrder, sectionsIn } from './today-page.ts'

const { app, db, school, setToday } = await testApp()
const aSchool = () => schoolInOrder(school)

describe('the SENCO’s page Today', () => {
  test('Today lists first the late steps that the law requires, each with a link to its form', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId } = await pupilOnSenSupport(ours)
    const { status, text } = await senco.get('/today')
    expect(status).toBe(200)
    expect(parse(text).querySelector('h1')?.text).toBe('Today, Tuesday 24 November')
    expect(sectionsIn(text)[0]?.title).toBe('Late 3')
    expect(sectionsIn(text)[0]?.lines[0]).toEqual({
      who: 'Amir Khan',
      what: 'Parents told formally about SEN Support',
      why: 'The law: Children and Families Act 2014, section 68, by your school’s target',
      word: 'Missing since 9 November',
      button: `/pupils/${pupilId}/notices/new`,
    })
    expect(mainText(text)).toContain('The law requires one of them: it stands first.')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('Today has sections for late steps, steps due this week, unanswered concerns, reviews and waiting for others', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId, planId } = await pupilOnSenSupport(ours)
    const { pupilId: seren } = await ours.pupil({ legalForename: 'Seren', legalSurname: 'Jones' })
    const serens = await concernOf(ours, seren, '2026-11-06')
    await ours.inSchool((tx) =>
      tx.concern.updateMany({
        where: { schoolId: ours.schoolId, id: serens },
        data: { universalStrategies: 'Reads with a ruler' },
      }),
    )
    const { text } = await senco.get('/today')
    const page = `/pupils/${pupilId}`
    expect(linesOf(text, 'Late').map(({ what }) => what)).toEqual([
      'Parents told formally about SEN Support',
      'Plan on the information system',
      'Assessment rests on all sources, and 1 more',
    ])
    expect(linesOf(text, 'Due this week')).toEqual([
      {
        who: 'Seren Jones',
        what: 'Early discussion held',
        why: 'The Code says, by your school’s target',
        word: 'Due 27 November',
        button: `/pupils/${seren}/meetings/new?kind=earlyDiscussion`,
      },
    ])
    expect(linesOf(text, 'Concerns not answered')).toEqual([
      {
        who: 'Seren Jones',
        what: 'Concern raised by Teacher Example',
        why: '12 school days ago',
        word: 'Since 6 November',
        button: `/pupils/${seren}/concerns/${serens}/edit`,
      },
    ])
    expect(linesOf(text, 'Reviews in the next 30 days')).toEqual([
      {
        who: 'Amir Khan',
        what: 'Review of the plan',
        why: 'No day and time yet',
        word: 'Due 4 December',
        button: '/reviews',
      },
    ])
    expect(linesOf(text, 'Waiting for others')).toEqual([
      {
        who: 'Amir Khan',
        what: 'Plan not read yet by Teaching assistant Example',
        why: 'The Code says, by your school’s target',
        word: 'Missing since 13 November',
        button: `${page}/plans/${planId}/briefing`,
      },
    ])
  })

  test('Today lists a review whose day has passed under Late, and not under Reviews', async () => {
    const { ours, senco } = await aSchool()
    const { planId } = await pupilOnSenSupport(ours)
    await ours.inSchool((tx) =>
      tx.plan.updateMany({ where: { schoolId: ours.schoolId, id: planId }, data: { reviewOn: toDate('2026-11-20') } }),
    )
    const { text } = await senco.get('/today')
    expect(linesOf(text, 'Late').map(({ what, word }) => `${what}: ${word}`)).toContain(
      'Review held on its day: Missing since 20 November',
    )
    expect(linesOf(text, 'Reviews')).toEqual([])
  })

  test('a decision whose review day has passed is late on Today and on the pupil’s page', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId } = await ours.pupil()
    await ours.inSchool((tx) =>
      tx.decision.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            pupilId,
            id: uuidv7(),
            decision: 'coreOffer',
            decidedOn: toDate('2026-10-01'),
            teacher: 'Miss Ali',
            senco: 'Ms Marsh',
            evidence: 'Reading tests',
            explainedToParentsOn: toDate('2026-10-01'),
            reviewOn: toDate('2026-11-23'),
            roleOfParent: 'Reads with him',
            roleOfPupil: 'Chooses the book',
            roleOfStaff: 'Hears him read',
          },
        ],
      }),
    )
    const { text } = await senco.get('/today')
    expect(linesOf(text, 'Late')).toEqual([
      {
        who: 'Amir Khan',
        what: 'Look again at what was decided',
        why: 'As agreed in the decision',
        word: 'Missing since 23 November',
        button: `/pupils/${pupilId}/decisions/new`,
      },
    ])
    expect(mainText(text)).not.toContain('Nothing is late')
    const pupil = mainText((await senco.get(`/pupils/${pupilId}`)).text)
    expect(pupil).toContain('A review was due on 23 November: look again at what was decided.')
    expect(pupil).not.toContain('Nothing is due')
  })

  test('opening Today is recorded in the audit trail', async () => {
    const { ours, senco } = await aSchool()
    await senco.get('/today')
    const seen = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, action: 'open' } }),
    )
    expect(seen).toMatchObject([{ subject: 'Today', actorId: ours.staffIds.senco }])
  })

  test('Today leaves out steps that are done or excused by a reason, but keeps those that the law requires', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId, planId, decisionId } = await pupilOnSenSupport(ours)
    const reason = {
      schoolId: ours.schoolId,
      pupilId,
      because: 'x',
      recordedOn: toDate(testToday),
      recordedBy: 'Ms Marsh',
    }
    await ours.inSchool(async (tx) => {
      await tx.notDone.createMany({
        data: [
          { ...reason, id: uuidv7(), rule: '6.43-parents-informed', subject: decisionId },
          { ...reason, id: uuidv7(), rule: '6.45-assessment-evidence', subject: planId },
          { ...reason, id: uuidv7(), rule: '6.46-assessment-reviewed', subject: planId },
        ],
      })
      await tx.plan.updateMany({
        where: { schoolId: ours.schoolId, id: planId },
        data: { recordedOnInformationSystemOn: toDate('2026-11-10') },
      })
    })
    const { text } = await senco.get('/today')
    expect(linesOf(text, 'Late').map(({ what }) => what)).toEqual(['Parents told formally about SEN Support'])
  })

  test('Today lists the steps for the school itself among the steps for pupils', async () => {
    const ours = await school()
    await pupilOnSenSupport(ours)
    const { text } = await (await ours.as('senco')).get('/today')
    const ofSchool = linesOf(text, 'Late').filter(({ who }) => who === 'The school')
    expect(ofSchool.map(({ button }) => button)).toEqual(
      expect.arrayContaining(['/school/core-offer', '/school/teaching-reviews']),
    )
  })

  test('Today says when no step is late or due, and names the next step', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId } = await ours.pupil()
    const concernId = await concernOf(ours, pupilId, '2026-11-23')
    await ours.inSchool((tx) =>
      tx.concern.updateMany({
        where: { schoolId: ours.schoolId, id: concernId },
        data: { universalStrategies: 'A ruler' },
      }),
    )
    const { text } = await senco.get('/today')
    expect(mainText(text)).toContain('Nothing is late, and nothing is due this week')
    expect(mainText(text)).toContain('What comes next: Early discussion held, due 14 December, for Amir Khan')
  })

  test('Today links to the import of pupils while nobody is on the register', async () => {
    const { senco } = await aSchool()
    const { text } = await senco.get('/today')
    expect(mainText(text)).toContain('Nobody is on the register yet')
    expect(parse(text).querySelector('.app-empty a')?.getAttribute('href')).toBe('/import')
  })

  test('a long section of Today shows ten rows and the rest on request, and keeps a pupil’s rows together', async () => {
    const { ours, senco } = await aSchool()
    for (let count = 0; count < 14; count++) {
      const { pupilId } = await ours.pupil({ legalForename: `Sam${count}` })
      await concernOf(ours, pupilId, '2026-10-01')
    }
    const { text } = await senco.get('/today')
    const section = parse(text).querySelector('#late')
    const [first, rest] = section?.querySelectorAll('.app-today') ?? []
    expect(first?.querySelectorAll('.app-today__row')).toHaveLength(10)
    expect(rest?.querySelectorAll('.app-today__row')).toHaveLength(18)
    expect(section?.querySelector('details summary')?.text).toBe('Show all 28')
    const names = section?.querySelectorAll('.app-today__who a').map((link) => link.text) ?? []
    expect(new Set(names).size).toBe(names.length)
  })

  test('a step appears on Today under Due this week when its week comes', async () => {
    const { ours, senco } = await aSchool()
    await concernOf(ours, (await ours.pupil()).pupilId, '2026-11-20')
    expect(linesOf((await senco.get('/today')).text, 'Due this week')).toEqual([])
    setToday('2026-12-08')
    try {
      const due = linesOf((await (await ours.as('senco')).get('/today')).text, 'Due this week')
      expect(due).toMatchObject([{ what: 'Early discussion held', word: 'Due 11 December' }])
    } finally {
      setToday(testToday)
    }
  })

  test('Today can be filtered by the user’s own work, year and step in all sections, and counts what is shown', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId } = await pupilOnSenSupport(ours)
    const { pupilId: seren } = await ours.pupil({ legalForename: 'Seren', yearGroup: '2' })
    await concernOf(ours, seren, '2026-10-01')
    const whoOf = async (query: string) => {
      const { text } = await senco.get(`/today${query}`)
      return [...new Set(sectionsIn(text).flatMap(({ lines }) => lines.map(({ who }) => who)))]
    }
    expect(await whoOf('')).toEqual(['Amir Khan', 'Seren Khan'])
    expect(await whoOf('?year=2')).toEqual(['Seren Khan'])
    expect(await whoOf('?mine=yes')).toEqual([])
    expect(mainText((await senco.get('/today?mine=yes')).text)).toContain('Nothing fits these filters')
    await ours.inSchool((tx) =>
      tx.plan.updateMany({ where: { schoolId: ours.schoolId, pupilId }, data: { senco: 'SENCO Example' } }),
    )
    expect(await whoOf('?mine=yes')).toEqual(['Amir Khan'])
    const { text } = await senco.get('/today?step=6.39')
    expect(sectionsIn(text).map(({ title }) => title)).toEqual(['Late 1'])
    expect(linesOf(text, 'Late')).toMatchObject([{ who: 'Seren Khan', what: 'Early discussion held' }])
    expect(mainText(text)).toMatch(/Showing 1 of \d+ things/)
    const cleared = parse(text).querySelectorAll('.app-filter a[href="/today"]')
    expect(cleared.map((link) => link.text)).toContain('Clear all')
    expect((await senco.get('/today?step=nonsense&year=99&mine=perhaps')).status).toBe(200)
  })

  test('every link on the demo school’s page Today opens, also those that lead to finding a pupil', async () => {
    await demoSchool(db)
    const senco = await signIn(app, emailOf('senco'))
    const { text } = await senco.get('/today')
    const links = parse(text)
      .querySelectorAll('main a')
      .map((link) => link.getAttribute('href') ?? '')
    expect(links).toEqual(
      expect.arrayContaining(['/pupils/find?for=concern', '/pupils/find?for=meeting', '/pupils/find']),
    )
    expect(await htmlErrors(text)).toEqual([])
    for (const href of new Set(links)) expect([href, (await senco.get(href)).status]).toEqual([href, 200])
  })

  test('only the SENCO may open Today', async () => {
    const { ours } = await aSchool()
    for (const role of ['head', 'teacher', 'teachingAssistant', 'administrator'] as const) {
      expect((await (await ours.as(role)).get('/today')).status).toBe(403)
    }
  })
})
