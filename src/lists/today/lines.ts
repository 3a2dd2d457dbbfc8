import { type Role, scopeOf } from '../../access/permissions.ts'
import { addDays, type Day, type SchoolCalendar, schoolDaysBetween } from '../../days/calendar.ts'
import { type NextStep, nextSteps, ruleOf } from '../../findings/checklist.ts'
import type { JudgedFinding } from '../../findings/judge.ts'
import type { OnRegister } from '../../findings/register-pupils.ts'
import { formFor } from '../../findings/step-forms.ts'
import { informationReportLaw, type ReportStands } from '../../publications/information-report/model.ts'
import type { OpenConcern } from '../../pupil-record/amber/amber-sql.ts'
import type { AmberPupil } from '../../pupil-record/amber/model.ts'
import { raiserOf, schoolDaysInWords } from '../../pupil-record/amber/model.ts'
import type { ReadBefore } from '../../pupil-record/briefings/model.ts'
import type { Link, StepStatus } from '../../ui/components/component-options.ts'
import { shortDay, weekday } from '../../ui/formats/words.ts'
import type { PlannedReview } from './queries.ts'
import type { NotDelivered, Unanswered } from './waiting-sql.ts'

/** One line a thing, one button a line: all that it takes to understand it stands there. */
export type Line = {
  what: string
  /** Who asks for it, and whose day it is. */
  why: string
  /** Said before it: "The law". */
  isLaw: boolean
  status: StepStatus
  word: string
  /** Where the reason behind the status stands; empty where there is none. */
  wordHref: string
  action: Link | null
}

/** What kind of thing it is, for the filter: a paragraph of the Code, or one of these. */
export type Kind = 'concern' | 'review' | 'amber' | 'roundRobin' | 'letter' | (string & {})

/** A line with whose it is and what it is sorted by. */
export type Found = Line & {
  /** Null for the school's own steps, and for what is about several pupils. */
  pupil: OnRegister | null
  kind: Kind
  isLate: boolean
  /** YYYY-MM-DD; empty for what comes before all days, `9999` for what has none. */
  on: string
}

export type Asked = {
  today: Day
  role: Role
  calendar: SchoolCalendar
  /** All of whom there is something to judge, judged as of today. */
  pupils: readonly OnRegister[]
  schoolFindings: readonly JudgedFinding[]
  schoolNotDone: OnRegister['notDone']
  concerns: readonly OpenConcern[]
  amber: readonly AmberPupil[]
  planned: ReadonlyMap<string, PlannedReview>
  roundRobins: readonly Unanswered[]
  letters: readonly NotDelivered[]
  staffNames: ReadonlyMap<string, string>
  changed: ReadonlyMap<string, ReadBefore>
  /** The SEN information report, as of today. */
  report: ReportStands
}

export const daysOfAWeek = 7
export const reviewsAhead = 30

const staffAware = '6.49-staff-aware'
const reviewHeld = '6.44-review-held'

/** Who asks for it, and the school's own target where it sets the day. That it is the law is said before it. */
function whyOf(step: Pick<NextStep, 'rule' | 'level' | 'law'>): string {
  const asks = step.level === 'must' ? step.law : 'The Code says'
  return ruleOf(step).target === null ? asks : `${asks}, by your school’s target`
}

const lineOf = (pupil: OnRegister | null, step: NextStep, role: Role): Found => ({
  pupil,
  kind: step.paragraph.split(' ')[0] ?? '',
  isLate: step.status === 'missing' || step.status === 'breached',
  what: step.also === 0 ? step.title : `${step.title}, and ${step.also} more`,
  why: whyOf(step),
  isLaw: step.level === 'must',
  status: step.status,
  word: step.word,
  wordHref: step.reasonHref,
  action: formFor(role, step.action),
  on: step.status === 'breached' ? '' : (step.dueOn ?? '9999'),
})

/** Unread plans have a section of their own, and so have reviews whose day is still to come. */
const isOfSteps = ({ rule, status }: JudgedFinding): boolean =>
  rule !== staffAware && !(rule === reviewHeld && status === 'upcoming')

