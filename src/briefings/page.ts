import { checklistRow, type Shown } from '../record/checklist.ts'
import type { JudgedFinding } from '../record/judge.ts'
import { changesSince, type SummaryAsRead } from '../record/summary-changes.ts'
import type { Link, PostAction, StepStatus } from '../web/component-options.ts'
import type { FormState } from '../web/form-fields.ts'
import { shortDay } from '../web/words.ts'
import { labels } from './form.ts'
import type { PlanToBrief, StaffWithPupil } from './queries.ts'

export type BriefingPage = {
  title: string
  heading: string
  lede: string
  back: Link
  forename: string
  /** Why nobody is asked to read this plan; empty where it is the current one. */
  notCurrent: string
  people: {
    name: string
    role: string
    shared: string
    /** How it stands by the rules; null where the plan is not the current one. */
    status: { status: StepStatus; word: string } | null
    read: string
    /** That the plan says something else since; empty where it does not. */
    changed: string
    /** The form for somebody who has read it on paper; null once read. */
    onPaper: Link | null
  }[]
  /** Those who read it and do not work with the pupil now; may be empty. */
  earlier: string
  /** Null where nobody is left to share it with. */
  share: Omit<PostAction, 'fields'> | null
  action: string
  form: FormState
  labels: typeof labels
}

type Judged = { findings: readonly JudgedFinding[]; shown: Shown; isCurrent: boolean }

type Briefed = { plan: PlanToBrief; judged: Judged; at: string; wording: SummaryAsRead | null }

/** That the plan says something else than the member of staff read; empty where it does not. */
function changedInWords(briefing: PlanToBrief['briefings'][number] | undefined, wording: SummaryAsRead | null): string {
  if (!briefing?.acknowledgedOn || !briefing.wording || wording === null) return ''
  return changesSince(briefing.wording, wording).length > 0 ? 'What changed since is not read yet' : ''
}

function person(staff: StaffWithPupil, { plan, judged, at, wording }: Briefed): BriefingPage['people'][number] {
  const { today } = judged.shown
  const briefing = plan.briefings.find(({ staffId }) => staffId === staff.staffId)
  const finding = judged.findings.find(({ rule, subject }) => rule === '6.49-staff-aware' && subject === staff.staffId)
  const row = judged.isCurrent && finding ? checklistRow(finding, judged.shown) : null
  const readOn = briefing?.acknowledgedOn ?? null
  const notShared = staff.canSignIn ? 'Not yet' : 'Not yet. Cannot sign in: give a printed copy'
  return {
    name: staff.name,
    role: staff.role,
    shared: briefing?.sharedOn ? shortDay(briefing.sharedOn, today) : notShared,
    status: row && { status: row.status, word: row.word },
    read: readOn === null ? 'Not read' : `Read ${shortDay(briefing?.readAgainOn ?? readOn, today)}`,
    changed: changedInWords(briefing, wording),
    onPaper: readOn === null ? { text: 'Read on paper', href: `${at}/briefing/read?staff=${staff.staffId}` } : null,
  }
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

/** Who works with the pupil, who got the plan, who has read it; and the day on the school's system. */
export function briefingPage(shown: {
  pupil: { name: string; forename: string }
  plan: PlanToBrief
  staff: readonly StaffWithPupil[]
  judged: Judged
  at: string
  form: FormState
  /** What the plan says now. */
  wording: SummaryAsRead | null
}): BriefingPage {
  const { pupil, plan, staff, judged, at, form } = shown
  const { today } = judged.shown
  const present = new Set(staff.map(({ staffId }) => staffId))
  const read = plan.briefings.filter(({ acknowledgedOn }) => acknowledgedOn !== null)
  const readNow = read.filter(({ staffId }) => present.has(staffId)).length
  const unshared = staff.filter(
    ({ staffId }) => !plan.briefings.some((one) => one.staffId === staffId && one.sharedOn !== null),
  )
  const works = count(staff.length, 'member of staff works', 'members of staff work')
  return {
    title: 'Who knows the plan',
    heading: `Who knows the plan for ${pupil.name}`,
    lede: `Agreed on ${shortDay(plan.agreedOn, today)}. ${works} with ${pupil.forename} today, ${readNow} of them ${readNow === 1 ? 'has' : 'have'} read it.`,
    back: { text: 'Back to the plan', href: at },
    forename: pupil.forename,
    notCurrent: judged.isCurrent
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
      judged.isCurrent && unshared.length > 0
        ? { text: `Share it with all who work with ${pupil.forename} now`, action: `${at}/briefing/share` }
        : null,
    action: `${at}/briefing`,
    form,
    labels,
  }
}
