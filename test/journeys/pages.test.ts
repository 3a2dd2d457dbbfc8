import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { htmlErrors } from '../support/valid-html.ts'
import { addressesOf } from './addresses.ts'
import { press } from './page-state.ts'

/*
 * Opens every page of the demo school as every role that may, on a desktop and a phone. It expects no faults from axe,
 * HTML validation, console, security policy or layout. Roles that see a reduced version of the SENCO's pages are
 * checked once, on a desktop. The addresses come from the routes that the app mounts.
 */

const { app, db, school } = await testApp()
const { rows, schoolId } = await demoSchool(db)
const browser = await openBrowser(app)

const roles = ['senco', 'teacher', 'head', 'administrator'] as const
const withPagesOfTheirOwn: readonly string[] = ['senco', 'teacher']
const pages = await inSchool(db, { schoolId, actorId: null, requestId: 'test' }, async (tx) => {
  const all = []
  for (const role of roles) all.push({ role, addresses: await addressesOf(role, rows, tx) })
  return all
})

describe.each(pages)('pages of the role $role', async ({ role, addresses }) => {
  const tab = await browser.signIn(emailOf(role))
  test.each(addresses)('the page $route.path has no faults when opened at $path', async ({ path }) => {
    expect(await htmlErrors(await tab.open(path))).toEqual([])
    if (withPagesOfTheirOwn.includes(role)) await tab.expectSound()
    else expect(await tab.faults()).toEqual([])
  })
})

describe('forms that are refused', async () => {
  const [senco] = pages
  const tab = await browser.signIn(emailOf('senco'))
  const forms = senco?.addresses.filter(({ route }) => route.isForm && route.path.endsWith('/new')) ?? []
  test.each(forms)('the page $route.path has no faults when its form is refused', async ({ path }) => {
    await tab.open(path)
    for (const day of (await tab.page.locator('main form[method=post] input[name$="-day"]').all()).slice(0, 1))
      await day.fill('99')
    await tab.page.locator('main form[method=post] button.govuk-button:not([formaction])').last().click()
    await tab.page.getByRole('alert').waitFor()
    await tab.expectSound()
  })
})

test('the preview of an import with invalid lines has no faults', async () => {
  const tab = await browser.signIn(emailOf('administrator'))
  await tab.open('/import')
  const file = fileURLToPath(new URL('../imports/files/broken-pupils.csv', import.meta.url))
  await tab.page.getByLabel('The CSV file').setInputFiles(file)
  await press(tab, 'Upload and check')
  expect(await tab.page.getByRole('table').first().textContent()).toContain('What is wrong')
  await tab.expectSound()
})

describe('a newly set-up school', async () => {
  const { emails } = await school()
  const empty = {
    senco: [
      '/today',
      '/register',
      '/report',
      '/report/6.43-parents-informed',
      '/pupils/find?for=concern',
      '/import',
      '/school',
      '/school/not-done/new?rule=6.40-core-offer',
      '/school/classes',
    ],
    teacher: ['/my-classes'],
  } as const
  for (const role of ['senco', 'teacher'] as const) {
    const tab = await browser.signIn(emails[role])
    test.each(empty[role])('the page %s of a school without pupils has no faults', async (path) => {
      expect(await htmlErrors(await tab.open(path))).toEqual([])
      await tab.expectSound()
    })
  }
})

test('the sign-in page has no faults, before and after a wrong password', async () => {
  const tab = await browser.newTab()
  expect(await htmlErrors(await tab.open('/sign-in'))).toEqual([])
  await tab.expectSound()
  await tab.page.getByLabel('E-mail address').fill(emailOf('senco'))
  await tab.page.getByLabel('Password').fill('not the password')
  await tab.page.getByRole('button', { name: 'Sign in' }).click()
  await tab.page.getByRole('alert').waitFor()
  await tab.expectSound()
})

test('the page for an unknown address has no faults', async () => {
  const tab = await browser.signIn(emailOf('head'))
  expect(await htmlErrors(await tab.open('/nowhere', 404))).toEqual([])
  await tab.expectSound()
  expect(await htmlErrors(await tab.open('/today', 403))).toEqual([])
  await tab.expectSound()
})
