import { z } from 'zod'
import { addDays, isDay } from '../../days/calendar.ts'
import { optionalChoice, optionalText, text, version } from '../../ui/forms/fields.ts'
import { type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { howFar } from '../reviews/model.ts'
import type { OwnEntry } from './queries.ts'

/** In characters: a line or two of what was seen in a lesson. */
export const longestNote = 500
/** So long a page can stand open and still be saved, for the day that it is of. Days. */
const oldestPage = 7

export const labels = { progress: 'How far has it got?', note: 'What you saw' } as const

export const chooseHowFar = 'Choose how far it has got: the note is saved with it'
export const planIsOver =
  'This outcome is of a plan that is over, so it is not noted any more. Copy what you want to keep, and note it at the plan of today'
const oldPage = 'This page is of an earlier day. Open it again, and enter it there'

/** Whether a day, as a form says it, is today or so shortly before that it can still be written of. */
export const isOfLately = (on: string, today: string): boolean =>
  isDay(on) && on <= today && on >= addDays(today, -oldestPage)

/** One cell: how far, with a note. `seenOn` is the day that the page is of; version 0 where nothing was noted on it. */
export const progressForm = (today: string) =>
  z.object({
    version: version(),
    seenOn: text(oldPage).refine((on) => isOfLately(on, today), oldPage),
    progress: optionalChoice(howFar),
    note: optionalText(longestNote),
  })
export type NoteProgress = z.infer<ReturnType<typeof progressForm>>

/** The fields of a cell as they stand; null for a day of which nothing was noted. */
export const progressValues = (entry: OwnEntry | null, seenOn: string): FormValues =>
  formValues({
    version: entry?.version ?? 0,
    seenOn,
    progress: entry?.progress ?? '',
    note: entry?.note ?? '',
  })

/**
 * Whether what stands is what this very page has sent before without hearing whether it arrived: then going on from there
 * writes over nobody. Each of `sent` is a choice and a note, with a space between.
 */
export function isOwnWay(entry: OwnEntry | null, sent: readonly string[] = []): boolean {
  const standing = `${entry?.progress ?? ''} ${entry?.note ?? ''}`.trim()
  return sent.some((one) => one.replaceAll('\r\n', '\n').normalize('NFC').trim() === standing)
}
