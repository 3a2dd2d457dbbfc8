import type { TargetName } from './record.ts'

/** The edition of the Code that these rules hold records against. A later edition is a folder beside this one. */
export const EDITION = 'SEND Code of Practice 2015'

/** A school's own targets: the Code sets no number of days for these steps. */
export type Targets = Readonly<Record<TargetName, number>>

/** What holds where a school has set no target of its own: school days, unless the name says months or meetings. */
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

/** The smallest and the largest number that a target may be. */
export const TARGET_LIMITS = { least: 0, most: 400 } as const

/** A school's targets with the defaults where it has set none. */
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
