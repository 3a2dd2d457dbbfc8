import type { Day } from '../../days/calendar.ts'
import { concernFacts, raiserOf } from '../../pupil-record/concerns/model.ts'
import { decisionFacts, decisionTitle } from '../../pupil-record/decisions/model.ts'
import { considerationFacts, considerationTitle } from '../../pupil-record/ehc-considerations/model.ts'
import { fact, type RecordedFact } from '../../pupil-record/facts.ts'
import { meetingFacts, meetingKindWords } from '../../pupil-record/meetings/model.ts'
import { noticeFacts, noticeTitle } from '../../pupil-record/notices/model.ts'
import { type Outcome, type Plan, type Provision, planFacts, sessionsInWords } from '../../pupil-record/plans/model.ts'
import { professionalCalled, professionalFacts } from '../../pupil-record/professionals/model.ts'
import { progressSaid } from '../../pupil-record/progress/model.ts'
import { outcomeProgressInWords, type Review, reviewFacts, reviewTitle } from '../../pupil-record/reviews/model.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { Case } from './queries.ts'

/** Something that happened: when, and what was recorded of it. */
export type ChronologyEvent = { on: string; onWords: string; title: string; said: RecordedFact[] }
/** An outcome of a plan, as a row of its cycle's table. `seen` lists what staff saw of it in class. */
type CaseOutcome = { outcome: string; baseline: string; by: string; progress: string; seen: string[] }
type CaseProvision = { what: string; deliveredBy: string; howOften: string; sessions: string; impact: string }
/** One cycle of assess, plan, do, review (6.44). */
export type Cycle = ChronologyEvent & {
  outcomes: CaseOutcome[]
  provisions: CaseProvision[]
  /**
   * The review of the plan; null if it was not reviewed yet. `impact` says what difference the plan made, and `said`
   * contains that, too.
   */
  reviewed: (ChronologyEvent & { impact: string }) | null
}

const event = (on: Day, title: string, ...parts: RecordedFact[][]): ChronologyEvent => ({
  on,
  onWords: dayInWords(on),
  title,
  said: parts.flat(),
})

const concernsOf = ({ concerns }: Case): ChronologyEvent[] =>
  concerns.map((concern) => event(concern.raisedOn, `Concern raised by ${raiserOf(concern)}`, concernFacts(concern)))

const meetingsOf = ({ meetings, views, outcomes }: Case, forename: string): ChronologyEvent[] =>
  meetings.map((meeting) => {
    const isOfMeeting = ({ meetingId }: { meetingId: string | null }) => meetingId === meeting.id
    const said = { views: views.filter(isOfMeeting), outcomes: outcomes.filter(isOfMeeting), forename }
    return event(meeting.heldOn, meetingKindWords[meeting.kind], meetingFacts(meeting, said))
  })

const decisionsOf = ({ decisions }: Case): ChronologyEvent[] =>
  decisions.map((decision) => event(decision.decidedOn, decisionTitle(decision), decisionFacts(decision)))

const noticesOf = ({ notices }: Case): ChronologyEvent[] =>
  notices.map((notice) => event(notice.sentOn, `${noticeTitle(notice)} of SEN Support`, noticeFacts(notice)))

const professionalsOf = ({ professionals }: Case): ChronologyEvent[] =>
  professionals.flatMap((one) => {
    const on = one.agreementOn ?? one.contactedOn ?? one.adviceReceivedOn
    return on === null ? [] : [event(on, professionalCalled(one), professionalFacts(one))]
  })

const considerationsOf = ({ ehcConsiderations }: Case): ChronologyEvent[] =>
  ehcConsiderations.map((one) => event(one.consideredOn, considerationTitle(one), considerationFacts(one)))

/** The events of a case outside its cycles, sorted by day: what led to SEN Support, and what else happened. */
export const chronologyOf = (one: Case, forename: string): ChronologyEvent[] =>
  [
    ...concernsOf(one),
    ...meetingsOf(one, forename),
    ...decisionsOf(one),
    ...noticesOf(one),
    ...professionalsOf(one),
    ...considerationsOf(one),
  ].sort((first, second) => (first.on < second.on ? -1 : first.on > second.on ? 1 : 0))

function reviewOf({ views }: Case, review: Review | null, forename: string): Cycle['reviewed'] {
  if (review === null) return null
  const given = views.filter(({ reviewId }) => reviewId === review.id)
  return {
    ...event(review.heldOn, reviewTitle(review), reviewFacts(review, given, forename)),
    impact: review.impact?.trim() ?? '',
  }
}

const caseOutcome = ({ progress, seen, reviews }: Case, { id, outcome, baseline, byOn }: Outcome): CaseOutcome => {
  const standing = new Set(reviews.map((review) => review.id))
  const found = progress.find(({ outcomeId, reviewId }) => outcomeId === id && standing.has(reviewId))
  return {
    outcome,
    baseline: baseline ?? '',
    by: byOn === null ? '' : dayInWords(byOn),
    progress: outcomeProgressInWords(found ?? null),
    seen: (seen.get(id) ?? []).map((one) => `${one.who}, ${dayInWords(one.seenOn)}: ${progressSaid(one)}`),
  }
}

const caseProvision = (one: Provision): CaseProvision => ({
  what: one.what,
  deliveredBy: one.deliveredBy ?? '',
  howOften: one.howOften ?? '',
  sessions: sessionsInWords(one),
  impact: one.impact ?? '',
})

/**
 * The cycles of a case, oldest first.
 * @param read how many of the pupil's staff have read a plan, in words; empty for an earlier plan
 */
export function cyclesOf(one: Case, forename: string, read: (plan: Plan) => string): Cycle[] {
  return one.plans.map((plan, place) => {
    const isOfPlan = ({ planId }: { planId: string | null }) => planId === plan.id
    const assessment = one.assessments.find(isOfPlan) ?? null
    const views = assessment === null ? [] : one.views.filter(({ assessmentId }) => assessmentId === assessment.id)
    const provisions = one.provisions.filter(isOfPlan)
    const facts = planFacts(plan, { assessment, views, provisions, forename })
    return {
      ...event(plan.agreedOn, `Cycle ${place + 1}`, facts, fact('Read by staff', read(plan))),
      outcomes: one.outcomes.filter(isOfPlan).map((outcome) => caseOutcome(one, outcome)),
      provisions: provisions.filter(({ kind }) => kind === 'intervention').map(caseProvision),
      reviewed: reviewOf(one, one.reviews.find(isOfPlan) ?? null, forename),
    }
  })
}
