import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id parameters recommended by OWASP: 19 MiB of memory (in KiB), two iterations, one thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const passwordLimits = { shortest: 12, longest: 200 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Letters and digits that are not confused with each other when a password is read aloud or copied from paper. */
const legible = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random password like `k7mq-2hxt-9bdn`, with 59 bits of entropy. */
function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => legible.charAt(randomInt(legible.length))).join('')
  return [group(), group(), group()].join('-')
}

export type FirstPassword = { password: string; passwordHash: string }

/** A random password and its hash. Call it outside a transaction: hashing takes about 30 ms. */
export async function firstPassword(): Promise<FirstPassword> {
  const password = makePassword()
  return { password, passwordHash: await hashPassword(password) }
}

const nobody = hash('a password that nobody has', cost)

/**
 * Whether the password matches the hash. Pass null if nobody has the e-mail address that was typed: the check then
 * takes equally long, so that the time does not reveal who has an account.
 */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobody), password.slice(0, passwordLimits.longest))
  return fits && passwordHash !== null
}
