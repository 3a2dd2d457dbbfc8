import type { Day } from '../../src/days/calendar.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import type { AssessmentFixture, BriefingFixture, InterventionFixture, PlanFixture, ReviewFixture } from './fixture.ts'
import { staffFixtures } from './people.ts'
import {
  addNotDone,
  addView,
  doneOn,
  nameOf,
  type PupilBuild,
  staffOfPupil,
  teacherOn,
  type WorkingTime,
} from './pupil-build.ts'

const addAssessment = (build: PupilBuild, planId: string, plan: PlanFixture, fixture: AssessmentFixture): void => {
  const { rows, schoolId, pupilId, days, mint } = build
  const id = mint()
  const assessedOn = fixture.on ?? days.before(plan.on, 8)
  rows.assessment.push({
    schoolId,
    id,
    pupilId,
    planId,
    assessedOn: toDate(assessedOn),
    teacher: fixture.teacher === null ? null : nameOf(teacherOn(build, assessedOn)),
    senco: nameOf('marsh'),
    teacherAssessment: fixture.found,
    progressAndAttainment: fixture.progress,
    comparison: fixture.comparison,
    externalAdviceRelevant: fixture.external !== undefined,
    externalAdvice: fixture.external,
    reviewedOn: toDateOrNull(fixture.reviewedOn ?? null),
  })
  addView(build, { assessmentId: id }, 'parent', fixture.parent, assessedOn)
  addView(build, { assessmentId: id }, 'pupil', fixture.pupil, assessedOn)
}

/**
 * Adds the outcomes of a plan, due by its review.
 * @returns their ids, in order
 */
const addOutcomes = (build: PupilBuild, planId: string, plan: PlanFixture): string[] =>
  plan.outcomes.map((fixture, position) => {
    const { rows, schoolId, pupilId, mint } = build
    const id = mint()
    rows.outcome.push({
      schoolId,
      id,
      pupilId,
      planId,
      position,
      outcome: fixture.outcome,
      measure: fixture.measure,
      baseline: fixture.baseline,
      byOn: toDateOrNull(plan.reviewOn),
    })
    return id
  })

const inWords = (kind: 'adjustment' | 'support' | 'helps' | 'avoid', texts: readonly string[] = []) =>
  texts.map((what) => ({ kind, what }))

const delivered = (fixture: InterventionFixture, outcomeIds: string[]) => ({
  kind: 'intervention' as const,
  what: fixture.what,
  deliveredBy: fixture.by,
  howOften: fixture.often,
  groupSize: fixture.group,
  sessionsPlanned: fixture.planned,
  sessionsHeld: fixture.held,
  impact: fixture.impact,
  outcomeId: fixture.serves === undefined ? undefined : outcomeIds[fixture.serves],
})

const addProvisions = (build: PupilBuild, planId: string, plan: PlanFixture, outcomeIds: string[]): void => {
  const { rows, schoolId, pupilId, mint } = build
  const provisions = [
    ...inWords('adjustment', plan.adjustments),
    ...(plan.interventions ?? []).map((fixture) => delivered(fixture, outcomeIds)),
    ...inWords('support', plan.support),
    ...inWords('helps', plan.helps),
    ...inWords('avoid', plan.avoid),
  ]
  for (const [position, provision] of provisions.entries()) {
    rows.provision.push({ schoolId, id: mint(), pupilId, planId, position, ...provision })
  }
}

const addReview = (build: PupilBuild, planId: string, fixture: ReviewFixture, outcomeIds: string[]): void => {
  const { rows, schoolId, pupilId, mint } = build
  const id = mint()
  rows.review.push({
    schoolId,
    id,
    pupilId,
    planId,
    heldOn: toDate(fixture.on),
    impact: fixture.impact,
    decision: fixture.decision,
    nextSteps: fixture.next,
  })
  for (const [position, [progress, note]] of fixture.progress.entries()) {
    const outcomeId = outcomeIds[position]
    if (outcomeId === undefined)
      throw new Error(`A review tells progress of an outcome that the plan does not have: ${note}`)
    rows.outcomeProgress.push({ schoolId, id: mint(), pupilId, reviewId: id, outcomeId, progress, note })
  }
  addView(build, { reviewId: id }, 'parent', fixture.parent, fixture.on)
  addView(build, { reviewId: id }, 'pupil', fixture.pupil, fixture.on)
}

