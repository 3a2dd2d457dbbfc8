import { roleNames } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import type { Choice, Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords, NEED_WORDS, YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { labels, needTypes } from './form.ts'
import type { PupilToEdit, StaffToChoose } from './queries.ts'

/** A row of the form: the prefix of its field names, and its heading. */
type EditFormRow = { place: string; legend: string; isNew: boolean }

type EditPage = {
  title: string
  back: Link
  action: string
  name: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  /** Facts from the school's information system, which cannot be changed here. */
  known: { key: string; value: string }[]
  years: Choice[]
  needs: Choice[]
  contacts: EditFormRow[]
  support: EditFormRow[]
  staff: Choice[]
}

/** The rows of a list in the form, up to the last one in use, and an empty one after it. */
function rowsOf(form: FormState, list: string, one: string): EditFormRow[] {
  const used = Object.entries(form.values).flatMap(([name, value]) => {
    const [, row] = name.startsWith(`${list}.`) ? name.split('.') : []
    const isTyped = (typeof value === 'string' ? value : value.join('')) !== ''
    return row !== undefined && isTyped ? [Number(row) + 1] : []
  })
  const count = Math.max(0, ...used)
  return Array.from({ length: count + 1 }, (_, index) => ({
    place: `${list}.${index}`,
    legend: index < count ? `${one} ${index + 1}` : `Another ${one.toLowerCase()}`,
    isNew: index === count,
  }))
}

const inSystem = { N: 'No SEN', K: 'SEN Support', E: 'EHC plan' } as const

const staffChoice = ({ id, name, role, leftOn }: StaffToChoose, today: Day): Choice => ({
  value: id,
  text: `${name}, ${roleNames[role].toLowerCase()}${leftOn !== null && leftOn < today ? ' (left)' : ''}`,
})

/** The model of the page that corrects a pupil's details. */
export function editPage(shown: {
  pupil: PupilToEdit
  name: string
  place: string
  today: Day
  form: FormState
  staff: readonly StaffToChoose[]
}): EditPage {
  const { pupil, form, place } = shown
  return {
    title: 'Pupil’s details',
    back: { text: 'Back', href: place },
    action: `${place}/edit`,
    name: shown.name,
    form,
    labels,
    limits,
    known: [
      { key: 'Name', value: `${pupil.legalForename} ${pupil.legalSurname}` },
      { key: 'UPN', value: pupil.upn },
      { key: 'Born', value: dayInWords(pupil.dateOfBirth) },
      { key: 'Came to the school', value: pupil.enteredOn === null ? 'Not known' : dayInWords(pupil.enteredOn) },
      { key: 'In the school’s system', value: inSystem[pupil.misSenStatus] },
    ],
    years: YEAR_GROUPS.map((value) => ({ value, text: yearInWords(value) })),
    needs: [
      { value: '', text: 'None' },
      ...needTypes.map((value) => ({ value, text: `${NEED_WORDS[value]} (${value})` })),
    ],
    contacts: rowsOf(form, 'contacts', 'Contact'),
    support: rowsOf(form, 'support', 'Person'),
    staff: [{ value: '', text: 'Choose' }, ...shown.staff.map((one) => staffChoice(one, shown.today))],
  }
}
