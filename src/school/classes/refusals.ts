import type { Day } from '../../days/calendar.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { FormRow } from '../rows.ts'
import type { ChangeClass, ClassAssignment } from './form.ts'
import type { ClassToEdit, Member } from './queries.ts'

type FieldFault = { field: string; message: string }
/**
 * A member of staff's period with the class, from the saved rows or the form. `box` is null for cover, which has no box
 * in the form; `standsInFor` is set only for cover.
 */
type PlacedAssignment = {
  staffId: string
  from: Day
  until: Day | null
  standsInFor: string | null
  box: number | null
}

/** Errors in the staff boxes: somebody is in the class twice on one day, or a row that has begun was removed. */
export function staffFaults(
  standing: ClassToEdit['staff'],
  sent: readonly FormRow<ClassAssignment>[],
  today: Day,
): FieldFault[] {
  const faults = sent.flatMap(({ id, row }, box) =>
    boxFault(
      standing.find((one) => one.id === id),
      row,
      box,
      today,
    ),
  )
  if (faults.length > 0) return faults
  const boxed = new Set(sent.map(({ id }) => id))
  const kept: PlacedAssignment[] = standing
    .filter(({ id }) => !boxed.has(id))
    .map((assignment) => ({ ...assignment, box: null }))
  const typed: PlacedAssignment[] = sent.flatMap(({ id, row }, box) => {
    const staffId = standing.find((one) => one.id === id)?.staffId ?? row?.staffId
    return row && staffId ? [{ ...row, staffId, standsInFor: null, box }] : []
  })
  return overlaps([...kept, ...typed])
}

function boxFault(
  stands: ClassToEdit['staff'][number] | undefined,
  row: ClassAssignment | null,
  box: number,
  today: Day,
): FieldFault[] {
  if (!stands)
    return row && row.staffId === null
      ? [{ field: `staff.${box}.staffId`, message: 'Choose who works with the class' }]
      : []
  if (row === null && stands.from <= today) {
    const message = `${stands.name} has begun to work with the class: enter their last day instead`
    return [{ field: `staff.${box}.from-day`, message }]
  }
  return []
}

/** Whether two rows are about the same person and share a day. */
const meets = (one: PlacedAssignment, other: PlacedAssignment): boolean =>
  one.staffId === other.staffId &&
  (other.until === null || one.from <= other.until) &&
  (one.until === null || other.from <= one.until)

function overlaps(assignments: readonly PlacedAssignment[]): FieldFault[] {
  return assignments.flatMap((assignment, index) => {
    const { box } = assignment
    const other = box === null ? undefined : assignments.slice(0, index).find((earlier) => meets(earlier, assignment))
    return other === undefined ? [] : [{ field: `staff.${box}.from-day`, message: thereAlready(other) }]
  })
}

function thereAlready({ standsInFor, until }: PlacedAssignment): string {
  if (standsInFor === null || until === null) return 'They work with the class already on that day'
  return `They stand in for ${standsInFor} in this class until ${dayInWords(until)}. Enter a later day, or end that cover first`
}

/** Error messages that say why pupils cannot leave the class on the day that was typed; an empty list if they can. */
export function leavingFaults(leaving: readonly Member[], lastDay: Day | null, today: Day): FieldFault[] {
  if (leaving.length === 0) return []
  if (lastDay === null) return [{ field: 'lastDay-day', message: 'Enter their last day in the class' }]
  const begunLater = leaving.filter(({ from }) => from <= today && from > lastDay)
  if (begunLater.length === 0) return []
  const names = begunLater.map(({ name }) => name).join(', ')
  return [{ field: 'lastDay-day', message: `This is before they joined the class: ${names}` }]
}

/**
 * The memberships to end: those ticked in the form or, with `allLeave`, all that have not ended. Null if a ticked one
 * is not of this class.
 */
export function leavingOf({ members }: ClassToEdit, { leaving, allLeave }: ChangeClass, today: Day): Member[] | null {
  const open = members.filter(({ until }) => until === null || until >= today)
  if (allLeave) return open
  const ticked = members.filter(({ id }) => leaving.includes(id))
  return ticked.length === leaving.length ? ticked : null
}
