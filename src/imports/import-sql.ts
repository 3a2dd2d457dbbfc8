import type { Day } from '../days/calendar.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../platform/database/in-school.ts'

/** A pupil's details from a file, dates as YYYY-MM-DD. Null keeps the register's value. */
export type PupilDetails = {
  id: string
  legalSurname: string
  legalForename: string
  preferredSurname: string | null
  preferredForename: string | null
  dateOfBirth: Day
  sex: 'F' | 'M' | null
  yearGroup: string | null
  registrationGroup: string | null
  misSenStatus: 'N' | 'K' | 'E' | null
  misId: string | null
  ehcPlanFrom: string | null
  freeSchoolMeals: boolean | null
  enteredOn: Day | null
}

/**
 * Updates the details of many pupils in one statement. In September, when every year group changes, these are a
 * thousand pupils.
 * @param cameBack ids of those whose last day has passed and who are at the school again: their last day is cleared
 */
export async function updatePupilDetails(
  tx: Tx,
  schoolId: string,
  pupils: readonly PupilDetails[],
  cameBack: readonly string[],
): Promise<void> {
  if (pupils.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    update "Pupil" p set
      "legalSurname" = f."legalSurname",
      "legalForename" = f."legalForename",
      "preferredSurname" = coalesce(f."preferredSurname", p."preferredSurname"),
      "preferredForename" = coalesce(f."preferredForename", p."preferredForename"),
      "dateOfBirth" = f."dateOfBirth",
      sex = coalesce(f.sex, p.sex),
      "yearGroup" = coalesce(f."yearGroup", p."yearGroup"),
      "registrationGroup" = coalesce(f."registrationGroup", p."registrationGroup"),
      "misSenStatus" = coalesce(f."misSenStatus", p."misSenStatus"),
      "misId" = coalesce(f."misId", p."misId"),
      "ehcPlanFrom" = coalesce(p."ehcPlanFrom", f."ehcPlanFrom"),
      "freeSchoolMeals" = coalesce(f."freeSchoolMeals", p."freeSchoolMeals"),
      "enteredOn" = coalesce(p."enteredOn", f."enteredOn"),
      "leftOn" = case when p.id = any(${[...cameBack]}::uuid[]) then null else p."leftOn" end,
      version = p.version + 1
    from jsonb_to_recordset(${JSON.stringify(pupils)}::jsonb) as f(
      id uuid, "legalSurname" text, "legalForename" text, "preferredSurname" text, "preferredForename" text,
      "dateOfBirth" date, sex "Sex", "yearGroup" text, "registrationGroup" text, "misSenStatus" "SenStatus", "misId" text,
      "ehcPlanFrom" date, "freeSchoolMeals" boolean, "enteredOn" date)
    where p."schoolId" = ${schoolId}::uuid and p.id = f.id`)
}
