import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { inSchool } from '../../../src/platform/database/in-school.ts'
import { mainText, signIn, testApp } from '../../support/app.ts'
import { demoSchool, emailOf } from '../../support/demo-school.ts'
import { concernOf, pupilOnSenSupport } from '../../support/sen-support-pupil.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { app, db, school } = await testApp()

async function aPupil() {
  const ours = await school()
  const amir = await pupilOnSenSupport(ours)
  const page = `/pupils/${amir.pupilId}`
  return { ours, ...amir, page, senco: await ours.as('senco') }
}

const linksIn = (html: string, selector: string): string[] =>
  parse(html)
    .querySelectorAll(`${selector} a`)
    .map((link) => link.getAttribute('href') ?? '')

const stepsIn = (html: string): string[] =>
  parse(html)
    .querySelectorAll('.app-step__summary')
    .map((step) => step.text.replace(/\s+/g, ' ').trim())

describe('a pupil’s page', () => {
  test('the pupil’s page shows who they are, the next step with its button, and the status of each step', async () => {
    const { page, senco } = await aPupil()
    const { status, text } = await senco.get(page)
    expect(status).toBe(200)
    const root = parse(text)
    expect(root.querySelector('h1')?.text).toBe('Amir Khan')
    expect(root.querySelectorAll('.app-pupil__facts li').map((fact) => fact.text)).toEqual([
      'Year 4',
      '4B',
      'born 3 May 2018',
      'Speech, language and communication needs',
      'Social, emotional and mental health',
      'SEN Support since 2 November',
    ])
    const next = root.querySelector('.app-next')
    expect(next?.text).toContain('Next: Parents told formally about SEN Support (the law, missing since 9 November)')
    expect(next?.querySelectorAll('.govuk-button').map((button) => button.getAttribute('href'))).toEqual([
      `${page}/notices/new`,
    ])
    expect(stepsIn(text)).toEqual(
      expect.arrayContaining([
        '6.37 Help in class tried Done',
        '6.39 Early discussion held Done 15 October',
        '6.43 Parents told formally about SEN Support The law Missing since 9 November',
        '6.44 Review held on its day Due 4 December',
        '6.49 Staff know the plan: Teacher Example Done 9 November',
        '6.49 Staff know the plan: Teaching assistant Example Missing since 13 November',
      ]),
    )
    expect(await htmlErrors(text)).toEqual([])
  })

  test('the title of each of a pupil’s pages does not name the pupil', async () => {
    const { page, senco } = await aPupil()
    for (const path of [page, `${page}/edit`, `${page}/steps/6.39-early-discussion`]) {
      expect(parse((await senco.get(path)).text).querySelector('title')?.text).not.toMatch(/Amir|Khan/)
    }
  })

  test('each step on a pupil’s page shows what the Code asks for, and all its links work', async () => {
    const { page, decisionId, senco } = await aPupil()
    const { text } = await senco.get(page)
    expect(mainText(text)).toContain('The Code says: SEN Support goes round')
    expect(mainText(text)).toContain('The law (Children and Families Act 2014')
    const links = linksIn(text, '.app-step__reason')
    expect(links).toEqual(
      expect.arrayContaining([
        `${page}/notices/new`,
        `${page}/steps/6.43-parents-informed`,
        `${page}/not-done/new?rule=6.43-parents-informed&subject=${decisionId}`,
      ]),
    )
    for (const href of new Set([...links, ...linksIn(text, '.moj-timeline')])) {
      expect([href, (await senco.get(href)).status]).toEqual([href, 200])
    }
  })

  test('the pupil’s page shows the plan: what helps, who does what, and who has not read it', async () => {
    const { page, planId, senco } = await aPupil()
    const panel = parse((await senco.get(page)).text).querySelector('.app-panel')
    const said = panel?.text.replace(/\s+/g, ' ')
    expect(said).toContain('Version 1, read by 1 of 2. Not yet by Teaching assistant Example')
    expect(said).toContain('Loses long sentences; noise hurts')
    expect(said).toContain('Say his name first')
    expect(said).toContain('Avoid Calling across the room')
    expect(said).toContain('Asks for help with his card')
    expect(said).toContain('Talk Boost · Ms Okoro · three times a week')
    expect(panel?.querySelectorAll('a').map((link) => link.getAttribute('href'))).toEqual([
      `${page}/plans/${planId}`,
      `${page}/plans/${planId}/briefing`,
    ])
  })

  test('the timeline on a pupil’s page lists all entries newest first, with author, day and link', async () => {
    const { ours, page, pupilId, planId, concernId, meetingId, decisionId, senco } = await aPupil()
    const whose = { schoolId: ours.schoolId, pupilId }
    const [letterId, professionalId, considerationId] = [uuidv7(), uuidv7(), uuidv7()]
    await ours.inSchool(async (tx) => {
      await tx.letter.createMany({
        data: [
          {
            ...whose,
            id: letterId,
            addressee: 'parent',
            sentTo: 'Mrs Khan',
            subject: 'SEN Support',
            body: 'Dear',
            signedBy: 'Ms Marsh',
          },
        ],
      })
      await tx.notice.createMany({
        data: [
          {
            ...whose,
            id: uuidv7(),
            letterId,
            sentOn: toDate('2026-11-10'),
            addressee: 'parent',
            method: 'Letter by post',
          },
        ],
      })
      await tx.professional.createMany({
        data: [
          {
            ...whose,
            id: professionalId,
            service: 'Speech therapy',
            agreementAnswer: 'agreed',
            agreementOn: toDate('2026-11-11'),
            agreementBy: 'Mrs Khan',
            contactedOn: toDate('2026-11-12'),
          },
        ],
      })
      await tx.ehcConsideration.createMany({
        data: [
          {
            ...whose,
            id: considerationId,
            consideredOn: toDate('2026-11-20'),
            outcome: 'noRequest',
            reasons: ['needsMetBySenSupport'],
          },
        ],
      })
      await tx.review.createMany({
        data: [
          {
            ...whose,
            id: uuidv7(),
            planId,
            heldOn: toDate('2026-11-23'),
            impact: 'He starts alone',
            decision: 'continue',
          },
        ],
      })
      await tx.notDone.createMany({
        data: [
          {
            ...whose,
            id: uuidv7(),
            rule: '6.65-parent-meetings',
            because: 'They live abroad',
            recordedOn: toDate('2026-11-24'),
            recordedBy: 'Ms Marsh',
          },
        ],
      })
    })
    const { text } = await senco.get(page)
    const entries = parse(text)
      .querySelectorAll('.moj-timeline__item')
      .map((item) => [
        item.querySelector('.moj-timeline__header')?.text.replace(/\s+/g, ' ').trim(),
        item.querySelector('time')?.getAttribute('datetime'),
        item.querySelector('a')?.getAttribute('href')?.replace(page, ''),
      ])
    expect(entries).toEqual([
      ['Not done: Parents met three times a year by Ms Marsh', '2026-11-24', '/steps/6.65-parent-meetings'],
      ['Plan reviewed: the plan goes on', '2026-11-23', `/plans/${planId}/review`],
      ['EHC needs assessment: not asked for', '2026-11-20', `/ehc-considerations/${considerationId}/edit`],
      ['Professional contacted', '2026-11-12', `/professionals/${professionalId}/edit`],
      ['Contact agreed to by Mrs Khan', '2026-11-11', `/professionals/${professionalId}/edit`],
      ['Parents told formally by Ms Marsh', '2026-11-10', `/letters/${letterId}`],
      ['Plan started', '2026-11-09', `/plans/${planId}`],
      ['Plan agreed by Mr Patel and Ms Marsh', '2026-11-06', `/plans/${planId}`],
      ['Decision: SEN Support by Mr Patel and Ms Marsh', '2026-11-02', `/decisions/${decisionId}/edit`],
      ['Early discussion', '2026-10-15', `/meetings/${meetingId}/edit`],
      ['Concern by Teacher Example', '2026-10-05', `/concerns/${concernId}/edit`],
    ])
    expect(mainText(text)).toContain('Because SEN Support meets the needs.')
    expect(mainText(text)).toContain('Speech therapy parents agreed 11 November · contacted 12 November')
  })

  test('on the pupil’s page, a reason why a step is not done is shown beside the step', async () => {
    const { ours, page, pupilId, decisionId, senco } = await aPupil()
    await ours.inSchool((tx) =>
      tx.notDone.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            id: uuidv7(),
            pupilId,
            rule: '6.43-parents-informed',
            subject: decisionId,
            because: 'They moved away',
            recordedOn: toDate('2026-11-20'),
            recordedBy: 'Ms Marsh',
          },
        ],
      }),
    )
    const { text } = await senco.get(page)
    expect(mainText(text)).toContain('Not done, because they moved away (Ms Marsh, 20 November)')
    expect(stepsIn(text)).toContain('6.43 Parents told formally about SEN Support The law Missing since 9 November')
  })

  test('the page of a pupil with an EHC plan has no list of steps and says why', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil({ ehcPlanFrom: '2026-01-12' })
    const { text } = await (await ours.as('senco')).get(`/pupils/${pupilId}`)
    expect(stepsIn(text)).toEqual([])
    expect(mainText(text)).toContain('An Education, Health and Care plan is in force')
    expect(mainText(text)).toContain('EHC plan since 12 January 2026')
  })

  test('the page of a pupil whose record is empty says so', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const { text } = await (await ours.as('senco')).get(`/pupils/${pupilId}`)
    expect(mainText(text)).toContain('No concern has been logged, so the Code asks for nothing yet.')
    expect(mainText(text)).toContain('Nothing has been recorded yet.')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('the head can read the pupil’s page, and all the links on it work for them', async () => {
    const { ours, page } = await aPupil()
    const head = await ours.as('head')
    const { status, text } = await head.get(page)
    expect(status).toBe(200)
    expect(mainText(text)).toContain('Covers his ears')
    const links = new Set(linksIn(text, 'main').filter((href) => href.startsWith('/')))
    expect(links.size).toBeGreaterThan(5)
    for (const href of links) expect([href, (await head.get(href)).status]).toEqual([href, 200])
  })

  test('a pupil’s page gets 404 for another school or an unknown pupil, and 403 for a teacher', async () => {
    const { ours, page } = await aPupil()
    expect((await (await (await school()).as('senco')).get(page)).status).toBe(404)
    expect((await (await ours.as('teacher')).get(page)).status).toBe(403)
    const { senco } = await aPupil()
    expect((await senco.get(`/pupils/${uuidv7()}`)).status).toBe(404)
    expect((await senco.get('/pupils/1')).status).toBe(404)
  })

  test('opening a pupil’s page adds an entry to the audit trail', async () => {
    const { ours, page, pupilId, senco } = await aPupil()
    await senco.get(page)
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, action: 'open' } }),
    )
    expect(opened).toMatchObject([{ actorId: ours.staffIds.senco, subject: 'Pupil' }])
  })

  test('every pupil’s page of the demo school is valid HTML', async () => {
    const { schoolId } = await demoSchool(db)
    const entry = { schoolId, actorId: null, requestId: 'test' }
    const spokenOf = await inSchool(db, entry, (tx) =>
      tx.concern.findMany({ where: { schoolId }, distinct: ['pupilId'], select: { pupilId: true } }),
    )
    const senco = await signIn(app, emailOf('senco'))
    expect(spokenOf.length).toBeGreaterThan(10)
    for (const { pupilId } of spokenOf) {
      const { status, text } = await senco.get(`/pupils/${pupilId}`)
      expect(status).toBe(200)
      expect(await htmlErrors(text)).toEqual([])
    }
  })
})

