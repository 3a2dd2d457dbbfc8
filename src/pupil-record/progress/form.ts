import { z } from 'zod'
import { addDays, type Day, isDay } from '../../days/calendar.ts'
import { optionalChoice, optionalText, text, version } from '../../ui/forms/fields.ts'
import { type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { howFar } from '../reviews/model.ts'
import type { OwnEntry } from './queries.ts'

/** In characters: one or two lines about a lesson. */
export const longestNote = 500
/** How many days a page that was left open can still be saved, for the day on which it was opened. */
const oldestPage = 7

export const labels = { progress: 'How far has it got?', note: 'What you saw' } as const

export const chooseHowFar = 'Choose how far it has got: the note is saved with it'
export const planIsOver =
  'This outcome is of a plan that is over, so it is not noted any more. Copy what you want to keep, and note it at the plan of today'
const oldPage = 'This page is of an earlier day. Open it again, and enter it there'

/** Whether a day that a form sent is today, or recent enough to be saved. */
export const isOfLately = (on: Day, today: Day): boolean =>
  isDay(on) && on <= today && on >= addDays(today, -oldestPage)

/**
 * The schema of one cell of the table: how far the outcome has got, with a note. `seenOn` is the page's day; version
 * 0 means that the day has no entry yet.
 */
export const progressForm = (today: Day) =>
  z.object({
    version: version(),
    seenOn: text(oldPage).refine((on) => isOfLately(on, today), oldPage),
    progress: optionalChoice(howFar),
    note: optionalText(longestNote),
  })
export type NoteProgress = z.infer<ReturnType<typeof progressForm>>

/** The form values of a cell; `entry` is null where nothing is noted for the day. */
export const progressValues = (entry: OwnEntry | null, seenOn: Day): FormValues =>
  formValues({
    version: entry?.version ?? 0,
    seenOn,
    progress: entry?.progress ?? '',
    note: entry?.note ?? '',
  })

/**
 * Whether the saved entry is one that this page has sent before without getting the answer. Then saving over it
 * overwrites nobody else's entry.
 * @param sent what the page has sent before, each a choice and a note with a space between
 */
export function isOwnWay(entry: OwnEntry | null, sent: readonly string[] = []): boolean {
  const standing = `${entry?.progress ?? ''} ${entry?.note ?? ''}`.trim()
  return sent.some((one) => one.replaceAll('\r\n', '\n').normalize('NFC').trim() === standing)
}
