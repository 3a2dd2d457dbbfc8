import type { LetterKind } from '../generated/prisma/enums.ts'
import { toDate, toDay, toDayOrNull } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { progressWords, reviewDecisionWords } from '../pupil-record/reviews/model.ts'
import { dayInWords } from '../ui/formats/words.ts'
import {
  dayToCome,
  fieldsInEach,
  fieldsOfInvitation,
  listed,
  provisionDone,
  provisionLine,
  rolesOf,
  schoolOfLetters,
  timeInWords,
  viewOf,
} from './field-words.ts'
import type { FoundSubject, LetterAbout, LetterSubject } from './letter-subject.ts'
import { mergeFields } from './merging.ts'
import { whatToTell } from './model.ts'

const views = { select: { speaker: true, words: true } } as const
const outcomesInOrder = (schoolId: string) =>
  ({ where: { schoolId }, orderBy: { position: 'asc' }, select: { outcome: true } }) as const

async function invitation(tx: Tx, { schoolId, pupilId, aboutId, today }: LetterSubject): Promise<FoundSubject | null> {
  const planned = await tx.plannedReview.findFirst({
    where: {
      schoolId,
      pupilId,
      cancelledOn: null,
      plan: { schoolId, withdrawnAt: null },
      ...(aboutId === null ? { on: { gte: toDate(today) } } : { id: aboutId }),
    },
    orderBy: [{ on: 'asc' }, { at: 'asc' }],
    select: {
      id: true,
      on: true,
      at: true,
      minutes: true,
      place: true,
      version: true,
      plan: { select: { outcomes: outcomesInOrder(schoolId) } },
    },
  })
  if (planned === null) return null
  const on = toDay(planned.on)
  const outcomes = planned.plan.outcomes.map(({ outcome }) => outcome)
  return {
    aboutId: planned.id,
    version: planned.version,
    known: `The review is planned for ${dayToCome(on)} at ${timeInWords(planned.at)}.`,
    fields: fieldsOfInvitation({ ...planned, on, outcomes }),
  }
}

async function discussionNote(tx: Tx, { schoolId, pupilId, aboutId }: LetterSubject): Promise<FoundSubject | null> {
  const meeting = await tx.meeting.findFirst({
    where: {
      schoolId,
      pupilId,
      withdrawnAt: null,
      ...(aboutId === null ? { kind: 'earlyDiscussion' as const } : { id: aboutId }),
    },
    orderBy: [{ heldOn: 'desc' }, { createdAt: 'desc' }],
    select: {
      id: true,
      heldOn: true,
      whoTookPart: true,
      strengthsAndDifficulties: true,
      nextSteps: true,
      noteGivenToParentsOn: true,
      outcomes: outcomesInOrder(schoolId),
      views: { where: { schoolId }, ...views },
    },
  })
  if (meeting === null) return null
  const heldOn = dayInWords(toDay(meeting.heldOn))
  const givenOn = toDayOrNull(meeting.noteGivenToParentsOn)
  const given =
    givenOn === null
      ? 'Saving this records the note as given to the parents on the day it was sent.'
      : `The note was given to the parents on ${dayInWords(givenOn)}: that stays as it is.`
  return {
    aboutId: meeting.id,
    known: `The discussion was held on ${heldOn}. ${given}`,
    fields: {
      heldOn,
      who: meeting.whoTookPart ?? '',
      strengths: meeting.strengthsAndDifficulties ?? '',
      parentsSaid: viewOf(meeting.views, 'parent'),
      pupilSaid: viewOf(meeting.views, 'pupil'),
      outcomes: listed(meeting.outcomes.map(({ outcome }) => outcome)),
      nextSteps: meeting.nextSteps ?? '',
    },
  }
}

async function formalNotice(tx: Tx, asked: LetterSubject): Promise<FoundSubject | null> {
  const { start } = await whatToTell(tx, asked)
  if (asked.aboutId !== null && start?.id !== asked.aboutId) return null
  const together = asked.addressee === 'parent' ? `you and ${asked.forename}` : 'you'
  const reviewOn = start?.reviewOn ?? null
  return {
    aboutId: start?.id ?? null,
    known:
      start === null
        ? ''
        : `SEN Support was decided on ${dayInWords(start.decidedOn)}. A letter sent before that day does not count.`,
    fields: {
      since: start === null ? '' : `from ${dayInWords(start.decidedOn)}`,
      whenReviewed:
        reviewOn === null
          ? `We will agree with ${together} when to look at how it is going. You can ask to meet us at any time.`
          : `We will look with ${together} at how it is going by ${dayInWords(reviewOn)}. You can ask to meet us before then at any time.`,
      roles: start === null ? '' : rolesOf(start, asked),
      teacher: start?.teacher ? `You can also ask ${start.teacher}.` : '',
    },
  }
}

