import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { printed } from '../support/pdf.ts'
import { changes, checklistOf, fillIn, type PageState, press, reportOf, stripOf, todaySaysOf } from './page-state.ts'
import {
  follow,
  notAnswered,
  nothingApplies,
  notReadYet,
  open,
  plan,
  reported,
  soundOnce,
  tabTo,
  write,
} from './whole-way.ts'

/*
 * One pupil from the import to the second plan, as a school would do it. After each step, the checklist, the register's
 * status strip and Today have changed as the Code's rules say, and in nothing else.
 */

const { app, school, setToday } = await testApp()
const { emails, staffIds } = await school('Larkfield Primary')
const browser = await openBrowser(app)
setToday('2026-09-07')
const senco = await browser.signIn(emails.senco)
const teacher = await browser.signIn(emails.teacher, { width: 390 })

const khadija = { name: 'Khadija Abbott', page: '' }

type Seen = { checklist: PageState; strip: PageState; today: string[] }
let before: Seen = { checklist: {}, strip: {}, today: [] }

/** What has changed for Khadija on the SENCO's pages since the last call. */
async function changed() {
  await open(senco, khadija.page)
  const checklist = await checklistOf(senco.page)
  await open(senco, '/register')
  const strip = await stripOf(senco.page, khadija.name)
  await open(senco, '/today')
  const now = { checklist, strip, today: await todaySaysOf(senco.page, khadija.name) }
  const since = {
    checklist: changes(before.checklist, now.checklist),
    strip: changes(before.strip, now.strip),
    today: now.today,
  }
  before = now
  return since
}

