import { v7 as uuidv7 } from 'uuid'
import { auditSeen } from '../../access/audit-seen.ts'
import { loadCalendar } from '../../findings/load.ts'
import { notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { formPage, type Refused } from '../../http/form-page.ts'
import type { Visit } from '../../http/route.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { FieldError } from '../../ui/components/component-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { isUuid } from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues, nested } from '../../ui/forms/form-values.ts'
import { staffNames } from '../staff-names.ts'
import { faultsOfTimes, type NamedAppointment } from './clashes.ts'
import { lockPlanning, planReviews, type ToPlanReview } from './commands.ts'
import {
  labels,
  mostAtOnce,
  type PlanReviews,
  planForm,
  type WindowsTyped,
  windowsForm,
  windowsInAddress,
  windowsParam,
} from './form.ts'
import { staffChoices, whoAttends } from './page.ts'
import { planningConstraintsFor } from './planning-constraints.ts'
import { proposeReviews } from './propose.ts'
import { proposePage } from './propose-page.ts'
import { type PlanToPlan, plansToReview, staffOf } from './queries.ts'
import { showReviews } from './show-reviews.ts'
import { minutesOf, timeInWords, timeOf } from './times.ts'

const proposePath = '/reviews/propose'

/** Parses the request for proposals from the address; returns the errors by field where it is invalid. */
function windowsOf({ query, today }: Visit): { windows: WindowsTyped } | { errors: FieldError[] } {
  const read = windowsForm(today).safeParse(nested(windowsParam(query)))
  if (read.success) return { windows: read.data }
  const errors = read.error.issues.map(({ path, message }) => ({
    text: message,
    href: `#${path.map(String).join('-')}`,
  }))
  return { errors }
}

/**
 * The id of the form of proposals, from the address. Each visit to the list gives a new id, so that each visit has
 * its own form and draft.
 */
const goingOf = ({ query }: Visit): string => (isUuid(query.get('go')) ? query.get('go') : uuidv7())

/** The plan ids in a form's values. A draft is opened by its id alone, so its plans come from the draft. */
const plansIn = (values: FormState['values']): string[] =>
  Object.entries(values)
    .filter(([name]) => /^reviews\.\d+\.planId$/.test(name))
    .flatMap(([, typed]) => typed)
    .filter(isUuid)

async function proposedValues(visit: Visit, windows: WindowsTyped): Promise<FormValues> {
  const { tx, user, today } = visit
  const plans = (await plansToReview(tx, user.schoolId, windows.plan)).slice(0, mostAtOnce)
  const pupilIds = plans.map(({ pupilId }) => pupilId)
  const staff = await staffOf(tx, user.schoolId, pupilIds, today)
  const { familyOf, taken } = await planningConstraintsFor(visit, pupilIds)
  const toPlan = plans.map((plan) => ({
    ...plan,
    dueOn: plan.dueOn ?? windows.from,
    staffIds: whoAttends(staff, plan, user.staffId),
    family: familyOf(plan.pupilId),
  }))
  const { startsAt, endsAt } = windows
  const calendar = await loadCalendar(visit.tx, visit.user.schoolId)
  const hours = { ...windows, startsAt: minutesOf(startsAt), endsAt: minutesOf(endsAt), calendar }
  const found = proposeReviews(toPlan, hours, taken)
  const rows = toPlan.map(({ pupilId, planId, staffIds }, place) => {
    const at = found[place]?.at
    const fields = {
      pupilId,
      planId,
      ...dayFields('on', found[place]?.on ?? null),
      at: at === undefined ? '' : timeInWords(timeOf(at)),
      staff: staffIds,
    }
    return Object.entries(fields).map(([name, value]) => [`reviews.${place}.${name}`, value] as const)
  })
  return formValues({
    id: goingOf(visit),
    minutes: windows.minutes,
    place: windows.place,
    ...Object.fromEntries(rows.flat()),
  })
}

type ChosenReview = ToPlanReview & PlannedFor
type PlannedFor = { plan: PlanToPlan; prefix: string }

/**
 * The rows in which a day is chosen, each with its plan. Null if one of the plans cannot be reviewed, or a chosen
 * member of staff cannot attend.
 */
function chosenOf(
  { id, minutes, place, reviews: rows }: PlanReviews,
  plans: readonly PlanToPlan[],
  allowed: (pupilId: string) => readonly string[],
): ChosenReview[] | null {
  const chosen: ChosenReview[] = []
  for (const [row, one] of rows.entries()) {
    if (one === null) continue
    const plan = plans.find(({ planId, pupilId }) => planId === one.planId && pupilId === one.pupilId)
    const known = allowed(one.pupilId)
    if (!plan || !one.staff.every((staffId) => known.includes(staffId))) return null
    const { staff, ...said } = one
    chosen.push({
      ...said,
      id: derivedId(id, `planned ${one.planId}`),
      minutes,
      place,
      staffIds: staff,
      plan,
      prefix: `reviews.${row}.`,
    })
  }
  return chosen
}

