import type { Visit } from '../../http/route.ts'
import { familiesOf } from './families.ts'
import { contactsOf, plannedFrom } from './queries.ts'
import { minutesOf } from './times.ts'

/** What a new review must not clash with: the reviews planned from today on, and which pupils are of one family. */
export async function planningConstraintsFor({ tx, user, today }: Visit, pupilIds: readonly string[]) {
  const planned = await plannedFrom(tx, user.schoolId, today)
  const all = [...new Set([...pupilIds, ...planned.map(({ pupilId }) => pupilId)])]
  const familyOf = familiesOf(all, await contactsOf(tx, user.schoolId, all))
  const taken = planned.map((one) => ({ ...one, at: minutesOf(one.at), family: familyOf(one.pupilId) }))
  return { familyOf, taken }
}
