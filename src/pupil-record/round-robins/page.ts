import type { Day } from '../../days/calendar.ts'
import type { PupilStaffMember } from '../../findings/pupil-staff.ts'
import type { AreaOfNeed } from '../../generated/prisma/enums.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords, shortDay } from '../../ui/formats/words.ts'
import { areasOfNeed, areaWords } from '../areas-of-need.ts'
import { howFar, progressWords } from '../reviews/model.ts'
import { answerLabels, askLabels, howOften, limits, listLabels, reviewsLabels } from './form.ts'
import { dayOfWeek } from './model.ts'
import type { AnswerToEdit, PlanToAskAbout, ReviewToAskFor, RoundRobinToEdit } from './queries.ts'

export const howOftenWords: Readonly<Record<(typeof howOften)[number], string>> = {
  never: 'Never',
  sometimes: 'Sometimes',
  often: 'Often',
}

export const pupilAt = (pupilId: string): string => `/pupils/${pupilId}`
export const roundRobinAt = (pupilId: string, roundRobinId: string): string =>
  `/pupils/${pupilId}/round-robins/${roundRobinId}`

type Choice = { value: string; text: string; hint?: string }

const staffChoice = ({ staffId, name, roleName, canSignIn }: PupilStaffMember): Choice => ({
  value: staffId,
  text: `${name}, ${roleName.toLowerCase()}`,
  ...(canSignIn ? {} : { hint: 'Cannot sign in: print the sheet for them' }),
})

/** The areas with the number of their statements, so that the SENCO sees how much staff are asked. */
const areaChoices = (inUse: ReadonlyMap<AreaOfNeed, number>): Choice[] =>
  areasOfNeed.map((area) => {
    const count = inUse.get(area) ?? 0
    return {
      value: area,
      text: areaWords[area],
      hint: count === 1 ? '1 statement to tick' : `${count} statements to tick`,
    }
  })

type AskPage = {
  title: string
  heading: string
  lede: string
  back: Link
  action: string
  form: FormState
  labels: typeof askLabels
  limits: typeof limits
  staff: Choice[]
  areas: Choice[]
  /** The plan's outcomes, if the round-robin prepares the plan's review; else empty. */
  outcomes: string[]
  /** A link that switches between asking with and without the plan's outcomes. */
  other: Link | null
  submit: string
  isEdit: boolean
  noStaff: string
  listsHref: string
}

type AskedPupil = { pupilId: string; name: string; forename: string }

/** The model of the page that asks staff. Every field has a first value. */
export function askPage(shown: {
  pupil: AskedPupil
  plan: PlanToAskAbout | null
  currentPlanId: string | null
  staff: readonly PupilStaffMember[]
  inUse: ReadonlyMap<AreaOfNeed, number>
  form: FormState
}): AskPage {
  const { pupil, plan, currentPlanId, staff, inUse, form } = shown
  const at = `${pupilAt(pupil.pupilId)}/round-robins/new`
  const withPlan =
    currentPlanId === null
      ? null
      : { text: 'Ask about the outcomes of the plan too', href: `${at}?plan=${currentPlanId}` }
  return {
    title: 'Ask the staff',
    heading: `Ask the staff what they see of ${pupil.forename}`,
    lede: plan
      ? `For the review of the plan of ${dayInWords(plan.agreedOn)}.`
      : 'Everything is filled in. Change what you like, and send it.',
    back: { text: pupil.name, href: pupilAt(pupil.pupilId) },
    action: plan ? `${at}?plan=${plan.id}` : at,
    form,
    labels: askLabels,
    limits,
    staff: staff.map(staffChoice),
    areas: areaChoices(inUse),
    outcomes: plan?.outcomes.map(({ outcome }) => outcome) ?? [],
    other: plan ? { text: 'Ask without the outcomes', href: at } : withPlan,
    submit: 'Send',
    isEdit: false,
    noStaff:
      staff.length === 0
        ? `Nobody is on record as working with ${pupil.forename} today. Put staff into the classes, and they can be asked.`
        : '',
    listsHref: '/school/round-robin',
  }
}

/** The model of the page that changes or closes a round-robin. It shows who has answered; they cannot be removed. */
export function editPage(shown: {
  pupil: AskedPupil
  roundRobin: RoundRobinToEdit
  staff: readonly PupilStaffMember[]
  inUse: ReadonlyMap<AreaOfNeed, number>
  form: FormState
  today: Day
}): AskPage {
  const { pupil, roundRobin, staff, inUse, form, today } = shown
  const at = roundRobinAt(pupil.pupilId, roundRobin.id)
  const asked = roundRobin.asked.map(({ staffId, name, answeredOn, canSignIn }) => ({
    value: staffId,
    text: name,
    hint:
      answeredOn === null
        ? canSignIn
          ? 'Has not answered'
          : 'Cannot sign in'
        : `Answered on ${shortDay(answeredOn, today)}, stays asked`,
  }))
  const others = staff.filter(({ staffId }) => !roundRobin.asked.some((one) => one.staffId === staffId))
  return {
    title: 'What staff are asked',
    heading: `What staff are asked about ${pupil.forename}`,
    lede: `Asked on ${dayInWords(roundRobin.askedOn)}. Untick who need not answer, tick who is to be asked too.`,
    back: { text: 'The answers', href: at },
    action: `${at}/edit`,
    form,
    labels: askLabels,
    limits,
    staff: [...asked, ...others.map(staffChoice)],
    areas: areaChoices(inUse),
    outcomes: [],
    other: null,
    submit: 'Save',
    isEdit: true,
    noStaff: '',
    listsHref: '/school/round-robin',
  }
}

