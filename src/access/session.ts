import type { Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { Pool } from 'pg'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { Flash } from '../ui/views/views.ts'
import { SessionStore } from './session-store.ts'

/** A form that was sent after the session expired. It is restored after the user signs in. `at` is in milliseconds. */
export type FormToRestore = { path: string; values: FormValues; at: number }

/**
 * The user's last save that can be undone: `undo` is the path whose POST undoes it, `location` the form's path,
 * `values` what was sent.
 */
type LastUndoable = { undo: string; location: string; values: FormValues }

declare module 'express-session' {
  interface SessionData {
    schoolId: string
    staffId: string
    flash: Flash
    formToRestore: FormToRestore
    lastUndoable: LastUndoable
    /** The URL to go to after signing in. */
    next: string
  }
}

/** A session expires after this many minutes without a request, or up to `graceMinutes` sooner. */
const idleMinutes = 60
const graceMinutes = 5

/** Session middleware with a signed cookie. */
export function sessions({ pool, secret, secure }: { pool: Pool; secret: string; secure: boolean }): RequestHandler {
  return session({
    name: 'register',
    secret,
    store: new SessionStore({ pool, idleSeconds: idleMinutes * 60, graceSeconds: graceMinutes * 60 }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: idleMinutes * 60_000 },
  })
}

/**
 * Saves the session and then redirects. By default express-session saves at the end of the response, and the browser's
 * next request could read the session before that.
 */
export async function sendOn(request: Request, response: Response, location: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()))
  })
  response.redirect(303, location)
}
