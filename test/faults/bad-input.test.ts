import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { Route } from '../../src/http/route.ts'
import { routes } from '../../src/routes.ts'
import { fieldsOf, mainText, testApp } from '../support/app.ts'
import { demoSchool, emailOf } from '../support/demo-school.ts'
import { addressesByIds, addressesByWalking, withHostileIds } from './addresses.ts'
import { expectWellFormedReply } from './expect-reply.ts'
import {
  filePart,
  hostileAddresses,
  hostileBodies,
  hostileIds,
  hostileNames,
  hostileQueries,
  hostileTexts,
  multipart,
  part,
  unreadableIds,
} from './hostile-input.ts'
import { listening } from './listening.ts'
import { formType, newVisitor, signedIn, urlencoded } from './visitor.ts'

/*
 * Sends hostile addresses and bodies to every route of the app as the demo school's SENCO. The routes are the mounted
 * list, and the addresses are found by following links as the SENCO and a teacher. So a new page is tested without
 * being added here.
 */

const { app, db } = await testApp()
await demoSchool(db)
const origin = await listening(app)
const senco = await signedIn(origin, emailOf('senco'))
const csrf = fieldsOf((await senco.get('/register')).text, '/sign-out')._csrf?.[0] ?? ''
const pupils = readFileSync(new URL('../imports/files/sims-pupils.csv', import.meta.url))
await senco.send('POST', '/import', multipart(part('_csrf', csrf), part('id', uuidv7()), filePart(pupils)))

const teacher = await signedIn(origin, emailOf('teacher'))
const walked = new Map([...(await addressesByWalking(teacher, routes)), ...(await addressesByWalking(senco, routes))])
const addresses = new Map([...walked, ...addressesByIds(walked, routes)])
const addressOf = ({ method, path }: Route): string => addresses.get(`${method} ${path}`) ?? ''
const pathOf = (route: Route): string => addressOf(route).split('?')[0] ?? ''

const named = (some: readonly Route[]) => some.map((route) => [`${route.method} ${route.path}`, route] as const)
const gets = named(routes.filter(({ method }) => method === 'get'))
const posts = named(routes.filter(({ method }) => method === 'post'))
const forms = posts.filter(([, { isForm }]) => isForm)

/** Forms that answer 200: searches by name. They use POST so that a name is not in the address. */
const looksForNames = [
  '/pupils/find',
  '/register',
  '/register.csv',
  '/school/classes/:classId/pupils/find',
  '/search',
  '/search/suggestions',
]
const answersOf = ({ path }: Route): number[] => [
  ...(looksForNames.includes(path) ? [200] : []),
  303,
  404,
  409,
  413,
  422,
]

/** The fields of the route's form as its page shows them; none where the demo has no such page. */
async function fieldsAt(route: Route): Promise<Record<string, string[]>> {
  const { text } = await senco.get(addressOf(route))
  const forms = parse(text).querySelectorAll('form[method=post]')
  return forms.some((form) => form.getAttribute('action') === addressOf(route)) ? fieldsOf(text, pathOf(route)) : {}
}

test('the links followed from the first pages reach more than 85% of the routes', () => {
  expect(walked.size / routes.length).toBeGreaterThan(0.85)
})

describe('routes asked with hostile addresses', () => {
  test.each(named(routes).filter(([, { path }]) => path.includes(':')))(
    '%s answers 404 for unknown ids and 400 for unreadable ones',
    async (_name, route) => {
      const body = route.method === 'get' ? null : { type: formType, content: urlencoded({ _csrf: csrf }) }
      for (const id of hostileIds) {
        for (const address of withHostileIds(route, addressOf(route), id)) {
          const reply = await senco.send(route.method.toUpperCase(), address, body)
          expect(reply.status, address).toBe(unreadableIds.includes(id) ? 400 : 404)
          await expectWellFormedReply(reply, address)
        }
      }
    },
  )

  test.each(gets)('%s never answers 500 to hostile query strings', async (_name, route) => {
    for (const query of hostileQueries) await expectWellFormedReply(await senco.get(`${pathOf(route)}?${query}`), query)
  })

  test.each([...new Map(routes.map((route) => [route.path, route]))])(
    '%s answers 404 to PUT, DELETE and TRACE',
    async (_path, route) => {
      for (const method of ['PUT', 'DELETE', 'TRACE']) {
        const reply = await senco.send(method, addressOf(route), {
          type: formType,
          content: urlencoded({ _csrf: csrf }),
        })
        expect(reply.status, method).toBe(404)
        await expectWellFormedReply(reply, method)
      }
    },
  )

  test.each(hostileAddresses)('the malformed address %s gets a complete error page', async (address) => {
    await expectWellFormedReply(await senco.get(address), address)
    await expectWellFormedReply(await newVisitor(origin).get(address), address)
  })
})

