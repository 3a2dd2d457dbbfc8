import type { Tx } from '../platform/database/in-school.ts'
import { insertSeen } from './access-sql.ts'

/**
 * Writes in the audit trail that somebody saw a page about many pupils, or took it away as a file: one entry, not one a
 * pupil.
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
  await insertSeen(tx, who, subject)
}
