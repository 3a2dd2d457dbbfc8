import { describe, expect, test } from 'vitest'
import { errorsOf, newBrowser, password, signIn, testApp } from '../support/app.ts'

const { app, school } = await testApp()
const chosen = 'three other words'

describe('changing one’s own password', () => {
  test('the new one lets in, the old one does not', async () => {
    const ours = await school()
    const email = ours.emails.teacher
    const teacher = await signIn(app, email)
    const answer = await teacher.submit('/password', { email, present: password, password: chosen })
    expect(answer.status).toBe(303)
    expect((await newBrowser(app).submit('/sign-in', { email, password })).status).toBe(422)
    expect((await newBrowser(app).submit('/sign-in', { email, password: chosen })).status).toBe(303)
  })

  test('ends what was begun with the old one everywhere else, and nobody else’s', async () => {
    const ours = await school()
    const email = ours.emails.teacher
    const [here, elsewhere, another] = [await signIn(app, email), await signIn(app, email), await ours.as('head')]
    await here.submit('/password', { email, present: password, password: chosen })
    expect((await here.get('/my-classes')).status).toBe(200)
    expect((await elsewhere.get('/my-classes')).headers.location).toBe('/sign-in')
    expect((await another.get('/report')).status).toBe(200)
  })

  test.each([
    ['a wrong present password', { present: 'not this one' }, /do not go together/],
    ['another person’s address', { email: 'other' }, /do not go together/],
    ['too short a new one', { password: 'short' }, /12 characters or more/],
    ['no new one', { password: '' }, /Choose a password/],
  ])('%s is refused, and nothing is changed', async (_name, fault, message) => {
    const ours = await school()
    const email = ours.emails.teacher
    const teacher = await signIn(app, email)
    const address = 'email' in fault ? { email: ours.emails.head } : fault
    const answer = await teacher.submit('/password', { email, present: password, password: chosen, ...address })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)[0]).toMatch(message)
    expect((await newBrowser(app).submit('/sign-in', { email, password })).status).toBe(303)
  })

  test('nobody who is not signed in gets there', async () => {
    expect((await newBrowser(app).get('/password')).headers.location).toBe('/sign-in')
  })
})
