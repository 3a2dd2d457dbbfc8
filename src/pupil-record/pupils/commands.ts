import { v7 as uuidv7 } from 'uuid'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { EditPupil } from './form.ts'
import type { PupilToEdit } from './queries.ts'

/**
 * Corrects a pupil's details, with needs, contacts and the staff who support the pupil by name.
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function editPupil(
  tx: Tx,
  { schoolId, pupilId }: PupilKey,
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
  const key = { schoolId, pupilId }
  await rankNeeds(tx, key, before, needs)
  await keepContacts(tx, key, before, contacts)
  await keepSupport(tx, key, before, support)
  return true
}

/** Replaces the needs that changed. A rank is unique, so old rows are deleted before new ones are created. */
async function rankNeeds(tx: Tx, pupilKey: PupilKey, before: PupilToEdit, needs: EditPupil['needs']): Promise<void> {
  const wished = needs.map((type, index) => ({ rank: index + 1, type }))
  const stays = ({ rank, type }: { rank: number; type: string }) =>
    wished.some((one) => one.rank === rank && one.type === type)
  const gone = before.needs.filter((need) => !stays(need)).map(({ rank }) => rank)
  if (gone.length > 0) await tx.pupilNeed.deleteMany({ where: { ...pupilKey, rank: { in: gone } } })
  const stood = new Set(before.needs.filter(stays).map(({ rank }) => rank))
  await tx.pupilNeed.createMany({
    data: wished.filter(({ rank }) => !stood.has(rank)).map((need) => ({ ...pupilKey, id: uuidv7(), ...need })),
  })
}

type TypedContact = EditPupil['contacts'][number]

const saysTheSame = (one: TypedContact, other: TypedContact): boolean =>
  one.name === other.name &&
  one.relationship === other.relationship &&
  one.parentalResponsibility === other.parentalResponsibility &&
  one.phone === other.phone &&
  one.email === other.email &&
  one.address === other.address &&
  one.language === other.language &&
  one.format === other.format

/**
 * Matches the contacts in the form with the saved ones: by name, or else by position if no contact was removed. Draft
 * letters refer to contacts by id, so a row must never pass to another person.
 */
function contactsAsTold(before: PupilToEdit, contacts: readonly TypedContact[]) {
  const left = new Set(before.contacts)
  const take = (found: PupilToEdit['contacts'][number] | undefined) => {
    if (found) left.delete(found)
    return found ?? null
  }
  const byName = contacts.map(({ name }) => take([...left].find((stood) => stood.name === name)))
  const isAsMany = contacts.length >= before.contacts.length
  const told = contacts.map((contact, place) => {
    const renamed = isAsMany && !byName[place] ? [...left].find((stood) => stood === before.contacts[place]) : undefined
    return { contact, priority: place + 1, stood: byName[place] ?? take(renamed) }
  })
  return { told, gone: [...left].map(({ id }) => id) }
}

/** Saves the contacts. Their order in the form becomes their priority for letters, from 1. */
async function keepContacts(
  tx: Tx,
  pupilKey: PupilKey,
  before: PupilToEdit,
  contacts: readonly TypedContact[],
): Promise<void> {
  const { told, gone } = contactsAsTold(before, contacts)
  if (gone.length > 0) await tx.contact.deleteMany({ where: { ...pupilKey, id: { in: gone } } })
  for (const { contact, priority, stood } of told) {
    if (stood === null || (saysTheSame(stood, contact) && stood.priority === priority)) continue
    const where = { ...pupilKey, id: stood.id }
    await tx.contact.updateMany({ where, data: { ...contact, priority, version: stood.version + 1 } })
  }
  await tx.contact.createMany({
    data: told
      .filter(({ stood }) => stood === null)
      .map(({ contact, priority }) => ({ ...pupilKey, id: uuidv7(), ...contact, priority })),
  })
}

/**
 * Saves which staff support the pupil by name. Member of staff and first day identify a row; only its last day can
 * change.
 */
async function keepSupport(
  tx: Tx,
  pupilKey: PupilKey,
  before: PupilToEdit,
  support: EditPupil['support'],
): Promise<void> {
  const told = new Map(support.map((one) => [`${one.staffId} ${one.from}`, one]))
  for (const stood of before.staff) {
    const key = `${stood.staffId} ${stood.from}`
    const now = told.get(key)
    told.delete(key)
    const where = { ...pupilKey, id: stood.id }
    if (now === undefined) await tx.pupilStaff.deleteMany({ where })
    else if (now.until !== stood.until)
      await tx.pupilStaff.updateMany({ where, data: { until: toDateOrNull(now.until) } })
  }
  await tx.pupilStaff.createMany({
    data: [...told.values()].map(({ staffId, from, until }) => ({
      ...pupilKey,
      id: uuidv7(),
      staffId,
      from: toDate(from),
      until: toDateOrNull(until),
    })),
  })
}
