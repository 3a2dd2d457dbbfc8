import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { countInteractions, interactionsInWords } from '../support/interactions.ts'
import { press } from './page-state.ts'

/*
 * A teacher is ill. The SENCO arranges cover. The person who stands in reads what helps on the phone. The next day the
 * cover is over.
 */

const { app, school, setToday } = await testApp()
const ours = await school('Larkfield Primary')
const { schoolId, staffIds } = ours
const { pupilId } = await ours.pupil({ legalForename: 'Khadija', legalSurname: 'Abbott', taughtBy: staffIds.teacher })
const whose = { schoolId, pupilId }
const planId = uuidv7()
await ours.inSchool(async (tx) => {
  await tx.decision.createMany({
    data: [{ ...whose, id: uuidv7(), decision: 'senSupport', decidedOn: toDate('2026-09-10') }],
  })
  await tx.plan.createMany({
    data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-17'), reviewOn: toDate('2026-12-11') }],
  })
  const helps = ['Say her name first', 'Give her the timetable', 'Let her sit by the door']
  await tx.provision.createMany({
    data: helps.map((what, position) => ({ ...whose, id: uuidv7(), planId, kind: 'helps' as const, position, what })),
  })
})
const browser = await openBrowser(app)
const senco = await browser.signIn(ours.emails.senco)
const assistant = await browser.signIn(ours.emails.teachingAssistant, { width: 390 })

test('the SENCO arranges for somebody to stand in for an absent teacher', async () => {
  const { page } = senco
  await senco.open('/school')
  await page.locator('main').getByRole('link', { name: /cover/i }).first().click()
  await page.waitForURL('**/school/cover')
  await page.getByLabel('Who is away?').selectOption(staffIds.teacher)
  await page.getByLabel('Who stands in?').selectOption(staffIds.teachingAssistant)
  await press(senco, 'Save')
  expect(await page.locator('main').innerText()).toContain('Teaching assistant Example')
  await senco.expectSound()
})

test('a stand-in teacher sees the class on the phone, reads what helps, and confirms it in one tap', async () => {
  const { page } = assistant
  await assistant.open('/my-classes')
  const said = await page.locator('main').innerText()
  expect(said).toContain('You stand in for Teacher Example until Tuesday 24 November')
  expect(said).toContain('Say her name first')
  await assistant.expectSound()
  const counted = await countInteractions(page)
  await press(assistant, 'I have read this')
  expect(counted()).toEqual({ clicks: 1, keys: 0 })
  process.stdout.write(`Saying that a plan was read: ${interactionsInWords(counted())}\n`)
  await senco.open(`/pupils/${pupilId}/plans/${planId}/briefing`)
  const row = senco.page.getByRole('row', { name: /Teaching assistant Example/ })
  expect(await row.innerText()).toMatch(/stands in/i)
  await senco.expectSound()
})

test('the day after a stand-in teacher’s last day, they no longer see the class', async () => {
  setToday('2026-11-25')
  await assistant.open('/my-classes')
  expect(await assistant.page.locator('main').innerText()).not.toContain('Khadija')
  await assistant.open(`/pupils/${pupilId}/summary`, 404)
})
