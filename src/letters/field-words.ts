import type { Day } from '../days/calendar.ts'
import type { Addressee, Speaker } from '../generated/prisma/enums.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { dayInWords, weekday } from '../ui/formats/words.ts'
import type { MergeFields } from './merging.ts'

export type SchoolForLetters = {
  name: string
  iassName: string | null
  iassContact: string | null
  phone: string | null
  email: string | null
}

const schoolForLetters = {
  name: true,
  iassName: true,
  iassContact: true,
  phone: true,
  email: true,
} as const

export const schoolOfLetters = (tx: Tx, schoolId: string): Promise<SchoolForLetters> =>
  tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: schoolForLetters })

/** Joins the texts that are not empty with line breaks. */
const lines = (all: readonly (string | null)[]): string =>
  all
    .map((line) => (line ?? '').trim())
    .filter((line) => line !== '')
    .join('\n')

/** Joins the texts as a list: one line for each, with a dash. */
export const listed = (all: readonly string[]): string => lines(all.map((line) => `– ${line}`))

/** "15:30" as "3.30 pm". @param at `HH:MM` */
export function timeInWords(at: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const past = minutes === 0 ? '' : `.${String(minutes).padStart(2, '0')}`
  return `${hours % 12 === 0 ? 12 : hours % 12}${past} ${hours < 12 ? 'am' : 'pm'}`
}

/** A day with its weekday: "Tuesday 8 December 2026" */
export const dayToCome = (on: Day): string => `${weekday(on)} ${dayInWords(on)}`

function reachUs({ phone, email }: SchoolForLetters): string {
  const ways = [phone && `ring us on ${phone}`, email && `write to ${email}`].filter(
    (way) => way !== null && way !== '',
  )
  return ways.length === 0 ? '' : `You can ${ways.join(' or ')}.`
}

/** The values of the merge fields that all kinds of letter have. */
export function fieldsInEach(school: SchoolForLetters, pupil: { name: string; forename: string }): MergeFields {
  const service = school.iassName ?? 'the SEND Information, Advice and Support Service of your local authority'
  return {
    forename: pupil.forename,
    pupil: pupil.name,
    school: school.name,
    reachUs: reachUs(school),
    advice: school.iassContact === null ? service : `${service}, ${school.iassContact}`,
  }
}

/** The values of the merge fields of an invitation to a planned review. */
export const fieldsOfInvitation = (planned: {
  on: Day
  at: string
  minutes: number
  place: string | null
  outcomes: readonly string[]
}): MergeFields => ({
  day: dayToCome(planned.on),
  time: timeInWords(planned.at),
  minutes: `${planned.minutes} minutes`,
  place: planned.place ?? '',
  outcomes: listed(planned.outcomes),
})

/**
 * The kinds of provision that letters to parents list. The other kinds, what helps and what to avoid, are for
 * teachers.
 */
export const provisionDone = ['adjustment', 'intervention', 'support'] as const

/** One provision in one line: what is done, how often and by whom. */
export const provisionLine = (one: { what: string; deliveredBy: string | null; howOften: string | null }): string =>
  [one.what, one.howOften, one.deliveredBy].filter((part) => part !== null && part.trim() !== '').join(', ')

type Roles = { roleOfParent: string | null; roleOfPupil: string | null; roleOfStaff: string | null }

/** Who does what, worded for the reader ("You: …"), with the reader first. */
export function rolesOf(
  { roleOfParent, roleOfPupil, roleOfStaff }: Roles,
  { addressee, forename }: { addressee: Addressee; forename: string },
): string {
  const parents = roleOfParent && `${addressee === 'parent' ? 'You' : 'Your parents'}: ${roleOfParent}`
  const pupil = roleOfPupil && `${addressee === 'parent' ? forename : 'You'}: ${roleOfPupil}`
  const school = roleOfStaff && `The school: ${roleOfStaff}`
  return lines(addressee === 'parent' ? [parents, pupil, school] : [pupil, parents, school])
}

/** The words of the parents' or the pupil's view; empty where they gave none. */
export const viewOf = (views: readonly { speaker: Speaker; words: string | null }[], speaker: Speaker): string =>
  views.find((view) => view.speaker === speaker)?.words ?? ''
