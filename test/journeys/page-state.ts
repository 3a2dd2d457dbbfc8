import type { Page } from 'playwright-core'
import { dayTyped } from '../support/app.ts'
import type { Tab } from '../support/browser.ts'

/** Texts of a page by name, for example a step's paragraph and title with its status word. */
export type PageState = Readonly<Record<string, string>>

const inOneLine = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim()

/** The entries that are new or different. An entry that was removed is `undefined`. */
export function changes(before: PageState, after: PageState): Record<string, string | undefined> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...names].filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  )
}

/** The checklist of the open pupil page: "6.39 Early discussion held" → "Due 29 September". */
export async function checklistOf(page: Page): Promise<PageState> {
  const steps = await page.locator('.app-step__summary').all()
  const entries = steps.map(async (step): Promise<[string, string]> => {
    const paragraph = await step.locator('.app-step__paragraph').textContent()
    const name = await step.locator('.app-step__name').textContent()
    return [inOneLine(`${paragraph} ${name}`), inOneLine(await step.locator('.app-status__word').textContent())]
  })
  return Object.fromEntries(await Promise.all(entries))
}

/**
 * A pupil's status strip on the open register page, by paragraph: "6.39" → "Due 29 September". Empty if the pupil is
 * not listed.
 */
export async function stripOf(page: Page, name: string): Promise<PageState> {
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  const cells = await row.locator('.app-strip__cell').all()
  const entries = cells.map(
    async (cell): Promise<[string, string]> => [
      (await cell.getAttribute('data-label')) ?? '',
      inOneLine(await cell.textContent()),
    ],
  )
  return Object.fromEntries(await Promise.all(entries))
}

/** A pupil's tasks on the open Today page, in order: "Due this week: Early discussion held, Due 29 September". */
export async function todaySaysOf(page: Page, name: string): Promise<string[]> {
  const sections = await page.locator('main section').all()
  const said = sections.map(async (section) => {
    const title = inOneLine(await section.locator('h2').textContent()).replace(/ \d+$/, '')
    const groups = section.locator('.app-today__group').filter({ has: page.getByRole('link', { name, exact: true }) })
    const lines = (await groups.locator('.app-today__row').all()).map(async (row) => {
      const what = inOneLine(await row.locator('.app-today__what').textContent())
      return `${title}: ${what}, ${inOneLine(await row.locator('.app-status__word').textContent())}`
    })
    return Promise.all(lines)
  })
  return (await Promise.all(said)).flat()
}

/** The figures of the open report, "6.44 A plan is under way" → "1 – – 1 – –", and its sentences about pupils. */
export async function reportOf(page: Page): Promise<{ figures: PageState; lines: string[] }> {
  const rows = await page.locator('.app-figures-table tbody tr').all()
  const entries = rows.map(async (row): Promise<[string, string]> => {
    const cells = await row.locator('td.govuk-table__cell--numeric').all()
    const figures = cells.map(async (cell) => inOneLine(await cell.textContent()).split(' ')[0] ?? '')
    return [inOneLine(await row.locator('th').textContent()), (await Promise.all(figures)).join(' ')]
  })
  const said = await page.locator('.app-lede, .app-report-pupil').allTextContents()
  return { figures: Object.fromEntries(await Promise.all(entries)), lines: said.map(inOneLine) }
}

const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value)

/** Fills in the open form by field name: texts, dates (YYYY-MM-DD), choices by value, tick boxes with "yes". */
export async function fillIn(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    isDay(value) ? Object.entries(dayTyped(name, value)) : [[name, value] as const],
  )
  for (const [name, value] of parts) {
    const fields = page.locator(`main [name="${name}"]`)
    const type = await fields.first().getAttribute('type')
    if (type === 'radio' || type === 'checkbox') await fields.and(page.locator(`[value="${value}"]`)).check()
    else if ((await fields.and(page.locator('select')).count()) > 0) await fields.selectOption(value)
    else await fields.fill(value)
  }
}

/** Presses a button of the open form and waits for the next page. */
export async function press({ page }: Tab, name: string): Promise<void> {
  const button = page.locator('main').getByRole('button', { name, exact: true })
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303),
    button.click(),
  ])
  await page.waitForLoadState()
  if (response.status() !== 200)
    throw new Error(`${name} was answered with ${response.status()}: ${await page.locator('main').textContent()}`)
}