describe('forms posted with hostile bodies', () => {
  test.each(posts)('%s never answers 500 to a body that is not a valid form', async (_name, route) => {
    for (const [what, body] of hostileBodies(csrf)) {
      const reply = await senco.send('POST', addressOf(route), body)
      expect([...answersOf(route), 400, 403], `${what}: ${mainText(reply.text).slice(0, 200)}`).toContain(reply.status)
      await expectWellFormedReply(reply, what)
    }
    // A form sent without its session's CSRF token is kept and shown again.
    await expectWellFormedReply(await senco.get(addressOf(route)), 'the page afterwards')
  })

  test.each(forms)('%s never answers 500 to hostile values in every field', async (_name, route) => {
    const names = Object.keys(await fieldsAt(route))
    for (const turn of [0, 4, 7, 11]) {
      const fields = names.map((name, at) => [name, hostileTexts[(at + turn) % hostileTexts.length] ?? ''] as const)
      const reply = await senco.post(addressOf(route), { ...Object.fromEntries(fields), _csrf: csrf })
      expect(answersOf(route), mainText(reply.text).slice(0, 200)).toContain(reply.status)
      await expectWellFormedReply(reply, `turn ${turn}`)
    }
  })

  const typed = fc.oneof(
    fc.constantFrom(...hostileTexts, '', 'yes', 'no', '1', '31', '12', '2026', '0', 'other'),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer({ min: -5, max: 10_000 }).map(String),
  )

  test.each(forms)('%s never answers 500 to random fields and values', async (_name, route) => {
    const shown = await fieldsAt(route)
    const names = fc.oneof(fc.constantFrom(...Object.keys(shown), ...hostileNames), fc.string({ maxLength: 12 }))
    const changes = fc.array(fc.tuple(names, fc.array(typed, { minLength: 1, maxLength: 3 })), { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const reply = await senco.post(addressOf(route), { ...shown, ...Object.fromEntries(changed), _csrf: csrf })
        expect(answersOf(route)).toContain(reply.status)
      }),
      { numRuns: 15 },
    )
  })
})

describe('hostile input before signing in', () => {
  const contents = (token: string) => [
    '',
    '%zz=%',
    `_csrf=${token}`,
    `_csrf=${token}&email=a&email=b&password=c&password=d`,
    `_csrf=${token}&email=%00&password=%00`,
    `_csrf=${token}&email=%ED%A0%80&password=%ED%A0%80&schoolId=1&token=%00`,
    `_csrf=${token}&__proto__=1&constructor=2&email=x`,
    urlencoded({ _csrf: token, email: 'x'.repeat(100_000), password: 'x'.repeat(100_000) }),
    urlencoded({ _csrf: token, email: 'a', password: 'x'.repeat(2_000_000) }),
  ]

  test.each(['/sign-in', '/choose-school', '/sign-out', '/set-up'])(
    '%s never answers 500 to anything sent before signing in',
    async (address) => {
      const visitor = newVisitor(origin)
      const token = (await visitor.formAt('/sign-in'))._csrf?.[0] ?? ''
      for (const content of contents(token)) {
        const reply = await visitor.send('POST', address, { type: formType, content })
        await expectWellFormedReply(reply, content.slice(0, 60))
      }
      for (const [what, body] of hostileBodies(token))
        await expectWellFormedReply(await visitor.send('POST', address, body), what)
      for (const query of hostileQueries) await expectWellFormedReply(await visitor.get(`${address}?${query}`), query)
    },
  )
})
