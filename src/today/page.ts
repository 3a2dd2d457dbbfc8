import { type Role, scopeOf } from '../access/permissions.ts'
import { addDays, type Day } from '../code-of-practice/calendar.ts'
import { type NextStep, nextSteps } from '../record/checklist.ts'
import type { JudgedFinding } from '../record/judge.ts'
import { isOnTheRegister } from '../record/on-the-way.ts'
import { classOf, nameOf, type OnRegister } from '../record/register-pupils.ts'
import { formFor } from '../record/step-forms.ts'
import type { Link, StepStatus } from '../web/component-options.ts'
import { dayInWords, shortDay, weekday, yearInWords } from '../web/words.ts'
import type { OpenConcern } from './queries.ts'

/** One line a thing, one button a line. */
export type Line = {
  who: string
  /** Year and class; empty for the school's own steps. */
  about: string
  href: string
  what: string
  status: StepStatus
  word: string
  /** Where the reason behind the status stands; empty where there is none. */
  wordHref: string
  action: Link | null
}

export type Section = {
  id: string
  title: string
  count: number
  /** The most urgent ones. */
  lines: Line[]
  /** The rest, to be opened. */
  more: Line[]
}

export type TodayPage = {
  title: string
  heading: string
  buttons: Link[]
  sections: Section[]
  /** Said where nothing is late and nothing is due this week; null where something is. */
  calm: { title: string; text: string; link: Link | null } | null
}

/** A line with what it is sorted by. */
type Dated = Line & { on: string }

const daysOfAWeek = 7
const reviewsAhead = 30
/** More at once is not read, but put off. */
const mostLines = 12

const staffAware = '6.49-staff-aware'
const reviewHeld = '6.44-review-held'

const byDay = (one: Dated, other: Dated): number => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1)

function section(id: string, title: string, found: readonly Dated[]): Section {
  const lines = [...found].sort(byDay).map(({ on: _, ...line }) => line)
  return { id, title, count: lines.length, lines: lines.slice(0, mostLines), more: lines.slice(mostLines) }
}

