import { concernFacts, raiserOf } from '../../pupil-record/concerns/model.ts'
import { type Fact, fact, factOn, together, viewFacts } from '../../pupil-record/facts.ts'
import { decisionKindWords, ehcReasonWords, meetingKindWords } from '../../pupil-record/kind-words.ts'
import { progressSaid } from '../../pupil-record/progress/model.ts'
import { progressWords, reviewDecisionWords } from '../../pupil-record/reviews/model.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { Case } from './queries.ts'

/** Something that happened: when, and what was recorded of it. */
export type Happened = { on: string; onWords: string; title: string; said: Fact[] }
/** A row of a cycle's table. */
export type OutcomeLine = { outcome: string; baseline: string; by: string; progress: string; seen: string[] }
export type ProvisionLine = { what: string; deliveredBy: string; howOften: string; sessions: string; impact: string }
/** One turn of assess, plan, do, review (6.44). */
export type Cycle = Happened & {
  outcomes: OutcomeLine[]
  provisions: ProvisionLine[]
  /** `impact`: what difference it made; it is among what was said, too. */
  reviewed: (Happened & { impact: string }) | null
}

const happened = (on: string, title: string, ...parts: Fact[][]): Happened => ({
  on,
  onWords: dayInWords(on),
  title,
  said: parts.flat(),
})

const concernsOf = ({ concerns }: Case): Happened[] =>
  concerns.map((concern) => happened(concern.raisedOn, `Concern raised by ${raiserOf(concern)}`, concernFacts(concern)))

const meetingsOf = ({ meetings }: Case, forename: string): Happened[] =>
  meetings.map((meeting) =>
    happened(
      meeting.heldOn,
      meetingKindWords[meeting.kind],
      fact('Who took part', meeting.whoTookPart),
      fact('Not there, because', meeting.absenceReason),
      fact('Strengths and difficulties', meeting.strengthsAndDifficulties),
      viewFacts(meeting.views, forename),
      fact('Outcomes wished for', meeting.outcomes.map(({ outcome }) => outcome).join('; ')),
      fact('Next steps', meeting.nextSteps),
      factOn('Note given to parents', meeting.noteGivenToParentsOn),
      factOn('Advice service explained', meeting.iassExplainedOn),
    ),
  )

const decisionsOf = ({ decisions }: Case): Happened[] =>
  decisions.map((decision) =>
    happened(
      decision.decidedOn,
      `Decision: ${decisionKindWords[decision.decision]}`,
      fact('Decided by', together(decision.teacher, decision.senco)),
      fact('On what evidence', decision.evidence),
      fact('The parents’ part', decision.roleOfParent),
      fact('The pupil’s part', decision.roleOfPupil),
      fact('The staff’s part', decision.roleOfStaff),
      factOn('Explained to the parents', decision.explainedToParentsOn),
      factOn('To be looked at again', decision.reviewOn),
    ),
  )

const noticesOf = ({ notices }: Case): Happened[] =>
  notices.map((notice) =>
    happened(
      notice.sentOn,
      notice.addressee === 'parent'
        ? 'Parents told formally of SEN Support'
        : 'Young person told formally of SEN Support',
      fact('To', notice.letter?.sentTo.split('\n')[0] ?? null),
      fact('How', notice.method),
      fact('Signed by', notice.letter?.signedBy ?? null),
    ),
  )

const professionalsOf = ({ professionals }: Case): Happened[] =>
  professionals.flatMap((one) => {
    const on = one.agreementOn ?? one.contactedOn ?? one.adviceReceivedOn
    if (on === null) return []
    const answer = one.agreementAnswer === 'refused' ? 'Parents refused' : 'Parents agreed'
    return [
      happened(
        on,
        [one.name, one.service].filter(Boolean).join(', '),
        fact(one.agreementOn === null ? '' : answer, one.agreementOn && dayInWords(one.agreementOn), one.agreementBy),
        factOn('Contacted', one.contactedOn),
        fact(one.adviceReceivedOn === null ? 'Advice' : `Advice of ${dayInWords(one.adviceReceivedOn)}`, one.advice),
      ),
    ]
  })

