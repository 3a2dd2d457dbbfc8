import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/access/permissions.ts'
import { findSignIn } from '../../src/access/user-accounts.ts'
import { createApp } from '../../src/app.ts'
import { toDate } from '../../src/platform/database/days.ts'
import {
  dayTyped,
  errorsOf,
  type Fields,
  mainText,
  password,
  type TestSchool,
  testApp,
  testToday,
} from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { listening } from './listening.ts'
import { newVisitor, type Visitor } from './visitor.ts'

const { school } = await testApp()
const { db, url } = await testDatabase()
const pool = new pg.Pool({ connectionString: url, max: 4 })
afterAll(() => pool.end())

/** The app as a school runs it: behind a proxy that speaks https. */
const origin = await listening(
  createApp({
    db,
    pool,
    sessionSecret: 'only for tests',
    setUp: { token: null },
    clock: () => new Date(`${testToday}T12:00:00Z`),
    log: pino({ level: 'silent' }),
    secure: true,
    proxies: 1,
    canMail: false,
    pdf: null,
  }),
)

let places = 0
/** A browser with an IP address of its own, so that failed sign-ins of one test do not count in another. */
function somewhere(): Visitor {
  places += 1
  return newVisitor(origin, { 'x-forwarded-proto': 'https', 'x-forwarded-for': `10.1.${places >> 8}.${places & 255}` })
}

async function signIn(visitor: Visitor, email: string) {
  const reply = await visitor.submit('/sign-in', { email, password })
  expect(reply.status).toBe(303)
  return String(reply.headers.location)
}

async function as(ours: TestSchool, role: Role): Promise<Visitor> {
  const visitor = somewhere()
  await signIn(visitor, ours.emails[role])
  return visitor
}

const sessionOf = (visitor: Visitor): string =>
  decodeURIComponent(visitor.cookie().split('=')[1] ?? '')
    .slice(2)
    .split('.')[0] ?? ''

/** Makes a session expire, as after an hour without requests. */
const expire = (visitor: Visitor) =>
  pool.query(`update session set expire = now() - interval '1 second' where sid = $1`, [sessionOf(visitor)])

const typed: Fields = {
  seen: 'Covers his ears when the hall is loud',
  raisedBy: 'staff',
  areas: ['communication', 'sensoryPhysical'],
  universalStrategies: 'A seat by the door',
  ...dayTyped('raisedOn', '2026-11-20'),
}

/** The fields of a form without those that depend on the session. */
const asTyped = ({ _csrf, ...fields }: Record<string, string | readonly string[]>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]))

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const path = `/pupils/${pupilId}/concerns/new`
  const concerns = () => ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  return { ours, pupilId, path, concerns }
}

describe('a session that expires while a form is open', () => {
  async function runOut() {
    const found = await aPupil()
    const senco = await as(found.ours, 'senco')
    const address = `${found.path}?from=register`
    const fields = { ...(await senco.formAt(address)), ...typed }
    await expire(senco)
    const reply = await senco.post(address, fields)
    expect([reply.status, reply.headers.location]).toEqual([303, '/sign-in'])
    expect(await found.concerns()).toEqual([])
    return { ...found, senco, address, fields }
  }

  test('after signing in again, a form sent in an expired session is shown as typed, unsaved, and then saves once', async () => {
    const { ours, senco, address, fields, concerns } = await runOut()
    expect(mainText((await senco.get('/sign-in')).text)).toContain('What you typed has been kept')
    expect(await signIn(senco, ours.emails.senco)).toBe(address)
    const again = await senco.formAt(address)
    expect(asTyped(again)).toEqual(asTyped(fields))
    expect(await concerns()).toEqual([])

    expect((await senco.post(address, again)).status).toBe(303)
    expect((await senco.post(address, again)).status).toBe(303)
    expect(await concerns()).toMatchObject([{ id: again.id?.[0], seen: typed.seen, areas: typed.areas }])
    expect((await senco.get(address)).text).not.toContain('Covers his ears')
  })

  test('a wrong password when signing in again does not lose the form', async () => {
    const { ours, senco, address } = await runOut()
    expect((await senco.submit('/sign-in', { email: ours.emails.senco, password: 'wrong' })).status).toBe(422)
    await signIn(senco, ours.emails.senco)
    expect((await senco.get(address)).text).toContain('Covers his ears')
  })

  test('another person who signs in on the same browser does not see the first person’s form', async () => {
    const { ours, senco, address } = await runOut()
    await signIn(senco, ours.emails.head)
    const page = await senco.get(address)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('Covers his ears')
    expect((await senco.get(address)).text).not.toContain('Covers his ears')
  })

  test('signing in leads to the page that was asked for, and a button pressed in an expired session does nothing', async () => {
    const { ours, pupilId } = await aPupil()
    const visitor = somewhere()
    expect((await visitor.get(`/pupils/${pupilId}?asOf=2026-11-01`)).headers.location).toBe('/sign-in')
    expect(await signIn(visitor, ours.emails.senco)).toBe(`/pupils/${pupilId}?asOf=2026-11-01`)

    await expire(visitor)
    const pressed = await visitor.post(`/pupils/${pupilId}/plans/${uuidv7()}/acknowledge`, {})
    expect([pressed.status, pressed.headers.location]).toEqual([303, '/sign-in'])
    expect(await signIn(visitor, ours.emails.senco)).toBe('/')
  })
})

