import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { count, dayInWords, shortDay, yearInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { labels } from './form.ts'
import { type StaffChoice, staffChoices } from './page.ts'
import type { PlanToPlan, StaffOf } from './queries.ts'

type ProposePage = {
  title: string
  heading: string
  lede: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  rows: ProposalRow[]
  submit: string
}

const typedDay = (form: FormState, name: string): Day => {
  const part = (unit: string, length: number) => String(form.values[`${name}-${unit}`] ?? '').padStart(length, '0')
  return `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`
}

function noteOf(form: FormState, prefix: string, dueOn: Day | null): string {
  const on = typedDay(form, `${prefix}.on`)
  if (on === '0000-00-00') return 'No time was found in these hours. Enter one, or leave this review out.'
  return dueOn !== null && on > dueOn ? `After the day on which it is due, ${dayInWords(dueOn)}.` : ''
}

/** The starts of the field names of the form's rows, such as `reviews.0`, in order. */
const rowsOf = (form: FormState): string[] =>
  Object.keys(form.values)
    .filter((name) => /^reviews\.\d+\.planId$/.test(name))
    .map((name) => name.slice(0, -'.planId'.length))
    .sort((one, other) => one.localeCompare(other, 'en-GB', { numeric: true }))

/** The model of the page of proposed days and times. All can be changed and are saved together. */
export function proposePage(shown: {
  plans: readonly PlanToPlan[]
  staff: readonly StaffOf[]
  planner: { staffId: string; name: string }
  today: Day
  form: FormState
  back: Link
  action: string
}): ProposePage {
  const { plans, staff, planner, today, form, back, action } = shown
  const rows = rowsOf(form).flatMap((prefix): ProposalRow[] => {
    const plan = plans.find(({ planId }) => planId === form.values[`${prefix}.planId`]?.[0])
    if (!plan) return []
    const due = plan.dueOn === null ? 'no day set' : `due ${shortDay(plan.dueOn, today)}`
    return [
      {
        name: plan.name,
        about: [yearInWords(plan.yearGroup), plan.registrationGroup, due].filter(Boolean).join(' · '),
        note: noteOf(form, prefix, plan.dueOn),
        prefix,
        held: { [`${prefix}.pupilId`]: plan.pupilId, [`${prefix}.planId`]: plan.planId },
        staff: staffChoices(staff, plan.pupilId, planner),
      },
    ]
  })
  return {
    title: 'Days for the reviews',
    heading: 'Days for the reviews',
    lede: 'Proposed on school days, due first first, with no clash for the family or the staff. Change what does not suit; a review without a day is left out.',
    back,
    action,
    form,
    labels,
    limits,
    rows,
    submit: `Plan ${count(rows.length, 'review', 'reviews')}`,
  }
}

type ProposalRow = {
  name: string
  about: string
  /** A sentence saying that the proposed day is after the due day, or that no time was found; else empty. */
  note: string
  prefix: string
  held: Record<string, string>
  staff: StaffChoice[]
}
