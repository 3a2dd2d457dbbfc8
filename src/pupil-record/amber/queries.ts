import { onDay } from '../../access/own-pupils.ts'
import type { Day } from '../../days/calendar.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { notLeftBefore, toDate, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { type AmberEntry, type AmberPupil, amberEntries, amberPupils, openConcerns } from './model.ts'

type SchoolOnDay = { schoolId: string; today: Day }
type PupilOnDay = SchoolOnDay & { pupilId: string }

/** The pupils on the amber list today. */
export async function amberList(tx: Tx, { schoolId, today }: SchoolOnDay): Promise<AmberPupil[]> {
  const { pupils } = await registerPupils(tx, { schoolId, asOf: today, today })
  const entries = await amberEntries(tx, { schoolId, today })
  return amberPupils(pupils, entries, await openConcerns(tx, { schoolId, today }))
}

/**
 * The staff who can look after a pupil: SENCOs who work at the school today, and staff who teach or support the pupil
 * today.
 */
export async function possibleOwners(
  tx: Tx,
  { schoolId, pupilId, today }: PupilOnDay,
): Promise<{ staffId: string; name: string }[]> {
  const on = toDate(today)
  const inClass = {
    some: { schoolId, ...onDay(today), class: { schoolId, members: { some: { schoolId, pupilId, ...onDay(today) } } } },
  }
  const staff = await tx.staffMember.findMany({
    where: {
      schoolId,
      startedOn: { lte: on },
      AND: [
        notLeftBefore(today),
        {
          OR: [
            { role: 'senco' },
            { role: { in: ['teacher', 'teachingAssistant'] }, classes: inClass },
            {
              role: { in: ['teacher', 'teachingAssistant'] },
              pupils: { some: { schoolId, pupilId, ...onDay(today) } },
            },
          ],
        },
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  })
  return staff.map(({ id, name }) => ({ staffId: id, name }))
}

/**
 * The pupil's amber list entry with this id. `open` is null if the entry has ended. Null if the pupil has none with
 * this id.
 */
export async function entryOf(
  tx: Tx,
  asked: PupilOnDay & { monitoringId: string },
): Promise<{ openedOn: Day; open: AmberEntry | null } | null> {
  const { schoolId, pupilId, monitoringId } = asked
  const row = await tx.monitoring.findFirst({
    where: { schoolId, pupilId, id: monitoringId },
    select: { openedOn: true },
  })
  const openedOn = toDayOrNull(row?.openedOn ?? null)
  if (openedOn === null) return null
  const open = (await amberEntries(tx, { schoolId, pupilId, today: asked.today })).get(pupilId)
  return { openedOn, open: open?.id === monitoringId ? open : null }
}

export const hasLook = async (tx: Tx, { schoolId, pupilId }: PupilOnDay, lookId: string): Promise<boolean> =>
  (await tx.monitoringLook.count({ where: { schoolId, pupilId, id: lookId } })) === 1

/** The entry that a form has saved, open or ended; null if the form has saved none. */
export async function entryMade(tx: Tx, { schoolId, pupilId }: PupilOnDay, monitoringId: string) {
  const row = await tx.monitoring.findFirst({
    where: { schoolId, pupilId, id: monitoringId },
    select: { id: true, version: true, ownerId: true, nextLookOn: true, why: true },
  })
  return row && { ...row, nextLookOn: toDayOrNull(row.nextLookOn) ?? '' }
}
