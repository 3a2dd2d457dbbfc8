import { onDay } from '../../access/own-pupils.ts'
import type { Day } from '../../days/calendar.ts'
import type { Tx } from '../../platform/database/in-school.ts'

type ClassTeacherQuery = { schoolId: string; pupilId: string; registrationGroup: string | null; day: Day }

/**
 * The name of the pupil's class teacher on a day, as a form's first value. It is the staff of the class that is named
 * like the registration group ("Ann Lee and Tom Roe" where two share it), or else the only teacher of the pupil. Empty
 * where neither applies. Teaching assistants and cover do not count.
 */
export async function classTeacher(
  tx: Tx,
  { schoolId, pupilId, registrationGroup, day }: ClassTeacherQuery,
): Promise<string> {
  const teaching = await tx.classStaff.findMany({
    where: {
      schoolId,
      ...onDay(day),
      coverId: null,
      staff: { schoolId, role: { not: 'teachingAssistant' } },
      class: { schoolId, members: { some: { schoolId, pupilId, ...onDay(day) } } },
    },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { class: { select: { name: true } }, staff: { select: { name: true } } },
  })
  const ofGroup = teaching.filter((one) => one.class.name === registrationGroup)
  const names = new Set((ofGroup.length > 0 ? ofGroup : teaching).map(({ staff }) => staff.name))
  return ofGroup.length > 0 || names.size === 1 ? [...names].join(' and ') : ''
}
