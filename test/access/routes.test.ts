import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { permissions, type Role, scopeOf } from '../../src/access/permissions.ts'
import { routes } from '../../src/routes.ts'
import { type Browser, newBrowser, testApp } from '../support/app.ts'

/*
 * Checks every route against the table of permissions: for every role, for nobody, and for a user of another school.
 * The test uses the same list of routes that the app mounts, so new routes are checked too.
 */

const { app, school } = await testApp()
const ours = await school('Ours')
const other = await school('Other')
const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
const { pupilId: untaughtId } = await ours.pupil()
const roles: readonly Role[] = ['senco', 'teacher', 'teachingAssistant', 'head', 'administrator']

const addressOf = (path: string, ofPupil: string): string =>
  path.replaceAll(/:(\w+)/g, (_whole, name: string) => {
    if (name === 'pupilId') return ofPupil
    return name.endsWith('Id') ? uuidv7() : '6.43-parents-informed'
  })

async function statusOf(browser: Browser, method: 'get' | 'post', address: string): Promise<number> {
  if (method === 'get') return (await browser.get(address)).status
  const token = await tokenOf(browser)
  return (await browser.post(address, { _csrf: token })).status
}

/** The session's CSRF token, from the sign-out button in the layout of any page. */
async function tokenOf(browser: Browser): Promise<string> {
  const page = await browser.get('/no-such-page-but-signed-in')
  return /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
}

const allRoutes = routes.map((route) => [`${route.method} ${route.path}`, route] as const)

describe.each(roles)('role %s', (role) => {
  test.each(allRoutes)(
    `${role} gets 403 for %s if and only if the role lacks the route’s permission`,
    async (_name, { method, path, may }) => {
      const browser = await ours.as(role)
      const status = await statusOf(browser, method, addressOf(path, pupilId))
      if (scopeOf(role, may) === null) expect(status).toBe(403)
      else expect(status).not.toBe(403)
      expect(status).toBeLessThan(500)
    },
  )
})

describe('every route without a session', () => {
  test.each(allRoutes)('%s redirects to the sign-in page if nobody is signed in', async (_name, { method, path }) => {
    const browser = newBrowser(app)
    const address = addressOf(path, pupilId)
    const answer = method === 'get' ? await browser.get(address) : await browser.post(address, {})
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/sign-in')
  })
})

const pupilRoutes = allRoutes.filter(([, { path }]) => path.includes(':pupilId'))

describe('every route about a pupil, asked by a SENCO of another school', () => {
  test.each(pupilRoutes)('%s gives 404 to a SENCO of another school', async (_name, { method, path }) => {
    const browser = await other.as('senco')
    expect(await statusOf(browser, method, addressOf(path, pupilId))).toBe(404)
  })
})

const teachers = pupilRoutes.filter(([, { may }]) => scopeOf('teacher', may) === 'own')

describe('routes about a pupil, asked by a teacher who does not teach the pupil', () => {
  test.each(teachers)('%s gives 404 to a teacher who does not teach the pupil', async (_name, { method, path }) => {
    const browser = await ours.as('teacher')
    expect(await statusOf(browser, method, addressOf(path, untaughtId))).toBe(404)
  })
})

test('every permission is used by a route', () => {
  const used = new Set(routes.map(({ may }) => may))
  expect(Object.keys(permissions).filter((permission) => ![...used].some((may) => may === permission))).toEqual([])
})

test('no route is mounted twice, and no route with a parameter in its path hides a later route', () => {
  const seen = routes.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(seen).size).toBe(seen.length)
  for (const [index, { method, path }] of routes.entries()) {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
    const shadowed = routes
      .slice(index + 1)
      .filter((later) => later.method === method && pattern.test(later.path) && later.path !== path)
    expect(shadowed.map((later) => `${path} hides ${later.path}`)).toEqual([])
  }
})
