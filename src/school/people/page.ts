import { roleNames } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords, shortDay } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { backToSchool } from '../topic.ts'
import { labels, longestCode, roles } from './form.ts'
import type { PersonListed, SignInState } from './queries.ts'

type ShownPerson = {
  name: string
  href: string
  role: string
  code: string
  email: string
  here: string
  signIn: string
}

type PeoplePage = { title: string; back: Link; people: ShownPerson[]; left: ShownPerson[] }

function hereInWords({ startedOn, leftOn }: PersonListed, today: Day): string {
  const start = startedOn > today ? `from ${shortDay(startedOn, today)}` : `since ${dayInWords(startedOn)}`
  if (leftOn === null) return start
  return leftOn < today ? `until ${dayInWords(leftOn)}` : `${start}, until ${shortDay(leftOn, today)}`
}

function signInInWords({ userId, startedOn, leftOn }: PersonListed, today: Day): string {
  if (userId === null) return 'No sign-in'
  if (leftOn !== null && leftOn < today) return 'No longer: has left'
  return startedOn > today ? `From ${shortDay(startedOn, today)}` : 'Can sign in'
}

const rowOf = (person: PersonListed, today: Day): ShownPerson => ({
  name: person.name,
  href: `/school/people/${person.id}/edit`,
  role: roleNames[person.role],
  code: person.code ?? '',
  email: person.email ?? '',
  here: hereInWords(person, today),
  signIn: signInInWords(person, today),
})

/** The page that lists who works at the school and who can sign in. People who have left are listed separately. */
export function peoplePage(people: readonly PersonListed[], today: Day): PeoplePage {
  const hasLeft = ({ leftOn }: PersonListed) => leftOn !== null && leftOn < today
  return {
    title: 'People',
    back: backToSchool,
    people: people.filter((person) => !hasLeft(person)).map((person) => rowOf(person, today)),
    left: people.filter(hasLeft).map((person) => rowOf(person, today)),
  }
}

type PersonPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  longestCode: number
  roles: { value: string; text: string; hint: string }[]
  signIn: SignInState
}

const roleHints: Readonly<Record<(typeof roles)[number], string>> = {
  senco: 'Keeps the register: all pupils, all forms',
  teacher: 'Their own classes: what helps, and raising a concern',
  teachingAssistant: 'The pupils of the classes they are in, and those they support by name',
  head: 'All pupils to read, the report, and these pages',
  administrator: 'These pages and the import: no pupil’s record',
}

/** The page on which a person is added or changed. */
export const personPage = (shown: {
  heading: string
  action: string
  form: FormState
  signIn: SignInState
}): PersonPage => ({
  ...shown,
  title: 'Person',
  back: { text: 'People', href: '/school/people' },
  labels,
  limits,
  longestCode,
  roles: roles.map((role) => ({ value: role, text: roleNames[role], hint: roleHints[role] })),
})