describe('the page that gives the reasons for a step’s status', () => {
  test('the reasons page of a step shows the facts with their days, what is missing, and the form to add it', async () => {
    const { page, senco } = await aPupil()
    const { text } = await senco.get(`${page}/steps/6.49-staff-aware`)
    const sections = parse(text)
      .querySelectorAll('.app-reason')
      .map((section) => section.text.replace(/\s+/g, ' ').trim())
    expect(sections).toHaveLength(2)
    expect(sections.find((one) => one.startsWith('Teaching assistant'))).toBe(
      'Teaching assistant Example Missing since 13 November Judged from Plan agreed: 6 November Works with the pupil from: 3 September Not recorded, or not counted Plan shared (no day recorded) Plan read and acknowledged (no day recorded) Share the plan Say why it will not be done',
    )
    expect(mainText(text)).toContain('Your school’s target: 5 school days. Neither the law nor the Code sets a number.')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('the reasons page of a step that the law demands names the law', async () => {
    const { page, senco } = await aPupil()
    const { text } = await senco.get(`${page}/steps/6.43-parents-informed`)
    expect(mainText(text)).toContain('6.43 and 6.48 · The law: Children and Families Act 2014')
  })

  test('the reasons page of a step can show its status on an earlier day, with a link to today', async () => {
    const { page, senco } = await aPupil()
    const { text } = await senco.get(`${page}/steps/6.39-early-discussion?asOf=2026-10-09`)
    expect(mainText(text)).toContain('As of 9 October 2026. See it as of today')
    expect(mainText(text)).toContain('Due 26 October')
    expect(mainText((await senco.get(`${page}/steps/6.39-early-discussion`)).text)).toContain('Done 15 October')
  })

  test('the reasons page of a step says so when nothing in the record calls for it', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    await concernOf(ours, pupilId, '2026-11-20')
    const { text } = await (await ours.as('senco')).get(`/pupils/${pupilId}/steps/6.48-plan-agreed`)
    expect(mainText(text)).toContain('Nothing in the record calls for this step as of this day.')
  })

  test.each(['6.99-nothing', '6.40-core-offer', 'constructor', '%00'])(
    'the reasons page of the unknown or unsuitable step %s gets 404',
    async (rule) => {
      const { page, senco } = await aPupil()
      expect((await senco.get(`${page}/steps/${rule}`)).status).toBe(404)
    },
  )

  test('the reasons page of a step shows the head no link to a form', async () => {
    const { ours, page } = await aPupil()
    const { text } = await (await ours.as('head')).get(`${page}/steps/6.43-parents-informed`)
    expect(linksIn(text, '.app-reason')).toEqual([])
  })
})
