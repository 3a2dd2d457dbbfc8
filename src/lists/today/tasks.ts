import { type Role, scopeOf } from '../../access/permissions.ts'
import { addDays, type Day, type SchoolCalendar, schoolDaysBetween } from '../../days/calendar.ts'
import { type NextStep, nextSteps, ruleOf } from '../../findings/checklist.ts'
import type { FindingWithStep } from '../../findings/pupil-findings.ts'
import type { RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { formFor } from '../../findings/step-forms.ts'
import { informationReportLaw, type ReportStands } from '../../publications/information-report/model.ts'
import type { AmberPupil } from '../../pupil-record/amber/model.ts'
import { schoolDaysInWords } from '../../pupil-record/amber/model.ts'
import type { StaleReaders } from '../../pupil-record/briefings/model.ts'
import { type Concern, raiserOf } from '../../pupil-record/concerns/model.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { shortDay, weekday } from '../../ui/formats/words.ts'
import type { UnansweredRoundRobin, UndeliveredLetter } from './overdue.ts'
import type { PlannedReview } from './queries.ts'

/** One task: one line with at most one button. It shows everything needed to understand the task. */
export type Task = {
  what: string
  /** Who requires the task (the law or the Code) and who set its day. */
  why: string
  /** Whether the law requires the task. The page then puts "The law" in front of `why`. */
  isLaw: boolean
  status: StepStatus
  word: string
  /** The URL of the page that gives the reasons for the status; empty if there is none. */
  wordHref: string
  action: Link | null
}

/** The kind of task, for the filter: a paragraph of the Code, or one of these. */
export type TaskKind = 'concern' | 'review' | 'amber' | 'roundRobin' | 'letter' | (string & {})

/** A task with its pupil and its sort key. */
export type FoundTask = Task & {
  /** The pupil whom the task is about; null for the school's own tasks. */
  pupil: RegisterPupilWithFindings | null
  kind: TaskKind
  isLate: boolean
  /**
   * The day that tasks are sorted by, YYYY-MM-DD. It is empty for a breach, which sorts first, and `9999` for a task
   * without a day, which sorts last.
   */
  on: string
}

export type TodayData = {
  today: Day
  role: Role
  calendar: SchoolCalendar
  /** All pupils that any rule may apply to, with findings as of today. */
  pupils: readonly RegisterPupilWithFindings[]
  schoolFindings: readonly FindingWithStep[]
  schoolNotDone: RegisterPupilWithFindings['notDone']
  concerns: readonly Concern[]
  amber: readonly AmberPupil[]
  planned: ReadonlyMap<string, PlannedReview>
  roundRobins: readonly UnansweredRoundRobin[]
  letters: readonly UndeliveredLetter[]
  staffNames: ReadonlyMap<string, string>
  changed: ReadonlyMap<string, StaleReaders>
  /** The state of the SEN information report as of today. */
  report: ReportStands
}

export const daysOfAWeek = 7
export const reviewsAhead = 30

export const staffAware = '6.49-staff-aware'
const reviewHeld = '6.44-review-held'

/**
 * Who requires a step, in words: the law or the Code, and the school's own target if that sets the day. The page itself
 * puts "The law" in front.
 */
function reasonInWords(step: Pick<NextStep, 'rule' | 'level' | 'law'>): string {
  const asks = step.level === 'must' ? step.law : 'The Code says'
  return ruleOf(step).target === null ? asks : `${asks}, by your school’s target`
}

export const taskOf = (pupil: RegisterPupilWithFindings | null, step: NextStep, role: Role): FoundTask => ({
  pupil,
  kind: step.paragraph.split(' ')[0] ?? '',
  isLate: step.status === 'missing' || step.status === 'breached',
  what: step.also === 0 ? step.title : `${step.title}, and ${step.also} more`,
  why: reasonInWords(step),
  isLaw: step.level === 'must',
  status: step.status,
  word: step.word,
  wordHref: step.reasonHref,
  action: formFor(role, step.action),
  on: step.status === 'breached' ? '' : (step.dueOn ?? '9999'),
})

/**
 * Whether a finding is shown among the steps. Unread plans and future reviews are not, because they have sections of
 * their own.
 */
const isOfSteps = ({ rule, status }: FindingWithStep): boolean =>
  rule !== staffAware && !(rule === reviewHeld && status === 'upcoming')

/** Tasks for the open steps of the Code, about pupils and about the school. */
export function stepsToDo({ pupils, schoolFindings, schoolNotDone, today, role }: TodayData): FoundTask[] {
  const ofSchool = nextSteps(schoolFindings, {
    pupilId: null,
    asOf: today,
    today,
    places: { currentPlanId: null, earlyDiscussionId: null },
    notDone: schoolNotDone,
  }).map((step) => taskOf(null, step, role))
  const ofPupils = pupils.flatMap((pupil) =>
    nextSteps(pupil.pupilFindings.findings.filter(isOfSteps), pupil.context).map((step) => taskOf(pupil, step, role)),
  )
  return [...ofPupils, ...ofSchool]
}

export const linkIfPermitted = (role: Role, may: Parameters<typeof scopeOf>[1], action: Link): Link | null =>
  scopeOf(role, may) === null ? null : action

/**
 * Tasks for decisions whose review day is at most `reviewsAhead` days ahead, or past. No rule covers these. An overdue
 * review of a plan is among the steps instead.
 */
export const decisionsToLookAt = ({ pupils, today, role }: TodayData): FoundTask[] =>
  pupils.flatMap((pupil) => {
    const { status, nextReviewOn, currentPlanId } = pupil.pupilFindings.registerEntry
    if (nextReviewOn === null || nextReviewOn > addDays(today, reviewsAhead)) return []
    if (status === 'senSupport' && currentPlanId !== null) return []
    const isLate = nextReviewOn < today
    const task: FoundTask = {
      pupil,
      kind: 'review',
      isLate,
      what: 'Look again at what was decided',
      why: 'As agreed in the decision',
      isLaw: false,
      status: isLate ? 'missing' : 'upcoming',
      word: `${isLate ? 'Missing since' : 'Due'} ${shortDay(nextReviewOn, today)}`,
      wordHref: '',
      action: linkIfPermitted(role, 'decision:record', {
        text: 'Record the decision',
        href: `/pupils/${pupil.pupilId}/decisions/new`,
      }),
      on: nextReviewOn,
    }
    return [task]
  })

/**
 * Reviews of plans in the next `reviewsAhead` days. Planned ones show day and time; the others have a button to plan
 * them.
 */
export const reviewsToCome = ({ pupils, planned, today, role }: TodayData): FoundTask[] =>
  pupils.flatMap((pupil) => {
    const { status, nextReviewOn, currentPlanId } = pupil.pupilFindings.registerEntry
    if (status !== 'senSupport' || currentPlanId === null) return []
    const fixed = planned.get(currentPlanId)
    const on = fixed?.on ?? nextReviewOn
    if (on === null || on < today || on > addDays(today, reviewsAhead)) return []
    const hold = { text: 'Hold the review', href: `/pupils/${pupil.pupilId}/plans/${currentPlanId}/review` }
    const task: FoundTask = {
      pupil,
      kind: 'review',
      isLate: false,
      what: 'Review of the plan',
      why: reviewWhy(fixed, nextReviewOn, today),
      isLaw: false,
      status: 'upcoming',
      word: fixed ? `${weekday(on)} ${shortDay(on, today)}, ${fixed.at}` : `Due ${shortDay(on, today)}`,
      wordHref: '',
      action: fixed
        ? linkIfPermitted(role, 'review:hold', hold)
        : linkIfPermitted(role, 'reviews:plan', { text: 'Plan it', href: '/reviews' }),
      on,
    }
    return [task]
  })

function reviewWhy(fixed: PlannedReview | undefined, dueOn: Day | null, today: Day): string {
  if (!fixed) return 'No day and time yet'
  return dueOn === null ? 'Planned' : `Planned; due ${shortDay(dueOn, today)}`
}

/**
 * Tasks for concerns that nobody has answered yet, except those whose form is already among the steps.
 * @param shown addresses of forms already on the page
 */
export function concernsToAnswer(
  { pupils, concerns, today, role, calendar }: TodayData,
  shown: ReadonlySet<string>,
): FoundTask[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return concerns.flatMap((concern) => {
    const pupil = byId.get(concern.pupilId)
    const href = `/pupils/${concern.pupilId}/concerns/${concern.id}/edit`
    if (!pupil || concern.answeredOn !== null || shown.has(href)) return []
    const task: FoundTask = {
      pupil,
      kind: 'concern',
      isLate: false,
      what: `Concern raised by ${raiserOf(concern)}`,
      why: `${schoolDaysInWords(schoolDaysBetween(calendar, concern.raisedOn, today))} ago`,
      isLaw: false,
      status: 'upcoming',
      word: `Since ${shortDay(concern.raisedOn, today)}`,
      wordHref: '',
      action: linkIfPermitted(role, 'concern:answer', { text: 'Answer it', href }),
      on: concern.raisedOn,
    }
    return [task]
  })
}

/** Tasks for pupils on the amber list whom it is time to look at again: overdue, or due within a week. */
export const looksDue = ({ amber, today, role }: TodayData): FoundTask[] =>
  amber.flatMap(({ pupil, entry }) => {
    if (entry === null || entry.nextLookOn > addDays(today, daysOfAWeek - 1)) return []
    const isLate = entry.nextLookOn < today
    const task: FoundTask = {
      pupil,
      kind: 'amber',
      isLate,
      what: `${entry.ownerName} looks again`,
      why: entry.why ?? 'On the amber list',
      isLaw: false,
      status: isLate ? 'missing' : 'upcoming',
      word: `${isLate ? 'Missing since' : 'Due'} ${shortDay(entry.nextLookOn, today)}`,
      wordHref: '',
      action: linkIfPermitted(role, 'amber:look', {
        text: 'Record a look',
        href: `/pupils/${pupil.pupilId}/amber/${entry.id}/look`,
      }),
      on: entry.nextLookOn,
    }
    return [task]
  })

/**
 * The task to publish the SEN information report, if it is overdue or due soon (6.79). Without a recorded publication
 * day it is left out, because nobody knows whether it is late.
 */
export function reportToPublish({ report, today, role }: TodayData): FoundTask[] {
  const { dueOn, status, word } = report
  if (dueOn === null || dueOn > addDays(today, reviewsAhead)) return []
  const task: FoundTask = {
    pupil: null,
    kind: 'informationReport',
    isLate: dueOn < today,
    what: 'Publish the SEN information report again',
    why: informationReportLaw,
    isLaw: true,
    status,
    word,
    wordHref: '',
    action: linkIfPermitted(role, 'information:write', { text: 'See the report', href: '/sen-information-report' }),
    on: dueOn,
  }
  return [task]
}

export const linkIfRecordOpens = (role: Role, text: string, href: string): Link | null =>
  linkIfPermitted(role, 'record:read', { text, href })
