/** A parent or carer, as far as a family is known by them. */
export type FamilyContact = {
  pupilId: string
  name: string
  email: string | null
  phone: string | null
  address: string | null
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** What two contacts share who are the same person: an e-mail address, a telephone number, or name and address. */
function marksOf({ name, email, phone, address }: FamilyContact): string[] {
  const said = {
    email: (email ?? '').trim().toLowerCase(),
    phone: (phone ?? '').replace(/\D/g, ''),
    home: address === null || plain(address) === '' ? '' : `${plain(name)} ${plain(address)}`,
  }
  return Object.entries(said).flatMap(([kind, mark]) => (mark === '' ? [] : [`${kind} ${mark}`]))
}

/**
 * Which family a pupil is of: the same text for pupils who share a contact, whether directly or by way of another pupil.
 * Pupils without contacts are families of their own.
 */
export function familiesOf(
  pupilIds: readonly string[],
  contacts: readonly FamilyContact[],
): (pupilId: string) => string {
  const head = new Map(pupilIds.map((pupilId) => [pupilId, pupilId]))
  const headOf = (pupilId: string): string => {
    const above = head.get(pupilId) ?? pupilId
    return above === pupilId ? pupilId : headOf(above)
  }
  const firstWith = new Map<string, string>()
  for (const contact of contacts) {
    for (const mark of marksOf(contact)) {
      const first = firstWith.get(mark)
      if (first === undefined) firstWith.set(mark, contact.pupilId)
      else head.set(headOf(contact.pupilId), headOf(first))
    }
  }
  return headOf
}
