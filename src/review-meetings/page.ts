import type { Day } from '../days/calendar.ts'
import { needsOf } from '../letters/commands.ts'
import type { WhomToWriteTo } from '../letters/model.ts'
import type { StaffWithPupil } from '../pupil-record/briefings/model.ts'
import {
  interventionNames,
  longestOutcome,
  mostHelps,
  outcomeNames,
  shortenedOutcome,
  spareRows,
  typedIn,
} from '../pupil-record/plans/form.ts'
import { type SeenInClass, seenInWords } from '../pupil-record/progress/model.ts'
import { type ReviewPage, reviewPage } from '../pupil-record/reviews/form-page.ts'
import type { PlanToReview } from '../pupil-record/reviews/model.ts'
import { progressWords } from '../pupil-record/reviews/model.ts'
import type { Link } from '../ui/components/common-options.ts'
import type { FormState } from '../ui/components/form-fields.ts'
import { limits } from '../ui/forms/fields.ts'
import { mostRows } from '../ui/forms/form-values.ts'
import { labels } from './form.ts'
import type { StaffInput } from './staff-input.ts'

type NextRow<Field extends string> = {
  legend: string
  /** The hidden field with the id of the old plan's row that this row carries on; `value` is empty for a new row. */
  from: { name: string; value: string }
  /** Whether the row has values. An empty row is collapsed. */
  isOpen: boolean
  names: Record<Field, string>
  /** The values of the collapsed fields in one line, for their summary; empty where no fields are collapsed. */
  folded: string
  /** Whether one of the collapsed fields has an error. */
  isFaulty: boolean
}

type OutcomeSeen = ReviewPage['outcomes'][number] & { staffSay: string[]; seenInClass: string[] }

type ReviewMeetingPage = {
  title: string
  heading: string
  lede: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  longestOutcome: number
  mostHelps: number
  forename: string
  /** The model of the review's part of the form, the same as on the review's own page. */
  review: ReviewPage
  outcomes: OutcomeSeen[]
  /** How many of the staff who were asked have answered; empty where nobody was asked. */
  staffAsked: string
  staffComments: { who: string; said: string[] }[]
  nextOutcomes: NextRow<'carryOn' | 'outcome' | 'measure' | 'baseline' | 'byOn'>[]
  nextInterventions: NextRow<
    'carryOn' | 'what' | 'serves' | 'deliveredBy' | 'howOften' | 'groupSize' | 'sessionsPlanned'
  >[]
  served: { value: string; text: string }[]
  /** The parents who get the note, with the language or format they need; empty where none is on record. */
  parents: string[]
  noteWays: { value: string; text: string }[]
  /** Whether the note's text is expanded, because it was typed or has an error. */
  isNoteOpen: boolean
  staff: { value: string; text: string }[]
  contents: Link[]
}

function nextRows<Field extends string>(
  form: FormState,
  shown: {
    list: string
    legend: string
    names: (row: string) => Record<Field, string>
    /** The fields that are rarely changed in a carried-on row. They are collapsed. */
    seldom: readonly NoInfer<Field>[]
    /** The values of the collapsed fields in one line. */
    held: (names: Record<NoInfer<Field>, string>) => string
  },
): NextRow<Field>[] {
  const { list, legend, names, seldom, held } = shown
  const inUse = Object.keys(form.values).flatMap((name) => {
    const [ofList, row, field = ''] = name.split('.')
    const isSaid = !['carryOn', 'byOn-day', 'byOn-month', 'byOn-year'].includes(field) && typedIn(form, name) !== ''
    return ofList === list && isSaid ? [Number(row)] : []
  })
  const count = Math.min(Math.max(-1, ...inUse) + 1 + spareRows, mostRows)
  return Array.from({ length: count }, (_, index) => {
    const row = `${list}.${index}`
    const from = typedIn(form, `${row}.from`)
    const named = names(row)
    return {
      legend: from === '' ? `Another ${legend}` : `${legend[0]?.toUpperCase()}${legend.slice(1)} ${index + 1}`,
      from: { name: `${row}.from`, value: from },
      isOpen: inUse.includes(index),
      names: named,
      folded: from === '' ? '' : held(named),
      isFaulty: seldom.some((field) => form.errors.some(({ href }) => isAt(href, named[field]))),
    }
  })
}

/** Whether an error belongs to a field or to a part of its day. */
const isAt = (href: string, name: string): boolean => href === `#${name}` || href.startsWith(`#${name}-`)

const inBrief = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ') || 'nothing yet'

function dayTypedIn(form: FormState, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => typedIn(form, `${name}-${part}`))
  return day === '' && month === '' && year === '' ? '' : `by ${day}/${month}/${year}`
}