const considerationsOf = ({ ehcConsiderations }: Case): Happened[] =>
  ehcConsiderations.map((one) =>
    happened(
      one.consideredOn,
      one.outcome === 'request' ? 'EHC needs assessment: to be asked for' : 'EHC needs assessment: not asked for',
      fact(
        'Because',
        one.reasons.map((reason) => (reason === 'other' && one.otherReason) || ehcReasonWords[reason]).join('; '),
      ),
      fact('Note', one.note),
    ),
  )

/** What led to SEN Support and what went on beside its cycles, in the order of its days. */
export const chainOf = (one: Case, forename: string): Happened[] =>
  [
    ...concernsOf(one),
    ...meetingsOf(one, forename),
    ...decisionsOf(one),
    ...noticesOf(one),
    ...professionalsOf(one),
    ...considerationsOf(one),
  ].sort((first, second) => (first.on < second.on ? -1 : first.on > second.on ? 1 : 0))

const sessions = (held: number | null, planned: number | null): string => {
  if (planned === null) return held === null ? '' : String(held)
  return `${held ?? 0} of ${planned}`
}

type Plan = Case['plans'][number]

function reviewedOf({ review }: Plan, forename: string): Cycle['reviewed'] {
  if (review === null) return null
  const title = review.decision === null ? 'Reviewed' : `Reviewed: ${reviewDecisionWords[review.decision]}`
  const impact = review.impact?.trim() ?? ''
  return {
    ...happened(
      review.heldOn,
      title,
      viewFacts(review.views, forename),
      fact('What difference it made', impact),
      fact('Next', review.nextSteps),
    ),
    impact,
  }
}

/** @param read how many of those who work with the pupil have read it, in words; empty for a plan of the past */
export function cyclesOf({ plans }: Case, forename: string, read: (plan: Plan) => string): Cycle[] {
  return plans.map((plan, place) => ({
    ...happened(
      plan.agreedOn,
      `Cycle ${place + 1}`,
      fact('Agreed by', together(plan.teacher, plan.senco)),
      fact('Needs in a line', plan.needsInALine),
      assessmentSaid(plan, forename),
      fact('Support from people', ofKind(plan, 'support')),
      fact('In every lesson', ofKind(plan, 'adjustment')),
      fact('What it should bring about', plan.expectedImpact),
      factOn('Started', plan.startedOn),
      factOn('To be reviewed', plan.reviewOn),
      fact('Read by staff', read(plan)),
    ),
    outcomes: plan.outcomes.map(({ outcome, baseline, byOn, progress, seen }) => ({
      outcome,
      baseline: baseline ?? '',
      by: byOn === null ? '' : dayInWords(byOn),
      progress: progress === null ? '' : [progressWords[progress.progress], progress.note].filter(Boolean).join('. '),
      seen: seen.map((one) => `${one.who}, ${dayInWords(one.seenOn)}: ${progressSaid(one)}`),
    })),
    provisions: plan.provisions
      .filter(({ kind }) => kind === 'intervention')
      .map((one) => ({
        what: one.what,
        deliveredBy: one.deliveredBy ?? '',
        howOften: one.howOften ?? '',
        sessions: sessions(one.sessionsHeld, one.sessionsPlanned),
        impact: one.impact ?? '',
      })),
    reviewed: reviewedOf(plan, forename),
  }))
}

const ofKind = ({ provisions }: Plan, kind: 'support' | 'adjustment'): string =>
  provisions
    .filter((one) => one.kind === kind)
    .map(({ what }) => what)
    .join('; ')

const assessmentSaid = ({ assessment }: Plan, forename: string): Fact[] =>
  assessment === null
    ? []
    : [
        fact(
          'Assessed',
          `${dayInWords(assessment.assessedOn)}, ${together(assessment.teacher, assessment.senco) || 'by whom is not recorded'}`,
        ),
        fact('What the teacher found', assessment.teacherAssessment),
        fact('Progress and attainment', assessment.progressAndAttainment),
        fact('Beside others', assessment.comparison),
        viewFacts(assessment.views, forename),
        fact('Advice from outside', assessment.externalAdvice),
      ].flat()
