import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { NeedsSummary } from '../plans/model.ts'

/** What a member of staff read: as much of a summary as a later one is held against. */
const asRead = z.object({
  needs: z.string(),
  helps: z.array(z.string()),
  avoid: z.array(z.string()),
  outcomes: z.array(z.string()),
  provision: z.array(z.string()),
})
export type SummaryAsRead = z.infer<typeof asRead>

const provisionInWords = ({ what, deliveredBy, howOften }: NeedsSummary['provision'][number]): string =>
  [what, deliveredBy, howOften].filter(Boolean).join(' · ')

/** The wording of a summary, to be kept with who has read it. */
export const wordingOf = ({ needs, helps, avoid, outcomes, provision }: NeedsSummary): SummaryAsRead => ({
  needs,
  helps: [...helps],
  avoid: [...avoid],
  outcomes: outcomes.map(({ outcome }) => outcome),
  provision: provision.map(provisionInWords),
})

/** A short mark of a wording: whoever says that they have read it says so of the wording that their page showed. */
export const markOf = (wording: SummaryAsRead): string =>
  createHash('sha256').update(JSON.stringify(wording)).digest('base64url').slice(0, 16)

/** A wording as it was kept; null where none was, as of what was read on paper. */
export function readWording(kept: unknown): SummaryAsRead | null {
  const read = asRead.safeParse(kept)
  return read.success ? read.data : null
}

/** A reading that follows another, with the wording of that one, so that it can be taken back by itself. */
const readAgain = z.object({ before: asRead })

/** What was read before a wording that was kept; null where that was the first. */
export function wordingBefore(kept: unknown): SummaryAsRead | null {
  const read = readAgain.safeParse(kept)
  return read.success ? read.data.before : null
}

/**
 * A wording that is read now, to be kept in place of what was.
 * @returns undefined where it is the same, so that a form sent twice keeps what was before
 */
export function wordingToKeep(
  kept: unknown,
  now: SummaryAsRead,
): (SummaryAsRead & { before?: SummaryAsRead }) | undefined {
  const before = readWording(kept)
  if (before === null) return now
  return markOf(before) === markOf(now) ? undefined : { ...now, before }
}

const lists = [
  ['helps', 'What helps'],
  ['avoid', 'Avoid'],
  ['outcomes', 'Outcome'],
  ['provision', 'What is done'],
] as const

/** What is otherwise than it was read, a line each: "What helps, new: …". None where all that matters is the same. */
export function changesSince(read: SummaryAsRead, now: SummaryAsRead): string[] {
  const changed = read.needs === now.needs || now.needs === '' ? [] : [`Needs: ${now.needs}`]
  for (const [part, words] of lists) {
    const [before, after] = [new Set(read[part]), new Set(now[part])]
    changed.push(...now[part].filter((line) => !before.has(line)).map((line) => `${words}, new: ${line}`))
    changed.push(...read[part].filter((line) => !after.has(line)).map((line) => `${words}, no longer: ${line}`))
  }
  return changed
}
