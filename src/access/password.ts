import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's first recommendation: 19 MiB of memory, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const passwordLimits = { shortest: 12, longest: 200 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Letters and figures that nobody takes for one another when a password is read out or copied from paper. */
const legible = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password that nobody has to think of, `k7mq-2hxt-9bdn`: 59 bits by chance. */
function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => legible.charAt(randomInt(legible.length))).join('')
  return [group(), group(), group()].join('-')
}

export type FirstPassword = { password: string; passwordHash: string }

/** A made password with its hash, which takes some 30 ms: too long for a transaction. */
export async function firstPassword(): Promise<FirstPassword> {
  const password = makePassword()
  return { password, passwordHash: await hashPassword(password) }
}

const nobody = hash('a password that nobody has', cost)

/** Whether the password fits. Takes as long where there is no such person, so that the time tells nothing. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobody), password.slice(0, passwordLimits.longest))
  return fits && passwordHash !== null
}