const appointmentOf = (
  one: ChosenReview,
  familyOf: (pupilId: string) => string,
): NamedAppointment & { prefix: string } => ({
  on: one.on,
  at: minutesOf(one.at),
  minutes: one.minutes,
  staffIds: one.staffIds,
  family: familyOf(one.pupilId),
  name: one.plan.name,
  prefix: one.prefix,
})

type TakenReview = NamedAppointment & { planId: string }

/** Errors for plans that have a planned review already, because a plan has only one. */
const plannedTwice = (chosen: readonly ChosenReview[], taken: readonly TakenReview[]): Refused['faults'] =>
  chosen.flatMap(({ planId, prefix }) => {
    const before = taken.find((one) => one.planId === planId)
    if (!before) return []
    const when = `${dayInWords(before.on)} at ${timeInWords(timeOf(before.at))}`
    return [{ field: `${prefix}on-day`, message: `Planned already, for ${when}. Clear this day to leave it out` }]
  })

/**
 * Answers a form that was saved before; null for a new form. The saved reviews stay, even where the form now differs.
 */
async function savedBeforeAs({ tx, user }: Visit, chosen: readonly ChosenReview[]): Promise<SeeOther | null> {
  const before = await tx.plannedReview.findMany({
    where: { schoolId: user.schoolId, id: { in: chosen.map(({ id }) => id) } },
    select: { id: true, on: true, at: true },
  })
  if (before.length === 0) return null
  const isSame = chosen.every(({ id, on, at }) =>
    before.some((one) => one.id === id && one.on.toISOString().startsWith(on) && one.at === at),
  )
  if (isSame && before.length === chosen.length) return seeOther('/reviews')
  return seeOther('/reviews', {
    heading: 'These reviews were planned before',
    text: 'They stay as they were saved first. To move one, follow its day in the list.',
  })
}

export const propose = formPage(proposePath, {
  may: 'reviews:plan',
  about: ['go'],
  schema: planForm,
  labels,
  start: async (visit) => {
    const asked = windowsOf(visit)
    return 'errors' in asked ? {} : proposedValues(visit, asked.windows)
  },
  show: async (visit, form) => {
    const { tx, user, today, query } = visit
    const asked = windowsOf(visit)
    const ofDraft = plansIn(form.values)
    if ('errors' in asked && ofDraft.length === 0)
      return showReviews(visit, { values: windowsParam(query), errors: asked.errors }, asked.errors)
    const plans = await plansToReview(tx, user.schoolId, 'errors' in asked ? ofDraft : asked.windows.plan)
    await auditSeen(tx, user, 'Reviews')
    const pupilIds = plans.map(({ pupilId }) => pupilId)
    return page(
      'pupil-record/planned-reviews/propose',
      proposePage({
        plans,
        staff: await staffOf(tx, user.schoolId, pupilIds, today),
        planner: user,
        today,
        form,
        back: { text: 'Back to the reviews', href: '/reviews' },
        action: `${proposePath}?${windowsInAddress(query)}`,
      }),
    )
  },
  save: async (visit, command) => {
    const { tx, user, today } = visit
    const { schoolId, staffId } = user
    await lockPlanning(tx, schoolId)
    const typed = command.reviews.flatMap((one) => one ?? [])
    const plans = await plansToReview(
      tx,
      schoolId,
      typed.map(({ planId }) => planId),
    )
    const pupilIds = plans.map(({ pupilId }) => pupilId)
    const staff = await staffOf(tx, schoolId, pupilIds, today)
    const chosen = chosenOf(command, plans, (pupilId) => staffChoices(staff, pupilId, user).map(({ value }) => value))
    if (!chosen) return notFound
    const before = await savedBeforeAs(visit, chosen)
    if (before) return before
    const { familyOf, taken } = await planningConstraintsFor(visit, pupilIds)
    const twice = plannedTwice(chosen, taken)
    const around = {
      today,
      calendar: await loadCalendar(visit.tx, visit.user.schoolId),
      taken,
      staffNames: await staffNames(tx, schoolId),
    }
    const faults =
      twice.length > 0
        ? twice
        : faultsOfTimes(
            chosen.map((one) => appointmentOf(one, familyOf)),
            around,
          )
    if (faults.length > 0) return { kind: 'refused', faults }
    await planReviews(
      tx,
      { schoolId, staffId },
      chosen.map(({ plan: _, prefix: __, ...review }) => review),
    )
    return seeOther('/reviews', {
      heading: chosen.length === 1 ? 'The review is planned' : `${chosen.length} reviews are planned`,
      text: 'Next: invite the parents, and ask the staff what they see.',
      link: { text: `Invite the parents (${chosen.length})`, href: '/letters/invitations' },
    })
  },
})
