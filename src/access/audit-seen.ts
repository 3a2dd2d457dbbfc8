import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../database/in-school.ts'

/**
 * Writes in the audit trail that somebody saw a page about many pupils, or took it away as a file: one entry, not one a
 * pupil.
 */
export async function auditSeen(
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  subject: 'Register' | 'Register as CSV' | 'Report' | 'Report as CSV',
): Promise<void> {
  await tx.auditEvent.createMany({ data: [{ schoolId, id: uuidv7(), actorId: staffId, action: 'open', subject }] })
}
