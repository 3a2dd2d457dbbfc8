import { taughtBy } from '../../access/own-pupils.ts'
import type { Scope } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { findingsOfPupils } from '../../findings/findings.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { needsSummaries } from '../../pupil-record/plans/model.ts'
import { searchPattern } from '../../ui/formats/search-key.ts'
import { type NoteKind, type NoteRow, type SearchablePupil, selectNotes, selectSearchablePupils } from './search-sql.ts'

/** A text that contains the searched words: an entry of a pupil's record, or a needs summary. */
export type FoundText = {
  kind: NoteKind | 'summary'
  place: string
  pupilId: string
  name: string
  on: Day
  text: string
}

type SearchingStaff = { schoolId: string; staffId: string; scope: Scope; today: Day }

const pupilsOf = (text: string): SearchablePupil[] => JSON.parse(text)

/**
 * The pupils that somebody may find: all of the school's, including those who have left; with the scope `own`, those
 * they teach or support on the day.
 */
export async function pupilsToSearch(
  tx: Tx,
  { schoolId, staffId, scope, today }: SearchingStaff,
): Promise<SearchablePupil[]> {
  const own =
    scope === 'all'
      ? null
      : await tx.pupil.findMany({ where: { schoolId, ...taughtBy(schoolId, staffId, today) }, select: { id: true } })
  const pupilIds = own?.map(({ id }) => id) ?? null
  return pupilsOf(await selectSearchablePupils(tx, { schoolId, today, pupilIds }))
}

/** The newest entries of the school's records that contain all the words, with the count of all matches. */
export async function notesWith(
  tx: Tx,
  { schoolId, words, most }: { schoolId: string; words: readonly string[]; most: number },
): Promise<{ rows: NoteRow[]; count: number }> {
  const rows = await selectNotes(tx, { schoolId, patterns: words.map(searchPattern), most })
  return { rows, count: rows[0]?.count ?? 0 }
}

/** The texts of pupils' needs summaries, which everybody who teaches them may read. */
export async function summaryTexts(tx: Tx, { schoolId, today }: SearchingStaff, pupilIds: readonly string[]) {
  const { pupils } = await findingsOfPupils(tx, { schoolId, asOf: today, pupilIds })
  const planIds = [...pupils.values()].flatMap(({ registerEntry }) => registerEntry.currentPlanId ?? [])
  const summaries = await needsSummaries(tx, schoolId, planIds)
  return [...pupils].flatMap(([pupilId, { registerEntry }]) => {
    const summary = registerEntry.currentPlanId === null ? undefined : summaries.get(registerEntry.currentPlanId)
    if (summary === undefined) return []
    const provision = summary.provision.flatMap(({ what, deliveredBy, howOften }) => [what, deliveredBy, howOften])
    const outcomes = summary.outcomes.map(({ outcome }) => outcome)
    const texts = [summary.needs, ...summary.helps, ...summary.avoid, ...outcomes, ...provision]
    return [{ pupilId, on: summary.agreedOn, text: texts.filter(Boolean).join('\n') }]
  })
}
export type SummaryText = Awaited<ReturnType<typeof summaryTexts>>[number]
