import { type Role, roleNames, scopeOf } from '../../access/permissions.ts'
import { addDays, type Day } from '../../days/calendar.ts'
import { fourWeeks } from '../../days/periods.ts'
import type { Choice, Link, PostAction } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { backToSchool } from '../topic.ts'
import { labels } from './form.ts'
import { type CoverPerson, type CoverToEdit, daysInWords, isNow } from './model.ts'

export const coverPath = '/school/cover'
export const coverEditPath = (coverId: string): string => `${coverPath}/${coverId}/edit`
const endPath = (coverId: string): string => `${coverPath}/${coverId}/end-today`
const removePath = (coverId: string): string => `${coverPath}/${coverId}/remove`

type CoverAction = Omit<PostAction, 'fields'>

type ShownCover = {
  name: string
  /** "cannot sign in" if the person who stands in has no sign-in; otherwise empty. */
  note: string
  awayName: string
  days: string
  what: string
  change: Link
  act: CoverAction | null
}

type CoverPage = {
  title: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  away: Choice[]
  standsIn: Choice[]
  /** Link to the class sheets, for cover staff without a sign-in; null for roles that may see no pupil. */
  sheets: Link | null
  now: ShownCover[]
  coming: ShownCover[]
  over: ShownCover[]
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** What the cover includes, in words: "Class 4B and 2 pupils by name". */
export function whatInWords({ classes, pupils }: Pick<CoverToEdit, 'classes' | 'pupils'>): string {
  const inClasses = classes.length === 0 ? [] : [`${classes.length === 1 ? 'Class' : 'Classes'} ${classes.join(', ')}`]
  const byName = pupils === 0 ? [] : [count(pupils, 'pupil by name', 'pupils by name')]
  return [...inClasses, ...byName].join(' and ') || 'Nobody whom they do not work with anyway'
}

function actOf({ id, from, until }: CoverToEdit, today: Day): CoverAction | null {
  if (from > today) return { text: 'Remove', action: removePath(id) }
  return until > today ? { text: 'End today', action: endPath(id) } : null
}

const rowOf = (cover: CoverToEdit, today: Day): ShownCover => ({
  name: cover.name,
  note: cover.canSignIn ? '' : 'Cannot sign in',
  awayName: cover.awayName,
  days: daysInWords(cover, today),
  what: whatInWords(cover),
  change: { text: 'Change', href: coverEditPath(cover.id) },
  act: actOf(cover, today),
})

/** Whether a person can stand in for somebody: only people whose role may see pupils can. */
export const canStandIn = ({ role }: Pick<CoverPerson, 'role'>): boolean => scopeOf(role, 'classes:read') !== null

const choiceOf = ({ id, name, role }: CoverPerson, note: string): Choice => ({
  value: id,
  text: `${name} (${[roleNames[role], note].filter(Boolean).join(', ')})`,
})

/** The link to the class sheets for printing; null for roles that may not print them. */
export const sheetsFor = (role: Role): Link | null =>
  scopeOf(role, 'classes:read') === 'all' ? { text: 'Print the class on one side', href: '/class-sheets' } : null

/** The page of cover: now, coming and past, with the form that arranges cover. */
export function coverPage(shown: {
  form: FormState
  staff: readonly CoverPerson[]
  covers: readonly CoverToEdit[]
  role: Role
  today: Day
}): CoverPage {
  const { form, staff, covers, role, today } = shown
  const rows = (some: readonly CoverToEdit[]) => some.map((cover) => rowOf(cover, today))
  return {
    title: 'Cover',
    back: backToSchool,
    action: coverPath,
    form,
    labels,
    away: [{ value: '', text: 'Choose' }, ...staff.map((person) => choiceOf(person, ''))],
    standsIn: [
      { value: '', text: 'Choose' },
      ...staff.filter(canStandIn).map((person) => choiceOf(person, person.userId === null ? 'cannot sign in' : '')),
    ],
    sheets: sheetsFor(role),
    now: rows(covers.filter((cover) => isNow(cover, today))),
    coming: rows(covers.filter(({ from }) => from > today)),
    over: rows(covers.filter(({ until }) => until < today)).reverse(),
  }
}

/** The page shows cover that ends on this day or later. */
export const shownSince = (today: Day): string => addDays(today, -fourWeeks)

type LastDayPage = {
  title: string
  heading: string
  back: Link
  about: { key: string; value: string }[]
  action: string
  form: FormState
  labels: typeof labels
}

/** The page on which the last day of cover is changed. */
export const lastDayPage = (cover: CoverToEdit, form: FormState, today: Day): LastDayPage => ({
  title: 'Change cover',
  heading: `${cover.name} stands in for ${cover.awayName}`,
  back: { text: 'Cover', href: coverPath },
  about: [
    { key: 'Days', value: daysInWords(cover, today) },
    { key: 'With', value: whatInWords(cover) },
  ],
  action: coverEditPath(cover.id),
  form,
  labels,
})
