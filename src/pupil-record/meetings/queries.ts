import type { Tx } from '../../platform/database/in-school.ts'
import { withDays } from '../../platform/database/shape.ts'

/** A meeting with its outcomes and views; null if the pupil has none with this id. */
export async function meetingToEdit(tx: Tx, schoolId: string, pupilId: string, meetingId: string) {
  const meeting = await tx.meeting.findFirst({
    where: { schoolId, pupilId, id: meetingId, withdrawnAt: null },
    include: {
      outcomes: {
        where: { schoolId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, outcome: true, position: true },
      },
      views: {
        where: { schoolId },
        orderBy: { speaker: 'asc' },
        select: { speaker: true, inWhoseWords: true, words: true, declined: true },
      },
    },
  })
  return meeting && withDays(meeting)
}
export type MeetingToEdit = NonNullable<Awaited<ReturnType<typeof meetingToEdit>>>

/** The school's name and its Information, Advice and Support Service, for pages that parents read (6.39). */
export const schoolForParents = (tx: Tx, schoolId: string) =>
  tx.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { name: true, iassName: true, iassContact: true },
  })
export type SchoolForParents = Awaited<ReturnType<typeof schoolForParents>>

/**
 * The contacts with parental responsibility, in the order in which the school calls them. Only name and relationship
 * are read, because the parents see the page.
 */
export const parentsToInvite = (tx: Tx, schoolId: string, pupilId: string) =>
  tx.contact.findMany({
    where: { schoolId, pupilId, parentalResponsibility: true },
    orderBy: [{ priority: 'asc' }, { id: 'asc' }],
    select: { name: true, relationship: true },
  })
