import { describe, expect, test } from 'vitest'
import { errorsOf, newBrowser, password, signIn, testApp } from '../support/app.ts'

const { app, school } = await testApp()
const chosen = 'three other words'

describe('changing one’s own password', () => {
  test('after a user changes their password, only the new password signs them in', async () => {
    const ours = await school()
    const email = ours.emails.teacher
    const teacher = await signIn(app, email)
    const answer = await teacher.submit('/password', { email, present: password, password: chosen })
    expect(answer.status).toBe(303)
    expect((await newBrowser(app).submit('/sign-in', { email, password })).status).toBe(422)
    expect((await newBrowser(app).submit('/sign-in', { email, password: chosen })).status).toBe(303)
  })

  test('changing a password ends the user’s other sessions and nobody else’s', async () => {
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
    ['a new password that is too short', { password: 'short' }, /12 characters or more/],
    ['an empty new password', { password: '' }, /Choose a password/],
  ])('a password change with %s gets 422 and changes nothing', async (_name, fault, message) => {
    const ours = await school()
    const email = ours.emails.teacher
    const teacher = await signIn(app, email)
    const address = 'email' in fault ? { email: ours.emails.head } : fault
    const answer = await teacher.submit('/password', { email, present: password, password: chosen, ...address })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)[0]).toMatch(message)
    expect((await newBrowser(app).submit('/sign-in', { email, password })).status).toBe(303)
  })

  test('the page for changing the password redirects to the sign-in page if nobody is signed in', async () => {
    expect((await newBrowser(app).get('/password')).headers.location).toBe('/sign-in')
  })
})
