import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's first recommendation: 19 MiB of memory, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const passwordLimits = { shortest: 12, longest: 200 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

const nobody = hash('a password that nobody has', cost)

/** Whether the password fits. Takes as long where there is no such person, so that the time tells nothing. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobody), password.slice(0, passwordLimits.longest))
  return fits && passwordHash !== null
}
