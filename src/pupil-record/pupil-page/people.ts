import { type Role, roleNames, scopeOf } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { shortDay } from '../../ui/formats/words.ts'
import type { PupilPageContents } from './contents.ts'

/**
 * One person on the pupil's page (a contact, member of staff or professional): name, what they are to the pupil, how
 * to reach them.
 */
export type ContactShown = { name: string; about: string; reach: string }
export type StaffShown = { name: string; about: string }
export type ProfessionalShown = { service: string; about: string; href: string }

/** A parent or carer, and how to reach them. */
export const contactOf = (contact: PupilPageContents['contacts'][number]): ContactShown => ({
  name: contact.name,
  about: [
    contact.relationship,
    contact.parentalResponsibility ? 'parental responsibility' : 'no parental responsibility',
    contact.language && `speaks ${contact.language}`,
    contact.format && `needs ${contact.format}`,
  ]
    .filter(Boolean)
    .join(' · '),
  reach: [contact.phone, contact.email].filter(Boolean).join(' · '),
})

/** Somebody who works with the pupil, and through which class. */
export const staffOf = ({ name, role, through }: PupilPageContents['staff'][number]): StaffShown => ({
  name,
  about: [roleNames[role], through].filter(Boolean).join(' · '),
})

/** Professionals from outside, each with the days of agreement, contact and advice. Withdrawn entries are left out. */
export function professionalsOf(
  professionals: PupilPageContents['professionals'],
  { pupilId, role, today }: { pupilId: string; role: Role; today: Day },
): ProfessionalShown[] {
  const mayInvolve = scopeOf(role, 'professional:involve') !== null
  const day = (words: string, on: Day | null) => (on === null ? null : `${words} ${shortDay(on, today)}`)
  const answers = { agreed: 'parents agreed', refused: 'parents did not agree' } as const
  const standing = professionals.filter(({ withdrawn }) => withdrawn === null)
  return standing.map((one) => ({
    service: one.name === null ? one.service : `${one.service}: ${one.name}`,
    about: [
      one.agreementAnswer === null ? 'parents not asked yet' : day(answers[one.agreementAnswer], one.agreementOn),
      day('contacted', one.contactedOn),
      day('advice received', one.adviceReceivedOn),
    ]
      .filter(Boolean)
      .join(' · '),
    href: mayInvolve ? `/pupils/${pupilId}/professionals/${one.id}/edit` : '',
  }))
}
