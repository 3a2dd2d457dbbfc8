import { toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/**
 * A professional with everything that the form shows, days as YYYY-MM-DD; null where the pupil has no such
 * professional.
 */
export async function professionalToEdit(tx: Tx, schoolId: string, pupilId: string, professionalId: string) {
  const professional = await tx.professional.findFirst({
    where: { schoolId, pupilId, id: professionalId, withdrawnAt: null },
  })
  return (
    professional && {
      ...professional,
      agreementOn: toDayOrNull(professional.agreementOn),
      contactedOn: toDayOrNull(professional.contactedOn),
      adviceReceivedOn: toDayOrNull(professional.adviceReceivedOn),
    }
  )
}
export type ProfessionalToEdit = NonNullable<Awaited<ReturnType<typeof professionalToEdit>>>

/** The school's specialist services in the school's order, each with its referral route and contact. */
export const servicesOfSchool = (tx: Tx, schoolId: string) =>
  tx.specialistService.findMany({
    where: { schoolId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { service: true, referralRoute: true, contact: true },
  })
export type ServiceOfSchool = Awaited<ReturnType<typeof servicesOfSchool>>[number]
