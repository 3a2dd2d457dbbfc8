import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { testApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'

/*
 * A SENCO's letters: invitations to all reviews at once, one letter that was returned, the proof of notice, and the
 * school's own wording.
 */

const { app, school } = await testApp(undefined, { canMail: true })
const ours = await school('Larkfield Primary')
const { schoolId } = ours
const names = ['Khadija', 'Noah']
const pupilIds: string[] = []
for (const [place, legalForename] of names.entries()) {
  const { pupilId } = await ours.pupil({ legalForename, legalSurname: 'Abbott' })
  pupilIds.push(pupilId)
  const planId = uuidv7()
  const whose = { schoolId, pupilId }
  await ours.inSchool(async (tx) => {
    await tx.school.updateMany({
      where: { id: schoolId },
      data: {
        postalAddress: '1 School Lane\nLarkfield\nLF1 1AA',
        phone: '0117 496 0100',
        email: 'office@larkfield.example',
      },
    })
    await tx.contact.createMany({
      data: [
        {
          ...whose,
          id: uuidv7(),
          name: 'Mrs Abbott',
          relationship: 'Mother',
          address: '4 Canal Row, Larkfield',
          language: 'Urdu',
          format: 'large print',
        },
        {
          ...whose,
          id: uuidv7(),
          name: 'Mr Abbott',
          relationship: 'Father',
          priority: 2,
          email: 'abbott@family.example',
        },
      ],
    })
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decidedOn: toDate('2026-11-16'), decision: 'senSupport' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-11-16'), reviewOn: toDate('2027-01-20') }],
    })
    await tx.outcome.createMany({
      data: [{ ...whose, id: uuidv7(), planId, position: 0, outcome: 'Reads a page aloud to a friend' }],
    })
    await tx.plannedReview.createMany({
      data: [{ ...whose, id: uuidv7(), planId, on: toDate('2027-01-19'), at: `1${4 + place}:30` }],
    })
  })
}
const browser = await openBrowser(app)
const senco = await browser.signIn(ours.emails.senco)
const { page } = senco
const pupilPage = `/pupils/${pupilIds[0]}`

test('a SENCO invites all parents at once and prints the letters together', async () => {
  await senco.open('/letters/invitations')
  await senco.expectSound()
  await page.getByLabel('Printed and posted').check()
  await page.getByRole('button', { name: 'Write the invitations' }).click()
  await page.waitForURL('**/letters/print?**')
  expect(await page.locator('.app-letter').count()).toBe(4)
  await senco.expectSound()
})

test('a letter that came back undelivered no longer counts and is sent again in another way', async () => {
  await senco.open(pupilPage)
  await page.getByRole('button', { name: 'Write the letter' }).click()
  await senco.expectSound()
  await page.getByLabel('Mr Abbott').uncheck()
  await page.getByLabel('Printed and posted').check()
  await page.getByRole('button', { name: 'Record the letter as sent' }).click()
  await page.getByText('The letter has been recorded as sent').waitFor()
  await senco.expectSound()
  await page.getByRole('button', { name: 'It came back' }).click()
  await page.getByText('It is on record that the letter came back').waitFor()
  await senco.expectSound()
  await senco.open(pupilPage)
  expect(await page.locator('.app-next').innerText()).toContain('Write the letter')
  await page.getByRole('link', { name: 'Letters', exact: true }).click()
  await senco.expectSound()
  await page.getByRole('link', { name: 'SEN Support for Khadija Abbott' }).click()
  await page.getByRole('button', { name: 'Send it again' }).click()
  await senco.expectSound()
  await page.getByLabel('Printed and handed over').check()
  await page.getByRole('button', { name: 'Send it again' }).click()
  await page.getByText('The letter has been recorded as sent again').waitFor()
  await senco.expectSound()
})

test('one printout shows whether a pupil’s parents were told', async () => {
  await senco.open(pupilPage)
  await page.getByRole('link', { name: 'Were the parents told?' }).click()
  await page.getByRole('heading', { name: 'Told formally of SEN Support' }).waitFor()
  expect(await page.locator('.app-told__formal').innerText()).toContain('letter handed over, by SENCO Example')
  await senco.expectSound()
})

test('a school writes its own wording for a letter and previews it with a pupil', async () => {
  await senco.open('/school/letters')
  await senco.expectSound()
  await page.getByRole('link', { name: 'Invitation to a review' }).click()
  await senco.expectSound()
  const body = page.getByLabel('The letter', { exact: true })
  await body.fill(`${await body.inputValue()}\n\nTea and biscuits for {{forenam}}`)
  await page.getByRole('button', { name: 'Save the words' }).click()
  await page.getByText('Did you mean {{forename}}?').first().waitFor()
  await senco.expectSound()
  await body.fill((await body.inputValue()).replace('{{forenam}}', '{{forename}}'))
  await page.getByRole('button', { name: 'Save the words' }).click()
  await page.waitForURL('**/school/letters')
  await senco.open('/school/letters/invitation/preview')
  await page.getByLabel('With which pupil?').selectOption({ label: 'Noah Abbott, Year 4' })
  await page.getByRole('button', { name: 'Show the letter' }).click()
  await page.getByText('Tea and biscuits for Noah').waitFor()
  await senco.expectSound()
})
