import type { TargetName } from './record.ts'

/** The edition of the Code that these rules implement. A later edition gets its own folder. */
export const EDITION = 'SEND Code of Practice 2015'

/** A school's own targets, for steps for which the Code sets no number of days. */
export type Targets = Readonly<Record<TargetName, number>>

/** The targets of a school that has set none. Unit: school days, unless the name says months or meetings. */
export const DEFAULT_TARGETS: Targets = {
  earlyDiscussion: 15,
  noteToParents: 10,
  decision: 15,
  informParents: 5,
  plan: 20,
  briefStaff: 5,
  answerParentConcern: 10,
  teachingReviewMonths: 12,
  assessmentReviewMonths: 12,
  parentMeetingsPerYear: 3,
}

/** The smallest and the largest value of a target. */
export const TARGET_LIMITS = { least: 0, most: 400 } as const

/** A school's targets, with defaults for those that it has not set. */
export const targetsOf = (set: Readonly<Partial<Record<TargetName, number | null>>> | null | undefined): Targets => {
  const own = set ?? {}
  return {
    earlyDiscussion: own.earlyDiscussion ?? DEFAULT_TARGETS.earlyDiscussion,
    noteToParents: own.noteToParents ?? DEFAULT_TARGETS.noteToParents,
    decision: own.decision ?? DEFAULT_TARGETS.decision,
    informParents: own.informParents ?? DEFAULT_TARGETS.informParents,
    plan: own.plan ?? DEFAULT_TARGETS.plan,
    briefStaff: own.briefStaff ?? DEFAULT_TARGETS.briefStaff,
    answerParentConcern: own.answerParentConcern ?? DEFAULT_TARGETS.answerParentConcern,
    teachingReviewMonths: own.teachingReviewMonths ?? DEFAULT_TARGETS.teachingReviewMonths,
    assessmentReviewMonths: own.assessmentReviewMonths ?? DEFAULT_TARGETS.assessmentReviewMonths,
    parentMeetingsPerYear: own.parentMeetingsPerYear ?? DEFAULT_TARGETS.parentMeetingsPerYear,
  }
}