describe.sequential('from the import to the second plan', () => {
  test('the SENCO imports the pupils from a CSV file', async () => {
    await open(senco, '/import')
    const file = fileURLToPath(new URL('../imports/files/sims-pupils.csv', import.meta.url))
    await senco.page.getByLabel('The CSV file').setInputFiles(file)
    await press(senco, 'Upload and check')
    await soundOnce(senco)
    await press(senco, 'Import 412 pupils')
    expect(await senco.page.locator('.app-flash').textContent()).toContain('412 added')
    await open(senco, '/register')
    expect(await senco.page.locator('.app-lede').textContent()).toContain('48 SEN Support')
  })

  test('the SENCO adds Khadija to a teacher’s class', async () => {
    await open(senco, '/school/classes/new')
    await fillIn(senco.page, { name: '4A', 'staff.0.staffId': staffIds.teacher, 'staff.0.from': '2026-09-07' })
    await press(senco, 'Save and choose its pupils')
    await senco.page.locator('main').getByLabel('Name', { exact: true }).fill('Khadija Abbott')
    await press(senco, 'Find')
    await soundOnce(senco)
    await senco.page.getByRole('checkbox', { name: 'Khadija Abbott' }).check()
    await press(senco, 'Add the ticked pupils')
    await soundOnce(senco)
  })

  test('Khadija’s teacher logs a concern by keyboard alone, and an early discussion is due', async () => {
    setToday('2026-09-08')
    const desk = await teacher.beside({ width: 1280 })
    await open(desk, '/my-classes')
    await tabTo(desk.page, 'I am worried about a pupil')
    await desk.page.keyboard.press('Enter')
    await tabTo(desk.page, 'Khadija Abbott')
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL(/concerns\/new$/)
    await soundOnce(desk)
    khadija.page = new URL(desk.page.url()).pathname.replace('/concerns/new', '')
    const type = async (label: string, text: string) => {
      await tabTo(desk.page, label)
      await desk.page.keyboard.press('ControlOrMeta+A')
      await desk.page.keyboard.type(text)
    }
    const choose = async (label: string) => {
      await tabTo(desk.page, label)
      await desk.page.keyboard.press('Space')
    }
    await type('What have you seen?', 'Khadija starts writing only when an adult sits down with her, every morning.')
    await type('Since when?', 'since she came into Year 4')
    await choose('Cognition and learning')
    await type('What has been tried in class?', 'A first sentence to begin from, and a partner to say it to.')
    await type('How did it go?', 'She writes two lines instead of none.')
    await tabTo(desk.page, 'Log the concern')
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('.app-flash').waitFor()
    await soundOnce(desk)
    expect(await changed()).toEqual({
      checklist: { '6.37 Help in class tried': 'Done', '6.39 Early discussion held': 'Due 29 September' },
      strip: { ...nothingApplies, '6.37': 'Done', '6.39': 'Due 29 September (Early discussion held)' },
      today: [notAnswered],
    })
  })

  test('a parent’s concern about another pupil changes nothing for Khadija', async () => {
    await open(senco, '/pupils/find?for=concern')
    await senco.page.getByLabel('Name or UPN').fill('finn abbott')
    await press(senco, 'Find')
    await follow(senco, 'Finn Abbott')
    const concern = { seen: 'He cries each morning at the gate.', raisedBy: 'parent', raisedByName: 'Mr Abbott' }
    await fillIn(senco.page, concern)
    await press(senco, 'Log the concern')
    expect(await changed()).toEqual({ checklist: {}, strip: {}, today: [notAnswered] })
  })

  test('the SENCO records the early discussion, and its note and a decision are due', async () => {
    setToday('2026-09-22')
    const meeting = {
      whoTookPart: 'Mrs Abbott, Khadija, Teacher Example',
      parentTookPart: 'yes',
      pupilTookPart: 'yes',
      strengthsAndDifficulties: 'Khadija tells stories that the whole class remembers. Getting them on paper is hard.',
      parentWords: 'She loves stories at home. We worry that she has begun to say that she is stupid.',
      parentInWhoseWords: 'Mrs Abbott, in her own words',
      pupilWords: 'My hand is slower than my head.',
      pupilInWhoseWords: 'Khadija, in her own words',
      'outcomes.0.outcome': 'Khadija begins her writing by herself within five minutes.',
      nextSteps:
        'Teacher Example: a recording pen, from Monday. Mrs Abbott: stories told into the telephone at bedtime.',
    }
    await write(senco, `${khadija.page}/meetings/new?kind=earlyDiscussion`, meeting, 'Save the meeting')
    expect(await changed()).toEqual({
      checklist: {
        '6.39 Early discussion held': 'Done 22 September',
        '6.39 Early discussion says what it should': 'Done',
        '6.39 Note filed and given to parents': 'Due 6 October',
        '6.39 Advice service explained to parents': 'Due 6 October',
        '6.40 Decision after the early discussion': 'Due 13 October',
      },
      strip: {
        '6.39': 'Due 6 October (Note filed and given to parents, and 1 more)',
        '6.40': 'Due 13 October (Decision after the early discussion)',
      },
      today: [notAnswered],
    })
  })

  test('the SENCO records the note to the parents and the advice service, and both steps are done', async () => {
    setToday('2026-09-29')
    await open(senco, khadija.page)
    await follow(senco, 'Record the note to the parents')
    await fillIn(senco.page, {
      iassExplainedOn: '2026-09-22',
      noteGivenToParentsOn: '2026-09-28',
      noteFiledOn: '2026-09-28',
    })
    await press(senco, 'Save the meeting')
    expect(await changed()).toEqual({
      checklist: {
        '6.39 Note filed and given to parents': 'Done 28 September',
        '6.39 Advice service explained to parents': 'Done 22 September',
      },
      strip: { '6.39': 'Done' },
      today: [notAnswered],
    })
  })

  test('the SENCO records the decision for SEN Support, and letter and plan are due', async () => {
    setToday('2026-10-05')
    const decision = {
      decision: 'senSupport',
      teacher: 'Teacher Example',
      senco: 'SENCO Example',
      evidence: 'Writing of September beside that of last year; what her parents and Khadija said.',
      reviewOn: '2026-12-14',
      roleOfParent: 'A story told aloud each evening.',
      roleOfPupil: 'Khadija chooses how she begins.',
      roleOfStaff: 'The teacher sits down with her for the first sentence.',
      explainedToParentsOn: '2026-10-05',
      recordedOn: '2026-10-05',
    }
    await write(senco, `${khadija.page}/decisions/new`, decision, 'Save the decision')
    expect(await changed()).toEqual({
      checklist: {
        '6.38 Decision rests on evidence': 'Done',
        '6.40 Decision after the early discussion': 'Done 5 October',
        '6.40 Decision explained to parents': 'Done 5 October',
        '6.43 Review date and everyone’s part agreed': 'Done',
        '6.43 Decision on SEN Support recorded': 'Done 5 October',
        '6.43 Parents told formally about SEN Support The law': 'Due 12 October',
        '6.44 A plan is under way': 'Due 2 November',
        '6.48 Plan agreed': 'Due 2 November',
        '6.65 Parents met three times a year': 'Due 5 October 2027',
      },
      strip: {
        '6.38': 'Done',
        '6.40': 'Done',
        '6.43': 'Due 12 October (Parents told formally about SEN Support)',
        '6.44': 'Due 2 November (A plan is under way)',
        '6.48': 'Due 2 November (Plan agreed)',
        '6.65': 'Due 5 October 2027 (Parents met three times a year)',
      },
      today: [],
    })
  })

  test('the letter that the law requires is missing after a week, and then done late', async () => {
    setToday('2026-10-14')
    expect(await changed()).toEqual({
      checklist: { '6.43 Parents told formally about SEN Support The law': 'Missing since 12 October' },
      strip: { '6.43': 'Missing since 12 October (Parents told formally about SEN Support)' },
      today: ['Late: Parents told formally about SEN Support, Missing since 12 October'],
    })
    const letter = { to: 'someoneElse', toName: 'Mrs Abbott', toAddress: '4 Larkfield Road', method: 'handedOver' }
    await write(senco, `${khadija.page}/notices/new`, letter, 'Record the letter as sent')
    expect(await changed()).toEqual({
      checklist: { '6.43 Parents told formally about SEN Support The law': 'Done late 14 October' },
      strip: { '6.43': 'Done late 14 October' },
      today: [],
    })
  })

  test('the SENCO writes the plan with its assessment, and sharing it is due', async () => {
    setToday('2026-10-19')
    await write(
      senco,
      `${khadija.page}/plans/new`,
      plan({ agreedOn: '2026-10-19', reviewOn: '2026-12-14' }),
      'Save the plan',
    )
    expect(await changed()).toEqual({
      checklist: {
        '6.44 A plan is under way': 'Due 26 October',
        '6.44 Review held on its day': 'Due 14 December',
        '6.45 Assessment rests on all sources': 'Done',
        '6.46 Assessment up to date': 'Done',
        '6.48 Plan agreed': 'Done 19 October',
        '6.48 Plan says what it should': 'Done',
        '6.49 Staff know the plan': 'Due 26 October',
        '6.49 Plan on the information system': 'Due 26 October',
      },
      strip: {
        '6.44': 'Due 26 October (A plan is under way, and 1 more)',
        '6.45': 'Done',
        '6.46': 'Done',
        '6.48': 'Done',
        '6.49': 'Due 26 October (Staff know the plan, and 1 more)',
      },
      today: [notReadYet('Due 26 October')],
    })
  })

  test('the SENCO starts the plan, and the review is due', async () => {
    setToday('2026-10-20')
    await open(senco, khadija.page)
    await follow(senco, 'Start the plan')
    await fillIn(senco.page, { startedOn: '2026-10-20' })
    await press(senco, 'Save')
    expect(await changed()).toEqual({
      checklist: { '6.44 A plan is under way': 'Done' },
      strip: { '6.44': 'Due 14 December (Review held on its day)' },
      today: ['Due this week: Plan on the information system, Due 26 October', notReadYet('Due 26 October')],
    })
  })

  test('the SENCO shares the plan, and the teacher confirms in her own browser that she has read it', async () => {
    setToday('2026-10-21')
    await open(senco, khadija.page)
    await follow(senco, 'Share the plan')
    await press(senco, 'Share it with all who work with Khadija now')
    expect(await changed()).toEqual({
      checklist: {},
      strip: {},
      today: ['Due this week: Plan on the information system, Due 26 October', notReadYet('Due 26 October')],
    })
    await open(teacher, '/my-classes')
    await press(teacher, 'I have read this')
    await soundOnce(teacher)
    expect(await changed()).toEqual({
      checklist: { '6.49 Staff know the plan': 'Done 21 October' },
      strip: { '6.49': 'Due 26 October (Plan on the information system)' },
      today: ['Due this week: Plan on the information system, Due 26 October'],
    })
    await open(senco, khadija.page)
    await follow(senco, 'Record the plan on the system')
    await fillIn(senco.page, { recordedOn: '2026-10-21' })
    await press(senco, 'Save')
    expect(await changed()).toEqual({
      checklist: { '6.49 Plan on the information system': 'Done 21 October' },
      strip: { '6.49': 'Done' },
      today: [],
    })
  })

  test('the SENCO holds the review before its day, and the next plan is due', async () => {
    setToday('2026-11-24')
    await open(senco, khadija.page)
    const review = {
      'outcomes.0.progress': 'some',
      'outcomes.0.note': 'Three mornings of five.',
      'interventions.0.sessionsHeld': '12',
      'interventions.0.impact': 'She records first, then writes from it.',
      parentWords: 'She no longer says that she is stupid.',
      parentInWhoseWords: 'Mrs Abbott, in her own words',
      pupilDeclined: 'yes',
      impact: 'She begins by herself on three mornings of five, from none.',
      decision: 'continue',
      nextSteps: 'The pen in all lessons.',
    }
    await follow(senco, 'Hold the review')
    await fillIn(senco.page, review)
    await press(senco, 'Save the review')
    expect(await changed()).toEqual({
      checklist: {
        '6.44 A plan is under way': 'Due 22 December',
        '6.44 Review held on its day': 'Done 24 November',
        '6.44 Review says what it should': 'Done',
      },
      strip: { '6.44': 'Due 22 December (A plan is under way)' },
      today: [],
    })
  })

  test('the SENCO writes the second plan, and its review is due', async () => {
    setToday('2026-11-26')
    await write(
      senco,
      `${khadija.page}/plans/new`,
      plan({ agreedOn: '2026-11-26', reviewOn: '2027-03-26' }),
      'Save the plan',
    )
    expect(await changed()).toEqual({
      checklist: {
        '6.44 A plan is under way': 'Due 3 December',
        '6.44 Review held on its day': undefined,
        '6.44 Review held on its day: Plan of 19 October': 'Done 24 November',
        '6.44 Review held on its day: Plan of 26 November': 'Due 26 March',
        '6.49 Staff know the plan': 'Due 3 December',
        '6.49 Plan on the information system': 'Due 3 December',
      },
      strip: {
        '6.44': 'Due 3 December (A plan is under way, and 1 more)',
        '6.49': 'Due 3 December (Staff know the plan, and 1 more)',
      },
      today: [notReadYet('Due 3 December')],
    })
  })
  test('the head’s report counts both pupils, and prints with the same figures', async () => {
    const head = await browser.signIn(emails.head)
    await head.page.waitForURL('/at-a-glance')
    await soundOnce(head)
    await press(head, 'The whole report')
    await soundOnce(head)
    const { figures, lines } = await reportOf(head.page)
    expect(figures).toEqual(reported)
    expect(lines).toEqual([
      '2 pupils judged. Nothing that the law requires is missing. 2 steps of the Code’s guidance are missing.',
      'Finn Abbott Reception 6.39 Early discussion held Missing since 29 September 6.45 Parent’s concern answered Missing since 22 September',
    ])

    const { sheets, size, text } = await printed(head.page)
    expect(size).toContain('(A4)')
    // The printed report has the change over the year between a step's name and its figures.
    for (const [step, figuresOfStep] of Object.entries(reported))
      expect(text.split(` ${step} `)[1]).toMatch(new RegExp(`^[\\d% →]{0,14}${figuresOfStep} `))
    for (const line of lines) expect(text).toContain(line)
    for (const step of ['6.37 Quality of teaching reviewed', '6.40 Core offer published'])
      expect(text).toContain(`${step} Missing`)
    expect(text).toContain('27 pupils have an Education, Health and Care plan in force and are left out')
    expect(text).toContain('48 pupils are on SEN Support in the school’s system, but no decision is recorded here')
    const [first = ''] = sheets
    expect(first).toMatch(/^Larkfield Primary$/m)
    expect(first).toContain('SEN Support: the steps of the Code of Practice, as of today, 26 November 2026')
    expect(first).toContain('Printed by Head Example, 26 November 2026 at 12:00')
    for (const [index, sheet] of sheets.entries()) expect(sheet).toContain(`Page ${index + 1} of ${sheets.length}`)
  })
})
