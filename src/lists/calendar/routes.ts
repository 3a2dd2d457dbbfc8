import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { dayInLondon } from '../../days/clock.ts'
import { page, seeOther } from '../../http/answers.ts'
import { get, post, type Route, type Visit } from '../../http/route.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { isUuid } from '../../ui/forms/fields.ts'
import { makeFeed, revokeFeeds } from './commands.ts'
import { tokenShape } from './feed.ts'
import { feedOf } from './queries.ts'

/** @param made the secret address that was just made; empty if none was */
async function showCalendar({ tx, user }: Visit, made: string) {
  const madeAt = await feedOf(tx, user.schoolId, user.staffId)
  return page('lists/calendar/calendar', {
    title: 'Your calendar',
    heading: 'Your reviews in your own calendar',
    isWhole: user.role === 'senco',
    made,
    since: madeAt === null ? '' : dayInWords(dayInLondon(madeAt)),
    fields: { id: uuidv7(), token: randomBytes(32).toString('base64url') },
  })
}

const show = get('/calendar', { may: 'calendar:own' }, (visit) => showCalendar(visit, ''))

/**
 * Makes a secret address. The answer is the page and not a redirect, because the address is shown only once and stored
 * nowhere.
 */
const make = post('/calendar/address', { may: 'calendar:own' }, async (visit) => {
  const { tx, user, now, values, origin } = visit
  const [token = '', formId = ''] = [values.token?.at(-1), values.id?.at(-1)]
  if (!tokenShape.test(token) || !isUuid(formId)) return seeOther('/calendar')
  await makeFeed(tx, user, { formId, token, now })
  return showCalendar(visit, `${origin}/calendar/feed/${token}.ics`)
})

const revoke = post('/calendar/revoke', { may: 'calendar:own' }, async ({ tx, user, now }) => {
  await revokeFeeds(tx, user, now)
  return seeOther('/calendar', {
    heading: 'The address opens nothing any more',
    text: 'Take it out of your calendar. You can make another one here.',
  })
})

export const calendarRoutes: readonly Route[] = [show, make, revoke]
