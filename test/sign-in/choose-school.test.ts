import { expect, test } from 'vitest'
import { findSignIn } from '../../src/access/user-accounts.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { mainText, newBrowser, password, type TestSchool, testApp } from '../support/app.ts'

const { app, db, school } = await testApp()

/** A user who is SENCO of two schools. */
async function ofTwo() {
  const [first, second] = [await school('First Primary'), await school('Second Primary')]
  const { emails, schoolId } = first
  const user = await findSignIn(db, emails.senco)
  await second.inSchool((tx) =>
    tx.staffMember.updateMany({
      where: { schoolId: second.schoolId, id: second.staffIds.senco },
      data: { userId: user?.userId ?? '' },
    }),
  )
  const browser = newBrowser(app)
  const signIn = () => browser.submit('/sign-in', { email: emails.senco, password })
  return { first, second, browser, signIn, schoolId }
}

const leave = ({ schoolId, staffIds, inSchool }: TestSchool, day: string) =>
  inSchool((tx) =>
    tx.staffMember.updateMany({ where: { schoolId, id: staffIds.senco }, data: { leftOn: toDate(day) } }),
  )

test('a user of two schools must choose one before any page, and then gets the page they wanted', async () => {
  const { browser, signIn, schoolId } = await ofTwo()
  expect((await signIn()).headers.location).toBe('/choose-school')
  expect((await browser.get('/register')).headers.location).toBe('/sign-in')
  expect((await browser.get('/sign-in')).headers.location).toBe('/choose-school')
  expect((await browser.submit('/choose-school', { schoolId })).headers.location).toBe('/register')
  expect((await browser.get('/sign-in')).status).toBe(200)
})

test('a user of two schools can sign out on the page for choosing a school', async () => {
  const { browser, signIn } = await ofTwo()
  await signIn()
  const { _csrf = [] } = await browser.formAt('/choose-school')
  expect((await browser.post('/sign-out', { _csrf })).headers.location).toBe('/sign-in')
  expect((await browser.get('/sign-in')).status).toBe(200)
})

test('a user who has left one of two schools cannot choose it, and is not asked at the next sign-in', async () => {
  const { first, second, browser, signIn } = await ofTwo()
  await signIn()
  await leave(second, '2026-11-23')
  const page = mainText((await browser.get('/choose-school')).text)
  expect(page).toContain('First Primary')
  expect(page).not.toContain('Second Primary')
  const chosen = await browser.submit('/choose-school', { schoolId: second.schoolId })
  expect(mainText(chosen.text)).not.toContain('Second Primary')

  const again = newBrowser(app)
  const answer = await again.submit('/sign-in', { email: first.emails.senco, password })
  expect(answer.headers.location).toBe('/')
  expect((await again.get('/today')).text).toContain('First Primary')
})

test('a user who has left both schools sees a message and cannot sign in again', async () => {
  const { first, second, browser, signIn } = await ofTwo()
  await signIn()
  for (const one of [first, second]) await leave(one, '2026-11-23')
  expect(mainText((await browser.get('/choose-school')).text)).toContain(
    'You are not down to work at any of them today.',
  )
  expect((await newBrowser(app).submit('/sign-in', { email: first.emails.senco, password })).status).toBe(422)
})
