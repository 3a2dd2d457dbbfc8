import { v7 as uuidv7 } from 'uuid'
import { afterEach, describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { testApp } from '../support/app.ts'
import { openBrowser, type Tab, widths } from '../support/browser.ts'
import { countInteractions } from '../support/interactions.ts'

const { app, school } = await testApp()
const browser = await openBrowser(app)

const ours = await school()
const { pupilId } = await ours.pupil({ legalForename: 'Amir', legalSurname: 'Khan', taughtBy: ours.staffIds.teacher })
for (const legalForename of ['Ada', 'Ben', 'Cai', 'Dot', 'Eve', 'Fay', 'Gus', 'Hal']) {
  await ours.pupil({ legalForename, legalSurname: 'Ambler', registrationGroup: '6A', yearGroup: '6' })
}
const concernId = uuidv7()
await ours.inSchool((tx) =>
  tx.concern.createMany({
    data: [
      {
        schoolId: ours.schoolId,
        id: concernId,
        pupilId,
        raisedOn: toDate('2026-10-03'),
        raisedBy: 'staff',
        areas: [],
        seen: 'He covers his ears in the hall.',
      },
    ],
  }),
)

const tabs: Tab[] = []
const tabOf = async (role: 'senco' | 'teacher' | 'administrator', options = {}) => {
  const tab = await browser.signIn(ours.emails[role], options)
  tabs.push(tab)
  return tab
}
afterEach(async () => {
  for (const tab of tabs.splice(0)) await tab.page.context().close()
})

const partsOf = ({ page }: Tab) => ({
  box: page.getByRole('combobox', { name: 'Find anything' }),
  list: page.getByRole('listbox', { name: 'Found' }),
  options: page.getByRole('listbox', { name: 'Found' }).getByRole('option'),
})

describe.each(widths)('search suggestions at %i px', (width) => {
  test('slash focuses the search box, arrow keys choose a suggestion, and Enter opens it', async () => {
    const tab = await tabOf('senco', { width })
    await tab.open('/register')
    const { box, list, options } = partsOf(tab)
    await box.pressSequentially('amb')
    // The nine results for the first two letters may be shown first.
    await tab.page.getByRole('status').filter({ hasText: '8 results' }).waitFor({ state: 'attached' })
    expect(await options.count()).toBe(8)
    expect(await box.getAttribute('aria-expanded')).toBe('true')
    expect(await tab.faults()).toEqual([])

    await box.fill('')
    await list.waitFor({ state: 'hidden' })
    await tab.page.locator('h1').click()
    const interactions = await countInteractions(tab.page)
    await tab.page.keyboard.press('/')
    await tab.page.keyboard.type('khan')
    await options.filter({ hasText: 'Amir Khan' }).first().waitFor()
    await tab.page.keyboard.press('ArrowDown')
    expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'))
    await tab.page.keyboard.press('Enter')
    await tab.page.waitForURL(`**/pupils/${pupilId}`)
    expect(interactions()).toEqual({ clicks: 0, keys: 3 })
  })

  test('a search finds a note by a word in it, and a click opens the note', async () => {
    const tab = await tabOf('senco', { width })
    await tab.open('/today')
    const { box, options } = partsOf(tab)
    await box.click()
    await box.pressSequentially('ears')
    const note = options.filter({ hasText: 'Concern, 3 October 2026' })
    await note.waitFor()
    expect(await note.locator('mark').textContent()).toBe('ears')
    await note.click()
    await tab.page.waitForURL(`**/pupils/${pupilId}/concerns/${concernId}/edit`)
  })

  test('Enter in the search box leads to all results, which survive a reload', async () => {
    const tab = await tabOf('senco', { width })
    await tab.open('/today')
    const { box } = partsOf(tab)
    await box.pressSequentially('amb')
    await box.press('Enter')
    await tab.page.waitForURL('**/search')
    expect(await tab.page.locator('.app-found a').count()).toBe(8)
    expect(new URL(tab.page.url()).search).toBe('')
    await tab.page.reload()
    expect(await tab.page.locator('.app-found a').count()).toBe(8)
    await tab.expectSound()
  })
})

test('Escape first closes the search suggestions, and only then hides the page', async () => {
  const tab = await tabOf('senco')
  await tab.open('/today')
  const { box, list } = partsOf(tab)
  const cover = tab.page.getByRole('dialog', { name: 'This page is hidden' })
  await box.pressSequentially('amir')
  await list.waitFor()
  await tab.page.keyboard.press('Escape')
  await list.waitFor({ state: 'hidden' })
  expect(await cover.isVisible()).toBe(false)
  await tab.page.keyboard.press('Escape')
  expect(await cover.isVisible()).toBe(true)
})

test('Enter does not open a search suggestion that was chosen for earlier text', async () => {
  const tab = await tabOf('senco')
  await tab.open('/today')
  const { box, options } = partsOf(tab)
  await box.pressSequentially('amb')
  await options.first().waitFor()
  await tab.page.keyboard.press('ArrowDown')
  await tab.page.keyboard.type('x')
  await tab.page.keyboard.press('Enter')
  await tab.page.waitForURL('**/search')
  expect(await tab.page.getByRole('heading', { level: 1 }).textContent()).toBe('Search for “ambx”')
})

test('slash typed in a text field is a normal character, and text in the search box causes no warning on leaving', async () => {
  const tab = await tabOf('senco')
  await tab.open(`/pupils/${pupilId}/concerns/new`)
  const seen = tab.page.getByLabel('What have you seen?')
  await seen.pressSequentially('and/or')
  expect(await seen.inputValue()).toBe('and/or')

  await tab.open('/register')
  await partsOf(tab).box.pressSequentially('am')
  let asked = false
  tab.page.on('dialog', (dialog) => {
    asked = true
    void dialog.accept()
  })
  await tab.page.getByRole('link', { name: 'Today' }).click()
  await tab.page.waitForURL('**/today')
  expect(asked).toBe(false)
})

test('without scripts the search box leads to the results', async () => {
  const { page, faults } = await tabOf('senco', { scripts: false })
  await page.getByRole('searchbox', { name: 'Find anything' }).fill('ears khan')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  expect(await page.locator('.app-found a').allTextContents()).toEqual(['Amir Khan: Concern'])
  expect(await faults()).toEqual([])
  await page.getByRole('link', { name: 'Amir Khan: Concern' }).click()
  expect(page.url()).toContain(concernId)
})

test('a teacher’s search finds only pupils whom they teach; an administrator has no search box', async () => {
  const teacher = await tabOf('teacher')
  const { box, options } = partsOf(teacher)
  await box.pressSequentially('am')
  await options.first().waitFor()
  expect(await options.allTextContents()).toEqual(['Amir Khan Year 4 · 4B'])
  const office = await tabOf('administrator')
  expect(await office.page.getByRole('search').count()).toBe(0)
})