test('a form opened before signing in again comes back as typed, and then saves once', async () => {
  const { ours, path, concerns } = await aPupil()
  const senco = await as(ours, 'senco')
  const fields = { ...(await senco.formAt(path)), ...typed }
  await signIn(senco, ours.emails.senco)
  const reply = await senco.post(path, fields)
  expect([reply.status, reply.headers.location]).toEqual([303, path])
  expect(await concerns()).toEqual([])
  const again = await senco.formAt(path)
  expect(asTyped(again)).toEqual(asTyped(fields))
  expect((await senco.post(path, again)).status).toBe(303)
  expect(await concerns()).toHaveLength(1)
})

test('a form opened by one person and sent by another does not show its text to the sender', async () => {
  const { ours, path } = await aPupil()
  const fields = { ...(await (await as(ours, 'senco')).formAt(path)), ...typed }
  const teacher = await as(ours, 'teacher')
  await teacher.post(path, fields)
  expect((await teacher.get(path)).text).not.toContain('Covers his ears')
})

describe('signing in and out', () => {
  test('the session cookie is HttpOnly, Secure and SameSite=Lax, and changes on signing in', async () => {
    const ours = await school()
    const visitor = somewhere()
    await visitor.get('/sign-in')
    const before = visitor.cookie()
    await signIn(visitor, ours.emails.head)
    expect(visitor.cookieLine()).toMatch(/^register=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/)
    expect(visitor.cookie()).not.toBe(before)
    visitor.takeCookie(before)
    expect((await visitor.get('/report')).headers.location).toBe('/sign-in')
  })

  test('a forged session cookie is ignored', async () => {
    const ours = await school()
    const visitor = await as(ours, 'senco')
    visitor.takeCookie(visitor.cookie().slice(0, -4))
    expect((await visitor.get('/register')).headers.location).toBe('/sign-in')
  })

  test('signing out ends the session on the server', async () => {
    const ours = await school()
    const senco = await as(ours, 'senco')
    const cookie = senco.cookie()
    const reply = await senco.post('/sign-out', await signOutFields(senco))
    expect(reply.headers.location).toBe('/sign-in')
    senco.takeCookie(cookie)
    expect((await senco.get('/register')).headers.location).toBe('/sign-in')
  })

  test('a sign-out request without a CSRF token is ignored', async () => {
    const ours = await school()
    const senco = await as(ours, 'senco')
    await senco.post('/sign-out', {})
    expect((await senco.get('/register')).status).toBe(200)
  })

  test('ten wrong passwords lock out that person from that IP address only', async () => {
    const ours = await school()
    const guesser = somewhere()
    const email = ours.emails.senco
    for (let guess = 0; guess < 10; guess += 1) {
      const reply = await guesser.submit('/sign-in', {
        email: guess % 2 ? email : email.toUpperCase(),
        password: 'guess',
      })
      expect(reply.status).toBe(422)
      expect(errorsOf(reply.text)).toEqual([
        'That e-mail address and password do not go together. Check both and try again',
      ])
    }
    const refused = await guesser.submit('/sign-in', { email, password })
    expect(refused.status).toBe(429)
    expect(mainText(refused.text)).toContain('Wait 15 minutes')
    await signIn(somewhere(), email)
    await signIn(guesser, ours.emails.head)
  })

  test.each([
    ['a NUL character', 'a\u0000b', 422],
    ['no characters', '', 422],
    ['100 KB', 'x'.repeat(100_000), 422],
    ['2 MB', 'x'.repeat(2_000_000), 413],
  ])('signing in with a password of %s is refused', async (_name, wrong, status) => {
    const ours = await school()
    const reply = await somewhere().submit('/sign-in', { email: ours.emails.senco, password: wrong })
    expect(reply.status).toBe(status)
    expect(reply.text).not.toContain('xxx')
  })

  test.each([
    '//evil.example/register',
    '/\\evil.example/register',
    'http://evil.example/register',
    '/sign-in?next=https://evil.example',
    '/sign-in?next=//evil.example',
  ])('signing in after a visit to %s does not redirect to another site', async (address) => {
    const ours = await school()
    const visitor = somewhere()
    await visitor.get(address)
    expect(await signIn(visitor, ours.emails.senco)).toBe('/')
  })
})

