import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { openPdf } from '../../src/platform/pdf/pdf.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'
import { press } from './page-state.ts'

/*
 * The hour before the governors' meeting. The head sees what to ask the SENCO first, follows a figure to its pupils,
 * narrows the report, downloads case files for the inspectors, and prints a report that names nobody.
 */

const pdf = openPdf(findChromium() ?? '', pino({ level: 'silent' }))
afterAll(() => pdf.close())
const { app, db } = await testApp(undefined, { pdf })
const { rows } = await demoSchool(db)
const browser = await openBrowser(app)
const head = await browser.signIn(emailOf('head'))
const { page } = head

const words = async (place = 'main') => (await page.locator(place).innerText()).replace(/\s+/g, ' ')

test('each figure on the head’s first page leads to its pupils in one click', async () => {
  expect(new URL(page.url()).pathname).toBe('/at-a-glance')
  const counted = await countInteractions(page)
  const figure = page.locator('.app-glance__figure').filter({ hasText: 'missing that the law requires' })
  const missing = Number(await figure.locator('.app-glance__value').innerText())
  expect(missing).toBeGreaterThan(0)
  const [firstName = ''] = (await page.locator('.app-ask').innerText()).match(/\p{Lu}\p{L}+ \p{Lu}(?=’s)/u) ?? []
  await figure.getByRole('link').click()
  await page.waitForURL('**/report**')
  const said = await words()
  expect(said).toContain(firstName.split(' ')[0])
  await page.goBack()
  await page.waitForURL('**/at-a-glance')
  await page.locator('.app-glance__waiting a').first().click()
  await page.waitForURL('**/pupils/**')
  expect(counted()).toEqual({ clicks: 2, keys: 0 })
  process.stdout.write(
    `From the first page to the pupils behind a figure, and to who waits longest: ${interactionsInWords(counted())}\n`,
  )
})

test('a report on one class stays on that class on every page, and each figure lists as many pupils as it says', async () => {
  await head.open('/report')
  await page.getByLabel('Class', { exact: true }).selectOption('4A')
  await press(head, 'Apply')
  expect(await words()).toContain('Class 4A, as of')
  const cell = page.locator('.app-figures-table tbody tr td a').first()
  const number = Number((await cell.innerText()).split(' ')[0])
  await cell.click()
  await page.waitForURL('**/report/6.*class=4A**')
  expect(await page.locator('main tbody tr').count()).toBe(number)
  await head.expectSound()
  await page.goBack()
  await page.getByRole('link', { name: 'Over the year' }).click()
  await page.waitForURL('**/report/over-time?class=4A')
  expect(await words()).toContain('Class 4A')
  await page.getByRole('link', { name: 'What changed' }).click()
  await page.waitForURL('**/report/changes?class=4A')
  expect(await words()).toContain('Class 4A')
})

test('a head teacher gets four case files in two clicks, with pupils’ own words and what is missing, also as JSON', async () => {
  await head.open('/report/case-files')
  await page.getByRole('link', { name: /^Most missing/ }).click()
  const files = page.locator('.app-case')
  await files.first().waitFor()
  const names = await page.locator('.app-case__name').allInnerTexts()
  expect(names.length).toBeGreaterThanOrEqual(4)
  expect(await words()).toContain('What is missing')
  await head.expectSound()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk)
  const told: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  for (const name of names) expect(JSON.stringify(told)).toContain(name)
})

test('the report for governors names no pupil, on the page or in its PDF', async () => {
  await head.open('/report/governors')
  const said = await words()
  const surnames = rows.pupil.map(({ legalSurname }) => legalSurname).filter((name) => name.length > 3)
  const staff = new Set(rows.staffMember.flatMap(({ name }) => name.split(' ')))
  for (const surname of surnames) if (!staff.has(surname)) expect(said).not.toContain(surname)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/governors.*\.pdf$/)
})

test('on a phone, the head’s first page and the report have the same content', async () => {
  const phone = await head.beside({ width: 390 })
  await phone.open('/at-a-glance')
  const asked = await phone.page.locator('.app-ask').innerText()
  await phone.page
    .getByRole('link', { name: 'The whole report' })
    .or(phone.page.getByRole('button', { name: 'The whole report' }))
    .click()
  await phone.page.waitForURL('**/report')
  expect(await phone.page.locator('.app-ask').innerText()).toBe(asked)
})
