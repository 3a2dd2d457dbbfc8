import type { Tx } from '../../platform/database/in-school.ts'
import { findEntry } from '../entry.ts'
import { type Professional, professionalFrom, professionalJson } from './model.ts'

/** A professional that is not withdrawn; null if the pupil has none with this id. */
export const professionalToEdit = (
  tx: Tx,
  schoolId: string,
  pupilId: string,
  professionalId: string,
): Promise<Professional | null> =>
  findEntry<Professional>(
    tx,
    { json: professionalJson, from: professionalFrom },
    { schoolId, pupilId, entryId: professionalId },
  )

/** The school's specialist services in the school's order, each with its referral route and contact. */
export const servicesOfSchool = (tx: Tx, schoolId: string) =>
  tx.specialistService.findMany({
    where: { schoolId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { service: true, referralRoute: true, contact: true },
  })
export type ServiceOfSchool = Awaited<ReturnType<typeof servicesOfSchool>>[number]
