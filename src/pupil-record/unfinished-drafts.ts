import { taughtBy } from '../access/own-pupils.ts'
import { scopeOf } from '../access/permissions.ts'
import { addDays, type Day } from '../days/calendar.ts'
import { dayInLondon, timeInLondon } from '../days/clock.ts'
import { selectUnfinishedDrafts } from '../http/draft-sql.ts'
import { daysBefore, draftDays } from '../http/drafts.ts'
import type { Visit } from '../http/route.ts'
import { shortDay } from '../ui/formats/words.ts'
import { fullNameOf, pupilNameColumns } from './pupil-name.ts'

/** A form that somebody has begun and not saved, as their home page lists it. */
type UnfinishedDraft = {
  what: string
  /** The pupil's name; empty for a form that is not about a pupil. */
  who: string
  /** When the draft was last changed: "today at 16:04" */
  when: string
  href: string
}

/** The most drafts that the page lists. */
const mostShown = 5

/** The name of what a form writes ("Concern"), by a part of the form's address. */
const formNames: Readonly<Record<string, string>> = {
  concerns: 'Concern',
  meetings: 'Meeting',
  decisions: 'Decision',
  notices: 'Formal letter',
  letters: 'Letter',
  plans: 'Plan',
  start: 'Start of the plan',
  review: 'Review',
  'review-meeting': 'Review meeting',
  briefing: 'Sharing of the plan',
  professionals: 'Professional',
  'ehc-considerations': 'EHC needs assessment',
  'not-done': 'Reason why a step is not done',
  'planned-reviews': 'Planned review',
  progress: 'How far an outcome has got',
  'round-robins': 'Questions to teachers',
  'round-robin': 'Answers for the SENCO',
  amber: 'Amber list',
  withdraw: 'Withdrawal',
  pupils: 'Pupil’s details',
  classes: 'Class',
  people: 'Member of staff',
  school: 'School’s settings',
  'sen-information-report': 'SEN information report',
}

const whatOf = (form: string): string => {
  const parts = (form.split('?')[0] ?? '').split('/').toReversed()
  const known = parts.find((part) => Object.hasOwn(formNames, part))
  return (known && formNames[known]) ?? 'Form'
}

function whenOf(typedAt: Date, today: Day): string {
  const day = dayInLondon(typedAt)
  const said = day === today ? 'today' : day === addDays(today, -1) ? 'yesterday' : shortDay(day, today)
  return `${said} at ${timeInLondon(typedAt)}`
}

/**
 * The user's unfinished drafts, newest first. Drafts about a pupil are left out if the pupil no longer exists, or if
 * the user sees only their own pupils and no longer teaches or supports this one.
 */
export async function unfinishedDrafts({ tx, user, now, today }: Visit): Promise<UnfinishedDraft[]> {
  const { schoolId, staffId, role } = user
  const drafts = await selectUnfinishedDrafts(tx, { schoolId, staffId }, daysBefore(now, draftDays))
  const pupilIds = drafts.flatMap(({ pupilId }) => pupilId ?? [])
  if (drafts.length === 0) return []
  const theirs = scopeOf(role, 'concern:raise') === 'own' ? taughtBy(schoolId, staffId, today) : {}
  const pupils = await tx.pupil.findMany({
    where: { schoolId, id: { in: pupilIds }, ...theirs },
    select: { id: true, ...pupilNameColumns },
  })
  const names = new Map(pupils.map((one) => [one.id, fullNameOf(one)]))
  return drafts
    .filter(({ pupilId }) => pupilId === null || names.has(pupilId))
    .slice(0, mostShown)
    .map(({ form, pupilId, typedAt }) => ({
      what: whatOf(form),
      who: names.get(pupilId ?? '') ?? '',
      when: whenOf(typedAt, today),
      href: form,
    }))
}
