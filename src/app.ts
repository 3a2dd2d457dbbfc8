import { randomUUID } from 'node:crypto'
import express, { type Express, type Request, type RequestHandler } from 'express'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { type SignedIn, staffOnDay } from './access/current-staff.ts'
import { firstPage } from './access/permissions.ts'
import { sessions } from './access/session.ts'
import { dayInLondon } from './days/clock.ts'
import { mountRoutes } from './http/answer-request.ts'
import { notFound } from './http/answers.ts'
import { errorPage } from './http/errors.ts'
import { problems } from './http/problems.ts'
import { createResponder } from './http/respond.ts'
import { csrfTokenFor, hasValidCsrfToken, notKept, securityHeaders } from './http/security.ts'
import { takeFile } from './http/take-file.ts'
import type { Database } from './platform/database/client.ts'
import { inSchool } from './platform/database/in-school.ts'
import type { Pdf } from './platform/pdf/pdf.ts'
import { feed, routes } from './routes.ts'
import { ownPasswordRoutes } from './sign-in/own-password.ts'
import { type SetUp, setUpRoutes } from './sign-in/set-up.ts'
import { signInRoutes } from './sign-in/sign-in.ts'
import { signInLimit } from './sign-in/sign-in-limit.ts'
import { assetCaching, assetFolders } from './ui/views/assets.ts'

type AppDependencies = {
  db: Database
  /** Connections for sessions and rate limits, as the app's database role. */
  pool: Pool
  sessionSecret: string
  /** Holds the token of the one-time set-up link, until the database has a school. */
  setUp: SetUp
  clock: () => Date
  log: Logger
  secure: boolean
  proxies: number
  /** Whether a mail server is configured. */
  canMail: boolean
  /** Makes PDFs of pages; null if there is no Chromium. */
  pdf: Pdf | null
}

declare module 'express-serve-static-core' {
  interface Request {
    id: string
  }
}

/**
 * The largest request body of a form. It is many times larger than the fields together allow, so that a text that is
 * too long gets an error message at its field.
 */
const largestForm = '1mb'

/** The Express app of the register. All dependencies are passed in, so that tests run the same app as schools. */
export function createApp(dependencies: AppDependencies): Express {
  const { db, pool, sessionSecret, setUp, clock, log, secure, proxies, canMail, pdf } = dependencies
  const app = express()
  const responder = createResponder({ clock, csrfTokenFor, pdf })
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', proxies)
  app.set('query parser', false)

  app.use(requestId, requestLog(log), securityHeaders({ secure }))
  for (const { mount, folder } of assetFolders) app.use(mount, express.static(folder, assetCaching))
  app.get('/healthz', async (_request, response) => {
    await db.$queryRaw`select 1`
    response.type('text').send('ok\n')
  })
  app.use((request, response, next) =>
    request.originalUrl.startsWith('/') ? next() : responder.problem(request, response, problems.badAddress),
  )
  app.use(feed({ db, pool, clock }))
  // The form is parsed before the session, so that the error page can send it again if the database is down.
  app.use(notKept, express.text({ type: 'application/x-www-form-urlencoded', limit: largestForm }))
  app.use(sessions({ pool, secret: sessionSecret, secure }))
  app.use(setUpRoutes({ db, setUp, responder, clock, csrfTokenFor, hasValidCsrfToken }))
  const limit = signInLimit(pool)
  app.use(signInRoutes({ db, responder, clock, limit, csrfTokenFor, hasValidCsrfToken }))
  app.use(ownPasswordRoutes({ db, responder, limit, csrfTokenFor, hasValidCsrfToken }))

  async function whoIsSignedIn(request: Request): Promise<SignedIn | null> {
    const { schoolId, staffId } = request.session
    if (schoolId === undefined || staffId === undefined) return null
    const entry = { schoolId, actorId: staffId, requestId: request.id }
    const today = dayInLondon(clock())
    return inSchool(db, entry, (tx) => staffOnDay(tx, { schoolId, staffId }, today), { readOnly: true })
  }
  app.get('/', async (request, response) => {
    const user = await whoIsSignedIn(request)
    if (user) response.redirect(303, firstPage[user.role])
    else if (request.session.staffId === undefined) response.redirect(303, '/sign-in')
    else request.session.destroy(() => response.redirect(303, '/sign-in'))
  })
  mountRoutes(app, routes, {
    db,
    clock,
    responder,
    currentStaff: staffOnDay,
    hasValidCsrfToken,
    takeFile: takeFile(responder),
    log,
    canMail,
  })
  app.use(async (request, response) => {
    const user = await whoIsSignedIn(request)
    if (user) await responder.answer(request, response, user, notFound)
    else await responder.problem(request, response, problems.notFound)
  })
  app.use(errorPage(responder, log))
  return app
}

const requestId: RequestHandler = (request, _response, next) => {
  request.id = randomUUID()
  next()
}

/**
 * Middleware that logs one line for each request: id, route, status, duration. It does not log the URL, which can hold
 * search words.
 */
const requestLog =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const begun = performance.now()
    response.on('finish', () => {
      const route: unknown = request.route
      const path = typeof route === 'object' && route !== null && 'path' in route ? String(route.path) : null
      log.info({
        requestId: request.id,
        method: request.method,
        route: path,
        status: response.statusCode,
        ms: Math.round(performance.now() - begun),
      })
    })
    next()
  }
