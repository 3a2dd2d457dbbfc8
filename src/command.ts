import { UnusableSettings } from './config.ts'
import { AlreadyRunning } from './database/embedded.ts'
import { UnsafeAppRole } from './database/migrate.ts'
import { EmbeddedServerUnusable } from './database/postgres-programs.ts'
import { UnreadableSecrets } from './database/secrets.ts'
import { CannotListen } from './serve.ts'

const expected = [
  UnusableSettings,
  CannotListen,
  AlreadyRunning,
  UnsafeAppRole,
  EmbeddedServerUnusable,
  UnreadableSecrets,
]

/** What to print for an error of starting: a plain sentence for what a technician can put right, the whole stack for a bug. */
export function wordsFor(error: unknown): string {
  if (expected.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * Resolves at the first Ctrl-C or SIGTERM. Further ones are heard and change nothing: npm passes Ctrl-C on to a program that
 * has it from the terminal already, and the second must not cut off the stopping.
 */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}
