import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'

type Tries = { email: string; address: string }

export type SignInLimit = {
  isReached: (tries: Tries) => Promise<boolean>
  countFailure: (tries: Tries) => Promise<void>
}

const quarterOfAnHour = 15 * 60
/**
 * Failed sign-ins allowed in a quarter of an hour: for one e-mail address from one IP address, and from one IP address.
 * The second is higher, because a school's staff share an IP address.
 */
const most = { forOnePerson: 10, fromOnePlace: 100 }

/** Counts failed sign-ins in PostgreSQL, so that restarts and several processes share the counts. */
export function signInLimit(pool: Pool): SignInLimit {
  const common = { storeClient: pool, tableName: 'rate_limit', tableCreated: true, duration: quarterOfAnHour }
  const person = new RateLimiterPostgres({ ...common, keyPrefix: 'person', points: most.forOnePerson })
  const place = new RateLimiterPostgres({ ...common, keyPrefix: 'place', points: most.fromOnePlace })
  const personKey = ({ email, address }: Tries) => `${email.trim().toLowerCase().slice(0, 200)} ${address}`

  return {
    async isReached(tries) {
      const [ofPerson, ofPlace] = await Promise.all([person.get(personKey(tries)), place.get(tries.address)])
      return (ofPerson?.remainingPoints ?? 1) <= 0 || (ofPlace?.remainingPoints ?? 1) <= 0
    },
    async countFailure(tries) {
      await Promise.all([person.penalty(personKey(tries)), place.penalty(tries.address)])
    },
  }
}
