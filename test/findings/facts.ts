import fc from 'fast-check'

/*
 * Arbitrary rows of every table that the rules read, as the database allows them: blank texts, equal days, days before
 * and after the day judged.
 */

export const DAYS = [
  '2025-01-06',
  '2025-09-01',
  '2026-01-05',
  '2026-02-23',
  '2026-03-02',
  '2026-03-03',
  '2026-03-09',
  '2026-03-16',
  '2026-04-20',
  '2026-06-01',
] as const

const day = fc.constantFrom(...DAYS)
const maybeDay = fc.option(day)
const text = fc.constantFrom('', ' \t\n', 'Reads "slowly" \\ with care', 'Zoë’s own words')
const maybeText = fc.option(text)
const yes = fc.boolean()
const number = fc.option(fc.integer({ min: 0, max: 30 }))

type Columns = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** A table's parent tables by column, and the values that its other columns may hold. */
export interface Facts {
  readonly parents: Readonly<Record<string, string>>
  readonly columns: Columns
  /** Set if rows of this table are only updated, never inserted or deleted. */
  readonly standing?: true
}

const pupil = { pupilId: 'Pupil' }
const ofPlan = { ...pupil, planId: 'Plan' }
const spell = { from: day, until: maybeDay }
const view = {
  speaker: fc.constantFrom('parent', 'pupil'),
  words: maybeText,
  declined: yes,
}

/** The facts by name of table. If a table has several kinds of rows, a suffix after a colon tells them apart. */
export const FACTS = {
  School: {
    standing: true,
    parents: {},
    columns: {
      coreOfferPublishedOn: maybeDay,
      earlyDiscussion: number,
      noteToParents: number,
      decision: number,
      informParents: number,
      plan: number,
      briefStaff: number,
      answerParentConcern: number,
      teachingReviewMonths: number,
      assessmentReviewMonths: number,
      parentMeetingsPerYear: number,
    },
  },
  Term: { parents: {}, columns: { from: day, to: day } },
  Closure: { parents: {}, columns: { on: day } },
  TeachingReview: { parents: {}, columns: { heldOn: day, focus: maybeText } },
  SpecialistService: { parents: {}, columns: { service: text, referralRoute: maybeText } },
  StaffMember: { standing: true, parents: {}, columns: { startedOn: day, leftOn: maybeDay } },
  Pupil: {
    standing: true,
    parents: {},
    columns: {
      upn: fc.uuid(),
      dateOfBirth: fc.constantFrom('2009-09-01', '2010-02-03', '2018-05-03'),
      ehcPlanFrom: maybeDay,
      enteredOn: maybeDay,
      leftOn: maybeDay,
      misSenStatus: fc.constantFrom('N', 'K', 'E'),
    },
  },
  ClassMember: { parents: { ...pupil, classId: 'Class' }, columns: spell },
  ClassStaff: { parents: { staffId: 'StaffMember', classId: 'Class' }, columns: spell },
  PupilStaff: { parents: { ...pupil, staffId: 'StaffMember' }, columns: spell },
  Concern: {
    parents: pupil,
    columns: {
      raisedOn: day,
      raisedBy: fc.constantFrom('staff', 'parent', 'pupil', 'professional'),
      seen: text,
      strategies: fc.subarray(['Word mats', 'A "calm" corner \\ with {commas}, NULL']),
      universalStrategies: maybeText,
      answeredOn: maybeDay,
      closedOn: maybeDay,
    },
  },
  Meeting: {
    parents: pupil,
    columns: {
      kind: fc.constantFrom('earlyDiscussion', 'planning', 'review', 'other'),
      heldOn: day,
      parentTookPart: yes,
      pupilTookPart: yes,
      absenceReason: maybeText,
      strengthsAndDifficulties: maybeText,
      nextSteps: maybeText,
      noteFiledOn: maybeDay,
      noteGivenToParentsOn: maybeDay,
      iassExplainedOn: maybeDay,
    },
  },
  'Outcome:meeting': {
    parents: { ...pupil, meetingId: 'Meeting' },
    columns: { position: fc.integer({ min: 1, max: 3 }), outcome: text },
  },
  'View:meeting': { parents: { ...pupil, meetingId: 'Meeting' }, columns: view },
  Decision: {
    parents: pupil,
    columns: {
      decidedOn: day,
      decision: fc.constantFrom('coreOffer', 'senSupport', 'noFurtherAction', 'endSenSupport'),
      teacher: maybeText,
      senco: maybeText,
      evidence: maybeText,
      higherNeed: yes,
      explainedToParentsOn: maybeDay,
      recordedOn: maybeDay,
      reviewOn: maybeDay,
      roleOfParent: maybeText,
      roleOfPupil: maybeText,
      roleOfStaff: maybeText,
    },
  },
  Notice: {
    parents: pupil,
    columns: { sentOn: day, addressee: fc.constantFrom('parent', 'youngPerson'), method: text },
  },
  Plan: {
    parents: pupil,
    columns: {
      agreedOn: day,
      teacher: maybeText,
      senco: maybeText,
      parentConsultedOn: maybeDay,
      pupilConsultedOn: maybeDay,
      expectedImpact: maybeText,
      reviewOn: maybeDay,
      startedOn: maybeDay,
      recordedOnInformationSystemOn: maybeDay,
    },
  },
  Assessment: {
    parents: ofPlan,
    columns: {
      assessedOn: day,
      teacher: maybeText,
      senco: maybeText,
      teacherAssessment: maybeText,
      progressAndAttainment: maybeText,
      comparison: maybeText,
      externalAdviceRelevant: yes,
      externalAdvice: maybeText,
      reviewedOn: maybeDay,
    },
  },
  'View:assessment': { parents: { ...pupil, assessmentId: 'Assessment' }, columns: view },
  Provision: {
    parents: ofPlan,
    columns: {
      kind: fc.constantFrom('adjustment', 'intervention', 'support', 'helps', 'avoid'),
      position: fc.integer({ min: 1, max: 3 }),
      what: text,
    },
  },
  Review: {
    parents: ofPlan,
    columns: {
      heldOn: day,
      impact: maybeText,
      decision: fc.option(fc.constantFrom('continue', 'change', 'stepUp', 'end')),
    },
  },
  'View:review': { parents: { ...pupil, reviewId: 'Review' }, columns: view },
  Professional: {
    parents: pupil,
    columns: {
      service: text,
      alreadyWorkingWithSchool: yes,
      agreementAnswer: fc.option(fc.constantFrom('agreed', 'refused')),
      agreementOn: maybeDay,
      agreementBy: maybeText,
      contactedOn: maybeDay,
      adviceReceivedOn: maybeDay,
    },
  },
  Briefing: {
    parents: { ...ofPlan, staffId: 'StaffMember' },
    columns: { sharedOn: maybeDay, acknowledgedOn: maybeDay },
  },
  EhcConsideration: {
    parents: pupil,
    columns: {
      consideredOn: day,
      outcome: fc.constantFrom('request', 'noRequest'),
      reasons: fc.subarray(['requestQuotaReached', 'needsMetBySenSupport', 'notEnoughCycles', 'other']),
    },
  },
} as const satisfies Readonly<Record<string, Facts>>

export type FactName = keyof typeof FACTS
export const FACT_NAMES = Object.keys(FACTS).filter((name): name is FactName => name in FACTS)
export const factsOf = (name: FactName): Facts => FACTS[name]
