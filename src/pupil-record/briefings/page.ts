import type { Day } from '../../days/calendar.ts'
import { checklistRow, type FindingsContext } from '../../findings/checklist.ts'
import type { FindingWithStep } from '../../findings/pupil-findings.ts'
import type { Link, PostAction } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { labels } from './form.ts'
import type { StaffWithPupil } from './model.ts'
import { changesSince, type SummaryAsRead } from './model.ts'
import type { PlanToBrief } from './queries.ts'

type BriefingPage = {
  title: string
  heading: string
  lede: string
  back: Link
  forename: string
  /** Why nobody is asked to read this plan; empty where it is the pupil's current plan. */
  notCurrent: string
  people: {
    name: string
    role: string
    shared: string
    /**
     * Whether this person has read the plan, as a status of rule 6.49; null where the plan is not the pupil's current
     * one.
     */
    status: { status: StepStatus; word: string } | null
    read: string
    /** The colleague whom they stand in for, and until when; empty for staff who work with the pupil anyway. */
    standsIn: string
    /** A sentence saying that the plan has changed since they read it; empty where it has not. */
    changed: string
    /** The link to the form that records that they have read it on paper; null once they have read it. */
    onPaper: Link | null
  }[]
  /** The staff who have read it and do not work with the pupil now; may be empty. */
  earlier: string
  /** The button that shares the plan with the staff who lack it; null where all have it, or the plan is not current. */
  share: Omit<PostAction, 'fields'> | null
  action: string
  form: FormState
  labels: typeof labels
}

type PlanFindings = { findings: readonly FindingWithStep[]; context: FindingsContext; isCurrent: boolean }

/** What a plan says now, and the day on which its wording last changed; the day is null if no change is on record. */
type Wording = { now: SummaryAsRead | null; changedOn: string | null }

type Briefed = { plan: PlanToBrief; planFindings: PlanFindings; at: string; wording: Wording }

type Briefing = PlanToBrief['briefings'][number]

/** Whether a member of staff has read an earlier wording of the plan. */
const hasReadBefore = (briefing: Briefing | undefined, { now }: Wording): boolean =>
  Boolean(briefing?.acknowledgedOn && briefing.wording && now && changesSince(briefing.wording, now).length > 0)

const changedInWords = (briefing: Briefing | undefined, wording: Wording, today: Day): string => {
  if (!hasReadBefore(briefing, wording)) return ''
  const { changedOn } = wording
  return `Has read an earlier wording${changedOn === null ? '' : `; changed on ${shortDay(changedOn, today)}`}`
}

function person(staff: StaffWithPupil, { plan, planFindings, at, wording }: Briefed): BriefingPage['people'][number] {
  const { today } = planFindings.context
  const { standsIn } = staff
  const briefing = plan.briefings.find(({ staffId }) => staffId === staff.staffId)
  const finding = planFindings.findings.find(
    ({ rule, subject }) => rule === '6.49-staff-aware' && subject === staff.staffId,
  )
  const row = planFindings.isCurrent && finding ? checklistRow(finding, planFindings.context) : null
  const readOn = briefing?.acknowledgedOn ?? null
  const notShared = staff.canSignIn ? 'Not yet' : 'Not yet. Cannot sign in: give a printed copy'
  return {
    name: staff.name,
    role: staff.role,
    shared: briefing?.sharedOn ? shortDay(briefing.sharedOn, today) : notShared,
    status: row && { status: row.status, word: row.word },
    read: readOn === null ? 'Not read' : `Read ${shortDay(briefing?.readAgainOn ?? readOn, today)}`,
    standsIn: standsIn === null ? '' : `Stands in for ${standsIn.awayName} until ${shortDay(standsIn.until, today)}`,
    changed: changedInWords(briefing, wording, today),
    onPaper: readOn === null ? { text: 'Read on paper', href: `${at}/briefing/read?staff=${staff.staffId}` } : null,
  }
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

/**
 * The model of the page that shows who works with the pupil, who got the plan, who has read it, and the day on which
 * it was put on the school's system.
 */
export function briefingPage(shown: {
  pupil: { name: string; forename: string }
  plan: PlanToBrief
  staff: readonly StaffWithPupil[]
  planFindings: PlanFindings
  at: string
  form: FormState
  wording: Wording
}): BriefingPage {
  const { pupil, plan, staff, planFindings, at, form, wording } = shown
  const { today } = planFindings.context
  const present = new Set(staff.map(({ staffId }) => staffId))
  const read = plan.briefings.filter(({ acknowledgedOn }) => acknowledgedOn !== null)
  const readNow = read.filter(({ staffId }) => present.has(staffId)).length
  const unshared = staff.filter(
    ({ staffId }) => !plan.briefings.some((one) => one.staffId === staffId && one.sharedOn !== null),
  )
  const earlierWording = plan.briefings.filter(
    (briefing) => present.has(briefing.staffId) && hasReadBefore(briefing, wording),
  ).length
  const works = count(staff.length, 'member of staff works', 'members of staff work')
  return {
    title: 'Who knows the plan',
    heading: `Who knows the plan for ${pupil.name}`,
    lede: `Agreed on ${shortDay(plan.agreedOn, today)}. ${works} with ${pupil.forename} today, ${readNow} of them ${readNow === 1 ? 'has' : 'have'} read it${earlierWording === 0 ? '' : `, ${earlierWording} in an earlier wording`}.`,
    back: { text: 'Back to the plan', href: at },
    forename: pupil.forename,
    notCurrent: planFindings.isCurrent
      ? ''
      : `This is not the plan that ${pupil.forename} has now on SEN Support, so nobody is asked to read it.`,
    people: staff.map((one) => person(one, shown)),
    earlier: read
      .filter(({ staffId }) => !present.has(staffId))
      .map(({ name, acknowledgedOn }) =>
        acknowledgedOn === null ? name : `${name} (${shortDay(acknowledgedOn, today)})`,
      )
      .join(', '),
    share:
      planFindings.isCurrent && unshared.length > 0
        ? { text: `Share it with all who work with ${pupil.forename} now`, action: `${at}/briefing/share` }
        : null,
    action: `${at}/briefing`,
    form,
    labels,
  }
}
