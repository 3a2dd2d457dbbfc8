import connectPgSimple from 'connect-pg-simple'
import session, { type SessionData } from 'express-session'
import type { Pool } from 'pg'

type Found = { sess: SessionData; secondsLeft: number }

/**
 * Sessions in PostgreSQL, so that a restart signs nobody out. That one was used again is written once in `graceSeconds`
 * and not at each request, which would wait for a disk every time: so it may end that much sooner.
 */
export class SessionStore extends connectPgSimple(session) {
  readonly #pool: Pool
  readonly #idleSeconds: number
  readonly #graceSeconds: number
  /** How long a session had left when it was read. */
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
    const { rows } = await this.#pool.query<Found>({
      name: 'session',
      text: `select sess, extract(epoch from expire - to_timestamp($2)::timestamp)::float8 as "secondsLeft"
        from session where sid = $1 and expire >= to_timestamp($2)::timestamp`,
      values: [sid, Math.ceil(Date.now() / 1000)],
    })
    const [found] = rows
    if (!found) return null
    this.#secondsLeft.set(found.sess, found.secondsLeft)
    return found.sess
  }
}
