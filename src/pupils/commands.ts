import { v7 as uuidv7 } from 'uuid'
import { toDate, toDateOrNull } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'
import type { EditPupil } from './form.ts'
import type { PupilToEdit } from './queries.ts'

type Whose = { schoolId: string; pupilId: string }

/**
 * Corrects a pupil's own details, with their needs, contacts and who supports them by name.
 * @returns false where somebody else has saved another version since `version` was read
 */
export async function editPupil(
  tx: Tx,
  { schoolId, pupilId }: Whose,
  before: PupilToEdit,
  { version, needs, contacts, support, ...pupil }: EditPupil,
): Promise<boolean> {
  const { count } = await tx.pupil.updateMany({
    where: { schoolId, id: pupilId, version },
    data: {
      ...pupil,
      ehcPlanFrom: toDateOrNull(pupil.ehcPlanFrom),
      leftOn: toDateOrNull(pupil.leftOn),
      version: version + 1,
    },
  })
  if (count === 0) return false
  const whose = { schoolId, pupilId }
  await rankNeeds(tx, whose, before, needs)
  await keepContacts(tx, whose, before, contacts)
  await keepSupport(tx, whose, before, support)
  return true
}

/** A rank is taken from one need before another gets it. */
async function rankNeeds(tx: Tx, whose: Whose, before: PupilToEdit, needs: EditPupil['needs']): Promise<void> {
  const wished = needs.map((type, index) => ({ rank: index + 1, type }))
  const stays = ({ rank, type }: { rank: number; type: string }) =>
    wished.some((one) => one.rank === rank && one.type === type)
  const gone = before.needs.filter((need) => !stays(need)).map(({ rank }) => rank)
  if (gone.length > 0) await tx.pupilNeed.deleteMany({ where: { ...whose, rank: { in: gone } } })
  const stood = new Set(before.needs.filter(stays).map(({ rank }) => rank))
  await tx.pupilNeed.createMany({
    data: wished.filter(({ rank }) => !stood.has(rank)).map((need) => ({ ...whose, id: uuidv7(), ...need })),
  })
}

type ContactTold = EditPupil['contacts'][number]

const saysTheSame = (one: ContactTold, other: ContactTold): boolean =>
  one.name === other.name &&
  one.relationship === other.relationship &&
  one.parentalResponsibility === other.parentalResponsibility &&
  one.phone === other.phone &&
  one.email === other.email &&
  one.address === other.address &&
  one.language === other.language &&
  one.format === other.format

/** The first contact told is the first that stood, and so on: nothing else points to a contact. */
async function keepContacts(
  tx: Tx,
  whose: Whose,
  before: PupilToEdit,
  contacts: readonly ContactTold[],
): Promise<void> {
  const gone = before.contacts.slice(contacts.length).map(({ id }) => id)
  if (gone.length > 0) await tx.contact.deleteMany({ where: { ...whose, id: { in: gone } } })
  for (const [index, stood] of before.contacts.slice(0, contacts.length).entries()) {
    const told = contacts[index]
    if (told === undefined || saysTheSame(stood, told)) continue
    const where = { ...whose, id: stood.id }
    await tx.contact.updateMany({ where, data: { ...told, version: stood.version + 1 } })
  }
  await tx.contact.createMany({
    data: contacts
      .map((contact, index) => ({ ...whose, id: uuidv7(), ...contact, priority: index + 1 }))
      .slice(before.contacts.length),
  })
}

/** Who supports a pupil from a day is one line; only its end can change. */
async function keepSupport(tx: Tx, whose: Whose, before: PupilToEdit, support: EditPupil['support']): Promise<void> {
  const told = new Map(support.map((one) => [`${one.staffId} ${one.from}`, one]))
  for (const stood of before.staff) {
    const key = `${stood.staffId} ${stood.from}`
    const now = told.get(key)
    told.delete(key)
    const where = { ...whose, id: stood.id }
    if (now === undefined) await tx.pupilStaff.deleteMany({ where })
    else if (now.until !== stood.until)
      await tx.pupilStaff.updateMany({ where, data: { until: toDateOrNull(now.until) } })
  }
  await tx.pupilStaff.createMany({
    data: [...told.values()].map(({ staffId, from, until }) => ({
      ...whose,
      id: uuidv7(),
      staffId,
      from: toDate(from),
      until: toDateOrNull(until),
    })),
  })
}
