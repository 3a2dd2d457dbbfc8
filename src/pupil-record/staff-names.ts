import type { Tx } from '../platform/database/in-school.ts'

/** The names of members of staff by id, those who have left with them. @param staffIds only of these; null for all */
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
