import { z } from 'zod'
import { limits, optionalId, optionalText, version } from '../../ui/forms/fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { changeSchool, setServices } from '../commands.ts'
import { schoolToEdit, servicesOf } from '../queries.ts'
import { type FormRow, rowsFor, shownRows, storedRowFields } from '../rows.ts'
import { topicRoutes } from '../topic.ts'

const labels = {
  'services.service': 'Service',
  'services.referralRoute': 'How the school refers a pupil',
  'services.contact': 'Contact',
} as const

type TypedService = { service: string; referralRoute: string | null; contact: string | null }

const service = z
  .object({
    id: optionalId(),
    service: optionalText(limits.name),
    referralRoute: optionalText(limits.text),
    contact: optionalText(limits.line),
  })
  .transform(({ id, service, referralRoute, contact }, context): FormRow<TypedService> => {
    if (service !== null) return { id, row: { service, referralRoute, contact } }
    if (referralRoute === null && contact === null) return { id, row: null }
    context.issues.push({ code: 'custom', message: 'Enter the name of the service', input: service, path: ['service'] })
    return z.NEVER
  })

const servicesForm = z.object({ version: version(), services: z.array(service).default([]) })

/** The settings page of specialist services from outside the school, and how the school refers to each (6.38). */
export const servicesRoutes = topicRoutes({
  name: 'services',
  title: 'Specialist services',
  labels,
  schema: () => servicesForm,
  standing: async ({ tx, user }, sent) => {
    const { version } = await schoolToEdit(tx, user.schoolId)
    const boxes = rowsFor(await servicesOf(tx, user.schoolId), sent?.services ?? null)
    return formValues({
      version,
      ...storedRowFields('services', boxes, ({ service, referralRoute, contact }) => ({
        service,
        referralRoute,
        contact,
      })),
    })
  },
  more: (form) => ({ services: shownRows(form, 'services') }),
  write: async ({ tx, user }, { version, services }) => {
    const standing = await servicesOf(tx, user.schoolId)
    if (!(await changeSchool(tx, user.schoolId, version))) return 'stale'
    const placed = services.map(({ id, row }, position) => ({ id, row: row && { ...row, position } }))
    await setServices(tx, user.schoolId, standing, placed)
    return 'written'
  },
  saved: 'The specialist services have been saved',
})
