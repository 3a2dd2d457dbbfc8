import { type BrowserServer, chromium, type Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { chromiumArguments, findChromium } from '../../scripts/chromium.ts'
import { aPlan, onSenSupport, plansOf } from '../pupil-record/plans/a-plan.ts'
import { password, testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { fillIn, press } from './page-state.ts'

/*
 * No text is lost when a browser is killed, a session expires, the connection fails, or somebody else edits the same
 * form.
 */

const { app, db, school } = await testApp()
const ours = await school('Larkfield Primary')
await ours.inSchool((tx) =>
  tx.staffMember.updateMany({
    where: { schoolId: ours.schoolId, id: ours.staffIds.head },
    data: { role: 'senco', name: 'Jo Marsh' },
  }),
)
const browser = await openBrowser(app)

/** Waits until all that was typed is saved as a draft. */
const kept = (page: Page) =>
  page.locator('[data-state="kept"]').filter({ hasText: 'Saved as a draft at 12:00' }).waitFor()
const begun = (page: Page) => page.getByText('You have not saved this yet.').waitFor()
const box = (page: Page, name: string) => page.locator(`main [name="${name}"]`)

/** A Chromium in a process of its own, which can be killed. */
async function doomedChromium(): Promise<BrowserServer> {
  const server = await chromium.launchServer({ executablePath: findChromium() ?? '', args: [...chromiumArguments] })
  afterAll(() => server.kill())
  return server
}

test('after a browser is killed, another browser shows the plan’s text as typed and saves it once', async () => {
  const { pupilId, newPath } = await onSenSupport(ours)
  const server = await doomedChromium()
  const doomed = await chromium.connect(server.wsEndpoint())
  const page = await doomed.newPage({ baseURL: browser.origin })
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(ours.emails.senco)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/today')
  await page.goto(newPath)
  await fillIn(page, { 'outcomes.0.outcome': 'Asks for help with his card', externalAdviceRelevant: 'no' })
  await box(page, 'needsInALine').pressSequentially('Understands short sentences')
  await kept(page)
  await server.kill()

  const home = await browser.signIn(ours.emails.senco, { width: 390 })
  await home.open(newPath)
  await begun(home.page)
  expect(await box(home.page, 'needsInALine').inputValue()).toBe('Understands short sentences')
  await home.expectSound()
  await press(home, 'Save the plan')
  expect(await plansOf(ours, pupilId)).toMatchObject([
    { needsInALine: 'Understands short sentences', outcomes: [{ outcome: 'Asks for help with his card' }] },
  ])
  await home.open(newPath)
  expect(await home.page.getByText('You have not saved this yet.').count()).toBe(0)
})

test('two people who edit one plan are told about each other, and neither loses text', async () => {
  const { pupilId, at, plans } = await aPlan(ours, { avoid: '' })
  const path = `${at}/edit`
  const mine = await browser.signIn(ours.emails.senco)
  const jo = await browser.signIn(ours.emails.head, { width: 390 })
  await mine.open(path)
  await jo.open(path)
  await jo.page.getByText('SENCO Example has this open too').waitFor()
  await jo.expectSound()
  await fillIn(jo.page, { expectedImpact: 'He starts a task by himself' })
  await kept(jo.page)
  await fillIn(mine.page, { avoid: 'Calling across the room' })
  await mine.page.getByText('Jo Marsh has this open too, last typed less than a minute ago.').waitFor()
  await kept(mine.page)

  await press(jo, 'Save the plan')
  await fillIn(mine.page, { expectedImpact: 'He joins in on the carpet' })
  const saved = 'Jo Marsh saved this at 12:00. When you save, you will see both versions.'
  await mine.page.getByText(saved).waitFor()
  await mine.expectSound()

  const answer = mine.page.waitForResponse(
    (one) => one.request().isNavigationRequest() && one.request().method() === 'POST',
  )
  await mine.page.getByRole('button', { name: 'Save the plan' }).click()
  expect((await answer).status()).toBe(409)
  const both = mine.page.locator('.app-conflict')
  await both.getByText('He starts a task by himself').waitFor()
  await both.getByText('He joins in on the carpet').waitFor()
  expect(await box(mine.page, 'expectedImpact').inputValue()).toBe('He joins in on the carpet')
  await kept(mine.page)
  await mine.expectSound()
  await fillIn(mine.page, { expectedImpact: 'He starts a task by himself, and joins in on the carpet' })
  await press(mine, 'Save the plan')
  expect((await plans()).at(-1)).toMatchObject({
    pupilId,
    expectedImpact: 'He starts a task by himself, and joins in on the carpet',
  })
})

test('a form says that the session has expired, and goes on once the person has signed in in another tab', async () => {
  const { newPath } = await onSenSupport(ours)
  const tab = await browser.signIn(ours.emails.teacher)
  const path = newPath.replace('plans', 'concerns')
  await tab.open(path)
  await fillIn(tab.page, { seen: 'Hides under the table' })
  await kept(tab.page)
  await db.$executeRaw`delete from session where sess ->> 'staffId' = ${ours.staffIds.teacher}`
  await fillIn(tab.page, { universalStrategies: 'A seat by the door' })
  await tab.page.getByText('You have been signed out. What you typed is still here').waitFor()
  await tab.expectSound()

  const beside = await tab.page.context().newPage()
  await beside.goto('/sign-in')
  await beside.getByLabel('E-mail').fill(ours.emails.teacher)
  await beside.getByLabel('Password').fill(password)
  await beside.getByRole('button', { name: 'Sign in' }).click()
  await beside.waitForURL('**/my-classes')
  await beside.close()
  await fillIn(tab.page, { strategiesEffect: 'Better by the door' })
  await kept(tab.page)
  await press(tab, 'Log the concern')
  expect(await tab.page.locator('.app-flash').textContent()).toContain('Your concern has been logged')
})

test('an open form says when the connection is down and retries; once all is saved it can be left', async () => {
  const { newPath } = await onSenSupport(ours)
  const tab = await browser.signIn(ours.emails.teacher)
  const path = newPath.replace('plans', 'concerns')
  await tab.open(path)
  const context = tab.page.context()
  await context.setOffline(true)
  await fillIn(tab.page, { seen: 'Hides under the table' })
  await tab.page.getByText('Not saved: no connection.').waitFor()
  await context.setOffline(false)
  await kept(tab.page)
  tab.page.on('dialog', (dialog) => expect(dialog.message()).toBe('no question'))
  await tab.page.getByRole('link', { name: 'Cancel' }).click()
  await tab.page.waitForURL('**/my-classes')

  await tab.open(path)
  await begun(tab.page)
  await tab.page.getByRole('button', { name: 'Start afresh' }).click()
  await tab.page.getByText('Started afresh').waitFor()
  expect(await box(tab.page, 'seen').inputValue()).toBe('')
  await tab.page.getByRole('button', { name: 'Bring it back' }).click()
  await begun(tab.page)
  expect(await box(tab.page, 'seen').inputValue()).toBe('Hides under the table')
})

test('a person is never warned that they have a form open themselves, even after a refused save or a reload', async () => {
  const { newPath } = await onSenSupport(ours)
  const tab = await browser.signIn(ours.emails.teacher)
  const { page } = tab
  const conflicts: string[] = []
  page.on('response', (one) => {
    if (one.status() === 409) conflicts.push(one.request().postData() ?? '')
  })
  await tab.open(newPath.replace('plans', 'concerns'))
  for (const words of ['Hides', 'Hides under', 'Hides under the table'])
    await fillIn(page, { seen: words, universalStrategies: `${words} 1`, strategiesEffect: `${words} 2` })
  await kept(page)

  await page.getByText('More: another day or person').click()
  // Sent by a key press: the last text is still being saved as a draft when the form is refused.
  await fillIn(page, { seen: '', 'raisedOn-year': '2999' })
  await box(page, 'raisedOn-year').press('Enter')
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await fillIn(page, { seen: 'Covers his ears' })
  await kept(page)

  await page.goto(page.url())
  for (const words of ['one', 'one two', 'one two three', 'one two three four']) {
    await fillIn(page, { pupilView: words })
    await page.reload()
    await expect.poll(() => box(page, 'pupilView').inputValue(), { timeout: 20_000 }).toBe(words)
  }
  await fillIn(page, { pupilView: 'It is loud' })
  await kept(page)
  expect(conflicts).toEqual([])
})
