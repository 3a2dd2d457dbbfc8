import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'
import { pupilOnSenSupport } from '../support/sen-support-pupil.ts'
import { fillIn, press } from './page-state.ts'

/*
 * Between two lessons, a teacher logs a concern on a phone from a pupil's card, with everything that the SENCO needs.
 * The next day the teacher reads the answer on the same page.
 */

/** Taps: the card's link, six in the form, and the button. Moving to a field is a tap; writing in it is not. */
const mostInteractions = 8

const { app, school } = await testApp()
const ours = await school('Larkfield Primary')
const { schoolId } = ours
await ours.inSchool((tx) =>
  tx.coreOfferStrategy.createMany({
    data: [
      'Task broken into three steps on a card',
      'Pre-teaching of key words the day before',
      'Word mats within reach',
    ].map((strategy, position) => ({ schoolId, id: uuidv7(), area: 'cognition' as const, strategy, position })),
  }),
)
const { pupilId } = await pupilOnSenSupport(ours, { legalForename: 'Khadija', legalSurname: 'Abbott' })
const browser = await openBrowser(app)
const teacher = await browser.signIn(ours.emails.teacher, { width: 390 })

test('a teacher logs a concern from a pupil’s card in at most eight taps', async () => {
  const { page } = teacher
  await teacher.open('/my-classes')
  const counted = await countInteractions(page)
  let fields = 0
  const write = async (label: string, words: string) => {
    await page.getByLabel(label, { exact: true }).click()
    await page.keyboard.type(words)
    fields += 1
  }
  const tick = async (label: string) => {
    await page.getByText(label, { exact: true }).and(page.locator('label')).click()
    fields += 1
  }
  await page
    .locator('.app-card')
    .getByRole('link', { name: 'Khadija Abbott' })
    .and(page.locator('[href$="/concerns/new"]'))
    .click()
  await page.waitForURL('**/concerns/new')
  const seen = 'Khadija copies from the board letter by letter. She had four words today when the others had ten lines.'
  await write('What have you seen?', seen)
  await write('Since when?', 'since half-term')
  await tick('Cognition and learning')
  await tick('Task broken into three steps on a card')
  await tick('Word mats within reach')
  await write('How did it go?', 'With the card she began by herself twice.')
  await teacher.expectSound()
  // expectSound opened the optional fields. They still have their defaults: today, and the teacher's own concern.
  expect(await page.locator('[name=raisedBy]:checked').getAttribute('value')).toBe('staff')
  await page.getByRole('button', { name: 'Log the concern' }).click()
  await page.waitForURL('**/my-classes')
  const done = counted()
  process.stdout.write(`A concern on a phone, from the card to saved: ${interactionsInWords(done)}, ${fields} fields\n`)
  expect(done.clicks + done.keys).toBeLessThanOrEqual(mostInteractions)
  expect(await page.locator('.app-flash').innerText()).toContain('Your concern has been logged')
  expect(await page.locator('.app-own-concerns').innerText()).toContain('The SENCO has it and has not answered yet')
  expect(await ours.inSchool((tx) => tx.concern.findFirst({ where: { schoolId, pupilId, seen } }))).toMatchObject({
    sinceWhen: 'since half-term',
    areas: ['cognition'],
    strategies: ['Task broken into three steps on a card', 'Word mats within reach'],
    strategiesEffect: 'With the card she began by herself twice.',
  })
})

test('the SENCO answers a concern, and the teacher reads the answer on their first page', async () => {
  const senco = await browser.signIn(ours.emails.senco, { width: 390 })
  await senco.open(`/pupils/${pupilId}`)
  const entry = senco.page.locator('.moj-timeline__item').filter({ hasText: 'letter by letter' })
  expect(await entry.innerText()).toContain('Since half-term')
  expect(await entry.locator('li').allInnerTexts()).toEqual([
    'Task broken into three steps on a card',
    'Word mats within reach',
  ])
  await entry.getByRole('link', { name: 'Concern', exact: true }).click()
  await senco.page.waitForURL('**/edit')
  await fillIn(senco.page, { answer: 'I sit in on Thursday, and we talk after school.', answeredOn: '2026-11-24' })
  await senco.expectSound()
  await press(senco, 'Save')
  await teacher.open('/my-classes')
  const became = teacher.page.locator('.app-own-concerns')
  await became.getByText('I sit in on Thursday, and we talk after school.').waitFor()
  expect(await became.innerText()).toContain('Answered on 24 November')
  await teacher.expectSound()
})
