import { z } from 'zod'
import { DEFAULT_TARGETS } from '../../code-of-practice/edition.ts'
import { addMonths, type Day } from '../../days/calendar.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

export type TopicText = { text: string; version: number }

/** The current texts by topic. A text that was cleared is an empty string. */
export async function topicTexts(tx: Tx, schoolId: string): Promise<ReadonlyMap<string, TopicText>> {
  const rows = await tx.informationText.findMany({
    where: { schoolId },
    select: { topic: true, text: true, version: true },
  })
  return new Map(rows.map(({ topic, ...standing }) => [topic, standing]))
}

/** The format in which `recordPublished` stores the texts. */
const publishedTexts = z.array(z.object({ topic: z.string(), heading: z.string(), text: z.string() }))
export type PublishedText = z.infer<typeof publishedTexts>[number]

export type Published = {
  id: string
  publishedOn: Day
  address: string | null
  texts: PublishedText[]
  recordedAt: Date
}

type PublishedRow = { id: string; publishedOn: Date; address: string | null; texts: unknown; createdAt: Date }

const publishedOf = ({ id, publishedOn, address, texts, createdAt }: PublishedRow): Published => ({
  id,
  publishedOn: toDay(publishedOn),
  address,
  texts: publishedTexts.parse(texts),
  recordedAt: createdAt,
})

/** Every published report, the last recorded first. A wrong date is corrected by recording the report again. */
export async function publishedReports(tx: Tx, schoolId: string): Promise<Published[]> {
  const rows = await tx.informationReport.findMany({
    where: { schoolId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(publishedOf)
}

/** The published report with this id; null if the school has none with it. */
export async function publishedReport(tx: Tx, schoolId: string, reportId: string): Promise<Published | null> {
  const row = await tx.informationReport.findFirst({ where: { schoolId, id: reportId } })
  return row && publishedOf(row)
}

/** The school's own words and settings, all of which it may publish. */
async function ofTheSchool(tx: Tx, schoolId: string, { from, until }: { from: Date; until: Date }) {
  const school = await tx.school.findUniqueOrThrow({ where: { id: schoolId } })
  const here = { startedOn: { lte: until }, OR: [{ leftOn: null }, { leftOn: { gte: until } }] }
  const staff = await tx.staffMember.findMany({
    where: { schoolId, role: { in: ['senco', 'head'] }, ...here },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { name: true, role: true },
  })
  const strategies = await tx.coreOfferStrategy.findMany({
    where: { schoolId, offSince: null },
    orderBy: [{ area: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: { area: true, strategy: true },
  })
  const services = await tx.specialistService.findMany({
    where: { schoolId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { service: true, referralRoute: true, contact: true },
  })
  const heldOn = { gte: from, lte: until }
  const trainings = await tx.staffTraining.findMany({
    where: { schoolId, heldOn },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    select: { topic: true, forWhom: true, howMany: true },
  })
  const teachingReviews = await tx.teachingReview.findMany({
    where: { schoolId, heldOn },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    select: { focus: true },
  })
  return { school, staff, strategies, services, trainings, teachingReviews }
}

/**
 * What was done for pupils in a period, both days included. It selects only the pupil ids and the few columns that are
 * counted.
 */
async function doneForPupils(tx: Tx, schoolId: string, { from, until }: { from: Date; until: Date }) {
  const days = { gte: from, lte: until }
  const concerns = await tx.concern.findMany({
    where: { schoolId, withdrawnAt: null, raisedOn: days },
    select: { pupilId: true },
  })
  const meetings = await tx.meeting.findMany({
    where: { schoolId, withdrawnAt: null, heldOn: days },
    select: { pupilId: true, parentTookPart: true, pupilTookPart: true },
  })
  const reviewed = { schoolId, withdrawnAt: null, heldOn: days, plan: { schoolId, withdrawnAt: null } }
  const reviews = await tx.review.findMany({ where: reviewed, select: { pupilId: true } })
  const outcomes = await tx.outcomeProgress.findMany({
    where: { schoolId, review: reviewed },
    select: { pupilId: true, progress: true },
  })
  const interventions = await tx.provision.findMany({
    where: { schoolId, kind: 'intervention', plan: { schoolId, withdrawnAt: null, agreedOn: days } },
    select: { pupilId: true, what: true },
  })
  const professionals = await tx.professional.findMany({
    where: { schoolId, withdrawnAt: null, contactedOn: days },
    select: { pupilId: true },
  })
  return { concerns, meetings, reviews, outcomes, interventions, professionals }
}

/** Everything the register knows for the report: the whole school, over the twelve months up to `today`. */
export async function knownForReport(tx: Tx, schoolId: string, today: Day) {
  const year = { from: toDate(addMonths(today, -12)), until: toDate(today) }
  const { school, ...own } = await ofTheSchool(tx, schoolId, year)
  const done = await doneForPupils(tx, schoolId, year)
  const { pupils } = await registerPupils(tx, { schoolId, asOf: today, today })
  const { name, postalAddress, phone, email, iassName, iassContact } = school
  const targets = {
    earlyDiscussion: school.earlyDiscussion ?? DEFAULT_TARGETS.earlyDiscussion,
    noteToParents: school.noteToParents ?? DEFAULT_TARGETS.noteToParents,
    decision: school.decision ?? DEFAULT_TARGETS.decision,
    informParents: school.informParents ?? DEFAULT_TARGETS.informParents,
    briefStaff: school.briefStaff ?? DEFAULT_TARGETS.briefStaff,
    answerParentConcern: school.answerParentConcern ?? DEFAULT_TARGETS.answerParentConcern,
    teachingReviewMonths: school.teachingReviewMonths ?? DEFAULT_TARGETS.teachingReviewMonths,
    assessmentReviewMonths: school.assessmentReviewMonths ?? DEFAULT_TARGETS.assessmentReviewMonths,
    parentMeetingsPerYear: school.parentMeetingsPerYear ?? DEFAULT_TARGETS.parentMeetingsPerYear,
  }
  return {
    today,
    school: { name, postalAddress, phone, email, iassName, iassContact },
    targets,
    ...own,
    ...done,
    pupils: pupils.map(({ needs, pupilFindings }) => ({ needs, status: pupilFindings.registerEntry.status })),
  }
}
export type ReportFacts = Awaited<ReturnType<typeof knownForReport>>
