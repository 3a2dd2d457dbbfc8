import { hasEhcPlan, prepareSchool, pupilAsOf } from '../code-of-practice/as-of.ts'
import { explain } from '../code-of-practice/evaluate.ts'
import { parentsInformed } from '../code-of-practice/rules/6.43-parents-informed.ts'
import type { Day } from '../days/calendar.ts'
import { loadPupils, loadSchool } from '../findings/load.ts'
import type { Addressee } from '../generated/prisma/enums.ts'
import { toDay, toDayOrNull } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { staffNames } from '../pupil-record/staff-names.ts'
import { noticeOf } from './commands.ts'

type PupilOnDay = { schoolId: string; pupilId: string; today: Day }

/** The contacts whom a letter about the pupil can go to, those with parental responsibility first, then by priority. */
export const whomToWriteTo = (tx: Tx, schoolId: string, pupilId: string) =>
  tx.contact.findMany({
    where: { schoolId, pupilId },
    orderBy: [{ parentalResponsibility: 'desc' }, { priority: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      name: true,
      relationship: true,
      parentalResponsibility: true,
      email: true,
      address: true,
      language: true,
      format: true,
    },
  })
export type WhomToWriteTo = Awaited<ReturnType<typeof whomToWriteTo>>[number]

/**
 * The school's details for the letter, and the decision that began SEN Support, as the rules see it; `start` is null
 * without that decision.
 */
export async function whatToTell(tx: Tx, { schoolId, pupilId, today }: PupilOnDay) {
  const school = await tx.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { name: true, iassName: true, iassContact: true },
  })
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  const start = pupil ? pupilAsOf(pupil.record, today).start : null
  return {
    schoolName: school.name,
    iassName: school.iassName,
    iassContact: school.iassContact,
    start: start && {
      id: start.id,
      decidedOn: start.decidedOn,
      reviewOn: start.reviewOn ?? null,
      teacher: start.teacher ?? null,
      roleOfParent: start.roles?.parent ?? null,
      roleOfPupil: start.roles?.pupil ?? null,
      roleOfStaff: start.roles?.staff ?? null,
    },
  }
}

/** The rule's reason why a notice does not count as telling the parents formally (6.43); null where it counts. */
export async function whyNotCounted(
  tx: Tx,
  { schoolId, pupilId, today }: PupilOnDay,
  notice: { sentOn: Day; addressee: Addressee },
): Promise<string | null> {
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  if (!pupil) return null
  const { record } = pupil
  if (hasEhcPlan(record, today)) return 'An Education, Health and Care plan is in force'
  const { start } = pupilAsOf(record, today)
  if (start === null) return 'There is no decision for SEN Support that it could tell of'
  const alone = { ...record, notices: [{ id: 'this one', method: '', ...notice }] }
  const school = prepareSchool(await loadSchool(tx, schoolId), today)
  const facts = explain(parentsInformed.id, start.id, alone, school)?.facts ?? []
  return facts.find(({ counts }) => !counts)?.why ?? null
}

/** A notice with everything that its form shows; null if the pupil has none with this id. */
export async function noticeToEdit(tx: Tx, schoolId: string, pupilId: string, noticeId: string) {
  const notice = await tx.notice.findFirst({
    where: { schoolId, pupilId, id: noticeId, withdrawnAt: null },
    select: { letterId: true, sentOn: true, addressee: true, method: true, version: true },
  })
  return notice && { ...notice, sentOn: toDay(notice.sentOn) }
}
export type NoticeToEdit = NonNullable<Awaited<ReturnType<typeof noticeToEdit>>>

/** The school's details for the letterhead. */
export const schoolHead = (tx: Tx, schoolId: string) =>
  tx.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { name: true, postalAddress: true, phone: true, email: true },
  })

/**
 * Whether a delivery's formal notice is withdrawn or `stands` (is not withdrawn), which decides whether the rules
 * count it; null where the delivery has none.
 */
const noticeState = (notice: { withdrawnAt: Date | null } | undefined): 'stands' | 'withdrawn' | null => {
  if (notice === undefined) return null
  return notice.withdrawnAt === null ? 'stands' : 'withdrawn'
}

