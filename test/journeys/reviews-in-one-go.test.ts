import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'
import { changes, checklistOf } from './page-state.ts'

/*
 * A SENCO plans all reviews of a term at once, and later holds one with the parents in the room: it saves review, next
 * plan, note and briefing. Interactions are counted and printed.
 */

const { app, school, setToday } = await testApp()
const ours = await school('Larkfield Primary')
const { schoolId, staffIds, emails } = ours
const browser = await openBrowser(app)

const classId = uuidv7()
await ours.inSchool(async (tx) => {
  const terms = [
    { name: 'Autumn', from: '2026-09-03', to: '2026-12-18' },
    { name: 'Spring', from: '2027-01-05', to: '2027-03-25' },
  ]
  await tx.term.createMany({
    data: terms.map(({ name, from, to }) => ({ schoolId, id: uuidv7(), name, from: toDate(from), to: toDate(to) })),
  })
  await tx.class.createMany({ data: [{ schoolId, id: classId, name: '4B' }] })
  await tx.classStaff.createMany({
    data: [{ schoolId, id: uuidv7(), classId, staffId: staffIds.teacher, from: toDate('2026-09-03') }],
  })
})

/** Adds a pupil of 4B with a plan that is to be reviewed on 11 December. */
async function onSenSupport(legalForename: string, legalSurname: string, parent: string) {
  const { pupilId } = await ours.pupil({ legalForename, legalSurname })
  const whose = { schoolId, pupilId }
  const [planId, outcomeId] = [uuidv7(), uuidv7()]
  await ours.inSchool(async (tx) => {
    await tx.contact.createMany({
      data: [
        {
          ...whose,
          id: uuidv7(),
          name: parent,
          relationship: 'Mother',
          email: `${parent.split(' ').at(-1)}@home.example`,
        },
      ],
    })
    await tx.classMember.createMany({ data: [{ ...whose, id: uuidv7(), classId, from: toDate('2026-09-03') }] })
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decision: 'senSupport', decidedOn: toDate('2026-09-10') }],
    })
    await tx.plan.createMany({
      data: [
        {
          ...whose,
          id: planId,
          agreedOn: toDate('2026-09-17'),
          startedOn: toDate('2026-09-21'),
          reviewOn: toDate('2026-12-11'),
          teacher: 'Teacher Example',
          senco: 'SENCO Example',
          expectedImpact: 'Begins a task without waiting for somebody.',
          needsInALine: 'Has the story in the head; getting it on paper is hard',
        },
      ],
    })
    await tx.outcome.createMany({
      data: [
        {
          ...whose,
          id: outcomeId,
          planId,
          position: 0,
          outcome: 'Begins to write within five minutes',
          measure: 'Mornings of five',
        },
        { ...whose, id: uuidv7(), planId, position: 1, outcome: 'Asks for help in words', measure: 'Tally' },
      ],
    })
    await tx.provision.createMany({
      data: [
        {
          ...whose,
          id: uuidv7(),
          planId,
          outcomeId,
          kind: 'intervention',
          position: 0,
          what: 'Recording pen',
          howOften: 'Each morning',
          sessionsPlanned: 40,
        },
        { ...whose, id: uuidv7(), planId, kind: 'helps', position: 1, what: 'Record the first sentence' },
      ],
    })
  })
  return { pupilId, planId }
}

const amir = await onSenSupport('Amir', 'Khan', 'Mrs Khan')
await onSenSupport('Zara', 'Khan', 'Mrs Khan')
await onSenSupport('Ben', 'Roe', 'Mr Roe')

const senco = await browser.signIn(emails.senco)
const { page } = senco
const counted = await countInteractions(page)
let before = { clicks: 0, keys: 0 }

/** The interactions since the last call. */
function pressed() {
  const now = counted()
  const since = { clicks: now.clicks - before.clicks, keys: now.keys - before.keys }
  before = now
  return since
}

const say = (counts: string) => process.stdout.write(`${counts}\n`)

/** Types into a field, as a person does. */
async function write(label: string, text: string, nth = 0) {
  const field = page.getByLabel(label, { exact: true }).nth(nth)
  await field.click()
  await field.pressSequentially(text)
}

const press = async (name: string | RegExp) => {
  await page.getByRole('button', { name }).click()
  await page.waitForLoadState()
}

