import { type Request, type RequestHandler, type Response, Router } from 'express'
import passport from 'passport'
import { Strategy as LocalStrategy } from 'passport-local'
import { personOf, schoolsOnDay } from '../access/current-staff.ts'
import { sendOn } from '../access/session.ts'
import type { SchoolOfUser } from '../access/user-accounts.ts'
import { dayInLondon } from '../days/clock.ts'
import { problems } from '../http/problems.ts'
import type { Responder } from '../http/respond.ts'
import type { Database } from '../platform/database/client.ts'
import type { FieldError } from '../ui/components/component-options.ts'
import { valuesOf } from '../ui/forms/form-values.ts'
import type { SignInLimit } from './sign-in-limit.ts'

declare global {
  namespace Express {
    interface User {
      userId: string
    }
  }
}

type SignInDependencies = {
  db: Database
  responder: Responder
  clock: () => Date
  limit: SignInLimit
  csrfTokenFor: (request: Request) => string
  hasValidCsrfToken: (request: Request, values: ReturnType<typeof valuesOf>) => boolean
}

const notKnown = 'That e-mail address and password do not go together. Check both and try again'

/** The routes for signing in and out, and for choosing a school if the user works at several. */
export function signInRoutes({
  db,
  responder,
  clock,
  limit,
  csrfTokenFor,
  hasValidCsrfToken,
}: SignInDependencies): Router {
  const router = Router()
  const schoolsNow = (request: Request, userId: string) =>
    schoolsOnDay(db, userId, { today: dayInLondon(clock()), requestId: request.id })
  const strategies = new passport.Passport()
  strategies.use(
    new LocalStrategy({ usernameField: 'email' }, (email, password, done) => {
      personOf(db, email, password).then((person) => done(null, person ?? false), done)
    }),
  )
  strategies.serializeUser((user, done) => done(null, user.userId))
  strategies.deserializeUser((userId: string, done) => done(null, { userId }))

  const showSignIn = (request: Request, response: Response, email = '', errors: FieldError[] = [], status = 200) =>
    responder.page(
      request,
      response,
      'sign-in/sign-in',
      {
        title: 'Sign in',
        errors,
        email,
        csrfToken: csrfTokenFor(request),
        held: request.session.formToRestore !== undefined,
      },
      status,
    )

  const showSchools = (request: Request, response: Response, schools: readonly SchoolOfUser[]) =>
    responder.page(request, response, 'sign-in/choose-school', {
      title: 'Choose a school',
      csrfToken: csrfTokenFor(request),
      schools: schools.map(({ schoolId, schoolName }) => ({ schoolId, schoolName })),
    })

  // A user with several schools who has not chosen one yet must choose first.
  router.get('/sign-in', (request, response) =>
    request.user && request.session.staffId === undefined
      ? response.redirect(303, '/choose-school')
      : showSignIn(request, response),
  )

  router.post('/sign-in', formBody, async (request, response, next) => {
    const values = valuesOf(request.rawForm)
    if (!hasValidCsrfToken(request, values))
      return showSignIn(
        request,
        response,
        values.email?.at(-1) ?? '',
        [{ text: 'The page had been open for too long. Sign in again', href: '#email' }],
        403,
      )
    const email = request.body.email
    const tries = { email, address: request.ip ?? '' }
    if (await limit.isReached(tries)) return responder.problem(request, response, problems.tooMany)
    strategies.authenticate('local', (error: unknown, user: Express.User | false) => {
      if (error) return next(error)
      if (user) enter(request, response, user).catch(next)
      else refuse(request, response, tries).catch(next)
    })(request, response, next)
  })

  async function refuse(request: Request, response: Response, tries: { email: string; address: string }) {
    await limit.countFailure(tries)
    await showSignIn(request, response, tries.email, [{ text: notKnown, href: '#email' }], 422)
  }

  async function enter(request: Request, response: Response, user: Express.User) {
    const schools = await schoolsNow(request, user.userId)
    if (schools.length === 0) {
      await showSignIn(
        request,
        response,
        '',
        [{ text: 'This person is not a member of staff of any school here', href: '#email' }],
        422,
      )
      return
    }
    const { next, formToRestore } = request.session
    await logIn(request, user)
    if (next !== undefined) request.session.next = next
    if (formToRestore !== undefined) request.session.formToRestore = formToRestore
    const [only] = schools
    if (schools.length > 1 || !only) await sendOn(request, response, '/choose-school')
    else await goOn(request, response, only)
  }

  router.get('/choose-school', async (request, response) => {
    if (!request.user) return response.redirect(303, '/sign-in')
    await showSchools(request, response, await schoolsNow(request, request.user.userId))
  })

  router.post('/choose-school', formBody, async (request, response) => {
    if (!request.user || !hasValidCsrfToken(request, valuesOf(request.rawForm)))
      return response.redirect(303, '/sign-in')
    const schools = await schoolsNow(request, request.user.userId)
    const chosen = schools.find(({ schoolId }) => schoolId === request.body.schoolId)
    if (chosen) await goOn(request, response, chosen)
    else await showSchools(request, response, schools)
  })

  router.post('/sign-out', formBody, (request, response) => {
    if (!hasValidCsrfToken(request, valuesOf(request.rawForm))) return response.redirect(303, '/')
    request.session.destroy(() => response.clearCookie('register').redirect(303, '/sign-in'))
  })

  return Router().use(strategies.initialize(), strategies.session(), router)
}

declare module 'express-serve-static-core' {
  interface Request {
    rawForm: string
  }
}

/**
 * Keeps the urlencoded text of a form in `rawForm`, and parses it into `body` with one string a field, for
 * passport-local.
 */
const formBody: RequestHandler = (request, _response, next) => {
  request.rawForm = typeof request.body === 'string' ? request.body : ''
  const fields = Object.entries(valuesOf(request.rawForm)).map(([name, typed]) => [
    name,
    (typed.at(-1) ?? '').replaceAll('\u0000', ''),
  ])
  request.body = { email: '', password: '', schoolId: '', ...Object.fromEntries(fields) }
  next()
}

const logIn = (request: Request, user: Express.User): Promise<void> =>
  new Promise((resolve, reject) => request.logIn(user, (error: unknown) => (error ? reject(error) : resolve())))

async function goOn(request: Request, response: Response, { schoolId, staffId }: SchoolOfUser): Promise<void> {
  const { next } = request.session
  // Forms open in other tabs are about the previous school. A new CSRF token makes them invalid.
  if (request.session.schoolId !== undefined) delete request.session.csrfToken
  request.session.schoolId = schoolId
  request.session.staffId = staffId
  delete request.session.next
  delete request.session.flash
  await sendOn(request, response, isLocal(next) ? next : '/')
}

/** Whether a redirect target is a path of this app and not another site. */
const isLocal = (address: string | undefined): address is string =>
  address !== undefined && /^\/(?![/\\])/.test(address)