/**
 * Sent letters with notices, deliveries and the school's letterhead, in the order of `letterIds`. Unknown ids are left
 * out.
 */
export async function lettersToShow(
  tx: Tx,
  schoolId: string,
  { pupilId, letterIds }: { pupilId: string | null; letterIds: readonly string[] },
) {
  const letters = await tx.letter.findMany({
    where: { schoolId, id: { in: [...letterIds] }, ...(pupilId === null ? {} : { pupilId }) },
    select: {
      pupilId: true,
      id: true,
      kind: true,
      contactId: true,
      aboutId: true,
      planVersion: true,
      addressee: true,
      createdAt: true,
      sentTo: true,
      needs: true,
      subject: true,
      body: true,
      signedBy: true,
      notices: {
        where: { schoolId },
        orderBy: [{ sentOn: 'asc' }, { id: 'asc' }],
        select: { id: true, sentOn: true, method: true, withdrawnAt: true },
      },
      deliveries: {
        where: { schoolId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          method: true,
          sentOn: true,
          sentBy: true,
          address: true,
          status: true,
          tries: true,
          problem: true,
          version: true,
        },
      },
    },
  })
  const school = await schoolHead(tx, schoolId)
  const staffIds = letters.flatMap(({ deliveries }) => deliveries.flatMap(({ sentBy }) => sentBy ?? []))
  const staff = await staffNames(tx, schoolId, staffIds)
  const asked = letterIds.flatMap((id) => letters.find((letter) => letter.id === id) ?? [])
  return asked.map(({ notices, deliveries, ...letter }) => ({
    ...letter,
    school,
    notices: notices.flatMap(({ withdrawnAt, ...one }) =>
      withdrawnAt === null ? [{ ...one, sentOn: toDay(one.sentOn) }] : [],
    ),
    deliveries: deliveries.map(({ sentOn, sentBy, ...one }) => ({
      ...one,
      sentOn: toDayOrNull(sentOn),
      sentBy: (sentBy && staff.get(sentBy)) ?? '',
      notice: noticeState(notices.find(({ id }) => id === noticeOf(one.id))),
    })),
  }))
}
export type LetterToShow = Awaited<ReturnType<typeof lettersToShow>>[number]
export type Delivery = LetterToShow['deliveries'][number]

/** A sent letter; null if the pupil has none with this id. */
export async function letterToShow(
  tx: Tx,
  schoolId: string,
  pupilId: string,
  letterId: string,
): Promise<LetterToShow | null> {
  const [letter] = await lettersToShow(tx, schoolId, { pupilId, letterIds: [letterId] })
  return letter ?? null
}

/** The ids of the pupil's letters, the newest first. */
export async function letterIdsOf(tx: Tx, schoolId: string, pupilId: string): Promise<string[]> {
  const letters = await tx.letter.findMany({
    where: { schoolId, pupilId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return letters.map(({ id }) => id)
}

/** The last 20 letters about the pupil besides this one, the newest first. */
export const otherLetters = (tx: Tx, schoolId: string, pupilId: string, letterId: string) =>
  tx.letter.findMany({
    where: { schoolId, pupilId, id: { not: letterId } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 20,
    select: { id: true, sentTo: true, subject: true },
  })

/** The number of ids in one query parameter, because long parameters are cut off. */
const idsPerParameter = 5

/** The query string that names letters by id. */
export function lettersQuery(letterIds: readonly string[]): string {
  const query = new URLSearchParams()
  for (let from = 0; from < letterIds.length; from += idsPerParameter) {
    query.append('letters', letterIds.slice(from, from + idsPerParameter).join('.'))
  }
  return query.toString()
}

/** The address that prints letters about one pupil. */
export const printPath = (pupilId: string, letterIds: readonly string[]): string =>
  letterIds.length === 1
    ? `/pupils/${pupilId}/letters/${letterIds[0]}`
    : `/pupils/${pupilId}/letters/print?${lettersQuery(letterIds)}`
