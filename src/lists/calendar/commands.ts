import { derivedId } from '../../platform/database/derived-id.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { hashOf } from './queries.ts'

type Own = { schoolId: string; staffId: string }

/** Revokes every feed address of a member of staff. From then on these addresses answer 404. */
export async function revokeFeeds(tx: Tx, { schoolId, staffId }: Own, now: Date): Promise<void> {
  await tx.calendarFeed.updateMany({ where: { schoolId, staffId, revokedAt: null }, data: { revokedAt: now } })
}

/**
 * Makes a secret feed address and revokes the earlier one. Idempotent: sending the same form twice makes it once.
 * @param formId the form's hidden id
 */
export async function makeFeed(
  tx: Tx,
  { schoolId, staffId }: Own,
  { formId, token, now }: { formId: string; token: string; now: Date },
): Promise<void> {
  const id = derivedId(formId, `calendar ${hashOf(token)}`)
  const standing = await tx.calendarFeed.findFirst({ where: { schoolId, staffId, id }, select: { id: true } })
  if (standing) return
  await revokeFeeds(tx, { schoolId, staffId }, now)
  await tx.calendarFeed.createMany({
    data: [{ schoolId, staffId, id, tokenHash: hashOf(token) }],
    skipDuplicates: true,
  })
}
