import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { databaseFault } from '../database/faults.ts'
import { valuesOf } from './form-values.ts'
import { type Problem, problems, sendAgain } from './problems.ts'
import type { Speaker } from './speaker.ts'

export const notFoundPage =
  (speaker: Speaker): RequestHandler =>
  (request, response) =>
    speaker.problem(request, response, problems.notFound)

/** The one place that answers for a bug or an outage: logs it under the request's id and shows a page that names the id. */
export function errorPage(speaker: Speaker, log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const problem = problemOf(error, request)
    if (problem.status >= 500) log.error({ requestId: request.id, ...describe(error) }, problem.title)
    const again =
      problem === problems.unconfirmed ? sendAgain(request.originalUrl, valuesOf(String(request.body ?? ''))) : null
    speaker.problem(request, response, problem, { again }).catch(next)
  }
}

function problemOf(error: unknown, request: Request): Problem {
  const fault = databaseFault(error)
  if (fault === 'unavailable' || fault === 'timeout' || fault === 'unconfirmed') {
    const isForm = request.method === 'POST' && typeof request.body === 'string'
    return isForm ? problems.unconfirmed : problems.unavailable
  }
  const status = statusOf(error)
  if (status === 413) return problems.tooLarge
  if (error instanceof URIError) return problems.badAddress
  if (status !== null && status >= 400 && status < 500) return problems.unreadableForm
  return problems.broken
}

/** What Express, its parsers and multer say of a request that they refuse. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null
  if ('code' in error && error.code === 'LIMIT_FILE_SIZE') return 413
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('LIMIT_')) return 400
  return 'status' in error && typeof error.status === 'number' ? error.status : null
}

/** The kind of an error and where it arose. A message only of the language's own errors: a database's can quote what was typed. */
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