async function signOutFields(visitor: Visitor): Promise<Fields> {
  const { text } = await visitor.get('/register')
  return { _csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' }
}

describe('changes while somebody is signed in', () => {
  const change = (ours: TestSchool, role: Role, data: { role?: Role; leftOn?: Date | null }) =>
    ours.inSchool((tx) =>
      tx.staffMember.updateMany({ where: { schoolId: ours.schoolId, id: ours.staffIds[role] }, data }),
    )

  test('a person still works on their last day, and is signed out at the first request after it', async () => {
    const { ours, path, concerns } = await aPupil()
    const teacher = await as(ours, 'teacher')
    const form = await teacher.formAt(path)
    await change(ours, 'teacher', { leftOn: toDate(testToday) })
    expect((await teacher.get('/my-classes')).status).toBe(200)
    await change(ours, 'teacher', { leftOn: toDate('2026-11-23') })
    const reply = await teacher.post(path, { ...form, ...typed })
    expect([reply.status, reply.headers.location]).toEqual([303, '/sign-in'])
    expect(await concerns()).toEqual([])
    await change(ours, 'teacher', { leftOn: null })
    expect((await teacher.get('/my-classes')).headers.location).toBe('/sign-in')
  })

  test('a change of a user’s role applies from their next request', async () => {
    const { ours, pupilId } = await aPupil()
    const person = await as(ours, 'teacher')
    expect((await person.get('/register')).status).toBe(403)
    await change(ours, 'teacher', { role: 'head' })
    expect((await person.get('/register')).status).toBe(200)
    expect((await person.get('/')).headers.location).toBe('/at-a-glance')
    await change(ours, 'teacher', { role: 'administrator' })
    expect((await person.get('/register')).status).toBe(403)
    expect((await person.get(`/pupils/${pupilId}`)).status).toBe(403)
  })
})

describe('a person of two schools', () => {
  async function ofTwo() {
    const [first, second] = [await school('First Primary'), await school('Second Primary')]
    const user = await findSignIn(db, first.emails.senco)
    await second.inSchool((tx) =>
      tx.staffMember.updateMany({
        where: { schoolId: second.schoolId, id: second.staffIds.senco },
        data: { userId: user?.userId ?? '' },
      }),
    )
    const visitor = somewhere()
    expect(await signIn(visitor, first.emails.senco)).toBe('/choose-school')
    const choose = async (schoolId: string) => visitor.submit('/choose-school', { schoolId })
    return { first, second, visitor, choose, ofFirst: await first.pupil(), ofSecond: await second.pupil() }
  }

  test('a person of two schools sees no school before choosing one, and then only the chosen school', async () => {
    const { first, second, visitor, choose, ofFirst, ofSecond } = await ofTwo()
    expect((await visitor.get('/register')).headers.location).toBe('/sign-in')
    const page = mainText((await visitor.get('/choose-school')).text)
    expect(page).toContain('First Primary')
    expect(page).toContain('Second Primary')

    expect((await choose(first.schoolId)).headers.location).toBe('/register')
    expect((await visitor.get('/register')).text).toContain('First Primary')
    expect((await visitor.get(`/pupils/${ofFirst.pupilId}`)).status).toBe(200)
    expect((await visitor.get(`/pupils/${ofSecond.pupilId}`)).status).toBe(404)

    expect((await choose(second.schoolId)).status).toBe(303)
    expect((await visitor.get(`/pupils/${ofFirst.pupilId}`)).status).toBe(404)
    expect((await visitor.get(`/pupils/${ofSecond.pupilId}`)).status).toBe(200)
  })

  test('a person of two schools who opens a form in one school cannot save it in the other', async () => {
    const { first, second, visitor, choose, ofFirst } = await ofTwo()
    await choose(first.schoolId)
    const path = `/pupils/${ofFirst.pupilId}/concerns/new`
    const fields = { ...(await visitor.formAt(path)), ...typed }
    await choose(second.schoolId)
    expect((await visitor.post(path, fields)).headers.location).toBe(path)
    expect((await visitor.get(path)).status).toBe(404)
    const saved = await first.inSchool((tx) => tx.concern.count({ where: { schoolId: first.schoolId } }))
    expect(saved).toBe(0)
  })

  test('a person of two schools cannot choose a third school', async () => {
    const { visitor, choose } = await ofTwo()
    const third = await school('Third Primary')
    for (const schoolId of [third.schoolId, '', 'constructor', '%00']) {
      const reply = await choose(schoolId)
      expect(reply.status).toBe(200)
      expect(mainText(reply.text)).not.toContain('Third Primary')
    }
    expect((await visitor.get('/register')).headers.location).toBe('/sign-in')
  })
})
