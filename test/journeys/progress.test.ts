import type { Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { password, testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'

/*
 * After a lesson, a teacher notes on a phone how far three pupils have got. The connection fails in between, and
 * nothing is lost.
 */

const { app, school } = await testApp()
const ours = await school('Larkfield Primary')
const { schoolId, staffIds } = ours
const forenames = ['Ada', 'Ben', 'Cem'] as const

const pupilIds = new Map<string, string>()
for (const legalForename of forenames) {
  const fields = { legalForename, legalSurname: 'Abbott', taughtBy: staffIds.teacher }
  pupilIds.set(legalForename, (await ours.pupil(fields)).pupilId)
}
await ours.inSchool(async (tx) => {
  const plans = [...pupilIds].map(([forename, pupilId]) => ({ forename, of: { schoolId, pupilId }, planId: uuidv7() }))
  await tx.decision.createMany({
    data: plans.map(({ of }) => ({ ...of, id: uuidv7(), decision: 'senSupport', decidedOn: toDate('2026-09-10') })),
  })
  await tx.plan.createMany({
    data: plans.map(({ of, planId }) => ({ ...of, id: planId, agreedOn: toDate('2026-09-17') })),
  })
  await tx.outcome.createMany({
    data: plans.map(({ of, planId, forename }) => ({
      ...of,
      id: uuidv7(),
      planId,
      outcome: `${forename} asks for a break before it gets too much`,
      position: 0,
      measure: 'Four days of five',
      byOn: toDate('2026-12-12'),
    })),
  })
})
const browser = await openBrowser(app)
const teacher = await browser.signIn(ours.emails.teacher, { width: 390 })

const noted = () =>
  ours.inSchool((tx) =>
    tx.progressInClass.findMany({
      where: { schoolId },
      orderBy: { createdAt: 'asc' },
      select: { pupilId: true, progress: true, note: true },
    }),
  )

const rowOf = (page: Page, forename: string) => page.locator('tr').filter({ hasText: `${forename} asks for a break` })
const choiceOf = (page: Page, forename: string) => rowOf(page, forename).getByRole('combobox')
const noteOf = (page: Page, forename: string) => rowOf(page, forename).getByRole('textbox')
const saidOf = (page: Page, forename: string) => rowOf(page, forename).getByRole('status').last()

/** Taps to open the list and to choose an option. The browser's own popup is not part of the page. */
async function choose(page: Page, forename: string, progress: string) {
  await choiceOf(page, forename).click()
  await choiceOf(page, forename).selectOption({ label: progress })
}

test('a teacher saves progress notes on three pupils by phone, although the connection fails in between', async () => {
  const { page } = teacher
  await teacher.open('/my-classes')
  const counted = await countInteractions(page)
  await page.getByRole('button', { name: 'How far they have got' }).click()
  await page.waitForURL('**/my-classes/progress')
  expect((await choiceOf(page, 'Ada').boundingBox())?.height).toBeGreaterThanOrEqual(44)
  expect((await noteOf(page, 'Ada').boundingBox())?.height).toBeGreaterThanOrEqual(44)

  await choose(page, 'Ada', 'Some progress')
  await saidOf(page, 'Ada').getByText('Saved 12:00').waitFor()
  await noteOf(page, 'Ada').click()
  await page.keyboard.type('Put the card up twice')
  await page.keyboard.press('Enter')
  expect(await noteOf(page, 'Ben').evaluate((note) => note === note.ownerDocument.activeElement)).toBe(true)

  await page.context().setOffline(true)
  await choose(page, 'Ben', 'Not yet')
  await saidOf(page, 'Ben').getByText('Not saved: no connection').waitFor()
  await noteOf(page, 'Ben').click()
  await page.keyboard.type('Under the table again')
  await noteOf(page, 'Cem').click()
  await page.keyboard.type('Asked me himself')
  await page.context().setOffline(false)
  await saidOf(page, 'Ben').getByText('Saved 12:00').waitFor()

  await choose(page, 'Cem', 'Met')
  await saidOf(page, 'Cem').getByText('Saved 12:00').waitFor()
  expect(counted()).toEqual({ clicks: 7, keys: 0 })
  process.stdout.write(
    `Noting three pupils on a phone: ${interactionsInWords(counted())} besides choices and free text\n`,
  )
  expect(await noted()).toEqual([
    { pupilId: pupilIds.get('Ada'), progress: 'some', note: 'Put the card up twice' },
    { pupilId: pupilIds.get('Ben'), progress: 'notYet', note: 'Under the table again' },
    { pupilId: pupilIds.get('Cem'), progress: 'met', note: 'Asked me himself' },
  ])
  // Forgets the console messages about the connection, which the test cut on purpose.
  await teacher.faults()
  await teacher.expectSound()
})

test('progress text is saved even if the page is closed while it is being typed', async () => {
  const beside = await teacher.beside()
  const { page } = beside
  await beside.open('/my-classes/progress')
  await noteOf(page, 'Cem').click()
  await page.keyboard.press('End')
  await page.keyboard.type(', twice')
  await page.close({ runBeforeUnload: true })
  await expect.poll(async () => (await noted()).at(-1)?.note).toBe('Asked me himself, twice')
})

test('a second open page does not overwrite newer progress text, and offers both texts', async () => {
  const { page } = teacher
  await choose(page, 'Cem', 'More than met')
  const said = saidOf(page, 'Cem')
  await said.getByText('on another page you have said: met – “Asked me himself, twice”').waitFor()
  expect((await noted()).at(-1)?.progress).toBe('met')
  await teacher.faults()
  await teacher.expectSound()
  await page.getByRole('button', { name: 'Take that instead' }).click()
  expect(await noteOf(page, 'Cem').inputValue()).toBe('Asked me himself, twice')

  await choose(page, 'Cem', 'Not seen yet today')
  await said.getByText('Nothing is noted for today').waitFor()
  expect(await noted()).toHaveLength(2)
  await page.getByRole('button', { name: 'Put it back' }).click()
  await said.getByText('Saved 12:00').waitFor()
  expect((await noted()).at(-1)).toMatchObject({ progress: 'met', note: 'Asked me himself, twice' })
})

test('without scripts, each pupil’s row of progress is saved by its own button, which leads back to the row', async () => {
  const plain = await teacher.beside({ scripts: false })
  await plain.open('/my-classes/progress')
  await plain.expectSound()
  await noteOf(plain.page, 'Ben').fill('Came out by himself')
  await rowOf(plain.page, 'Ben').getByRole('button', { name: /^Save/ }).click()
  await plain.page.waitForURL('**/my-classes/progress?group=*#outcome-*')
  expect((await noted())[1]?.note).toBe('Came out by himself')
  await rowOf(plain.page, 'Ben').getByText('Noted today').waitFor()
})

test('after the session ends, a row of progress keeps its text, and saves it after the person signs in again', async () => {
  const { page } = teacher
  await teacher.open('/my-classes/progress')
  const beside = await page.context().newPage()
  await beside.goto('/my-classes')
  await beside.getByRole('button', { name: 'Sign out' }).click()
  await beside.getByLabel('E-mail').waitFor()
  await noteOf(page, 'Ada').fill('Three times today')
  await page.keyboard.press('Tab')
  await saidOf(page, 'Ada').getByText('you have been signed out').waitFor()
  expect((await noted())[0]?.note).toBe('Put the card up twice')
  await beside.getByLabel('E-mail').fill(ours.emails.teacher)
  await beside.getByLabel('Password').fill(password)
  await beside.getByRole('button', { name: 'Sign in' }).click()
  await beside.waitForURL('**/my-classes')
  await rowOf(page, 'Ada').getByRole('button', { name: 'Try again' }).click()
  await saidOf(page, 'Ada').getByText('Saved 12:00').waitFor()
  expect((await noted())[0]?.note).toBe('Three times today')
})
