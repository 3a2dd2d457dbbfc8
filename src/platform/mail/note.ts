import type { Outcome } from './mail.ts'

/** What a row that was to be sent says after a try: sent, not sent for good and why, or still to be sent and why not yet. */
export type Note = { status: 'accepted' | 'failed' | 'queued'; problem: string | null; tries: { increment: 1 } }

/** @param isLast there is no other try */
export function noteOf(outcome: Outcome, isLast: boolean): Note {
  const tries = { increment: 1 } as const
  if (outcome.kind === 'accepted') return { status: 'accepted', problem: null, tries }
  const status = outcome.kind === 'refused' || isLast ? 'failed' : 'queued'
  return { status, problem: outcome.words, tries }
}

/** Queued while the register had a mail server, which it has no more: said as long as it may have one again. */
export const noMailServer: Outcome = { kind: 'later', words: 'The register has no mail server: SMTP_URL is not set' }