/** The model of the page that asks the staff of several coming reviews at once. */
export function reviewsPage(shown: {
  reviews: readonly (ReviewToAskFor & { staff: readonly PupilStaffMember[] })[]
  form: FormState
  today: Day
}) {
  const { reviews, form, today } = shown
  const askable = reviews.filter(({ staff }) => staff.length > 0)
  const nobody = reviews.filter(({ staff }) => staff.length === 0)
  return {
    title: 'Ask the staff before reviews',
    heading: 'Ask the staff before their pupils’ reviews',
    back: { text: 'Reviews', href: '/reviews' },
    action: '/round-robins/for-reviews',
    form,
    labels: reviewsLabels,
    limits,
    reviews: askable.map(({ id, name, registrationGroup, on, staff }) => ({
      value: id,
      text: [name, registrationGroup].filter(Boolean).join(', '),
      hint: `Review on ${shortDay(on, today)}. Asks ${staff.map((one) => one.name).join(', ')}`,
    })),
    nobody: nobody.map(({ name }) => name).join(', '),
  }
}

/** The row numbers of a list in a form's values. */
const rowsIn = ({ values }: FormState, list: string): number[] =>
  Object.keys(values).flatMap((name) => {
    const [ofList, row, field] = name.split('.')
    return ofList === list && field === 'id' ? [Number(row)] : []
  })

const typedIn = ({ values }: FormState, name: string): string => [values[name] ?? ''].flat()[0] ?? ''

/** The ids of a list's rows in a form's values. */
export const idsIn = (form: FormState, list: string): string[] =>
  rowsIn(form, list).map((row) => typedIn(form, `${list}.${row}.id`))

/** The model of the page on which staff answer, made for a phone. */
export function answerPage(shown: {
  pupil: { pupilId: string; forename: string; name: string }
  asked: AnswerToEdit
  askedBy: string
  form: FormState
  action: string
  back: Link
  /** The name of the person whose answer the SENCO enters from paper; else empty. */
  from: string
  today: Day
}) {
  const { pupil, asked, askedBy, form, action, back, from, today } = shown
  const words = new Map(asked.statements.map(({ id, statement }) => [id, statement]))
  const outcomes = new Map(asked.outcomes.map(({ id, outcome }) => [id, outcome]))
  const by = `Answer by ${dayOfWeek(asked.answerBy, today)}`
  return {
    title: 'What do you see?',
    heading: from === '' ? `What do you see of ${pupil.forename}?` : `What ${from} sees of ${pupil.forename}`,
    lede: `${pupil.name}. ${from !== '' || askedBy === '' ? by : `${askedBy} asks. ${by}`}. Leave out what you cannot say.`,
    back,
    action,
    form,
    labels: answerLabels,
    limits,
    question: asked.question ?? '',
    areas: areasOfNeed
      .map((area) => ({
        area,
        words: areaWords[area],
        rows: rowsIn(form, area).flatMap((row) => {
          const id = typedIn(form, `${area}.${row}.id`)
          const statement = words.get(id)
          return statement === undefined ? [] : [{ name: `${area}.${row}`, id, statement }]
        }),
      }))
      .filter(({ rows }) => rows.length > 0),
    outcomes: rowsIn(form, 'outcomes').flatMap((row) => {
      const id = typedIn(form, `outcomes.${row}.id`)
      const outcome = outcomes.get(id)
      return outcome === undefined ? [] : [{ name: `outcomes.${row}`, id, outcome }]
    }),
    howOften: howOften.map((value) => ({ value, text: howOftenWords[value] })),
    howFar: howFar.map((value) => ({ value, text: progressWords[value] })),
  }
}

/** The model of the page that edits the school's lists of statements. */
export function listPage(form: FormState, isEmpty: boolean) {
  return {
    title: 'What staff are asked',
    back: { text: 'School', href: '/school' },
    action: '/school/round-robin',
    form,
    labels: listLabels,
    limits,
    isEmpty,
    areas: areasOfNeed.map((area) => {
      const rows = rowsIn(form, area)
      return {
        area,
        words: areaWords[area],
        rows: rows.map((row, place) => ({
          name: `${area}.${row}`,
          id: typedIn(form, `${area}.${row}.id`),
          number: place + 1,
          isFirst: place === 0,
          isLast: place === rows.length - 1,
          isOff: typedIn(form, `${area}.${row}.off`) === 'yes',
        })),
      }
    }),
  }
}
