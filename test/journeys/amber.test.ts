import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { fillIn, press } from './page-state.ts'

/*
 * A pupil on the amber list gets an owner and a look, and leaves the list by a decision. The head
 * sees how long each pupil has waited.
 */

const { app, db } = await testApp()
await demoSchool(db)
const browser = await openBrowser(app)

const rosa = 'Rosa Carvalho'

test('a SENCO takes on a pupil of the amber list, notes what she sees, and decides on SEN Support, which ends it', async () => {
  const senco = await browser.signIn(emailOf('senco'))
  const { page } = senco
  const row = page.getByRole('row').filter({ hasText: rosa })
  await senco.open('/amber')
  await senco.expectSound()
  expect(await row.textContent()).toContain('No owner yet')

  await row.getByRole('button', { name: 'Take on' }).click()
  await senco.expectSound()
  await fillIn(page, { why: 'Which sounds stay over a weekend?' })
  await press(senco, 'Take on')
  expect(await page.locator('.app-flash').textContent()).toContain('Mrs Helen Marsh looks again on 8 December')
  expect(await row.textContent()).toContain('Next look 8 December')

  await row.getByRole('button', { name: 'Record a look' }).click()
  await senco.expectSound()
  await fillIn(page, { seen: 'Three of the five sounds were gone on Monday', next: 'senSupport' })
  await press(senco, 'Record the look')
  await senco.expectSound()
  expect(await page.getByLabel('What was it decided on?').inputValue()).toContain('Three of the five sounds were gone')
  expect(await page.getByLabel('SEN Support', { exact: true }).isChecked()).toBe(true)
  await press(senco, 'Save the decision')

  await senco.open('/amber')
  expect(await row.count()).toBe(0)
})

test('a head teacher sees how long each pupil on the amber list has waited, and can change nothing', async () => {
  const head = await browser.signIn(emailOf('head'))
  await head.open('/amber')
  await head.expectSound()
  const kayden = await head.page.getByRole('row').filter({ hasText: 'Kayden' }).textContent()
  expect(kayden).toContain('31 school days')
  expect(kayden).toContain('Look overdue since')
  expect(await head.page.getByRole('button', { name: 'Record a look' }).count()).toBe(0)
})
