import type { Tx } from '../platform/database/in-school.ts'
import { insertAuditEvent } from './access-sql.ts'

/**
 * Writes an audit entry that somebody viewed a page about many pupils or downloaded it. It is one entry for the page,
 * not one for each pupil.
 */
export async function auditSeen(
  tx: Tx,
  who: { schoolId: string; staffId: string },
  subject:
    | 'Today'
    | 'Register'
    | 'Register as CSV'
    | 'At a glance'
    | 'Report for governors'
    | 'Report'
    | 'Report as CSV'
    | 'Report as a workbook'
    | 'Report over time'
    | 'Reviews'
    | 'Amber list as CSV'
    | 'Times'
    | 'Changes'
    | 'SEN information report',
): Promise<void> {
  await insertAuditEvent(tx, who, subject)
}
