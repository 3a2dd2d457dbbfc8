import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { academicYearStart } from '../../days/periods.ts'
import type { Refused } from '../../http/form-page.ts'
import type { Visit } from '../../http/route.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits, optionalDay, optionalId, optionalText, version } from '../../ui/forms/fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { changeSchool, setClosures, setTerms } from '../commands.ts'
import { type Closure, closuresOf, schoolToEdit, type Term, termsOf } from '../queries.ts'
import { type FormRow, rowsFor, type StoredRow, shownRows, storedRowFields } from '../rows.ts'
import { topicRoutes } from '../topic.ts'

const labels = {
  'terms.name': 'Term',
  'terms.from': 'First day of term',
  'terms.to': 'Last day of term',
  'closures.on': 'Closed on',
  'closures.reason': 'Why',
} as const

const term = z
  .object({ id: optionalId(), name: optionalText(limits.name), from: optionalDay(), to: optionalDay() })
  .transform(({ id, name, from, to }, context): FormRow<Term> => {
    const refuse = (field: string, message: string) =>
      context.issues.push({ code: 'custom', message, input: from, path: [field] })
    if (from !== null && to !== null && to < from) refuse('to-day', 'The term ends before it begins')
    if (from !== null && to !== null) return { id, row: { name, from, to } }
    if (name === null && from === null && to === null) return { id, row: null }
    if (from === null) refuse('from-day', 'Enter the first day of the term')
    if (to === null) refuse('to-day', 'Enter the last day of the term')
    return z.NEVER
  })

const closure = z
  .object({ id: optionalId(), on: optionalDay(), reason: optionalText(limits.line) })
  .transform(({ id, on, reason }, context): FormRow<Closure> => {
    if (on !== null) return { id, row: { on, reason } }
    if (reason !== null)
      context.issues.push({ code: 'custom', message: 'Enter the day of the closure', input: reason, path: ['on-day'] })
    return { id, row: null }
  })

const calendarForm = z.object({
  version: version(),
  terms: z.array(term).default([]),
  closures: z.array(closure).default([]),
})
type Calendar = z.infer<typeof calendarForm>

/**
 * Returns a function that says whether a day is before this academic year. Terms and closures of earlier years get no
 * box in the form, unless the URL has `earlier=yes`: then no day counts as earlier.
 */
function isEarlier({ query, today }: Visit): (day: Day) => boolean {
  const first = academicYearStart(today)
  return (day) => query.get('earlier') !== 'yes' && day < first
}

type PlacedRow<Row> = { row: Row; box: number | null }

/**
 * The rows as they will be after saving, sorted by day, each with the number of its box in the form. Rows without a box
 * stay unchanged.
 */
function afterwards<Row>(
  saved: readonly StoredRow<Row>[],
  sent: readonly FormRow<Row>[],
  dayOf: (row: Row) => string,
): PlacedRow<Row>[] {
  const boxed = new Set(sent.map(({ id }) => id))
  const typed = sent.flatMap(({ row }, box) => (row === null ? [] : [{ row, box }]))
  const kept = saved.filter(({ id }) => !boxed.has(id)).map((row) => ({ row, box: null }))
  return [...kept, ...typed].sort((one, other) => (dayOf(one.row) < dayOf(other.row) ? -1 : 1))
}

type FieldFaults = { field: string; message: string }[]

const termInWords = ({ name, from, to }: Term) => `${name ?? 'another term'} (${dayInWords(from)} to ${dayInWords(to)})`

/**
 * The error message for two terms that overlap. It is shown at the later term or, if that has no box in the form, at
 * the other one.
 */
function overlap(before: PlacedRow<Term>, later: PlacedRow<Term>): FieldFaults {
  if (later.row.from > before.row.to) return []
  const [at, other] = later.box === null ? [before, later] : [later, before]
  if (at.box === null) return []
  return [{ field: `terms.${at.box}.from-day`, message: `This overlaps with ${termInWords(other.row)}` }]
}

function overlaps(saved: readonly StoredRow<Term>[], sent: readonly FormRow<Term>[]): FieldFaults {
  const faults: FieldFaults = []
  let longest: PlacedRow<Term> | null = null
  for (const term of afterwards(saved, sent, ({ from }) => from)) {
    if (longest !== null) faults.push(...overlap(longest, term))
    if (longest === null || term.row.to > longest.row.to) longest = term
  }
  return faults
}

function twice(saved: readonly StoredRow<Closure>[], sent: readonly FormRow<Closure>[]): FieldFaults {
  const closures = afterwards(saved, sent, ({ on }) => on)
  return closures.flatMap(({ row, box }, index) => {
    const before = closures[index - 1]
    if (before?.row.on !== row.on) return []
    return [{ field: `closures.${box ?? before.box}.on-day`, message: 'This day is in the list already' }]
  })
}

const calendarOf = async ({ tx, user }: Visit) => ({
  terms: await termsOf(tx, user.schoolId),
  closures: await closuresOf(tx, user.schoolId),
})

async function write(visit: Visit, { version, ...sent }: Calendar): Promise<'written' | 'stale' | Refused> {
  const { tx, user } = visit
  const { terms, closures } = await calendarOf(visit)
  if (!(await changeSchool(tx, user.schoolId, version))) return 'stale'
  const faults = [...overlaps(terms, sent.terms), ...twice(closures, sent.closures)]
  if (faults.length > 0) return { kind: 'refused', faults }
  await setTerms(tx, user.schoolId, terms, sent.terms)
  await setClosures(tx, user.schoolId, closures, sent.closures)
  return 'written'
}

/** The settings page of terms and closures. They define the school days that the targets count. */
export const termsRoutes = topicRoutes({
  name: 'terms',
  title: 'Terms and closures',
  about: ['earlier'],
  labels,
  schema: () => calendarForm,
  standing: async (visit, sent) => {
    const { version } = await schoolToEdit(visit.tx, visit.user.schoolId)
    const { terms, closures } = await calendarOf(visit)
    const earlier = isEarlier(visit)
    const [shownTerms, shownClosures] = [
      terms.filter(({ to }) => !earlier(to)),
      closures.filter(({ on }) => !earlier(on)),
    ]
    return formValues({
      version,
      ...storedRowFields('terms', rowsFor(shownTerms, sent?.terms ?? null), ({ name, from, to }) => ({
        name,
        ...dayFields('from', from),
        ...dayFields('to', to),
      })),
      ...storedRowFields('closures', rowsFor(shownClosures, sent?.closures ?? null), ({ on, reason }) => ({
        ...dayFields('on', on),
        reason,
      })),
    })
  },
  more: async (form, visit) => {
    const { terms, closures } = await calendarOf(visit)
    const earlier = isEarlier(visit)
    return {
      action: `/school/terms${visit.query.get('earlier') === 'yes' ? '?earlier=yes' : ''}`,
      terms: shownRows(form, 'terms'),
      closures: shownRows(form, 'closures'),
      earlier: {
        terms: terms
          .filter(({ to }) => earlier(to))
          .map(({ name, from, to }) => `${name ?? 'A term'}: ${dayInWords(from)} to ${dayInWords(to)}`),
        closures: closures
          .filter(({ on }) => earlier(on))
          .map(({ on, reason }) => (reason === null ? dayInWords(on) : `${dayInWords(on)}: ${reason}`)),
      },
    }
  },
  write,
  saved: 'The terms and closures have been saved',
})
