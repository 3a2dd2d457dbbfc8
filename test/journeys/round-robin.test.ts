import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'

/*
 * Before a review, the SENCO asks the staff, a teacher answers on the phone, and the meeting shows the answers side by
 * side.
 */

const { app, school } = await testApp()
const ours = await school('Larkfield Primary')
const { schoolId, staffIds } = ours
const { pupilId } = await ours.pupil({ legalForename: 'Khadija', legalSurname: 'Abbott', taughtBy: staffIds.teacher })
const whose = { schoolId, pupilId }
await ours.inSchool(async (tx) => {
  const planId = uuidv7()
  await tx.pupilStaff.createMany({
    data: [{ ...whose, id: uuidv7(), staffId: staffIds.teachingAssistant, from: toDate('2026-09-03') }],
  })
  await tx.pupilNeed.createMany({ data: [{ ...whose, id: uuidv7(), rank: 1, type: 'SEMH' }] })
  await tx.decision.createMany({
    data: [{ ...whose, id: uuidv7(), decision: 'senSupport', decidedOn: toDate('2026-09-10') }],
  })
  await tx.plan.createMany({
    data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-17'), reviewOn: toDate('2026-12-11') }],
  })
  await tx.outcome.createMany({
    data: [
      { ...whose, id: uuidv7(), planId, position: 0, outcome: 'Khadija asks for a break before it gets too much' },
    ],
  })
})
const browser = await openBrowser(app)
const senco = await browser.signIn(ours.emails.senco)
const teacher = await browser.signIn(ours.emails.teacher, { width: 390 })
const pupilPage = `/pupils/${pupilId}`

test('the SENCO sends a round-robin to everybody who works with a pupil in two clicks', async () => {
  const { page } = senco
  await senco.open(pupilPage)
  const counted = await countInteractions(page)
  await page.getByRole('button', { name: 'Ask the staff' }).click()
  await page.waitForURL('**/round-robins/new?plan=*')
  await page.getByRole('button', { name: 'Send' }).first().click()
  await page.waitForURL(`**${pupilPage}`)
  expect(counted()).toEqual({ clicks: 2, keys: 0 })
  process.stdout.write(`Asking all of a pupil's staff: ${interactionsInWords(counted())}\n`)
  expect(await page.locator('main').innerText()).toContain('0 of 2 answered, answer by Tuesday 1 December')
  await senco.expectSound()
  await page.getByRole('button', { name: 'Ask the staff' }).click()
  await page.getByRole('button', { name: 'Send' }).first().waitFor()
  await senco.expectSound()
})

test('a teacher answers a round-robin on the phone from their first page', async () => {
  const { page } = teacher
  await teacher.open('/my-classes')
  await teacher.expectSound()
  const counted = await countInteractions(page)
  await page.getByRole('link', { name: 'What do you see of Khadija Abbott?' }).click()
  await page.getByRole('button', { name: 'Send my answer' }).waitFor()
  const first = page.getByRole('radio', { name: 'Often' }).first()
  expect((await first.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  for (const place of [0, 3, 6]) await page.getByRole('radio', { name: 'Often' }).nth(place).click()
  for (const place of [1, 2]) await page.getByRole('radio', { name: 'Never' }).nth(place).click()
  await page.getByRole('radio', { name: 'Some progress' }).click()
  await page.getByLabel('What goes well?').click()
  await page.keyboard.type('She helps the little ones at lunch')
  await teacher.expectSound()
  await page.getByRole('button', { name: 'Send my answer' }).click()
  await page.waitForURL('**/my-classes')
  expect(counted()).toEqual({ clicks: 9, keys: 0 })
  process.stdout.write(`Answering on a phone: ${interactionsInWords(counted())} besides free text\n`)
  expect(await page.locator('main').innerText()).not.toContain('What do you see of Khadija')
  await page.getByRole('link', { name: 'Change it' }).click()
  expect(await page.getByLabel('What goes well?').inputValue()).toBe('She helps the little ones at lunch')
})

test('the SENCO sees who answered a round-robin, and the answers side by side, with and without names', async () => {
  const { page } = senco
  await senco.open(pupilPage)
  await page.getByRole('link', { name: 'Asked on 24 November' }).click()
  await page.getByRole('heading', { name: 'Not answered yet' }).waitFor()
  expect(await page.locator('main').innerText()).toContain('1 of 2 answered')
  await senco.expectSound()
  await page.getByRole('link', { name: 'Leave out who said what' }).click()
  await page.waitForURL('**?names=off')
  expect(await page.locator('main').innerText()).not.toContain('Teacher Example')
  await senco.expectSound()
  await page.goBack()
  await page.getByRole('link', { name: 'Print a sheet to hand out' }).click()
  await page.getByText('Please give this back').waitFor()
  await senco.expectSound()
})

test('a SENCO changes the school’s list of statements for round-robins without scripts', async () => {
  const plain = await senco.beside({ scripts: false })
  await plain.open('/school/round-robin')
  await plain.expectSound()
  await plain.page.getByRole('button', { name: /^Down\s*: statement 1, Cognition/ }).click()
  await plain.page.getByText('Moved, and the lists have been saved').waitFor()
  await senco.open('/school/round-robin')
  await senco.expectSound()
  await senco.open('/round-robins/for-reviews')
  await senco.expectSound()
})
