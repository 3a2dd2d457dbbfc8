import { createHash } from 'node:crypto'
import { z } from 'zod'
import { onDay } from '../../access/own-pupils.ts'
import { roleNames } from '../../access/permissions.ts'
import { staffAware } from '../../code-of-practice/rules/6.49-staff-aware.ts'
import type { Day } from '../../days/calendar.ts'
import { loadPupils } from '../../findings/load.ts'
import type { PupilFindings } from '../../findings/pupil-findings.ts'
import { toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { type NeedsSummary, needsSummaries } from '../plans/model.ts'
import { selectWordingsRead } from './reading-sql.ts'

/**
 * The parts of a plan's summary that are stored when a member of staff reads it, to compare them with a later
 * summary.
 */
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

/** The wording of a summary: the parts that are stored with the name of the reader. */
export const wordingOf = ({ needs, helps, avoid, outcomes, provision }: NeedsSummary): SummaryAsRead => ({
  needs,
  helps: [...helps],
  avoid: [...avoid],
  outcomes: outcomes.map(({ outcome }) => outcome),
  provision: provision.map(provisionInWords),
})

/**
 * A short hash of a wording. A member of staff who confirms "I have read this" sends the hash of the wording on their
 * page, so that the register knows which wording they read.
 */
export const markOf = (wording: SummaryAsRead): string =>
  createHash('sha256').update(JSON.stringify(wording)).digest('base64url').slice(0, 16)

/** A stored wording; null where none is stored, as for a plan that was read on paper. */
export function readWording(kept: unknown): SummaryAsRead | null {
  const read = asRead.safeParse(kept)
  return read.success ? read.data : null
}

/**
 * A stored reading that has replaced an earlier one. `before` holds the wording of the earlier one, so that the later
 * one can be undone by itself.
 */
const readAgain = z.object({ before: asRead })

/** The wording that a member of staff had read before the stored one; null where the stored one is their first. */
export function wordingBefore(kept: unknown): SummaryAsRead | null {
  const read = readAgain.safeParse(kept)
  return read.success ? read.data.before : null
}

/**
 * The wording to store now that `now` was read, in place of `kept`.
 * @returns undefined where both are the same, so that a form sent twice does not replace the wording before
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

/**
 * What has changed in the plan since a member of staff read it, a line for each change: "What helps, new: …". Empty
 * if nothing that staff read has changed.
 */
export function changesSince(read: SummaryAsRead, now: SummaryAsRead): string[] {
  const changed = read.needs === now.needs || now.needs === '' ? [] : [`Needs: ${now.needs}`]
  for (const [part, words] of lists) {
    const [before, after] = [new Set(read[part]), new Set(now[part])]
    changed.push(...now[part].filter((line) => !before.has(line)).map((line) => `${words}, new: ${line}`))
    changed.push(...read[part].filter((line) => !after.has(line)).map((line) => `${words}, no longer: ${line}`))
  }
  return changed
}

/** A pupil with the staff who read the current plan and have not read its latest changes. */
export interface StaleReaders {
  readonly pupilId: string
  readonly planId: string
  readonly staffIds: readonly string[]
}

/** The staff who work with a pupil on the day and have read the plan, by the findings of 6.49. */
const staffWhoRead = ({ findings }: PupilFindings): Set<string> =>
  new Set(
    findings.flatMap(({ rule, status, subject }) =>
      rule === staffAware.id && status === 'met' && subject !== null ? [subject] : [],
    ),
  )

/**
 * By pupil, the staff who have read a plan that has changed since, among those who teach or support the pupil on the
 * day of the findings. Four statements, however many pupils.
 */
export async function staleReaders(
  tx: Tx,
  schoolId: string,
  pupilFindings: Iterable<PupilFindings>,
): Promise<ReadonlyMap<string, StaleReaders>> {
  const read = new Map<string, { pupilId: string; readers: Set<string> }>()
  for (const pupil of pupilFindings) {
    const { currentPlanId } = pupil.registerEntry
    const readers = staffWhoRead(pupil)
    if (currentPlanId !== null && readers.size > 0) read.set(currentPlanId, { pupilId: pupil.pupilId, readers })
  }
  const wordings = read.size === 0 ? [] : await selectWordingsRead(tx, { schoolId, planIds: [...read.keys()] })
  const planIds = [...new Set(wordings.map(({ planId }) => planId))]
  const summaries = await needsSummaries(tx, schoolId, planIds)
  const found = new Map<string, StaleReaders>()
  for (const { planId, wording, staffIds } of wordings) {
    const [plan, summary, before] = [read.get(planId), summaries.get(planId), readWording(wording)]
    if (!plan || !summary || !before || changesSince(before, wordingOf(summary)).length === 0) continue
    const known = found.get(plan.pupilId)?.staffIds ?? []
    const asked = staffIds.filter((staffId) => plan.readers.has(staffId))
    if (asked.length > 0) found.set(plan.pupilId, { pupilId: plan.pupilId, planId, staffIds: [...known, ...asked] })
  }
  return found
}

/** The staff who teach or support a pupil on a day, by name: the same staff that the rules look at (6.49). */
export async function staffWorkingWith(tx: Tx, schoolId: string, pupilId: string, today: Day) {
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  const present = (pupil?.record.staff ?? []).filter(({ from, until }) => from <= today && (!until || until >= today))
  const staff = await tx.staffMember.findMany({
    where: { schoolId, id: { in: present.map(({ id }) => id) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, role: true, userId: true },
  })
  const covers = await coversOf(tx, schoolId, pupilId, today)
  return staff.map(({ id, name, role, userId }) => ({
    staffId: id,
    name,
    role: roleNames[role],
    canSignIn: userId !== null,
    /** The colleague whom they stand in for, and until which day; null for staff who work with the pupil anyway. */
    standsIn: covers.get(id) ?? null,
  }))
}

export type StaffWithPupil = Awaited<ReturnType<typeof staffWorkingWith>>[number]

/**
 * The staff who stand in for a colleague with a pupil on a day: whom they stand in for, and until when. Of several
 * covers, the one that ends last.
 */
async function coversOf(tx: Tx, schoolId: string, pupilId: string, today: Day) {
  const there = { schoolId, ...onDay(today) }
  const member = { schoolId, members: { some: { schoolId, pupilId, ...onDay(today) } } }
  const covers = await tx.cover.findMany({
    where: {
      schoolId,
      OR: [{ classes: { some: { ...there, class: member } } }, { pupils: { some: { ...there, pupilId } } }],
    },
    orderBy: [{ until: 'asc' }, { id: 'asc' }],
    select: { staffId: true, until: true, away: { select: { name: true } } },
  })
  return new Map(covers.map(({ staffId, until, away }) => [staffId, { awayName: away.name, until: toDay(until) }]))
}