const LATE = 9

/** After how many school days a member of staff reads a plan; null if they do not read it. */
const readAfter = (fixture: BriefingFixture, { staff }: WorkingTime, place: number): number | null => {
  if (fixture === 'late') return LATE
  if (fixture === 'read') return 2 + (place % 3)
  return fixture === 'some' && staffFixtures[staff].role === 'teacher' ? 2 : null
}

const laterOf = (one: Day, other: Day): Day => {
  if (one > other) return one
  return other
}

const earliestOfEach = (working: WorkingTime[]): WorkingTime[] =>
  working.filter(({ staff }, place) => working.findIndex((other) => other.staff === staff) === place)

/** Adds briefings for everybody who worked with the pupil while this plan was in force, up to the next plan. */
const addBriefings = (build: PupilBuild, planId: string, plan: PlanFixture, nextOn: Day | null): void => {
  const { rows, schoolId, pupilId, days, staffIds, mint } = build
  const fixture = plan.briefing ?? 'read'
  if (fixture === 'none') return
  const meanwhile = staffOfPupil(build).filter(
    ({ from, until }) => (until === null || until >= plan.on) && (nextOn === null || from < nextOn),
  )
  for (const [place, working] of earliestOfEach(meanwhile).entries()) {
    const begins = laterOf(working.from, plan.on)
    const sharedOn = days.soFar(days.after(begins, 1))
    if (sharedOn === null) continue
    const count = readAfter(fixture, working, place)
    const acknowledgedOn = count === null ? null : days.soFar(days.after(begins, count))
    rows.briefing.push({
      schoolId,
      id: mint(),
      pupilId,
      planId,
      staffId: staffIds[working.staff],
      sharedOn: toDate(sharedOn),
      acknowledgedOn: toDateOrNull(acknowledgedOn),
    })
  }
}

/**
 * Adds one cycle: plan, assessment, outcomes, provision, briefings and review.
 * @param nextOn the day on which the next plan was agreed; null if there is no next plan
 */
export const addPlan = (build: PupilBuild, fixture: PlanFixture, nextOn: Day | null): void => {
  const { rows, schoolId, pupilId, days, mint } = build
  const id = mint()
  rows.plan.push({
    schoolId,
    id,
    pupilId,
    agreedOn: toDate(fixture.on),
    teacher: fixture.teacher === null ? null : nameOf(teacherOn(build, fixture.on)),
    senco: fixture.senco === null ? null : nameOf('marsh'),
    parentConsultedOn: doneOn(build, fixture.parentConsultedOn, days.before(fixture.on, 3)),
    pupilConsultedOn: doneOn(build, fixture.pupilConsultedOn, days.before(fixture.on, 4)),
    needsInALine: fixture.needs,
    expectedImpact: fixture.impact,
    reviewOn: toDateOrNull(fixture.reviewOn),
    startedOn: doneOn(build, fixture.startedOn, days.after(fixture.on, 2)),
    recordedOnInformationSystemOn: doneOn(build, fixture.recordedOn, days.after(fixture.on, 3)),
  })
  if (fixture.assessment !== null) addAssessment(build, id, fixture, fixture.assessment)
  const outcomeIds = addOutcomes(build, id, fixture)
  addProvisions(build, id, fixture, outcomeIds)
  addBriefings(build, id, fixture, nextOn)
  if (fixture.review !== undefined) addReview(build, id, fixture.review, outcomeIds)
  addNotDone(build, id, fixture.notDone)
}