const staffSay = (input: StaffInput, outcomeId: string): string[] =>
  (input.outcomes.get(outcomeId) ?? []).map(
    ({ who, progress, note }) => `${who}: ${progressWords[progress].toLowerCase()}${note === null ? '' : `. ${note}`}`,
  )

function staffAskedInWords({ asked, answered, waitingFor }: StaffInput): string {
  if (asked === 0) return ''
  const missing = waitingFor.length === 0 ? '' : ` Not yet: ${waitingFor.join(', ')}.`
  return `${answered} of ${asked} staff have said what they see.${missing}`
}

const parentInWords = (contact: WhomToWriteTo): string =>
  [contact.name, contact.email ?? 'no e-mail address', needsOf(contact) ?? ''].filter(Boolean).join(' · ')

/** The choices for how these parents get the note. */
export function waysFor(contacts: readonly WhomToWriteTo[], canMail: boolean): ReviewMeetingPage['noteWays'] {
  const later = { value: 'later', text: 'Not now: it is written later' }
  if (contacts.length === 0) return [later]
  const byMail = contacts.some(({ email }) => email) && canMail
  return [
    { value: 'handedOver', text: 'Printed and handed over now' },
    ...(byMail ? [{ value: 'email', text: 'By e-mail; by post to who has no address' }] : []),
    later,
  ]
}

const contents: Link[] = [
  { text: 'How far it has got', href: '#how-far' },
  { text: 'What was done', href: '#done' },
  { text: 'Views', href: '#views' },
  { text: 'In sum', href: '#sum' },
  { text: 'The next plan', href: '#next' },
  { text: 'Note to parents', href: '#note' },
  { text: 'Staff', href: '#staff' },
]

/** The model of the page for a whole review meeting: progress, views, decision, next plan, note, and briefing. */
export function reviewMeetingPage(shown: {
  toReview: PlanToReview
  name: string
  forename: string
  staffInput: StaffInput
  /** The latest note of each member of staff, by outcome id. */
  seen: ReadonlyMap<string, readonly SeenInClass[]>
  today: Day
  contacts: readonly WhomToWriteTo[]
  staff: readonly StaffWithPupil[]
  canMail: boolean
  back: Link
  action: string
  form: FormState
}): ReviewMeetingPage {
  const { toReview, name, forename, staffInput, seen, today, contacts, staff, canMail, back, action, form } = shown
  const review = reviewPage(toReview, { name, forename, back, action, meetingHref: '', withdrawHref: '', form })
  const nextOutcomes = nextRows(form, {
    list: 'nextOutcomes',
    legend: 'outcome',
    names: (row) => ({ carryOn: `${row}.carryOn`, ...outcomeNames(row) }),
    seldom: ['measure', 'baseline', 'byOn'],
    held: ({ measure, baseline, byOn }) =>
      inBrief([typedIn(form, measure), typedIn(form, baseline), dayTypedIn(form, byOn)]),
  })
  return {
    title: 'Review meeting',
    heading: `Review meeting for ${name}`,
    lede: review.lede,
    back,
    action,
    form,
    labels,
    limits,
    longestOutcome,
    mostHelps,
    forename,
    review,
    outcomes: review.outcomes.map((row) => ({
      ...row,
      staffSay: staffSay(staffInput, row.heldId),
      seenInClass: (seen.get(row.heldId) ?? []).map((one) => seenInWords(one, today)),
    })),
    staffAsked: staffAskedInWords(staffInput),
    staffComments: staffInput.comments.map(({ who, goesWell, comment }) => ({
      who,
      said: [goesWell === null ? '' : `Goes well: ${goesWell}`, comment ?? ''].filter(Boolean),
    })),
    nextOutcomes,
    nextInterventions: nextRows(form, {
      list: 'nextInterventions',
      legend: 'intervention',
      names: (row) => ({ carryOn: `${row}.carryOn`, ...interventionNames(row) }),
      seldom: ['deliveredBy', 'howOften', 'groupSize', 'sessionsPlanned'],
      held: ({ deliveredBy, howOften }) => inBrief([typedIn(form, deliveredBy), typedIn(form, howOften)]),
    }),
    served: [
      { value: '', text: 'Choose an outcome' },
      ...nextOutcomes.map(({ legend, names }, index) => {
        const outcome = typedIn(form, names.outcome)
        return {
          value: String(index + 1),
          text: outcome === '' ? `${legend} (${index + 1})` : shortenedOutcome(outcome),
        }
      }),
    ],
    parents: contacts.map(parentInWords),
    noteWays: waysFor(contacts, canMail),
    isNoteOpen: typedIn(form, 'noteText') !== '' || form.errors.some(({ href }) => href === '#noteText'),
    staff: staff.map(({ staffId, name: who, role }) => ({ value: staffId, text: `${who}, ${role.toLowerCase()}` })),
    contents,
  }
}
