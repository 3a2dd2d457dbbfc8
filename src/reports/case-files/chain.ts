import { areaWords } from '../../pupil-record/areas-of-need.ts'
import { decisionKindWords, ehcReasonWords, meetingKindWords, raisedByWords } from '../../pupil-record/kind-words.ts'
import { progressSaid } from '../../pupil-record/progress/model.ts'
import { progressWords, reviewDecisionWords } from '../../pupil-record/reviews/model.ts'
import { type ViewGiven, viewsInWords } from '../../pupil-record/views-given.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { Case } from './queries.ts'

/** Something that was said or recorded: what it is about, the words, and whose they are (may be empty). */
export type Said = { about: string; words: string; whose: string }
/** Something that happened: when, and what was recorded of it. */
export type Happened = { on: string; onWords: string; title: string; said: Said[] }
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

const said = (about: string, words: string | null, whose: string | null = null): Said[] =>
  words === null || words.trim() === '' ? [] : [{ about, words: words.trim(), whose: whose ?? '' }]

const saidOn = (about: string, on: string | null): Said[] => said(about, on === null ? null : dayInWords(on))

const viewsSaid = (views: readonly ViewGiven[], forename: string): Said[] =>
  viewsInWords(views, forename).map(({ title, words, inWhoseWords }) => ({ about: title, words, whose: inWhoseWords }))

const happened = (on: string, title: string, ...parts: Said[][]): Happened => ({
  on,
  onWords: dayInWords(on),
  title,
  said: parts.flat(),
})

const both = (...names: readonly (string | null)[]): string | null => names.filter(Boolean).join(' and ') || null

const concernsOf = ({ concerns }: Case): Happened[] =>
  concerns.map((concern) =>
    happened(
      concern.raisedOn,
      `Concern raised by ${concern.raisedByName ?? (concern.raisedBy === 'staff' ? (concern.staff?.name ?? raisedByWords.staff) : raisedByWords[concern.raisedBy])}`,
      said('Areas of need', concern.areas.map((area) => areaWords[area]).join(', ')),
      said('What was seen', concern.seen),
      said('Since when', concern.sinceWhen),
      said('Tried of what we offer all', concern.strategies.join('\n')),
      said(concern.strategies.length === 0 ? 'Tried in class' : 'Tried besides', concern.universalStrategies),
      said('What that did', concern.strategiesEffect),
      said('The pupil’s view', concern.pupilView),
      saidOn('Parents told', concern.parentsToldOn),
      said(concern.answeredOn === null ? 'Answer' : `Answered ${dayInWords(concern.answeredOn)}`, concern.answer),
      said(concern.closedOn === null ? 'Closed' : `Closed ${dayInWords(concern.closedOn)}`, concern.closedBecause),
    ),
  )

const meetingsOf = ({ meetings }: Case, forename: string): Happened[] =>
  meetings.map((meeting) =>
    happened(
      meeting.heldOn,
      meetingKindWords[meeting.kind],
      said('Who took part', meeting.whoTookPart),
      said('Not there, because', meeting.absenceReason),
      said('Strengths and difficulties', meeting.strengthsAndDifficulties),
      viewsSaid(meeting.views, forename),
      said('Outcomes wished for', meeting.outcomes.map(({ outcome }) => outcome).join('; ')),
      said('Next steps', meeting.nextSteps),
      saidOn('Note given to parents', meeting.noteGivenToParentsOn),
      saidOn('Advice service explained', meeting.iassExplainedOn),
    ),
  )

const decisionsOf = ({ decisions }: Case): Happened[] =>
  decisions.map((decision) =>
    happened(
      decision.decidedOn,
      `Decision: ${decisionKindWords[decision.decision]}`,
      said('Decided by', both(decision.teacher, decision.senco)),
      said('On what evidence', decision.evidence),
      said('The parents’ part', decision.roleOfParent),
      said('The pupil’s part', decision.roleOfPupil),
      said('The staff’s part', decision.roleOfStaff),
      saidOn('Explained to the parents', decision.explainedToParentsOn),
      saidOn('To be looked at again', decision.reviewOn),
    ),
  )

const noticesOf = ({ notices }: Case): Happened[] =>
  notices.map((notice) =>
    happened(
      notice.sentOn,
      notice.addressee === 'parent'
        ? 'Parents told formally of SEN Support'
        : 'Young person told formally of SEN Support',
      said('To', notice.letter?.sentTo.split('\n')[0] ?? null),
      said('How', notice.method),
      said('Signed by', notice.letter?.signedBy ?? null),
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
        said(one.agreementOn === null ? '' : answer, one.agreementOn && dayInWords(one.agreementOn), one.agreementBy),
        saidOn('Contacted', one.contactedOn),
        said(one.adviceReceivedOn === null ? 'Advice' : `Advice of ${dayInWords(one.adviceReceivedOn)}`, one.advice),
      ),
    ]
  })

const considerationsOf = ({ ehcConsiderations }: Case): Happened[] =>
  ehcConsiderations.map((one) =>
    happened(
      one.consideredOn,
      one.outcome === 'request' ? 'EHC needs assessment: to be asked for' : 'EHC needs assessment: not asked for',
      said(
        'Because',
        one.reasons.map((reason) => (reason === 'other' && one.otherReason) || ehcReasonWords[reason]).join('; '),
      ),
      said('Note', one.note),
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
      viewsSaid(review.views, forename),
      said('What difference it made', impact),
      said('Next', review.nextSteps),
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
      said('Agreed by', both(plan.teacher, plan.senco)),
      said('Needs in a line', plan.needsInALine),
      assessmentSaid(plan, forename),
      said('Support from people', ofKind(plan, 'support')),
      said('In every lesson', ofKind(plan, 'adjustment')),
      said('What it should bring about', plan.expectedImpact),
      saidOn('Started', plan.startedOn),
      saidOn('To be reviewed', plan.reviewOn),
      said('Read by staff', read(plan)),
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

const assessmentSaid = ({ assessment }: Plan, forename: string): Said[] =>
  assessment === null
    ? []
    : [
        said(
          'Assessed',
          `${dayInWords(assessment.assessedOn)}, ${both(assessment.teacher, assessment.senco) ?? 'by whom is not recorded'}`,
        ),
        said('What the teacher found', assessment.teacherAssessment),
        said('Progress and attainment', assessment.progressAndAttainment),
        said('Beside others', assessment.comparison),
        viewsSaid(assessment.views, forename),
        said('Advice from outside', assessment.externalAdvice),
      ].flat()
