import type { Day } from '../../src/days/calendar.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import { staffTold } from './people.ts'
import type { AssessmentTold, BriefingTold, InterventionTold, PlanTold, ReviewTold } from './story.ts'
import { doneOn, nameOf, type Telling, teacherOn, tellNotDone, tellView, type Working, workingWith } from './telling.ts'

const tellAssessment = (telling: Telling, planId: string, plan: PlanTold, told: AssessmentTold): void => {
  const { rows, schoolId, pupilId, days, mint } = telling
  const id = mint()
  const assessedOn = told.on ?? days.before(plan.on, 8)
  rows.assessment.push({
    schoolId,
    id,
    pupilId,
    planId,
    assessedOn: toDate(assessedOn),
    teacher: told.teacher === null ? null : nameOf(teacherOn(telling, assessedOn)),
    senco: nameOf('marsh'),
    teacherAssessment: told.found,
    progressAndAttainment: told.progress,
    comparison: told.comparison,
    externalAdviceRelevant: told.external !== undefined,
    externalAdvice: told.external,
    reviewedOn: toDateOrNull(told.reviewedOn ?? null),
  })
  tellView(telling, { assessmentId: id }, 'parent', told.parent, assessedOn)
  tellView(telling, { assessmentId: id }, 'pupil', told.pupil, assessedOn)
}

/**
 * Adds the outcomes of a plan, due by its review.
 * @returns their ids, in order
 */
const tellOutcomes = (telling: Telling, planId: string, plan: PlanTold): string[] =>
  plan.outcomes.map((told, position) => {
    const { rows, schoolId, pupilId, mint } = telling
    const id = mint()
    rows.outcome.push({
      schoolId,
      id,
      pupilId,
      planId,
      position,
      outcome: told.outcome,
      measure: told.measure,
      baseline: told.baseline,
      byOn: toDateOrNull(plan.reviewOn),
    })
    return id
  })

const inWords = (kind: 'adjustment' | 'support' | 'helps' | 'avoid', texts: readonly string[] = []) =>
  texts.map((what) => ({ kind, what }))

const delivered = (told: InterventionTold, outcomeIds: string[]) => ({
  kind: 'intervention' as const,
  what: told.what,
  deliveredBy: told.by,
  howOften: told.often,
  groupSize: told.group,
  sessionsPlanned: told.planned,
  sessionsHeld: told.held,
  impact: told.impact,
  outcomeId: told.serves === undefined ? undefined : outcomeIds[told.serves],
})

const tellProvisions = (telling: Telling, planId: string, plan: PlanTold, outcomeIds: string[]): void => {
  const { rows, schoolId, pupilId, mint } = telling
  const provisions = [
    ...inWords('adjustment', plan.adjustments),
    ...(plan.interventions ?? []).map((told) => delivered(told, outcomeIds)),
    ...inWords('support', plan.support),
    ...inWords('helps', plan.helps),
    ...inWords('avoid', plan.avoid),
  ]
  for (const [position, provision] of provisions.entries()) {
    rows.provision.push({ schoolId, id: mint(), pupilId, planId, position, ...provision })
  }
}

const tellReview = (telling: Telling, planId: string, told: ReviewTold, outcomeIds: string[]): void => {
  const { rows, schoolId, pupilId, mint } = telling
  const id = mint()
  rows.review.push({
    schoolId,
    id,
    pupilId,
    planId,
    heldOn: toDate(told.on),
    impact: told.impact,
    decision: told.decision,
    nextSteps: told.next,
  })
  for (const [position, [progress, note]] of told.progress.entries()) {
    const outcomeId = outcomeIds[position]
    if (outcomeId === undefined)
      throw new Error(`A review tells progress of an outcome that the plan does not have: ${note}`)
    rows.outcomeProgress.push({ schoolId, id: mint(), pupilId, reviewId: id, outcomeId, progress, note })
  }
  tellView(telling, { reviewId: id }, 'parent', told.parent, told.on)
  tellView(telling, { reviewId: id }, 'pupil', told.pupil, told.on)
}

const LATE = 9

/** After how many school days a member of staff reads a plan; null where they do not. */
const readAfter = (told: BriefingTold, { staff }: Working, place: number): number | null => {
  if (told === 'late') return LATE
  if (told === 'read') return 2 + (place % 3)
  return told === 'some' && staffTold[staff].role === 'teacher' ? 2 : null
}

const laterOf = (one: Day, other: Day): Day => {
  if (one > other) return one
  return other
}

const earliestOfEach = (working: Working[]): Working[] =>
  working.filter(({ staff }, place) => working.findIndex((other) => other.staff === staff) === place)

/** Adds briefings for everybody who worked with the pupil while this plan was in force, up to the next plan. */
const tellBriefings = (telling: Telling, planId: string, plan: PlanTold, nextOn: Day | null): void => {
  const { rows, schoolId, pupilId, days, staffIds, mint } = telling
  const told = plan.briefing ?? 'read'
  if (told === 'none') return
  const meanwhile = workingWith(telling).filter(
    ({ from, until }) => (until === null || until >= plan.on) && (nextOn === null || from < nextOn),
  )
  for (const [place, working] of earliestOfEach(meanwhile).entries()) {
    const begins = laterOf(working.from, plan.on)
    const sharedOn = days.soFar(days.after(begins, 1))
    if (sharedOn === null) continue
    const count = readAfter(told, working, place)
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
 * @param nextOn the day on which the next plan was agreed; null where there is none
 */
export const tellPlan = (telling: Telling, told: PlanTold, nextOn: Day | null): void => {
  const { rows, schoolId, pupilId, days, mint } = telling
  const id = mint()
  rows.plan.push({
    schoolId,
    id,
    pupilId,
    agreedOn: toDate(told.on),
    teacher: told.teacher === null ? null : nameOf(teacherOn(telling, told.on)),
    senco: told.senco === null ? null : nameOf('marsh'),
    parentConsultedOn: doneOn(telling, told.parentConsultedOn, days.before(told.on, 3)),
    pupilConsultedOn: doneOn(telling, told.pupilConsultedOn, days.before(told.on, 4)),
    needsInALine: told.needs,
    expectedImpact: told.impact,
    reviewOn: toDateOrNull(told.reviewOn),
    startedOn: doneOn(telling, told.startedOn, days.after(told.on, 2)),
    recordedOnInformationSystemOn: doneOn(telling, told.recordedOn, days.after(told.on, 3)),
  })
  if (told.assessment !== null) tellAssessment(telling, id, told, told.assessment)
  const outcomeIds = tellOutcomes(telling, id, told)
  tellProvisions(telling, id, told, outcomeIds)
  tellBriefings(telling, id, told, nextOn)
  if (told.review !== undefined) tellReview(telling, id, told.review, outcomeIds)
  tellNotDone(telling, id, told.notDone)
}
