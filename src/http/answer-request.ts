import type { Express, NextFunction, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { SignedIn } from '../access/current-staff.ts'
import { auditOpening } from '../access/open-pupil.ts'
import { scopeOf } from '../access/permissions.ts'
import { type FormToRestore, sendOn } from '../access/session.ts'
import type { Day } from '../days/calendar.ts'
import { dayInLondon } from '../days/clock.ts'
import type { Database } from '../platform/database/client.ts'
import { databaseFault } from '../platform/database/faults.ts'
import { inSchool, type Tx } from '../platform/database/in-school.ts'
import { isUuid } from '../ui/forms/fields.ts'
import { type FormValues, isFieldName, valuesOf } from '../ui/forms/form-values.ts'
import { type Answer, notFound } from './answers.ts'
import { draftActionOf, isByScript, notYourDraft } from './drafts.ts'
import { logFault } from './errors.ts'
import { chooseAgain, type Problem, problems, sendAgain } from './problems.ts'
import { readQuery } from './query.ts'
import type { Responder } from './respond.ts'
import type { Route, Visit } from './route.ts'
import { takeFileIfPermitted, userHasPermission } from './user-permission.ts'

type AppContext = {
  db: Database
  clock: () => Date
  responder: Responder
  /** The member of staff of a session, on a day; null if they have left or were removed. */
  currentStaff: (tx: Tx, session: { schoolId: string; staffId: string }, today: Day) => Promise<SignedIn | null>
  /** Whether a form has the session's CSRF token. */
  hasValidCsrfToken: (request: Request, values: FormValues) => boolean
  /** Reads the file of an upload route into `request.file`. */
  takeFile: RequestHandler
  log: Logger
  /** Whether a mail server is configured. */
  canMail: boolean
}

/**
 * The result of a request's transaction: the answer to send, and the user, because the page's layout shows their name
 * and links.
 */
type RequestOutcome = { user: SignedIn | null; answer: Answer | Problem }

/**
 * A failed write. `unsure`: it may or may not be saved. `contradicted`: a constraint refused it, so it is not saved.
 */
type WriteFailed = { writeFailed: 'unsure' | 'contradicted'; error: unknown }

/** Thrown inside the transaction to roll it back. `outcome` has the answer to send. */
class RollbackWith extends Error {
  readonly outcome: RequestOutcome
  constructor(outcome: RequestOutcome) {
    super('rolled back')
    this.outcome = outcome
  }
}

/** Mounts the routes. Each request runs in one transaction of one school, and is answered after the commit. */
export function mountRoutes(app: Express, routes: readonly Route[], context: AppContext): void {
  for (const route of routes) {
    const before = route.takesFile ? [takeFileIfPermitted(route, context)] : []
    app[route.method](route.path, ...before, (request: Request, response: Response, next: NextFunction) => {
      answerRequest(route, context, request, response).catch(next)
    })
  }
}

async function answerRequest(route: Route, context: AppContext, request: Request, response: Response): Promise<void> {
  const { responder } = context
  const values = typeof request.body === 'string' ? valuesOf(request.body) : bodyFields(request)
  const { schoolId, staffId } = request.session
  if (schoolId === undefined || staffId === undefined) {
    await signInFirst(route, context, request, response, values)
    return
  }
  if (route.method === 'post' && !(context.hasValidCsrfToken(request, values) && isShownTo(values, staffId))) {
    if (route.isForm && isByScript(values)) responder.sendToken(request, response, isShownTo(values, staffId))
    else if (route.isForm) await reloadWithForm(context, request, response, values)
    else await responder.problem(request, response, problems.formRefused)
    return
  }
  const answer =
    route.prepare && (await userHasPermission(route, context, request, { schoolId, staffId }))
      ? await route.prepare(values)
      : route.answer
  const outcome = await runRequest({ ...route, answer }, context, request, { schoolId, staffId }, values)
  if ('writeFailed' in outcome) {
    await answerWriteFailed(route, context, request, response, { ...outcome, values })
  } else if (outcome.user === null) {
    request.session.destroy(() => response.redirect(303, '/sign-in'))
  } else {
    forgetRestoredForm(request, outcome)
    keepLastUndoable(request, outcome, values)
    await responder.answer(request, response, outcome.user, outcome.answer)
  }
}

async function answerWriteFailed(
  route: Route,
  { responder, log, clock }: AppContext,
  request: Request,
  response: Response,
  { writeFailed, error, values }: WriteFailed & { values: FormValues },
): Promise<void> {
  const address = request.originalUrl
  if (writeFailed === 'contradicted') {
    logFault(log, request, error, problems.contradicted)
    if (!route.isForm) return responder.problem(request, response, problems.contradicted)
    request.session.formToRestore = { path: request.path, values, at: clock().getTime() }
    const link = { text: 'Open the form again, with what you typed', href: address }
    return responder.problem(request, response, problems.contradicted, { link })
  }
  const problem = route.takesFile ? problems.unconfirmedFile : problems.unconfirmed
  logFault(log, request, error, problem)
  const onward = route.takesFile ? { link: chooseAgain(address) } : { again: sendAgain(address, values) }
  await responder.problem(request, response, problem, onward)
}

async function runRequest(
  route: Route,
  context: AppContext,
  request: Request,
  session: { schoolId: string; staffId: string },
  values: FormValues,
): Promise<RequestOutcome | WriteFailed> {
  const entry = { schoolId: session.schoolId, actorId: session.staffId, requestId: request.id }
  const formToRestore = formToRestoreFor(request, session.staffId)
  const opened = new Set<string>()
  try {
    return await inSchool(
      context.db,
      entry,
      (tx) => answerInTransaction(route, context, request, { tx, session, values, formToRestore, opened }),
      {
        readOnly: route.method === 'get',
      },
    )
  } catch (error) {
    if (error instanceof RollbackWith) {
      // The rollback removed the audit entries, but the page still shows the pupils' records.
      await inSchool(context.db, entry, (tx) => auditOpening(tx, session, [...opened]))
      return error.outcome
    }
    const fault = databaseFault(error)
    if (route.method === 'get' || fault === null || fault === 'refused') throw error
    return { writeFailed: fault === 'constraint' ? 'contradicted' : 'unsure', error }
  }
}

/**
 * Whether the form was shown to the signed-in user (field `_for`). This refuses a form that another person left open at
 * the same computer.
 */
const isShownTo = (values: FormValues, staffId: string): boolean =>
  values._for === undefined || values._for.at(-1) === staffId

type OpenTransaction = {
  tx: Tx
  session: { schoolId: string; staffId: string }
  values: FormValues
  formToRestore: Visit['formToRestore']
  opened: Set<string>
}

async function answerInTransaction(
  route: Route,
  context: AppContext,
  request: Request,
  { tx, session, values, formToRestore, opened }: OpenTransaction,
): Promise<RequestOutcome> {
  const now = context.clock()
  const today = dayInLondon(now)
  const user = await context.currentStaff(tx, session, today)
  if (!user) return { user, answer: notFound }
  const scope = scopeOf(user.role, route.may)
  if (!scope) return { user, answer: problems.forbidden }
  const params = textParams(request)
  if (!params) return { user, answer: notFound }
  const query = readQuery(new URL(request.originalUrl, 'http://localhost').search)
  const upload = request.file ? { name: request.file.originalname, bytes: request.file.buffer } : null
  const visit: Visit = {
    tx,
    user,
    scope,
    today,
    now,
    requestId: request.id,
    sessionId: request.sessionID,
    origin: `${request.protocol}://${request.host}`,
    params,
    query,
    values,
    upload,
    formToRestore,
    lastUndoable: lastUndoableFor(request, session.staffId),
    opened,
    canMail: context.canMail,
  }
  const answer = await route.answer(visit)
  if (route.method === 'post' && !commitsOn(answer)) throw new RollbackWith({ user, answer })
  return { user, answer }
}

/** Whether to commit a POST: only if it succeeded. A form shown again with errors, or "not found", is rolled back. */
const commitsOn = (answer: Answer): boolean =>
  answer.kind === 'seeOther' ||
  answer.kind === 'file' ||
  ((answer.kind === 'page' || answer.kind === 'json') && answer.status === 200)

/** The path parameters; null (not found) if one is too long, or if one that ends with `Id` is not a UUID. */
function textParams(request: Request): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.params)) {
    if (typeof value !== 'string' || value.length > 100) return null
    if (name.endsWith('Id') && !isUuid(value)) return null
    params[name] = value
  }
  return params
}

