import type { Day } from '../../days/calendar.ts'
import { toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { EditProfessional, InvolveProfessional } from './form.ts'

type Days = { agreementOn: Day | null; contactedOn: Day | null; adviceReceivedOn: Day | null }

const withDates = <Professional extends Days>(professional: Professional) => ({
  ...professional,
  agreementOn: toDateOrNull(professional.agreementOn),
  contactedOn: toDateOrNull(professional.contactedOn),
  adviceReceivedOn: toDateOrNull(professional.adviceReceivedOn),
})

/**
 * Records that a professional from outside the school, such as an educational psychologist, works with the pupil.
 * Idempotent: the id comes with the form.
 * @returns false where this form has been saved already
 */
export async function involveProfessional(
  tx: Tx,
  pupilKey: PupilKey,
  { asItWas: _confirmed, ...professional }: InvolveProfessional,
): Promise<boolean> {
  const { count } = await tx.professional.createMany({
    data: [{ ...pupilKey, ...withDates(professional) }],
    skipDuplicates: true,
  })
  return count === 1
}

/**
 * Corrects the entry about a professional, or adds the parents' answer, the contact or the advice.
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function editProfessional(
  tx: Tx,
  pupilKey: PupilKey,
  professionalId: string,
  { version, asItWas: _confirmed, ...professional }: EditProfessional,
): Promise<boolean> {
  const { count } = await tx.professional.updateMany({
    where: { ...pupilKey, id: professionalId, version },
    data: { ...withDates(professional), version: version + 1 },
  })
  return count === 1
}
