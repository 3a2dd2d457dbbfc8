import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { type SeenInClass, seenInWords } from '../progress/model.ts'
import { progressWords, reviewDecisionWords } from '../reviews/model.ts'
import { viewsInWords } from '../views-given.ts'
import { labels } from './form.ts'
import type { PlanToEdit } from './model.ts'

type PlanSection = { heading: string; paragraphs: string[]; byline: string }

type PlanReadPage = {
  title: string
  back: Link
  heading: string
  schoolName: string
  forename: string
  /** The links to actions that the reader's role permits. */
  actions: Link[]
  /** How far the plan has got, for staff only, such as "Started: 3 October". It is not printed. */
  standing: { key: string; value: string }[]
  agreed: string
  consulted: string
  reviewOn: string
  needs: string
  assessedOn: string
  assessment: PlanSection[]
  outcomes: {
    outcome: string
    measure: string
    baseline: string
    byOn: string
    progress: string
    note: string
    seen: string[]
  }[]
  adjustments: string[]
  interventions: {
    what: string
    serves: string
    deliveredBy: string
    howOften: string
    impact: string
  }[]
  support: string[]
  helps: string[]
  avoid: string[]
  expectedImpact: string[]
  /** What was said and decided at the plan's review; null until it is held. */
  review: { heldOn: string; decision: string; said: PlanSection[] } | null
  signatures: string[]
}

const paragraphsOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const sections = (parts: readonly { heading: string; text: string | null; byline?: string }[]): PlanSection[] =>
  parts
    .map(({ heading, text, byline = '' }) => ({ heading, paragraphs: paragraphsOf(text), byline }))
    .filter(({ paragraphs }) => paragraphs.length > 0)

const viewSections = (views: Parameters<typeof viewsInWords>[0]) =>
  viewsInWords(views).map(({ title, words, inWhoseWords }) => ({ heading: title, text: words, byline: inWhoseWords }))

const dayOr = (day: Day | null, otherwise: string): string => (day === null ? otherwise : dayInWords(day))

const joinNames = (names: readonly (string | null)[]): string => names.filter((name) => name !== null).join(' and ')

function assessmentSections(assessment: PlanToEdit['assessment']): PlanSection[] {
  if (!assessment) return []
  return sections([
    { heading: labels.teacherAssessment, text: assessment.teacherAssessment },
    { heading: labels.progressAndAttainment, text: assessment.progressAndAttainment },
    { heading: labels.comparison, text: assessment.comparison },
    ...viewSections(assessment.views),
    {
      heading: 'Advice from outside the school',
      text: assessment.externalAdviceRelevant ? (assessment.externalAdvice ?? 'Relevant, and still to come.') : null,
    },
  ])
}

function sessions({ sessionsHeld, sessionsPlanned }: PlanToEdit['provisions'][number]): string {
  if (sessionsHeld === null) return sessionsPlanned === null ? '' : `${sessionsPlanned} sessions planned`
  return sessionsPlanned === null
    ? `${sessionsHeld} sessions held`
    : `${sessionsHeld} of ${sessionsPlanned} sessions held`
}

const groupWords = (size: number | null): string =>
  size === null ? '' : size === 1 ? 'on their own' : `in a group of ${size}`

function interventionsOf({ provisions, outcomes }: PlanToEdit): PlanReadPage['interventions'] {
  return provisions
    .filter(({ kind }) => kind === 'intervention')
    .map((one) => ({
      what: one.what,
      serves: outcomes.find(({ id }) => id === one.outcomeId)?.outcome ?? '',
      deliveredBy: one.deliveredBy ?? '',
      howOften: [one.howOften, groupWords(one.groupSize), sessions(one)].filter(Boolean).join('; '),
      impact: one.impact ?? '',
    }))
}

function reviewOf({ review }: PlanToEdit): PlanReadPage['review'] {
  if (!review) return null
  return {
    heldOn: dayInWords(review.heldOn),
    decision: review.decision === null ? '' : reviewDecisionWords[review.decision],
    said: sections([
      { heading: 'What difference it made', text: review.impact },
      ...viewSections(review.views),
      { heading: 'What happens next', text: review.nextSteps },
    ]),
  }
}

const standingOf = (plan: PlanToEdit): PlanReadPage['standing'] => [
  { key: 'Started', value: dayOr(plan.startedOn, 'Not yet') },
  { key: 'On the school’s information system', value: dayOr(plan.recordedOnInformationSystemOn, 'Not yet') },
  { key: 'Assessment looked at again', value: dayOr(plan.assessment?.reviewedOn ?? null, 'Not yet') },
  { key: 'Reviewed', value: dayOr(plan.review?.heldOn ?? null, 'Not yet') },
]

function consultedWords({ parentConsultedOn, pupilConsultedOn }: PlanToEdit, forename: string): string {
  const parts = [
    parentConsultedOn === null ? null : `parents on ${dayInWords(parentConsultedOn)}`,
    pupilConsultedOn === null ? null : `${forename} on ${dayInWords(pupilConsultedOn)}`,
  ]
  return joinNames(parts) === '' ? '' : `Consulted: ${joinNames(parts)}.`
}

/**
 * The model of the page that shows a plan and prints it for the parents.
 * @param seen by outcome id, the latest note of each member of staff; shown to the school, not printed
 */
export function planReadPage(
  plan: PlanToEdit,
  seen: { inClass: ReadonlyMap<string, readonly SeenInClass[]>; today: Day },
  shown: { name: string; forename: string; schoolName: string; back: Link; actions: Link[] },
): PlanReadPage {
  const { name, ...rest } = shown
  const whatOf = (kind: PlanToEdit['provisions'][number]['kind']) =>
    plan.provisions.filter((one) => one.kind === kind).map(({ what }) => what)
  const agreedBy = joinNames([plan.teacher, plan.senco])
  return {
    ...rest,
    title: 'Plan',
    heading: `${name}: plan of ${dayInWords(plan.agreedOn)}`,
    standing: standingOf(plan),
    agreed: `Agreed on ${dayInWords(plan.agreedOn)}${agreedBy === '' ? '' : ` by ${agreedBy}`}.`,
    consulted: consultedWords(plan, shown.forename),
    reviewOn:
      plan.reviewOn === null || plan.review ? '' : `We look at it together again on ${dayInWords(plan.reviewOn)}.`,
    needs: plan.needsInALine ?? '',
    assessedOn: plan.assessment === null ? '' : `Assessed on ${dayInWords(plan.assessment.assessedOn)}`,
    assessment: assessmentSections(plan.assessment),
    outcomes: plan.outcomes.map(({ id, outcome, measure, baseline, byOn, progress }) => ({
      outcome,
      measure: measure ?? '',
      baseline: baseline ?? '',
      byOn: byOn === null ? '' : dayInWords(byOn),
      progress: progress[0] ? progressWords[progress[0].progress] : '',
      note: progress[0]?.note ?? '',
      seen: (seen.inClass.get(id) ?? []).map((one) => seenInWords(one, seen.today)),
    })),
    adjustments: whatOf('adjustment'),
    interventions: interventionsOf(plan),
    support: whatOf('support'),
    helps: whatOf('helps'),
    avoid: whatOf('avoid'),
    expectedImpact: paragraphsOf(plan.expectedImpact),
    review: reviewOf(plan),
    signatures: ['Parent or carer', shown.forename, 'Teacher', 'SENCO'],
  }
}
