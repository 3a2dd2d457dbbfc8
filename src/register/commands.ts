import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../database/in-school.ts'

type Who = { schoolId: string; staffId: string }

/** Writes in the audit trail that somebody saw the register, or took it away as a file: one entry, not one a pupil. */
export async function noteRegisterSeen(tx: Tx, who: Who, subject: 'Register' | 'Register as CSV'): Promise<void> {
  await tx.auditEvent.createMany({
    data: [{ schoolId: who.schoolId, id: uuidv7(), actorId: who.staffId, action: 'open', subject }],
  })
}
