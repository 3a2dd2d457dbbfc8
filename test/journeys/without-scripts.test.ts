import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { addressesOf } from './addresses.ts'
import { fillIn, press } from './page-state.ts'

/*
 * The demo school with scripts off, as on a restricted school computer, and on a phone. Every form can be sent, every
 * error leads to its field, filters work, and controls that need scripts are hidden.
 */

const { app, db } = await testApp()
const { rows, schoolId } = await demoSchool(db)
const browser = await openBrowser(app)
const tab = await browser.signIn(emailOf('senco'), { width: 390, scripts: false })
const { page } = tab

const forms = await inSchool(db, { schoolId, actorId: null, requestId: 'test' }, async (tx) => {
  const addresses = await addressesOf('senco', rows, tx)
  return addresses.filter(({ route, path }) => route.isForm && !path.endsWith('/pupils'))
})

describe('forms without scripts', () => {
  test.each(forms)('without scripts the form at $route.path can be sent: $path', async ({ path }) => {
    await tab.open(path)
    expect(await tab.faults()).toEqual([])
    const [response] = await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'POST'),
      page.locator('main form[method=post] button.govuk-button:not([formaction], [name])').last().click(),
    ])
    expect([303, 422]).toContain(response.status())
    await page.locator('h1').first().waitFor()
    const targets = await page
      .locator('.govuk-error-summary__list a')
      .evaluateAll<string[], { getAttribute: (name: string) => string }>((links) =>
        links.map((link) => link.getAttribute('href')),
      )
    if (response.status() === 422) expect(targets).not.toEqual([])
    for (const target of targets) expect(await page.locator(`[id="${target.slice(1)}"]`).count(), target).toBe(1)
    expect(await tab.faults()).toEqual([])
  })
})

test('without scripts a concern is logged, and a missing field does not lose what was typed', async () => {
  await tab.open('/pupils/find?for=concern')
  await page.getByLabel('Name or UPN').fill('amir khan')
  await press(tab, 'Find')
  await page.locator('main').getByRole('link', { name: 'Amir Khan' }).click()
  await fillIn(page, { universalStrategies: 'A card to show when he has lost the thread.' })
  await page.getByRole('button', { name: 'Log the concern' }).click()
  await page.getByRole('link', { name: 'Say what was seen: an example is enough' }).click()
  expect(await page.getByLabel('Something else').inputValue()).toContain('A card to show')
  await fillIn(page, { seen: 'He was under the table again.', raisedBy: 'staff' })
  await press(tab, 'Log the concern')
  expect(await page.locator('.app-flash').textContent()).toContain('Next:')
})

test('without scripts the register is filtered, and its address has the filters', async () => {
  await tab.open('/register')
  const all = await page.locator('.app-register tbody tr').count()
  await page.getByLabel('Status').selectOption({ label: 'SEN Support' })
  await page.getByLabel('Year').selectOption('4')
  await press(tab, 'Apply')
  const some = await page.locator('.app-register tbody tr').count()
  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(all)
  expect(new URL(page.url()).searchParams.get('status')).toBe('senSupport')
  expect(await page.locator('.app-filter__tag').allTextContents()).toHaveLength(2)
})

test('without scripts the report can be shown as of another day', async () => {
  await tab.open('/report')
  await page.getByLabel('As of').fill('2026-03-02')
  await press(tab, 'Apply')
  expect(await page.locator('.app-meta').first().textContent()).toContain('as of 2 March 2026')
})

test('without scripts, controls that need scripts are hidden', async () => {
  await tab.open('/register')
  expect(await page.getByRole('button', { name: 'Print' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Hide the page' }).count()).toBe(0)
  for (const name of ['Today', 'Register', 'Report', 'School'])
    expect(await page.getByRole('navigation').getByRole('link', { name, exact: true }).isVisible()).toBe(true)
})

test('without scripts a teacher confirms that she has read a plan', async () => {
  const teacher = await browser.signIn(emailOf('teacher'), { width: 390, scripts: false })
  await teacher.open('/my-classes')
  const unread = teacher.page.locator('main').getByRole('button', { name: 'I have read this' })
  const before = await unread.count()
  expect(before).toBeGreaterThan(0)
  await Promise.all([teacher.page.waitForResponse((answer) => answer.status() === 303), unread.first().click()])
  await teacher.page.waitForLoadState()
  expect(await unread.count()).toBe(before - 1)
})

/** The elements that can be seen, clicked or read by a screen reader. */
const reachable = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.body.children]
    .filter((part) => !part.inert && getComputedStyle(part).display !== 'none')
    .map((part) => part.className)`)

describe('hiding the page', () => {
  test.each(['the button', 'Escape'])('pressing %s hides the page, and pressing it again shows it', async (by) => {
    const desk = await browser.signIn(emailOf('senco'))
    await desk.open('/pupils/find?for=concern')
    await desk.page.getByLabel('Name or UPN').fill('amir khan')
    await desk.page.getByLabel('Name or UPN').press('Enter')
    await desk.page.locator('main').getByRole('link', { name: 'Amir Khan' }).click()
    const box = desk.page.getByLabel('What have you seen?')
    await box.fill('Half a sentence')
    const hide = desk.page.getByRole('button', { name: 'Hide the page' })
    const show = desk.page.getByRole('button', { name: 'Show the page' })
    if (by === 'Escape') await desk.page.keyboard.press('Escape')
    else await hide.click()
    await show.waitFor()
    expect(await reachable(desk.page)).toEqual(['app-blank'])
    await desk.expectSound()
    if (by === 'Escape') await desk.page.keyboard.press('Escape')
    else await show.click()
    await show.waitFor({ state: 'hidden' })
    expect(await box.inputValue()).toBe('Half a sentence')
  })
})