function bodyFields(request: Request): FormValues {
  const fields: unknown = request.body
  if (typeof fields !== 'object' || fields === null) return {}
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' && isFieldName(name) ? [[name, [value]] as const] : [],
    ),
  )
}

async function signInFirst(
  route: Route,
  { clock }: AppContext,
  request: Request,
  response: Response,
  values: FormValues,
): Promise<void> {
  if (route.method === 'post' && !route.isForm) {
    response.redirect(303, '/sign-in')
    return
  }
  const formToRestore = { path: request.path, values, at: clock().getTime() }
  if (route.method === 'post' && isByScript(values)) {
    // A draft replaces an earlier version of the same form in the session, but not another form that waits there.
    const isFree =
      request.session.formToRestore === undefined || request.session.formToRestore.path === formToRestore.path
    if (draftActionOf(values) === 'typed' && isFree) request.session.formToRestore = formToRestore
    response.status(401).json(notYourDraft.signedOut)
    return
  }
  if (route.method === 'post') request.session.formToRestore = formToRestore
  request.session.next = request.originalUrl
  await sendOn(request, response, '/sign-in')
}

/**
 * Answers a form that has the CSRF token of an earlier session and whose user is signed in again. Shows the form with
 * the sent values.
 */
function reloadWithForm(
  { clock }: AppContext,
  request: Request,
  response: Response,
  values: FormValues,
): Promise<void> {
  request.session.formToRestore = { path: request.path, values, at: clock().getTime() }
  return sendOn(request, response, request.originalUrl)
}

