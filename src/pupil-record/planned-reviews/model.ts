import type { DeliveryStatus } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** The texts saved with an invitation whose e-mail was stopped, saying why. */
export const stoppedBecause = {
  moved: 'The review was moved before it was sent',
  cancelled: 'The review was cancelled before it was sent',
  over: 'The day of the review was over before it was sent',
} as const
type StoppedBecause = (typeof stoppedBecause)[keyof typeof stoppedBecause]

const reasons: readonly string[] = Object.values(stoppedBecause)

/**
 * Whether a delivery was stopped because its letter names a day that no longer holds. Such a letter cannot be sent
 * again unchanged.
 */
export const isStopped = ({ status, problem }: { status: DeliveryStatus; problem: string | null }): boolean =>
  status === 'failed' && problem !== null && reasons.includes(problem)

/**
 * Stops the queued e-mails that invite the parents to a planned review, because they name a day that no longer holds.
 * @returns how many were stopped
 */
export async function stopInvitations(
  tx: Tx,
  key: { schoolId: string; pupilId: string },
  plannedReviewId: string,
  because: StoppedBecause,
): Promise<number> {
  const { count } = await tx.letterDelivery.updateMany({
    where: { ...key, status: 'queued', letter: { ...key, kind: 'invitation', aboutId: plannedReviewId } },
    data: { status: 'failed', problem: because, version: { increment: 1 } },
  })
  return count
}
