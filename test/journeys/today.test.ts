import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'

/*
 * The SENCO's day in a school with forty pupils on the way to SEN Support: Today as it opens, filtered, and a concern
 * logged from it by an experienced user.
 */

const { app, db } = await testApp()
await demoSchool(db)
const browser = await openBrowser(app)

/** Without those that type free text. */
const mostInteractions = 12

describe('Today', () => {
  test('the page Today has no faults when it opens, when filtered, and when the filter is removed', async () => {
    const senco = await browser.signIn(emailOf('senco'))
    const { page } = senco
    await senco.open('/today')
    await senco.expectSound()
    const all = await page.locator('.app-today__row').count()
    await page.getByLabel('Year').selectOption({ label: 'Year 4' })
    await page.waitForURL(/\/today\?year=4$/)
    await senco.expectSound()
    expect(await page.locator('.app-today__row').count()).toBeLessThan(all)
    const abouts = await page.locator('.app-today__about').allTextContents()
    expect(new Set(abouts.map((about) => about.split(' · ')[0]))).toEqual(new Set(['Year 4']))
    await page.getByLabel('Step').selectOption({ label: '6.39 Early discussion' })
    await page.waitForURL(/step=6\.39/)
    await page.getByRole('link', { name: 'Clear all' }).click()
    await page.waitForURL(/\/today$/)
    expect(await page.locator('.app-today__row').count()).toBe(all)
  })

  test('Today can be filtered without scripts', async () => {
    const senco = await browser.signIn(emailOf('senco'), { scripts: false, width: 390 })
    await senco.open('/today')
    await senco.page.getByLabel('Year').selectOption({ label: 'Year 4' })
    await senco.page.getByRole('button', { name: 'Apply' }).click()
    await senco.page.waitForURL(/year=4/)
    expect(await senco.faults()).toEqual([])
  })
})

test('an experienced user logs a concern from Today in at most twelve interactions', async () => {
  const senco = await browser.signIn(emailOf('senco'))
  const { page } = senco
  await senco.open('/today')
  const counted = await countInteractions(page)
  const begun = Date.now()

  await page.locator('main').getByRole('button', { name: 'Log a concern' }).click()
  await page.waitForURL(/\/pupils\/find/)
  expect(await page.evaluate('document.activeElement?.getAttribute("name")')).toBe('q')
  await page.keyboard.type('rosa carv')
  await page.keyboard.press('Enter')
  await page.locator('main').getByRole('link', { name: 'Rosa Carvalho' }).click()
  await page.waitForURL(/\/concerns\/new$/)
  await page.getByLabel('What have you seen?').click()
  await page.keyboard.type('Held the book upside down and told the story of the pictures, all of it right.')
  await page.getByLabel('Communication and interaction').click()
  await page.getByRole('button', { name: 'Log the concern' }).click()
  await page.waitForURL(/\/pupils\/[0-9a-f-]{36}$/)
  expect(await page.locator('.app-flash').textContent()).toContain('The concern has been logged')

  const done = counted()
  const seconds = Math.round((Date.now() - begun) / 100) / 10
  process.stdout.write(`A concern, from Today to saved: ${interactionsInWords(done)}, ${seconds} s by machine\n`)
  expect(done.clicks + done.keys).toBeLessThanOrEqual(mostInteractions)
  await senco.expectSound()
})
