import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'

/* Going back after saving. If the browser restored the old text into a new form, it could be saved twice. */

const { app, school } = await testApp()
const ours = await school('Larkfield Primary')
const { pupilId } = await ours.pupil()
const browser = await openBrowser(app)
const senco = await browser.signIn(ours.emails.senco)

test('going back in the browser after logging a concern shows an empty form', async () => {
  const { page } = senco
  await senco.open(`/pupils/${pupilId}/concerns/new`)
  const seen = page.getByLabel('What have you seen?')
  await seen.fill('Hides under the table at noon')
  await page.getByRole('button', { name: 'Log the concern' }).click()
  await page.getByText('The concern has been logged').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Log the concern' }).waitFor()
  expect(await seen.inputValue()).toBe('')
  const concerns = await ours.inSchool((tx) => tx.concern.count({ where: { schoolId: ours.schoolId, pupilId } }))
  expect(concerns).toBe(1)
})
