/** The contact details of a parent or carer, used to find out whether two pupils have the same one. */
type FamilyContact = {
  pupilId: string
  name: string
  email: string | null
  phone: string | null
  address: string | null
}

const normalised = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Texts that identify a contact: the e-mail address, the telephone number, and name with address. Two contacts with
 * one of these in common count as one person.
 */
function contactKeys({ name, email, phone, address }: FamilyContact): string[] {
  const said = {
    email: (email ?? '').trim().toLowerCase(),
    phone: (phone ?? '').replace(/\D/g, ''),
    home: address === null || normalised(address) === '' ? '' : `${normalised(name)} ${normalised(address)}`,
  }
  return Object.entries(said).flatMap(([kind, mark]) => (mark === '' ? [] : [`${kind} ${mark}`]))
}

/**
 * Groups pupils into families (union-find). Pupils who share a contact, directly or through another pupil, are one
 * family. A pupil without contacts is a family alone.
 * @returns the key of a pupil's family: the same text for all pupils of the family
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
    for (const mark of contactKeys(contact)) {
      const first = firstWith.get(mark)
      if (first === undefined) firstWith.set(mark, contact.pupilId)
      else head.set(headOf(contact.pupilId), headOf(first))
    }
  }
  return headOf
}