/** The form values in the session, if this request shows the same form to the same person; otherwise null. */
function formToRestoreFor(request: Request, staffId: string): Visit['formToRestore'] {
  const { formToRestore } = request.session
  if (!formToRestore || !isFormAt(formToRestore, request) || formToRestore.values._for?.[0] !== staffId) return null
  return { values: formToRestore.values, at: new Date(formToRestore.at) }
}

/** Stores the values of a save that can be undone in the session. */
function keepLastUndoable(request: Request, { answer }: RequestOutcome, values: FormValues): void {
  if (!('kind' in answer) || answer.kind !== 'seeOther' || !answer.canUndo || !answer.flash?.undo) return
  request.session.lastUndoable = { undo: answer.flash.undo.action, location: request.originalUrl, values }
}

function lastUndoableFor(request: Request, staffId: string): Visit['lastUndoable'] {
  const { lastUndoable } = request.session
  if (lastUndoable?.undo !== request.path || lastUndoable.values._for?.[0] !== staffId) return null
  return { location: lastUndoable.location, values: lastUndoable.values }
}

/** Removes the restored values from the session once the form's page was made. If making it failed, they are kept. */
function forgetRestoredForm(request: Request, { answer }: RequestOutcome): void {
  const { formToRestore } = request.session
  if (formToRestore && isFormAt(formToRestore, request) && 'kind' in answer && answer.kind === 'page')
    delete request.session.formToRestore
}

const isFormAt = (formToRestore: FormToRestore, request: Request): boolean =>
  request.method === 'GET' && formToRestore.path === request.path
