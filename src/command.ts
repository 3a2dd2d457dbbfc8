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

/** The text to print for an error at startup: the message of an error that a technician can fix, the stack of a bug. */
export function messageFor(error: unknown): string {
  if (expected.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * Resolves at the first SIGINT (Ctrl-C) or SIGTERM. Later signals are ignored. npm forwards signals that the terminal
 * has already sent, and people press Ctrl-C twice; neither may interrupt the shutdown and leave the database running.
 */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}
