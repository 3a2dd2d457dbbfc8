import fc from 'fast-check'
import type { PupilRecord, SchoolRecord } from '../../src/code-of-practice/record.ts'
import { addDays, type Day } from '../../src/days/calendar.ts'

/*
 * Random valid records for property tests. All days are within 14 months, so that facts share days, overlap, and are
 * both before and after the day of the record.
 */

const FIRST_DAY = '2025-01-01'
const SPAN = 430

export const days: fc.Arbitrary<Day> = fc.nat(SPAN).map((count) => addDays(FIRST_DAY, count))

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4 })
const maybeDay = maybe(days)
const text = fc.constantFrom('', ' ', '\t\r\n', 'words', '\u00a0')
const maybeText = maybe(fc.oneof({ weight: 4, arbitrary: fc.constant('words') }, { weight: 1, arbitrary: text }))
const target = fc.option(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(400)))

const inOrder = (found: Day[]) => {
  const sorted = [...new Set(found)].sort()
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
    from: sorted[2 * index] ?? '',
    to: sorted[2 * index + 1] ?? '',
  }))
}

/** Terms in order, with holidays between them, and closures. */
export const schoolYears = fc.record({
  terms: fc.array(days, { maxLength: 8 }).map(inOrder),
  closures: fc.array(days, { maxLength: 12 }),
})

const schools: fc.Arbitrary<SchoolRecord['school']> = fc
  .record({
    years: schoolYears,
    targets: fc.option(
      fc.record(
        {
          earlyDiscussion: target,
          noteToParents: target,
          decision: target,
          informParents: target,
          plan: target,
          briefStaff: target,
          answerParentConcern: target,
          teachingReviewMonths: target,
          assessmentReviewMonths: target,
          parentMeetingsPerYear: fc.integer({ min: 0, max: 4 }),
        },
        { requiredKeys: [] },
      ),
    ),
    teachingReviews: fc.array(fc.record({ heldOn: days, focus: maybeText }), { maxLength: 3 }),
    coreOffer: maybe(fc.record({ publishedOn: days })),
    specialistServices: fc.array(fc.record({ service: text, referralRoute: maybeText }), { maxLength: 2 }),
  })
  .map(({ years, ...rest }) => ({ ...rest, ...years }))

const listOf = <Entry>(entry: fc.Arbitrary<Entry>, prefix: string, maxLength = 4) =>
  fc.array(entry, { maxLength }).map((list) => list.map((each, index) => ({ id: `${prefix}${index}`, ...each })))

const meetingParts = {
  kind: fc.constantFrom('earlyDiscussion' as const, 'planning' as const, 'review' as const, 'other' as const),
  heldOn: days,
  parentTookPart: fc.boolean(),
  pupilTookPart: fc.boolean(),
  absenceReason: maybeText,
  strengthsAndDifficulties: maybeText,
  parentConcerns: maybeText,
  outcomes: fc.array(text, { maxLength: 2 }),
  nextSteps: maybeText,
  noteFiledOn: maybeDay,
  noteGivenToParentsOn: maybeDay,
  iassExplainedOn: maybeDay,
}

const assessments = fc.record({
  assessedOn: days,
  teacher: maybeText,
  senco: maybeText,
  teacherAssessment: maybeText,
  progressAndAttainment: maybeText,
  comparison: maybeText,
  parentViews: maybeText,
  pupilViews: maybeText,
  externalAdviceRelevant: fc.boolean(),
  externalAdvice: maybeText,
  reviewedOn: maybeDay,
})

const reviews = fc.record({
  heldOn: days,
  parentViews: maybeText,
  pupilViews: maybeText,
  impact: maybeText,
  decision: fc.option(fc.constantFrom('continue' as const, 'change' as const, 'stepUp' as const, 'end' as const)),
})

const plans = fc.record({
  agreedOn: days,
  teacher: maybeText,
  senco: maybeText,
  parentConsultedOn: maybeDay,
  pupilConsultedOn: maybeDay,
  adjustments: maybeText,
  interventions: maybeText,
  support: maybeText,
  expectedImpact: maybeText,
  reviewOn: maybeDay,
  startedOn: maybeDay,
  recordedOnInformationSystemOn: maybeDay,
  assessment: maybe(assessments),
  review: maybe(reviews),
})

const decisions = fc.record({
  decidedOn: days,
  decision: fc.constantFrom(
    'coreOffer' as const,
    'senSupport' as const,
    'senSupport' as const,
    'noFurtherAction' as const,
    'endSenSupport' as const,
  ),
  teacher: maybeText,
  senco: maybeText,
  evidence: maybeText,
  higherNeed: fc.boolean(),
  explainedToParentsOn: maybeDay,
  recordedOn: maybeDay,
  reviewOn: maybeDay,
  roles: maybe(fc.record({ parent: maybeText, pupil: maybeText, staff: maybeText })),
})

/** A pupil with a random history. Some of the dates of birth make the pupil a young person. */
export const pupils: fc.Arbitrary<PupilRecord> = fc.record({
  upn: fc.constantFrom('B801200005001', 'P207000016049', ''),
  dateOfBirth: fc.constantFrom('2008-08-31', '2009-08-31', '2009-09-01', '2015-02-28'),
  ehcPlanFrom: fc.option(days, { freq: 1, nil: null }).chain((day) => fc.constantFrom(null, null, null, day)),
  concerns: listOf(
    fc.record({
      raisedOn: days,
      raisedBy: fc.constantFrom('staff' as const, 'parent' as const, 'pupil' as const, 'professional' as const),
      universalStrategies: maybeText,
      answeredOn: maybeDay,
      closedOn: fc.option(days),
    }),
    'c',
  ),
  meetings: listOf(fc.record(meetingParts), 'm', 6),
  decisions: listOf(decisions, 'd', 5),
  notices: listOf(
    fc.record({
      sentOn: days,
      addressee: fc.constantFrom('parent' as const, 'youngPerson' as const),
      method: text,
    }),
    'n',
  ),
  plans: listOf(plans, 'pl', 5),
  professionals: listOf(
    fc.record({
      service: text,
      alreadyWorkingWithSchool: fc.boolean(),
      agreement: maybe(
        fc.record({ answer: fc.constantFrom('agreed' as const, 'refused' as const), on: days, by: text }),
      ),
      contactedOn: maybeDay,
      adviceReceivedOn: maybeDay,
    }),
    'p',
  ),
  staff: listOf(fc.record({ from: days, until: fc.option(days) }), 's'),
  briefings: fc.array(
    fc.record({
      planId: fc.constantFrom('pl0', 'pl1', 'pl2', 'pl3', 'pl4', 'pl9'),
      staffId: fc.constantFrom('s0', 's1', 's2', 's3', 's9'),
      sharedOn: maybeDay,
      acknowledgedOn: maybeDay,
    }),
    { maxLength: 8 },
  ),
  ehcConsiderations: listOf(
    fc.record({
      consideredOn: days,
      outcome: fc.constantFrom('request' as const, 'noRequest' as const),
      reasons: fc.array(fc.constantFrom('requestQuotaReached' as const, 'parentsDoNotWish' as const), { maxLength: 2 }),
    }),
    'e',
  ),
})

/** A random valid record, as of a random day within its history. */
export const records: fc.Arbitrary<SchoolRecord> = fc.record({
  asOf: days,
  school: schools,
  pupils: fc.array(pupils, { maxLength: 2 }),
})