async function planCopy(tx: Tx, { schoolId, pupilId, aboutId }: LetterSubject): Promise<FoundSubject | null> {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, withdrawnAt: null, ...(aboutId === null ? {} : { id: aboutId }) },
    orderBy: [{ agreedOn: 'desc' }, { createdAt: 'desc' }],
    select: {
      id: true,
      version: true,
      agreedOn: true,
      reviewOn: true,
      expectedImpact: true,
      outcomes: { ...outcomesInOrder(schoolId), select: { outcome: true, byOn: true } },
      provisions: {
        where: { schoolId, kind: { in: [...provisionDone] } },
        orderBy: [{ kind: 'asc' }, { position: 'asc' }],
        select: { what: true, deliveredBy: true, howOften: true },
      },
    },
  })
  if (plan === null) return null
  const agreedOn = dayInWords(toDay(plan.agreedOn))
  const outcomes = plan.outcomes.map(({ outcome, byOn }) =>
    byOn === null ? outcome : `${outcome} (by ${dayInWords(toDay(byOn))})`,
  )
  return {
    aboutId: plan.id,
    planVersion: plan.version,
    version: plan.version,
    known: `The plan was agreed on ${agreedOn}. This is its version ${plan.version}.`,
    fields: {
      agreedOn,
      version: String(plan.version),
      outcomes: listed(outcomes),
      provision: listed(plan.provisions.map(provisionLine)),
      expectedImpact: plan.expectedImpact ?? '',
      reviewOn: plan.reviewOn === null ? null : dayInWords(toDay(plan.reviewOn)),
    },
  }
}

async function reviewNote(tx: Tx, { schoolId, pupilId, aboutId }: LetterSubject): Promise<FoundSubject | null> {
  const review = await tx.review.findFirst({
    where: {
      schoolId,
      pupilId,
      withdrawnAt: null,
      plan: { schoolId, withdrawnAt: null },
      ...(aboutId === null ? {} : { id: aboutId }),
    },
    orderBy: [{ heldOn: 'desc' }, { createdAt: 'desc' }],
    select: {
      id: true,
      heldOn: true,
      impact: true,
      decision: true,
      nextSteps: true,
      views: { where: { schoolId }, ...views },
      progress: {
        where: { schoolId },
        orderBy: { outcome: { position: 'asc' } },
        select: { progress: true, note: true, outcome: { select: { outcome: true } } },
      },
    },
  })
  if (review === null) return null
  const heldOn = dayInWords(toDay(review.heldOn))
  const progress = review.progress.map(
    ({ outcome, progress: reached, note }) =>
      `${outcome.outcome}: ${progressWords[reached].toLowerCase()}${note === null ? '' : `. ${note}`}`,
  )
  return {
    aboutId: review.id,
    known: `The review was held on ${heldOn}.`,
    fields: {
      heldOn,
      progress: listed(progress),
      impact: review.impact ?? '',
      parentsSaid: viewOf(review.views, 'parent'),
      pupilSaid: viewOf(review.views, 'pupil'),
      decision: review.decision === null ? null : `${reviewDecisionWords[review.decision]}.`,
      nextSteps: review.nextSteps ?? '',
    },
  }
}

async function professionalAgreement(
  tx: Tx,
  { schoolId, pupilId, aboutId }: LetterSubject,
): Promise<FoundSubject | null> {
  const professional = await tx.professional.findFirst({
    where: {
      schoolId,
      pupilId,
      withdrawnAt: null,
      ...(aboutId === null ? { agreementAnswer: null, alreadyWorkingWithSchool: false } : { id: aboutId }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, service: true, name: true },
  })
  if (professional === null) return null
  return {
    aboutId: professional.id,
    known: 'The parents’ answer is recorded once they have given it: this letter only asks (6.47).',
    fields: {
      service: professional.service,
      professional: professional.name === null ? '' : `, ${professional.name},`,
    },
  }
}

async function endOfSupport(tx: Tx, { schoolId, pupilId, aboutId }: LetterSubject): Promise<FoundSubject | null> {
  const decision = await tx.decision.findFirst({
    where: {
      schoolId,
      pupilId,
      withdrawnAt: null,
      decision: 'endSenSupport',
      ...(aboutId === null ? {} : { id: aboutId }),
    },
    orderBy: [{ decidedOn: 'desc' }, { createdAt: 'desc' }],
    select: { id: true, decidedOn: true, evidence: true },
  })
  if (decision === null) return null
  const decidedOn = dayInWords(toDay(decision.decidedOn))
  return {
    aboutId: decision.id,
    known: `The end of SEN Support was decided on ${decidedOn}.`,
    fields: { decidedOn, because: decision.evidence ?? '' },
  }
}

const finders: Readonly<Record<LetterKind, (tx: Tx, asked: LetterSubject) => Promise<FoundSubject | null>>> = {
  invitation,
  discussionNote,
  formalNotice,
  planCopy,
  reviewNote,
  professionalAgreement,
  endOfSupport,
}

/**
 * The merge fields where the record has nothing that the letter could be about. Fields that the letter needs become
 * gaps for the writer to fill.
 */
const nothingOnRecord = (kind: LetterKind): FoundSubject => ({
  aboutId: null,
  known: '',
  fields: Object.fromEntries(mergeFields[kind].map(({ name, needed }) => [name, needed ? null : ''])),
})

/**
 * The merge fields of a letter, taken from the row that it is about: a meeting, decision, plan, planned review,
 * review or professional. Without `aboutId`, the row that a letter of this kind is written about next.
 * @returns null where the pupil has no row of that kind with this id
 */
export async function letterFields(tx: Tx, kind: LetterKind, asked: LetterSubject): Promise<LetterAbout | null> {
  const found = await finders[kind](tx, asked)
  if (found === null && asked.aboutId !== null) return null
  const about = found ?? nothingOnRecord(kind)
  const school = await schoolOfLetters(tx, asked.schoolId)
  return { planVersion: null, version: null, ...about, fields: { ...about.fields, ...fieldsInEach(school, asked) } }
}
