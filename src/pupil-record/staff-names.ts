import type { Tx } from '../platform/database/in-school.ts'

/** The names of staff by id, including staff who have left. @param staffIds whose names; null for all staff */
export async function staffNames(
  tx: Tx,
  schoolId: string,
  staffIds: readonly string[] | null = null,
): Promise<Map<string, string>> {
  const rows = await tx.staffMember.findMany({
    where: staffIds === null ? { schoolId } : { schoolId, id: { in: [...new Set(staffIds)] } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
