import type { Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { Pool } from 'pg'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { Flash } from '../ui/views/views.ts'
import { SessionStore } from './session-store.ts'

/** A form that was sent after the session had run out: kept until its person has signed in again. `at` in milliseconds. */
export type HeldForm = { path: string; values: FormValues; at: number }

/** What was typed into the form at `location` and just saved, while it can be undone by posting to `undo`. */
export type JustSaved = { undo: string; location: string; values: FormValues }

declare module 'express-session' {
  interface SessionData {
    schoolId: string
    staffId: string
    flash: Flash
    held: HeldForm
    justSaved: JustSaved
    /** Where to go after signing in. */
    next: string
  }
}

/** A session ends after so long without a request, or a few minutes sooner. */
export const idleMinutes = 60
const graceMinutes = 5

/** Sessions by a signed cookie. */
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
 * Sends the browser on once its session has been saved. Left to the end of the answer, the saving would race the browser's
 * next request, which must find what was put there.
 */
export async function sendOn(request: Request, response: Response, location: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()))
  })
  response.redirect(303, location)
}