const whoOf = (pupil: OnRegister): Pick<Line, 'who' | 'about' | 'href'> => ({
  who: nameOf(pupil),
  about: [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · '),
  href: `/pupils/${pupil.pupilId}`,
})

const theSchool = { who: 'The school', about: '', href: '/school' }

const lineOf = (who: Pick<Line, 'who' | 'about' | 'href'>, step: NextStep, role: Role): Dated => ({
  ...who,
  what: step.also === 0 ? step.title : `${step.title}, and ${step.also} more`,
  status: step.status,
  word: step.word,
  wordHref: step.reasonHref,
  action: formFor(role, step.action),
  on: step.status === 'breached' ? '' : (step.dueOn ?? '9999'),
})

type Open = { step: NextStep; line: Dated }

const isLate = ({ step }: Open): boolean => step.status === 'missing' || step.status === 'breached'

/** Unread plans have a section of their own, and so have reviews whose day is still to come. */
const isOfSteps = ({ rule, status }: JudgedFinding): boolean =>
  rule !== staffAware && !(rule === reviewHeld && status === 'upcoming')

function openSteps(asked: Asked): Open[] {
  const { pupils, schoolFindings, today, role } = asked
  const ofSchool = nextSteps(schoolFindings, {
    pupilId: null,
    asOf: today,
    today,
    places: { currentPlanId: null, earlyDiscussionId: null },
    notDone: asked.schoolNotDone,
  }).map((step) => ({ step, line: lineOf(theSchool, step, role) }))
  const ofPupils = pupils.flatMap((pupil) =>
    nextSteps(pupil.judged.findings.filter(isOfSteps), pupil.shown).map((step) => ({
      step,
      line: lineOf(whoOf(pupil), step, role),
    })),
  )
  return [...ofPupils, ...ofSchool]
}

/** A plan's review that is overdue stands among the steps; of a decision to be looked at again no rule speaks. */
function reviewsOf({ pupils, today, role }: Asked, when: 'overdue' | 'ahead'): Dated[] {
  const last = addDays(today, reviewsAhead)
  return pupils.flatMap((pupil) => {
    const { status, nextReviewOn, currentPlanId } = pupil.judged.standing
    if (nextReviewOn === null || nextReviewOn > last) return []
    const isOfPlan = status === 'senSupport' && currentPlanId !== null
    const isOverdue = nextReviewOn < today
    if (isOverdue !== (when === 'overdue') || (isOverdue && isOfPlan)) return []
    const may = isOfPlan ? 'review:hold' : 'decision:record'
    const action = isOfPlan
      ? { text: 'Hold the review', href: `/pupils/${pupil.pupilId}/plans/${currentPlanId}/review` }
      : { text: 'Record the decision', href: `/pupils/${pupil.pupilId}/decisions/new` }
    const line: Dated = {
      ...whoOf(pupil),
      what: isOfPlan ? 'Review of the plan' : 'Look again at what was decided',
      status: isOverdue ? 'missing' : 'upcoming',
      word: `${isOverdue ? 'Missing since' : 'Due'} ${shortDay(nextReviewOn, today)}`,
      wordHref: '',
      action: scopeOf(role, may) === null ? null : action,
      on: nextReviewOn,
    }
    return [line]
  })
}

function plansNotRead({ pupils, staffNames, role }: Asked): Dated[] {
  return pupils.flatMap((pupil) => {
    const unread = pupil.judged.findings.filter(({ rule, status }) => rule === staffAware && status !== 'met')
    const [step] = nextSteps(unread, pupil.shown)
    if (step === undefined) return []
    const names = unread.map(({ subject }) => staffNames.get(subject ?? '') ?? 'a member of staff').sort()
    return [{ ...lineOf(whoOf(pupil), step, role), what: `Plan not read yet by ${names.join(', ')}` }]
  })
}

const raiserWords = {
  staff: 'a member of staff',
  parent: 'a parent',
  pupil: 'the pupil',
  professional: 'a professional',
}

const raiser = ({ raisedBy, raisedByName, staffName }: OpenConcern): string =>
  raisedByName ?? (raisedBy === 'staff' ? staffName : null) ?? raiserWords[raisedBy]

/** But for those whose form stands among the steps already. */
function concernsOf({ pupils, concerns, today, role }: Asked, open: readonly Open[]): Dated[] {
  const shown = new Set(open.map(({ line }) => line.action?.href))
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return concerns.flatMap((concern) => {
    const pupil = byId.get(concern.pupilId)
    const href = `/pupils/${concern.pupilId}/concerns/${concern.id}/edit`
    if (!pupil || shown.has(href)) return []
    const line: Dated = {
      ...whoOf(pupil),
      what: `Concern raised by ${raiser(concern)}`,
      status: 'upcoming',
      word: `Since ${shortDay(concern.raisedOn, today)}`,
      wordHref: '',
      action: scopeOf(role, 'concern:answer') === null ? null : { text: 'Answer it', href },
      on: concern.raisedOn,
    }
    return [line]
  })
}

function calmOf({ pupils, today }: Asked, open: readonly Open[]): TodayPage['calm'] {
  if (!pupils.some(({ judged }) => isOnTheRegister(judged.standing))) {
    return {
      title: 'Nobody is on the register yet',
      text: 'Import your pupils, then log the first concern.',
      link: { text: 'Import pupils', href: '/import' },
    }
  }
  const title = 'Nothing is late, and nothing is due this week'
  const next = open.map(({ line }) => line).sort(byDay)[0]
  if (next === undefined)
    return { title, text: 'No step has a day yet to come.', link: { text: 'The register', href: '/register' } }
  const when = next.on === '9999' ? '' : `, due ${shortDay(next.on, today)}`
  return { title, text: `What comes next: ${next.what}${when}, for`, link: { text: next.who, href: next.href } }
}

type Asked = {
  today: Day
  role: Role
  /** All of whom there is something to judge, judged as of today. */
  pupils: readonly OnRegister[]
  schoolFindings: readonly JudgedFinding[]
  schoolNotDone: OnRegister['notDone']
  concerns: readonly OpenConcern[]
  staffNames: ReadonlyMap<string, string>
}

/** What wants doing today: what is late, what is due, which reviews come, and whom the school waits for. */
export function todayPage(asked: Asked): TodayPage {
  const { today, role } = asked
  const open = openSteps(asked)
  const late = open.filter(isLate)
  const lastOfWeek = addDays(today, daysOfAWeek - 1)
  const week = open.filter((one) => !isLate(one) && one.line.on <= lastOfWeek)
  const mustLate = late.filter(({ step }) => step.level === 'must')
  const linesOf = (some: readonly Open[]) => some.map(({ line }) => line)
  const toLookAtAgain = reviewsOf(asked, 'overdue')
  const sections = [
    section('must', 'Must, and late', linesOf(mustLate)),
    section('overdue', 'Overdue', [...linesOf(late.filter((one) => !mustLate.includes(one))), ...toLookAtAgain]),
    section('week', 'Due this week', linesOf(week)),
    section('concerns', 'Concerns not answered', concernsOf(asked, [...late, ...week])),
    section('reviews', `Reviews in the next ${reviewsAhead} days`, reviewsOf(asked, 'ahead')),
    section('waiting', 'Waiting for others', plansNotRead(asked)),
  ]
  const heading = `Today, ${weekday(today)} ${dayInWords(today).replace(/ \d{4}$/, '')}`
  return {
    title: 'Today',
    heading,
    buttons: [
      { text: 'Log a concern', href: '/pupils/find?for=concern' },
      ...(scopeOf(role, 'meeting:record') === null
        ? []
        : [{ text: 'Record a meeting', href: '/pupils/find?for=meeting' }]),
    ],
    sections: sections.filter(({ count }) => count > 0),
    calm: late.length + week.length + toLookAtAgain.length === 0 ? calmOf(asked, open) : null,
  }
}
