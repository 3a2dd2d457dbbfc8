import { UnusableSettings } from './config.ts'
import { NewerDatabase, UnsafeAppRole } from './platform/database/migrate.ts'
import { UnreadableSecrets } from './platform/database/secrets.ts'
import { AlreadyRunning } from './platform/embedded-postgres/embedded.ts'
import { EmbeddedServerUnusable } from './platform/embedded-postgres/postgres-programs.ts'
import { CannotListen } from './serve.ts'

const expected = [
  UnusableSettings,
  CannotListen,
  AlreadyRunning,
  NewerDatabase,
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
 * Resolves at the first Ctrl-C or SIGTERM. Further ones are heard and change nothing: neither impatience nor npm, which hears
 * the terminal too and passes on what it hears, may cut off the stopping and leave the database running.
 */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}
