import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../../days/calendar.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { count, shortDay, weekday, yearInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { labels, mostAtOnce, schoolWeekdays } from './form.ts'
import type { ContactOf, Planned, PlanToPlan, StaffOf } from './queries.ts'
import { timeInWords } from './times.ts'

/** A period of the list: reviews due until its last day. */
export type ReviewPeriod = { until: Day; text: string }

type ReviewRow = {
  planId: string
  name: string
  href: string
  /** The day by which the review is due: "4 December", with ", overdue" where it has passed. */
  due: string
  isOverdue: boolean
  last: string
  /** The languages or formats that the family needs; may be empty. */
  needs: string
  /** The link with the day and time of the planned review; null where none is planned, and the row can be ticked. */
  planned: Link | null
  invited: string
  asked: string
  isHeld: boolean
  isTicked: boolean
}

type ReviewsPage = {
  title: string
  heading: string
  lede: string
  /** The periods to choose from; a value is the period's last day. */
  periods: { value: string; text: string }[]
  period: string
  classes: { name: string; rows: ReviewRow[] }[]
  /** Whether any review is not planned yet. */
  canPlan: boolean
  /** A new id for the form of proposals, to which this page leads. */
  go: string
  tick: Link
  next: Link[]
  form: FormState
  labels: typeof labels
  limits: typeof limits
  weekdays: { value: string; text: string }[]
  mostAtOnce: number
}

/**
 * The data of the list, for the whole school. Three maps have different keys: `last` the pupil's id, `invited` the
 * planned review's, `asked` the plan's.
 */
type ReviewsData = {
  pupils: readonly RegisterPupilWithFindings[]
  planned: readonly Planned[]
  contacts: readonly ContactOf[]
  last: ReadonlyMap<string, string>
  invited: ReadonlyMap<string, boolean>
  asked: ReadonlyMap<string, { asked: number; answered: number }>
}

const notInvited = 'Not yet'

/**
 * Whether the parents are invited, in words.
 * @param hasGone undefined where no invitation exists; false where none of its letters has arrived, so that it can be
 *   sent again
 */
const invitedInWords = (hasGone: boolean | undefined): string =>
  hasGone === undefined ? notInvited : hasGone ? 'Invited' : 'Not delivered'

/** Pupils on SEN Support whose plan is due for review by a day or has an entry in `planned`, held or not. */
export function toBeReviewed(
  pupils: readonly RegisterPupilWithFindings[],
  planned: readonly Planned[],
  until: Day,
): RegisterPupilWithFindings[] {
  const known = new Set(planned.map(({ planId }) => planId))
  return pupils.filter(({ pupilFindings: { registerEntry } }) => {
    if (registerEntry.status !== 'senSupport' || registerEntry.currentPlanId === null) return false
    const isDue = registerEntry.nextReviewOn !== null && registerEntry.nextReviewOn <= until
    return isDue || known.has(registerEntry.currentPlanId)
  })
}

const needsOf = (contacts: readonly ContactOf[]): string =>
  [
    ...new Set(
      contacts.flatMap(({ language, format }) => [language, format].filter((need) => (need ?? '').trim() !== '')),
    ),
  ].join(', ')

const whenPlanned = ({ on, at }: Planned, today: Day): string =>
  `${weekday(on).slice(0, 3)} ${shortDay(on, today)}, ${timeInWords(at)}`

function reviewRow(
  pupil: RegisterPupilWithFindings,
  told: ReviewsData,
  { today, ticked }: { today: Day; ticked: ReadonlySet<string> | null },
): ReviewRow {
  const { pupilId, pupilFindings } = pupil
  const planId = pupilFindings.registerEntry.currentPlanId ?? ''
  const dueOn = pupilFindings.registerEntry.nextReviewOn
  const planned = told.planned.find((one) => one.planId === planId)
  const asked = told.asked.get(planId)
  const isOverdue = dueOn !== null && dueOn < today
  const lastOn = told.last.get(pupilId)
  return {
    planId,
    name: nameOf(pupil),
    href: `/pupils/${pupilId}/plans/${planId}`,
    due: dueOn === null ? 'Held' : `${shortDay(dueOn, today)}${isOverdue ? ', overdue' : ''}`,
    isOverdue,
    last: lastOn === undefined ? 'None yet' : shortDay(lastOn, today),
    needs: needsOf(told.contacts.filter((one) => one.pupilId === pupilId)),
    planned: planned
      ? { text: whenPlanned(planned, today), href: `/pupils/${pupilId}/planned-reviews/${planned.id}/edit` }
      : null,
    invited: invitedInWords(planned && told.invited.get(planned.id)),
    asked: asked ? `${asked.answered} of ${asked.asked} answered` : 'Not yet',
    isHeld: dueOn === null,
    isTicked: planned === undefined && (ticked === null || ticked.has(planId)),
  }
}

function byClass(
  pupils: readonly RegisterPupilWithFindings[],
  rowOf: (pupil: RegisterPupilWithFindings) => ReviewRow,
): ReviewsPage['classes'] {
  const classes = new Map<string, ReviewRow[]>()
  for (const pupil of pupils) {
    const called = classOf(pupil)
    const name = called === '' ? yearInWords(pupil.yearGroup) : `Class ${called}`
    classes.set(name, [...(classes.get(name) ?? []), rowOf(pupil)])
  }
  return [...classes]
    .map(([name, rows]) => ({ name, rows }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB', { numeric: true }))
}

function ledeOf(rows: readonly ReviewRow[], period: ReviewPeriod): string {
  const overdue = rows.filter(({ isOverdue }) => isOverdue).length
  const planned = rows.filter((row) => row.planned !== null && !row.isHeld).length
  const due = rows.filter(({ isHeld }) => !isHeld).length
  return `${count(due, 'review is', 'reviews are')} due ${period.text}${overdue > 0 ? `, ${overdue} of them overdue` : ''}. ${planned} planned.`
}

/**
 * The model of the list of a period's reviews by class, with the state of each. Reviews that are not planned can be
 * ticked.
 */
export function reviewsPage(
  told: ReviewsData,
  shown: {
    today: Day
    period: ReviewPeriod
    periods: readonly ReviewPeriod[]
    /** The ids of the ticked plans; null for all. */
    ticked: ReadonlySet<string> | null
    form: FormState
  },
): ReviewsPage {
  const { today, period, periods, ticked, form } = shown
  const classes = byClass(told.pupils, (pupil) => reviewRow(pupil, told, { today, ticked }))
  const rows = classes.flatMap((group) => group.rows)
  const open = rows.filter((row) => row.planned !== null && !row.isHeld)
  const uninvited = open.filter(({ invited }) => invited === notInvited).length
  const unasked = open.filter(({ asked }) => asked === 'Not yet').length
  const isNoneTicked = ticked !== null && ticked.size === 0
  return {
    title: 'Reviews',
    heading: 'Reviews',
    lede: ledeOf(rows, period),
    periods: periods.map(({ until, text }) => ({ value: until, text: `Due ${text}` })),
    period: period.until,
    classes,
    go: uuidv7(),
    canPlan: rows.some((row) => row.planned === null),
    tick: {
      text: isNoneTicked ? 'Tick all' : 'Tick none',
      href: `/reviews?until=${period.until}${isNoneTicked ? '' : '&tick=none'}`,
    },
    next: [
      { text: `Invite the parents (${uninvited})`, href: '/letters/invitations', count: uninvited },
      { text: `Ask the staff (${unasked})`, href: '/round-robins/for-reviews', count: unasked },
    ].flatMap(({ count: left, ...link }) => (left === 0 ? [] : [link])),
    form,
    labels,
    limits,
    weekdays: schoolWeekdays.map((value) => ({ value, text: value })),
    mostAtOnce,
  }
}

export type StaffChoice = { value: string; text: string }

/** The staff who can attend: those who teach or support the pupil, and the planner. */
export function staffChoices(
  staff: readonly StaffOf[],
  pupilId: string,
  planner: { staffId: string; name: string },
): StaffChoice[] {
  const all = [
    { staffId: planner.staffId, name: planner.name },
    ...staff.filter((one) => one.pupilId === pupilId && one.staffId !== planner.staffId),
  ]
  const names = new Map(all.map(({ staffId, name }) => [staffId, name]))
  return [...names].map(([value, text]) => ({ value, text }))
}

/**
 * The staff ids ticked at first: the planner, and the teachers of the class named like the registration group. Without
 * such a class, the pupil's only teacher.
 */
export function whoAttends(
  staff: readonly StaffOf[],
  { pupilId, registrationGroup }: Pick<PlanToPlan, 'pupilId' | 'registrationGroup'>,
  plannerId: string,
): string[] {
  const teachers = staff.filter((one) => one.pupilId === pupilId && one.isTeacher)
  const ofGroup = teachers.filter(({ className }) => className !== null && className === registrationGroup)
  const all = new Set(teachers.map(({ staffId }) => staffId))
  const chosen = ofGroup.length > 0 ? ofGroup.map(({ staffId }) => staffId) : all.size === 1 ? [...all] : []
  return [...new Set([plannerId, ...chosen])]
}
