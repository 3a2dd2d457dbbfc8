import type { Page } from 'playwright-core'
import type { Tab } from '../support/browser.ts'
import { fillIn, type PageState, press } from './page-state.ts'

const audited = new Set<string>()

/**
 * Checks the open page with axe and all other page checks. Each kind of page is checked once only, but a pupil's page
 * every time.
 */
export async function soundOnce(tab: Tab): Promise<void> {
  const kind = new URL(tab.page.url()).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')
  if (audited.has(kind) && kind !== '/pupils/:id') return
  audited.add(kind)
  await tab.expectSound()
}

export async function open(tab: Tab, path: string): Promise<void> {
  await tab.open(path)
  await soundOnce(tab)
}

/** Opens a form, fills it in and saves it. */
export async function write(
  tab: Tab,
  path: string,
  fields: Readonly<Record<string, string>>,
  button: string,
): Promise<string> {
  await open(tab, path)
  await fillIn(tab.page, fields)
  await press(tab, button)
  await soundOnce(tab)
  return (
    (await tab.page
      .locator('.app-flash')
      .textContent()
      .catch(() => '')) ?? ''
  )
}

/** Clicks the first link on the page with these words. */
export async function follow(tab: Tab, words: string): Promise<void> {
  await tab.page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
  await tab.page.locator('main').getByRole('link', { name: words }).first().click()
  await tab.page.waitForLoadState()
  await soundOnce(tab)
}

/** Presses Tab until the element with this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.locator(':focus')
  const hasName = page.getByText(name, { exact: true }).or(page.getByLabel(name, { exact: true }))
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab')
    if ((await focused.and(hasName).count()) > 0) return
  }
  throw new Error(`Tab does not lead to ${name}`)
}

export const plan = (days: { agreedOn: string; reviewOn: string }) => ({
  assessedOn: days.agreedOn,
  assessmentTeacher: 'Teacher Example',
  assessmentSenco: 'SENCO Example',
  teacherAssessment: 'Spells as her class does; begins writing alone on no morning of five.',
  progressAndAttainment: 'Two sublevels in reading since last year, none in writing.',
  comparison: 'Reading with her class, writing a year behind it and behind what is expected nationally.',
  parentWords: 'She loves stories and hates her pencil.',
  parentInWhoseWords: 'Mrs Abbott, in her own words',
  pupilWords: 'I want to write like I talk.',
  pupilInWhoseWords: 'Khadija, in her own words',
  externalAdviceRelevant: 'no',
  'outcomes.0.outcome': 'Khadija begins her writing by herself within five minutes.',
  'outcomes.0.measure': 'Mornings of five',
  'outcomes.0.baseline': 'None',
  'outcomes.0.byOn': days.reviewOn,
  'interventions.0.what': 'Recording pen',
  'interventions.0.serves': '1',
  'interventions.0.deliveredBy': 'Teacher Example',
  'interventions.0.howOften': 'Each morning',
  'interventions.0.sessionsPlanned': '20',
  expectedImpact: 'She begins by herself on four mornings of five.',
  needsInALine: 'Has the story in her head; getting it on paper is hard',
  helps: 'Let her record her first sentence\nSit down with her for a minute\nPraise the story first',
  parentConsultedOn: days.agreedOn,
  pupilConsultedOn: days.agreedOn,
  ...days,
  teacher: 'Teacher Example',
  senco: 'SENCO Example',
})

const paragraphs = [
  '6.37',
  '6.38',
  '6.39',
  '6.40',
  '6.43',
  '6.44',
  '6.45',
  '6.46',
  '6.47',
  '6.48',
  '6.49',
  '6.63',
  '6.65',
]
export const nothingApplies = Object.fromEntries(paragraphs.map((paragraph) => [paragraph, 'Does not apply']))
/** The task that the page Today shows until somebody answers the concern. */
export const notAnswered = 'Concerns not answered: Concern raised by Teacher Example, Since 8 September'
export const notReadYet = (word: string) => `Waiting for others: Plan not read yet by Teacher Example, ${word}`

/** The report's figures for both pupils: applies, done, of these late, due, missing, not in line. */
export const reported: PageState = {
  '6.43/6.48 Parents told formally about SEN Support': '1 1 1 – – –',
  '6.63 EHC request not refused on an untrue ground': '– – – – – –',
  '6.37 Help in class tried': '1 1 – – – –',
  '6.38 Decision rests on evidence': '1 1 – – – –',
  '6.38 Specialist assessment drawn on': '– – – – – –',
  '6.39 Early discussion held': '2 1 – – 1 –',
  '6.39 Early discussion says what it should': '1 1 – – – –',
  '6.39 Note filed and given to parents': '1 1 – – – –',
  '6.39 Advice service explained to parents': '1 1 – – – –',
  '6.40 Decision after the early discussion': '1 1 – – – –',
  '6.40 Decision explained to parents': '1 1 – – – –',
  '6.43 Review date and everyone’s part agreed': '1 1 – – – –',
  '6.43 Decision on SEN Support recorded': '1 1 – – – –',
  '6.44 A plan is under way': '1 – – 1 – –',
  '6.44 Review held on its day': '2 1 – 1 – –',
  '6.44 Review says what it should': '1 1 – – – –',
  '6.45 Assessment rests on all sources': '1 1 – – – –',
  '6.45 Parent’s concern answered': '1 – – – 1 –',
  '6.46 Assessment up to date': '1 1 – – – –',
  '6.47 Parents agreed before contact': '– – – – – –',
  '6.48 Plan agreed': '1 1 – – – –',
  '6.48 Plan says what it should': '1 1 – – – –',
  '6.49 Staff know the plan': '1 – – 1 – –',
  '6.49 Plan on the information system': '1 – – 1 – –',
  '6.65 Parents met three times a year': '1 – – 1 – –',
}
