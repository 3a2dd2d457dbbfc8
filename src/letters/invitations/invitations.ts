import type { Day } from '../../days/calendar.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { isStopped } from '../../pupil-record/planned-reviews/model.ts'
import { forenameOf, fullNameOf, pupilNameColumns } from '../../pupil-record/pupil-name.ts'
import { asAddressed, type DeliveryMethod, letterBody, needsOf, sendLettersOfPupils } from '../commands.ts'
import { fieldsInEach, fieldsOfInvitation, schoolOfLetters } from '../field-words.ts'
import { merge } from '../merging.ts'
import { templateOf } from '../templates/model.ts'

/**
 * Coming planned reviews to which no parents have been invited, soonest first, each with the parents to invite. A
 * review whose invitations were all stopped is one of them.
 */
export async function notInvited(tx: Tx, schoolId: string, today: Day) {
  const planned = await tx.plannedReview.findMany({
    where: {
      schoolId,
      cancelledOn: null,
      on: { gte: toDate(today) },
      plan: { schoolId, withdrawnAt: null, reviews: { none: { schoolId, withdrawnAt: null } } },
    },
    orderBy: [{ on: 'asc' }, { at: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      pupilId: true,
      on: true,
      at: true,
      minutes: true,
      place: true,
      version: true,
      plan: {
        select: {
          outcomes: { where: { schoolId }, orderBy: { position: 'asc' }, select: { outcome: true } },
          pupil: {
            select: {
              ...pupilNameColumns,
              registrationGroup: true,
              contacts: {
                where: { schoolId, parentalResponsibility: true },
                orderBy: [{ priority: 'asc' }, { name: 'asc' }, { id: 'asc' }],
                select: { id: true, name: true, email: true, address: true, language: true, format: true },
              },
            },
          },
        },
      },
    },
  })
  const invited = await tx.letter.findMany({
    where: { schoolId, kind: 'invitation', aboutId: { in: planned.map(({ id }) => id) } },
    select: { aboutId: true, deliveries: { where: { schoolId }, select: { status: true, problem: true } } },
  })
  const stands = invited.filter(({ deliveries }) => deliveries.length === 0 || !deliveries.every(isStopped))
  const done = new Set(stands.map(({ aboutId }) => aboutId))
  return planned
    .filter(({ id }) => !done.has(id))
    .map(({ on, plan, ...said }) => ({
      ...said,
      on: toDay(on),
      outcomes: plan.outcomes.map(({ outcome }) => outcome),
      forename: forenameOf(plan.pupil),
      name: fullNameOf(plan.pupil),
      registrationGroup: plan.pupil.registrationGroup,
      parents: plan.pupil.contacts,
    }))
}
export type ToInvite = Awaited<ReturnType<typeof notInvited>>[number]

type InvitationDetails = {
  schoolId: string
  sentBy: string
  signedBy: string
  /** The date on the letters, YYYY-MM-DD. */
  sentOn: Day
  /**
   * How the invitations are sent; null where the register e-mails them. A parent without an e-mail address then gets
   * a letter by post.
   */
  method: string | null
}

const byPost = 'letter by post'

const deliveryMethodFor = (email: string | null, { method, sentOn }: InvitationDetails): DeliveryMethod =>
  method === null && email !== null ? { email } : { method: method ?? byPost, sentOn }

/**
 * Invites the parents to planned reviews with the school's template: one letter to each parent with parental
 * responsibility. Idempotent for a version of a planned review, because the letter's id is derived from it.
 * @returns the letters' ids in the order of the reviews
 */
export async function sendInvitations(
  tx: Tx,
  reviews: readonly ToInvite[],
  inviting: InvitationDetails,
): Promise<string[]> {
  const { schoolId, sentBy, signedBy, sentOn } = inviting
  const template = await templateOf(tx, schoolId, 'invitation')
  const school = await schoolOfLetters(tx, schoolId)
  const letters = reviews.flatMap((review) => {
    const { subject, body } = merge(template, { ...fieldsOfInvitation(review), ...fieldsInEach(school, review) })
    return review.parents.map((parent) => ({
      pupilId: review.pupilId,
      letterId: derivedId(review.id, `invitation ${parent.id} ${review.version}`),
      kind: 'invitation' as const,
      addressee: 'parent' as const,
      contactId: parent.id,
      sentTo: asAddressed(parent),
      needs: needsOf(parent),
      subject,
      body: letterBody(body, { on: sentOn, name: parent.name }),
      signedBy,
      aboutId: review.id,
      planVersion: null,
      sentBy,
      how: deliveryMethodFor(parent.email, inviting),
    }))
  })
  await sendLettersOfPupils(tx, schoolId, letters)
  return letters.map(({ letterId }) => letterId)
}