describe.sequential('all reviews of a term', () => {
  test('a SENCO plans three reviews with days and times in two presses', async () => {
    await page.getByRole('link', { name: 'Reviews', exact: true }).click()
    await page.waitForURL('**/reviews')
    await senco.expectSound()
    expect(await page.locator('.app-lede').textContent()).toContain('3 reviews are due until the end of this term')
    pressed()
    await press('Propose days and times')
    await senco.expectSound()
    await press('Plan 3 reviews')
    const count = pressed()
    say(`Three reviews planned: ${interactionsInWords(count)}`)
    expect(count.clicks + count.keys).toBe(2)
    await senco.expectSound()
    expect(await page.locator('.app-flash').textContent()).toContain('3 reviews are planned')
    expect(await page.locator('.app-flash a').getAttribute('href')).toBe('/letters/invitations')
    expect(await page.getByRole('button', { name: 'Ask the staff (3)' }).getAttribute('href')).toBe(
      '/round-robins/for-reviews',
    )
  })

  test('planned reviews are in each attendee’s calendar feed, whose secret address is made in one press', async () => {
    const teacher = await browser.signIn(emails.teacher, { width: 390 })
    await teacher.open('/calendar')
    await teacher.page.getByRole('button', { name: 'Make a secret address' }).click()
    await teacher.page.waitForLoadState()
    await teacher.expectSound()
    const address = await teacher.page.getByLabel('Secret address').inputValue()
    const feed = await fetch(address)
    expect((await feed.text()).match(/SUMMARY:Review/g)).toHaveLength(3)
  })

  test('one page for a review meeting saves review, next plan, note and briefing', async () => {
    setToday('2026-12-01')
    await senco.open(`/pupils/${amir.pupilId}`)
    const checklist = await checklistOf(page)
    await senco.open('/reviews')
    await page
      .getByRole('row')
      .filter({ hasText: 'Amir Khan' })
      .getByRole('link', { name: /^Tue 1 December/ })
      .click()
    await senco.expectSound()
    pressed()
    await page.getByRole('button', { name: 'Hold the review now' }).click()
    await page.waitForURL('**/meeting')
    await senco.expectSound()
    const rows = page.locator('.app-row')
    await rows.nth(0).getByLabel('Met', { exact: true }).click()
    await rows.nth(1).getByLabel('Some progress').click()
    await write('What we have seen', 'Asks one adult in words, twice a morning', 1)
    await write('Sessions held', '36')
    await write('What it did', 'Records, listens, writes')
    await write('What do the parents say of the plan?', 'He wrote us a shopping list.')
    await write('In whose words?', 'Mrs Khan, in her own words')
    await write('What does Amir say of it?', 'I like the pen.')
    await write('In whose words?', 'Amir, in his own words', 1)
    await write('What difference did the plan make?', 'He begins by himself on four mornings of five.')
    await page.getByLabel('We change the support or the outcomes').click()
    await press('Save the meeting')
    const count = pressed()
    say(`A review meeting to next plan, note and briefing: ${interactionsInWords(count)} besides free text`)
    expect(count.clicks + count.keys).toBeLessThanOrEqual(20)

    await page.waitForURL('**/letters/**')
    await senco.expectSound()
    expect(await page.locator('main').textContent()).toContain('He wrote us a shopping list.')
    await page.locator('.app-flash a').click()
    await page.waitForURL('**/plans/**')
    const plan = await page.locator('main').textContent()
    expect(plan).toContain('Asks for help in words')
    expect(plan).not.toContain('Begins to write within five minutes')
    await senco.open(`/pupils/${amir.pupilId}`)
    expect(changes(checklist, await checklistOf(page))).toEqual({
      '6.44 Review held on its day': undefined,
      '6.44 Review held on its day: Plan of 17 September': 'Done 1 December',
      '6.44 Review held on its day: Plan of 1 December': 'Due 23 February',
      '6.44 Review says what it should': 'Done',
      '6.46 Assessment up to date': 'Done',
      '6.48 Plan says what it should': 'Done',
      '6.49 Plan on the information system': 'Due 8 December',
      '6.49 Staff know the plan': 'Due 8 December',
    })
  })

  test('the teacher sees the new plan under My classes, still to be read', async () => {
    const teacher = await browser.signIn(emails.teacher, { width: 390 })
    await teacher.open('/my-classes')
    expect(await teacher.page.locator('main').textContent()).toContain('Amir Khan')
    const briefed = await ours.inSchool((tx) => tx.briefing.findMany({ where: { schoolId, pupilId: amir.pupilId } }))
    expect(briefed).toMatchObject([{ staffId: staffIds.teacher, sharedOn: toDate('2026-12-01'), acknowledgedOn: null }])
  })
})