/** What the Code asks for and is not done: of the pupils, and of the school. */
export function stepsToDo({ pupils, schoolFindings, schoolNotDone, today, role }: Asked): Found[] {
  const ofSchool = nextSteps(schoolFindings, {
    pupilId: null,
    asOf: today,
    today,
    places: { currentPlanId: null, earlyDiscussionId: null },
    notDone: schoolNotDone,
  }).map((step) => lineOf(null, step, role))
  const ofPupils = pupils.flatMap((pupil) =>
    nextSteps(pupil.judged.findings.filter(isOfSteps), pupil.shown).map((step) => lineOf(pupil, step, role)),
  )
  return [...ofPupils, ...ofSchool]
}

const offered = (role: Role, may: Parameters<typeof scopeOf>[1], action: Link): Link | null =>
  scopeOf(role, may) === null ? null : action

/** Decisions whose day to be looked at again has come: no rule speaks of them. A plan's overdue review stands among the steps. */
export const decisionsToLookAt = ({ pupils, today, role }: Asked): Found[] =>
  pupils.flatMap((pupil) => {
    const { status, nextReviewOn, currentPlanId } = pupil.judged.standing
    if (nextReviewOn === null || nextReviewOn > addDays(today, reviewsAhead)) return []
    if (status === 'senSupport' && currentPlanId !== null) return []
    const isLate = nextReviewOn < today
    const line: Found = {
      pupil,
      kind: 'review',
      isLate,
      what: 'Look again at what was decided',
      why: 'As agreed in the decision',
      isLaw: false,
      status: isLate ? 'missing' : 'upcoming',
      word: `${isLate ? 'Missing since' : 'Due'} ${shortDay(nextReviewOn, today)}`,
      wordHref: '',
      action: offered(role, 'decision:record', {
        text: 'Record the decision',
        href: `/pupils/${pupil.pupilId}/decisions/new`,
      }),
      on: nextReviewOn,
    }
    return [line]
  })

/** Reviews of plans in the days ahead: planned ones with day and time, the others with the button that plans them. */
export const reviewsToCome = ({ pupils, planned, today, role }: Asked): Found[] =>
  pupils.flatMap((pupil) => {
    const { status, nextReviewOn, currentPlanId } = pupil.judged.standing
    if (status !== 'senSupport' || currentPlanId === null) return []
    const fixed = planned.get(currentPlanId)
    const on = fixed?.on ?? nextReviewOn
    if (on === null || on < today || on > addDays(today, reviewsAhead)) return []
    const hold = { text: 'Hold the review', href: `/pupils/${pupil.pupilId}/plans/${currentPlanId}/review` }
    const line: Found = {
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
        ? offered(role, 'review:hold', hold)
        : offered(role, 'reviews:plan', { text: 'Plan it', href: '/reviews' }),
      on,
    }
    return [line]
  })

function reviewWhy(fixed: PlannedReview | undefined, dueOn: Day | null, today: Day): string {
  if (!fixed) return 'No day and time yet'
  return dueOn === null ? 'Planned' : `Planned; due ${shortDay(dueOn, today)}`
}

/** But for those whose form stands among the steps already. */
export function concernsToAnswer(
  { pupils, concerns, today, role, calendar }: Asked,
  shown: ReadonlySet<string>,
): Found[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return concerns.flatMap((concern) => {
    const pupil = byId.get(concern.pupilId)
    const href = `/pupils/${concern.pupilId}/concerns/${concern.id}/edit`
    if (!pupil || concern.answeredOn !== null || shown.has(href)) return []
    const line: Found = {
      pupil,
      kind: 'concern',
      isLate: false,
      what: `Concern raised by ${raiserOf(concern)}`,
      why: `${schoolDaysInWords(schoolDaysBetween(calendar, concern.raisedOn, today))} ago`,
      isLaw: false,
      status: 'upcoming',
      word: `Since ${shortDay(concern.raisedOn, today)}`,
      wordHref: '',
      action: offered(role, 'concern:answer', { text: 'Answer it', href }),
      on: concern.raisedOn,
    }
    return [line]
  })
}

