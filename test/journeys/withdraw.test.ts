import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'

/* A SENCO's mistakes: one is undone at once, one is found later, and one was no mistake after all. */

const { app, school } = await testApp()
const ours = await school('Larkfield Primary')
const { pupilId } = await ours.pupil({ legalForename: 'Khadija', legalSurname: 'Abbott' })
const browser = await openBrowser(app)
const senco = await browser.signIn(ours.emails.senco)
const { page } = senco
const pupilPage = `/pupils/${pupilId}`

test('a concern logged for the wrong pupil is undone in one press', async () => {
  await senco.open(`${pupilPage}/concerns/new`)
  await page.getByLabel('What have you seen?').fill('Hides under the table at noon')
  await page.getByLabel('Social, emotional and mental health').check()
  await page.getByRole('button', { name: 'Log the concern' }).click()
  await page.waitForURL(`**${pupilPage}`)
  await page.getByRole('button', { name: 'Undo' }).click()
  // The text is offered again, to be saved for the right pupil or in better words.
  await page.getByText('What you typed is in the form below').waitFor()
  expect(await page.getByLabel('What have you seen?').inputValue()).toBe('Hides under the table at noon')
  await senco.expectSound()
  await senco.open(pupilPage)
  const entry = page.locator('.app-timeline__item--withdrawn')
  await entry.waitFor()
  expect(await entry.innerText()).toContain('Withdrawn by SENCO Example on 24 November 2026: Undone at once')
  expect(await page.locator('.app-steps').count()).toBe(0)
  await senco.expectSound()
})

test('a withdrawn meeting is struck through with its reason, and can be restored', async () => {
  await senco.open(`${pupilPage}/meetings/new?kind=earlyDiscussion`)
  for (const who of ['parent', 'pupil']) await page.locator(`input[name=${who}TookPart][value=yes]`).check()
  await page.getByRole('button', { name: 'Save the meeting' }).click()
  await page.waitForURL(`**${pupilPage}`)
  await page.getByRole('link', { name: /^Withdraw.*Early discussion/ }).click()
  await senco.expectSound()
  await page.getByRole('button', { name: 'Withdraw it' }).click()
  await page.getByRole('link', { name: 'Say why it is withdrawn' }).waitFor()
  await senco.expectSound()
  await page.getByLabel('Why is it withdrawn?').fill('It was about her sister')
  await page.getByRole('button', { name: 'Withdraw it' }).click()
  await page.waitForURL(`**${pupilPage}`)
  expect(await page.locator('.app-timeline__item--withdrawn').allInnerTexts()).toContainEqual(
    expect.stringContaining('It was about her sister'),
  )
  await page.getByRole('link', { name: /^Put it back.*Early discussion/ }).click()
  await senco.expectSound()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await page.waitForURL(`**${pupilPage}`)
  expect(await page.getByRole('link', { name: /^Withdraw.*Early discussion/ }).count()).toBe(1)
  await senco.expectSound()
})
