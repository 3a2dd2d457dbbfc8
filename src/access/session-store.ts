import connectPgSimple from 'connect-pg-simple'
import session, { type SessionData } from 'express-session'
import type { Pool } from 'pg'

/** Sessions that version 0.1 saved have two values under other names. */
type SavedBefore02 = { held?: SessionData['formToRestore']; justSaved?: SessionData['lastUndoable'] }

type StoredSession = { sess: SessionData & SavedBefore02; secondsLeft: number }

/** A session that was saved before an upgrade, so that a form that waits for its user's sign-in is still restored. */
function upgraded({ held, justSaved, ...session }: StoredSession['sess']): SessionData {
  return {
    ...session,
    ...(held === undefined ? {} : { formToRestore: held }),
    ...(justSaved === undefined ? {} : { lastUndoable: justSaved }),
  }
}

/**
 * Stores sessions in PostgreSQL, so that a restart signs nobody out. The expiry time is updated at most once every
 * `graceSeconds`, not at each request, to save a disk write. A session can therefore end up to `graceSeconds` early.
 */
export class SessionStore extends connectPgSimple(session) {
  readonly #pool: Pool
  readonly #idleSeconds: number
  readonly #graceSeconds: number
  /** For each session object: the seconds until the session expires, as they were when it was read. */
  readonly #secondsLeft = new WeakMap<object, number>()

  constructor({ pool, idleSeconds, graceSeconds }: { pool: Pool; idleSeconds: number; graceSeconds: number }) {
    super({ pool, tableName: 'session', createTableIfMissing: false, pruneSessionInterval: 15 * 60 })
    this.#pool = pool
    this.#idleSeconds = idleSeconds
    this.#graceSeconds = graceSeconds
  }

  override get(sid: string, callback: (error: unknown, found?: SessionData | null) => void): void {
    this.#find(sid).then(
      (found) => process.nextTick(callback, null, found),
      (error: unknown) => process.nextTick(callback, error),
    )
  }

  override createSession(...[request, data]: Parameters<session.Store['createSession']>) {
    const made = super.createSession(request, data)
    const secondsLeft = this.#secondsLeft.get(data)
    if (secondsLeft !== undefined) this.#secondsLeft.set(made, secondsLeft)
    return made
  }

  override touch(sid: string, used: SessionData, callback?: () => void): void {
    const secondsLeft = this.#secondsLeft.get(used) ?? 0
    if (secondsLeft > this.#idleSeconds - this.#graceSeconds) callback?.()
    else super.touch(sid, used, callback)
  }

  async #find(sid: string): Promise<SessionData | null> {
    const { rows } = await this.#pool.query<StoredSession>({
      name: 'session',
      text: `select sess, extract(epoch from expire - to_timestamp($2)::timestamp)::float8 as "secondsLeft"
        from session where sid = $1 and expire >= to_timestamp($2)::timestamp`,
      values: [sid, Math.ceil(Date.now() / 1000)],
    })
    const [found] = rows
    if (!found) return null
    const session = upgraded(found.sess)
    this.#secondsLeft.set(session, found.secondsLeft)
    return session
  }
}
