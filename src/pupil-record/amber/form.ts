import { z } from 'zod'
import { addDays, type Day } from '../../days/calendar.ts'
import type { Query } from '../../http/query.ts'
import {
  choice,
  type DayLimits,
  day,
  id,
  limits,
  notAfter,
  optionalDay,
  optionalText,
  text,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { AmberEntry } from './model.ts'

export const entryLabels = {
  ownerId: 'Who looks after this?',
  nextLookOn: 'When will they look at it next?',
  why: 'What are they looking for?',
} as const

export const lookLabels = {
  lookedOn: 'When did you look?',
  seen: 'What did you see?',
  next: 'What happens now?',
  nextLookOn: 'When will you look again?',
  exitNote: 'Why is the concern resolved?',
} as const

/** How far ahead the next look may be planned, in days. */
const furthestLook = 366

const toCome = (today: Day): DayLimits => ({
  from: { day: today, because: 'is in the past' },
  to: { day: addDays(today, furthestLook), because: 'is more than a year away' },
})

const looksAfter = (today: Day) => ({
  ownerId: id('Choose who looks after this'),
  nextLookOn: day('Enter the day of the next look', toCome(today)),
  why: optionalText(limits.text),
})

/** The schema of the form that takes a pupil of concern on. */
export const takeOnForm = (today: Day) => z.object({ id: id(), ...looksAfter(today) })
export type TakeOn = z.infer<ReturnType<typeof takeOnForm>>

export const entryForm = (today: Day) => z.object({ version: version(), ...looksAfter(today) })
export type ChangeEntry = z.infer<ReturnType<typeof entryForm>>

/** What can come after a look: another look, or one of the three ways to end the entry. */
const nexts = ['again', 'resolved', 'coreOffer', 'senSupport'] as const

/** The schema of the form that records a look. */
export const lookForm = (today: Day) =>
  z
    .object({
      id: id(),
      version: version(),
      lookedOn: day('Enter the day on which you looked', notAfter(today)),
      seen: text('Say what you saw: an example is enough', limits.text),
      next: choice(nexts, 'Choose what happens now'),
      nextLookOn: optionalDay(toCome(today)),
      exitNote: optionalText(limits.text),
    })
    .superRefine(({ next, nextLookOn, exitNote }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (next === 'again' && nextLookOn === null) refuse('nextLookOn-day', 'Enter the day of the next look')
      if (next === 'resolved' && exitNote === null) refuse('exitNote', 'Say why the concern is resolved')
    })
export type Look = z.infer<ReturnType<typeof lookForm>>

/** The form values of an amber list entry. */
export const entryValues = (entry: Pick<AmberEntry, 'version' | 'ownerId' | 'nextLookOn' | 'why'>): FormValues =>
  formValues({
    version: entry.version,
    ownerId: entry.ownerId,
    ...dayFields('nextLookOn', entry.nextLookOn),
    why: entry.why,
  })

/** The last look as values of its form, to show to somebody who records another look at the same time. */
export const lastLookValues = (entry: AmberEntry): FormValues =>
  formValues({
    version: entry.version,
    ...dayFields('lookedOn', entry.lookedOn),
    seen: entry.lastSeen,
    next: 'again',
    ...dayFields('nextLookOn', entry.nextLookOn),
  })

/** The filters of the list; an empty text is no filter. */
export type AmberFilters = {
  /** The id of a member of staff, or `none` to show only pupils without an owner. */
  owner: string
  year: string
}

export const amberFilters = (query: Query): AmberFilters => ({ owner: query.get('owner'), year: query.get('year') })
