import type { MailResult } from './mail.ts'

/**
 * The columns to update after an attempt to send a message. `accepted`: the mail server took it. `queued`: it will be
 * tried again. `failed`: it will not. `problem` says why it failed or is still queued.
 */
type DeliveryNote = { status: 'accepted' | 'failed' | 'queued'; problem: string | null; tries: { increment: 1 } }

/** @param isLast whether this was the last attempt */
export function deliveryNoteOf(outcome: MailResult, isLast: boolean): DeliveryNote {
  const tries = { increment: 1 } as const
  if (outcome.kind === 'accepted') return { status: 'accepted', problem: null, tries }
  const status = outcome.kind === 'refused' || isLast ? 'failed' : 'queued'
  return { status, problem: outcome.words, tries }
}

/**
 * The result for a message that was queued when a mail server was configured, and now none is. It stays queued until
 * its last attempt.
 */
export const noMailServer: MailResult = { kind: 'later', words: 'The register has no mail server: SMTP_URL is not set' }
