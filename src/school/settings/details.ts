import { z } from 'zod'
import { allSchools } from '../../access/user-accounts.ts'
import { refused } from '../../http/form-page.ts'
import { limits, optionalText, text, version } from '../../ui/forms/fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { changeSchool } from '../commands.ts'
import { schoolToEdit } from '../queries.ts'
import { topicRoutes } from '../topic.ts'

const labels = {
  name: 'Name of the school',
  urn: 'URN',
  laCode: 'Local authority number',
  establishmentNumber: 'Establishment number',
  postalAddress: 'Postal address',
  phone: 'Telephone',
  email: 'E-mail address',
  iassName: 'Name of the advice service',
  iassContact: 'How parents reach the advice service',
} as const

const figures = (count: number, message: string) =>
  optionalText().pipe(
    z
      .string()
      .regex(new RegExp(`^\\d{${count}}$`), message)
      .nullable(),
  )

const detailsForm = z.object({
  version: version(),
  name: text('Enter the name of the school', limits.name),
  urn: text('Enter the URN: six figures, on Get Information about Schools').pipe(
    z.string().regex(/^\d{6}$/, 'A URN has six figures, like 100001'),
  ),
  laCode: figures(3, 'A local authority number has three figures, like 801'),
  establishmentNumber: figures(4, 'An establishment number has four figures, like 2417'),
  postalAddress: optionalText(limits.line),
  phone: optionalText(limits.name),
  email: optionalText(limits.line).pipe(
    z
      .string()
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'This is not an e-mail address. It needs an @ and a full stop after it')
      .nullable(),
  ),
  iassName: optionalText(limits.name),
  iassContact: optionalText(limits.line),
})

/**
 * The settings page of the school's details, and the Information, Advice and Support Service that parents are told
 * about (6.39).
 */
export const detailsRoutes = topicRoutes({
  name: 'details',
  title: 'School details',
  labels,
  schema: () => detailsForm,
  standing: async ({ tx, user }) => {
    const school = await schoolToEdit(tx, user.schoolId)
    const { version, name, urn, laCode, establishmentNumber } = school
    const { postalAddress, phone, email, iassName, iassContact } = school
    const ofLetters = { postalAddress, phone, email }
    return formValues({ version, name, urn, laCode, establishmentNumber, ...ofLetters, iassName, iassContact })
  },
  more: () => ({}),
  write: async ({ tx, user }, { version, ...details }) => {
    const others = (await allSchools(tx)).filter(({ schoolId }) => schoolId !== user.schoolId)
    if (others.some(({ urn }) => urn === details.urn)) return refused('urn', 'Another school of this register has it')
    return (await changeSchool(tx, user.schoolId, version, details)) ? 'written' : 'stale'
  },
  saved: 'The school’s details have been saved',
})
