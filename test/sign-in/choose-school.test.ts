import { expect, test } from 'vitest'
import { findSignIn } from '../../src/access/user-accounts.ts'
import { toDate } from '../../src/platform/database/days.ts'
import { mainText, newBrowser, password, type TestSchool, testApp } from '../support/app.ts'

const { app, db, school } = await testApp()

/** Somebody who is SENCO of two schools under one address. */
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

test('who has not chosen yet is asked to, wherever they wanted to go, and then gets there', async () => {
  const { browser, signIn, schoolId } = await ofTwo()
  expect((await signIn()).headers.location).toBe('/choose-school')
  expect((await browser.get('/register')).headers.location).toBe('/sign-in')
  expect((await browser.get('/sign-in')).headers.location).toBe('/choose-school')
  expect((await browser.submit('/choose-school', { schoolId })).headers.location).toBe('/register')
  expect((await browser.get('/sign-in')).status).toBe(200)
})

test('who signed in by mistake can sign out from there', async () => {
  const { browser, signIn } = await ofTwo()
  await signIn()
  const { _csrf = [] } = await browser.formAt('/choose-school')
  expect((await browser.post('/sign-out', { _csrf })).headers.location).toBe('/sign-in')
  expect((await browser.get('/sign-in')).status).toBe(200)
})

test('a school that they have left is not to be chosen; of the other alone nobody is asked', async () => {
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

test('who has left both is told so', async () => {
  const { first, second, browser, signIn } = await ofTwo()
  await signIn()
  for (const one of [first, second]) await leave(one, '2026-11-23')
  expect(mainText((await browser.get('/choose-school')).text)).toContain(
    'You are not down to work at any of them today.',
  )
  expect((await newBrowser(app).submit('/sign-in', { email: first.emails.senco, password })).status).toBe(422)
})
