import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { SCHOOL_WEEKDAYS } from '../../ui/formats/weekdays.ts'
import { count, dayInWords, yearInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { shownRows } from '../rows.ts'
import { backToSchool } from '../topic.ts'
import { labels, pupilLabels } from './form.ts'
import { type ClassListed, type ClassToEdit, mostFound, type PupilToAdd } from './queries.ts'

export const classPath = (classId: string): string => `/school/classes/${classId}/edit`
export const pupilsPath = (classId: string): string => `/school/classes/${classId}/pupils`

const back: Link = { text: 'Classes', href: '/school/classes' }
type ClassesPage = {
  title: string
  back: Link
  classes: { name: string; href: string; staff: string; pupils: string; addHref: string }[]
  /** Link to the printed class sheets; null for those who may not see them. */
  sheets: Link | null
}

/** All classes with today's staff and number of pupils. */
export const classesPage = (classes: readonly ClassListed[], mayMakeSheets: boolean): ClassesPage => ({
  title: 'Classes',
  back: backToSchool,
  classes: classes.map(({ id, name, staff, pupils }) => ({
    name,
    href: classPath(id),
    staff: staff.length === 0 ? 'Nobody' : staff.join(', '),
    pupils: String(pupils),
    addHref: pupilsPath(id),
  })),
  sheets: mayMakeSheets ? { text: 'Class sheets', href: '/class-sheets' } : null,
})

/** A box in the staff list. `who` is the person's name; empty in a blank box, where somebody can be chosen. */
type StaffBox = { name: string; id: string; number: number; who: string }
type Choice = { value: string; text: string; hint: string }

type ClassPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  weekdays: { value: string; text: string }[]
  staff: StaffBox[]
  staffToChoose: { value: string; text: string }[]
  isNew: boolean
  addHref: string
  /** Sentences that say who stands in for whom in this class, now or later. */
  standingIn: string[]
  members: Choice[]
  earlierStaff: string[]
  earlierMembers: string[]
}

type ShownAssignment = { name: string; from: string; until: string | null; standsInFor?: string | null }

const inWords = ({ name, from, until, standsInFor }: ShownAssignment): string =>
  `${name}${standsInFor ? `, in place of ${standsInFor}` : ''}: ${dayInWords(from)} to ${until === null ? 'now' : dayInWords(until)}`

function assignmentInWords({ from, until }: ShownAssignment, today: Day): string {
  const start = `${from > today ? 'from' : 'since'} ${dayInWords(from)}`
  return until === null ? start : `${start}, last day ${dayInWords(until)}`
}

/** The page on which a class is added or changed. `stands` is the saved class; null for a new one. */
export function classPage(shown: {
  stands: ClassToEdit | null
  action: string
  form: FormState
  staff: readonly { id: string; name: string }[]
  today: Day
}): ClassPage {
  const { stands, action, form, today } = shown
  const isOver = ({ until }: { until: Day | null }) => until !== null && until < today
  const members = stands?.members ?? []
  const staff = stands?.staff ?? []
  return {
    title: stands ? 'Class' : 'Add a class',
    heading: stands ? `Class ${stands.name}` : 'Add a class',
    back,
    action,
    form,
    labels,
    limits,
    weekdays: SCHOOL_WEEKDAYS.map((name) => ({ value: name, text: name })),
    staff: shownRows(form, 'staff').map((box) => ({ ...box, who: staff.find(({ id }) => id === box.id)?.name ?? '' })),
    staffToChoose: [{ value: '', text: 'Choose' }, ...shown.staff.map(({ id, name }) => ({ value: id, text: name }))],
    isNew: stands === null,
    addHref: stands ? pupilsPath(stands.id) : '',
    members: members
      .filter((assignment) => !isOver(assignment))
      .map((assignment) => ({
        value: assignment.id,
        text: assignment.name,
        hint: [
          assignment.registrationGroup === stands?.name ? '' : assignment.registrationGroup,
          assignmentInWords(assignment, today),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    standingIn: staff.filter((assignment) => assignment.standsInFor !== null && !isOver(assignment)).map(inWords),
    earlierStaff: staff.filter(isOver).map(inWords),
    earlierMembers: members.filter(isOver).map(inWords),
  }
}

type JoinPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof pupilLabels
  filter: { action: string; group: string; groups: { value: string; text: string }[] }
  /** The search by name within the chosen registration group: the form's action, and the words typed. */
  names: { action: string; words: string }
  found: Choice[]
  /** A sentence about the pupils found; empty before the first search. */
  says: string
}

/** The search: a registration group, a part of a name, or both. */
export type PupilSearch = { group: string; words: string }

export const hasSearch = ({ group, words }: PupilSearch): boolean => group !== '' || words !== ''

/**
 * Whether the search is for a whole registration group. Its pupils come pre-ticked, because somebody chooses a group in
 * order to add it.
 */
export const isGroupSearch = ({ group, words }: PupilSearch): boolean => group !== '' && words === ''

function says(sought: PupilSearch, found: readonly PupilToAdd[]): string {
  if (!hasSearch(sought)) return ''
  if (found.length === 0) return 'Nobody is found who is not in the class already.'
  if (found.length === mostFound) return `These are the first ${mostFound}: choose a group or type more of the name.`
  if (isGroupSearch(sought))
    return `${count(found.length, 'pupil', 'pupils')} of ${sought.group}, all ticked. Untick whoever does not join.`
  return `${count(found.length, 'pupil', 'pupils')} found.`
}

/** The page on which pupils are added to a class: found by registration group or by name, then ticked. */
export function joinPage(shown: {
  stands: { id: string; name: string }
  form: FormState
  sought: PupilSearch
  groups: readonly { group: string; pupils: number }[]
  found: readonly PupilToAdd[]
}): JoinPage {
  const { stands, form, sought, groups, found } = shown
  const path = pupilsPath(stands.id)
  const ofGroup = sought.group === '' ? '' : `?${new URLSearchParams({ group: sought.group })}`
  return {
    title: 'Add pupils to a class',
    heading: `Add pupils to class ${stands.name}`,
    back: { text: `Class ${stands.name}`, href: classPath(stands.id) },
    action: `${path}${ofGroup}`,
    form,
    labels: pupilLabels,
    filter: {
      action: path,
      group: sought.group,
      groups: [
        { value: '', text: 'Any group' },
        ...groups.map(({ group, pupils }) => ({ value: group, text: `${group} (${pupils})` })),
      ],
    },
    names: { action: `${path}/find${ofGroup}`, words: sought.words },
    found: found.map(({ id, name, yearGroup, registrationGroup }) => ({
      value: id,
      text: name,
      hint: [yearInWords(yearGroup), registrationGroup].filter(Boolean).join(' · '),
    })),
    says: says(sought, found),
  }
}