/** Looks of the amber list that are due this week, or were before. */
export const looksDue = ({ amber, today, role }: Asked): Found[] =>
  amber.flatMap(({ pupil, entry }) => {
    if (entry === null || entry.nextLookOn > addDays(today, daysOfAWeek - 1)) return []
    const isLate = entry.nextLookOn < today
    const line: Found = {
      pupil,
      kind: 'amber',
      isLate,
      what: `${entry.ownerName} looks again`,
      why: entry.why ?? 'On the amber list',
      isLaw: false,
      status: isLate ? 'missing' : 'upcoming',
      word: `${isLate ? 'Missing since' : 'Due'} ${shortDay(entry.nextLookOn, today)}`,
      wordHref: '',
      action: offered(role, 'amber:look', {
        text: 'Record a look',
        href: `/pupils/${pupil.pupilId}/amber/${entry.id}/look`,
      }),
      on: entry.nextLookOn,
    }
    return [line]
  })

/** The SEN information report where it is due again, or soon (6.79). Where no day was ever recorded nobody knows that it is late. */
export function reportToPublish({ report, today, role }: Asked): Found[] {
  const { dueOn, status, word } = report
  if (dueOn === null || dueOn > addDays(today, reviewsAhead)) return []
  const line: Found = {
    pupil: null,
    kind: 'informationReport',
    isLate: dueOn < today,
    what: 'Publish the SEN information report again',
    why: informationReportLaw,
    isLaw: true,
    status,
    word,
    wordHref: '',
    action: offered(role, 'information:write', { text: 'See the report', href: '/sen-information-report' }),
    on: dueOn,
  }
  return [line]
}

export const plansNotRead = ({ pupils, staffNames, role }: Asked): Found[] =>
  pupils.flatMap((pupil) => {
    const unread = pupil.judged.findings.filter(({ rule, status }) => rule === staffAware && status !== 'met')
    const [step] = nextSteps(unread, pupil.shown)
    if (step === undefined) return []
    const names = unread.map(({ subject }) => staffNames.get(subject ?? '') ?? 'a member of staff').sort()
    return [{ ...lineOf(pupil, step, role), what: `Plan not read yet by ${names.join(', ')}` }]
  })

const openTo = (role: Role, text: string, href: string): Link | null => offered(role, 'record:read', { text, href })

export function answersToCome({ pupils, roundRobins, today, role }: Asked): Found[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return roundRobins.flatMap(({ roundRobinId, pupilId, answerBy, names, askedOf }) => {
    const pupil = byId.get(pupilId)
    if (!pupil) return []
    const isLate = answerBy < today
    const line: Found = {
      pupil,
      kind: 'roundRobin',
      isLate,
      what: `Round-robin not answered yet by ${names.join(', ')}`,
      why: `${askedOf - names.length} of ${askedOf} have answered`,
      isLaw: false,
      status: isLate ? 'missing' : 'upcoming',
      word: `${isLate ? 'Missing since' : 'Due'} ${shortDay(answerBy, today)}`,
      wordHref: '',
      action: openTo(role, 'See the answers', `/pupils/${pupilId}/round-robins/${roundRobinId}`),
      on: answerBy,
    }
    return [line]
  })
}

export function lettersToSendAgain({ pupils, letters, today, role }: Asked): Found[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return letters.flatMap(({ letterId, pupilId, to, problem, since, plannedReviewId }) => {
    const pupil = byId.get(pupilId)
    if (!pupil) return []
    const line: Found = {
      pupil,
      kind: 'letter',
      isLate: true,
      what: `Letter to ${to} not delivered`,
      why: problem ?? 'The e-mail did not arrive',
      isLaw: false,
      status: 'missing',
      word: `Missing since ${shortDay(since, today)}`,
      wordHref: '',
      action:
        plannedReviewId === null
          ? openTo(role, 'See the letter', `/pupils/${pupilId}/letters/${letterId}`)
          : offered(role, 'notice:send', {
              text: 'Write the letter',
              href: `/pupils/${pupilId}/letters/new?kind=invitation&about=${plannedReviewId}`,
            }),
      on: since,
    }
    return [line]
  })
}
