import type { ErrorRequestHandler, Request } from 'express'
import type { Logger } from 'pino'
import { databaseFault } from '../platform/database/faults.ts'
import { type FormValues, valuesOf } from '../ui/forms/form-values.ts'
import { chooseAgain, type Onward, type Problem, problems, sendAgain } from './problems.ts'
import type { Responder } from './respond.ts'

/** An upload that is incomplete or malformed. */
export class UnreadableUpload extends Error {
  readonly status = 400
}

/** Express error handler for bugs and outages: logs the error with the request id and shows a page with that id. */
export function errorPage(responder: Responder, log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const form = formOf(request)
    const problem = isUpload(request) ? problemOfUpload(error) : problemOf(error, form !== null)
    if (problem.status >= 500 || problem === problems.contradicted) logFault(log, request, error, problem)
    responder.problem(request, response, problem, onwardFrom(request, problem, form)).catch(next)
  }
}

function onwardFrom(request: Request, problem: Problem, form: FormValues | null): Onward {
  if (problem === problems.unconfirmedFile) return { link: chooseAgain(request.originalUrl) }
  return form !== null && problem === problems.unconfirmed ? { again: sendAgain(request.originalUrl, form) } : {}
}

/** Logs an error with the request id, which the error page shows. */
export function logFault(log: Logger, request: Request, error: unknown, problem: Problem): void {
  log.error({ requestId: request.id, ...describe(error) }, problem.title)
}

/**
 * The values of the form that was sent, for the button that sends it again from the error page. Null for a form with a
 * password, which no page may contain.
 */
function formOf(request: Request): FormValues | null {
  if (request.method !== 'POST' || typeof request.body !== 'string') return null
  const values = valuesOf(request.body)
  return values.password === undefined ? values : null
}

const isUpload = (request: Request): boolean =>
  request.method === 'POST' && request.is('multipart/form-data') === 'multipart/form-data'

/**
 * The error page for an upload that failed. An error page cannot send a file again, so it asks the user to choose the
 * file again.
 */
function problemOfUpload(error: unknown): Problem {
  const problem = problemOf(error, false)
  return problem === problems.unavailable ? problems.unconfirmedFile : problem
}

function problemOf(error: unknown, isForm: boolean): Problem {
  const fault = databaseFault(error)
  if (fault === 'constraint') return problems.contradicted
  if (fault !== null && fault !== 'refused') return isForm ? problems.unconfirmed : problems.unavailable
  const status = statusOf(error)
  if (status === 413) return problems.tooLarge
  if (error instanceof URIError) return problems.badAddress
  if (status !== null && status >= 400 && status < 500) return problems.unreadableForm
  return problems.broken
}

/** The HTTP status that Express or a body parser gives to an invalid request; null for other errors. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null
  return 'status' in error && typeof error.status === 'number' ? error.status : null
}

/**
 * What the log says about an error: its kind, code and stack. The message is logged only for the language's own errors,
 * because a database error can quote what people typed.
 */
function describe(error: unknown): { kind: string; code: string; message: string; at: string } {
  const kind = error instanceof Error ? error.name : typeof error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const isLanguages = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n')
  return { kind, code, message: isLanguages ? error.message : '', at }
}
